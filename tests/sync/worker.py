"""A station as a process of its own, to be killed: `python -m tests.sync.worker DIRECTORY`.

Receives and exchanges without end; prints the id of each dossier once it is committed.
"""

import sys
from pathlib import Path

from desktop_app.storage.store import open_store
from desktop_app.sync.loop import SyncLoop
from tests.sync.house import Station


def main(directory):
    opened = open_store(Path(directory))
    loop = SyncLoop(opened)
    station = Station(opened, loop)
    print("ready", flush=True)
    while True:
        for dossier in station.receive_many(7):
            print(dossier, flush=True)
        loop.run_once()


if __name__ == "__main__":
    main(sys.argv[1])
