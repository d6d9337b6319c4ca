"""Processes that are killed without warning, again and again."""

import random
import subprocess
import sys
import time

from tests.sync.house import feed


def test_nothing_is_lost_or_doubled_when_a_station_is_killed_at_any_moment(stations, centre):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    chance = random.Random(7)
    committed = []
    for _ in range(4):
        command = [sys.executable, "-m", "tests.sync.worker", first.store.directory]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.2, 0.6))
            process.kill()
            committed += [line.strip() for line in process.stdout if line.endswith("\n")]
    assert first.sync().waiting == 0
    second.sync()
    received = [row[3] for row in feed(centre) if row[4] == "dossier.received"]
    assert set(committed) <= set(received)
    assert len(received) == len(set(received))
    assert first.events() == second.events() == feed(centre)
    assert first.rows() == second.rows()
