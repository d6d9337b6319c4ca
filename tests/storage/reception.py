"""A counter as a process of its own: `python -m tests.storage.reception DIRECTORY`.

Receives without end and prints the code of each dossier once it is committed; ends with the code of the refusal.
"""

import sys
from pathlib import Path

from desktop_app.bootstrap import open_office
from desktop_app.domain.errors import Refusal
from tests.storage.conftest import receive


def main(directory):
    office = open_office(Path(directory))
    print("ready", flush=True)
    while True:
        try:
            dossier = receive(office)
        except Refusal as refusal:
            print(refusal.code, flush=True)
            return
        print(dossier.receipt_number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
