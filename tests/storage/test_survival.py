"""What the store survives: being killed at any moment, a disk that fills up, several programs at once."""

import random
import subprocess
import sys
import threading
import time

import pytest

from desktop_app.cli.proof import prove
from tests.storage.conftest import receive

# Windows limits no file's size for one process.
resource = pytest.importorskip("resource")


def reception(store, **options):
    command = [sys.executable, "-m", "tests.storage.reception", str(store.directory)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **options)


def killed_after(store, seconds):
    process = reception(store)
    assert process.stdout.readline() == "ready\n"
    time.sleep(seconds)
    process.kill()
    printed = process.communicate()[0].split("\n")
    # The last line may have been cut off with the process.
    return [line for line in printed[:-1] if line]


def kill_repeatedly(store, times):
    there, told = 0, 0
    for _ in range(times):
        printed = killed_after(store, random.uniform(0.0, 0.6))
        told += len(printed)
        proof = prove(store.directory, lambda _line: None)
        assert proof.faults == []
        assert len(printed) <= proof.dossiers - there <= len(printed) + 1
        there = proof.dossiers
    return told


def test_a_counter_killed_in_the_middle_of_intake_loses_nothing_and_leaves_no_half(store):
    assert kill_repeatedly(store, 3) > 0


@pytest.mark.slow
def test_a_counter_killed_a_hundred_times_loses_nothing(store):
    assert kill_repeatedly(store, 100) > 100


def test_a_full_disk_is_told_and_takes_nothing_away(store):
    def little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))

    process = reception(store, preexec_fn=little_room)
    *printed, refused = process.communicate(timeout=60)[0].split()[1:]
    assert refused in ("disk.full", "disk.fault")
    assert len(printed) > 3
    proof = prove(store.directory, lambda _line: None)
    assert (proof.dossiers, proof.faults) == (len(printed), [])


def test_two_programs_on_one_store_write_in_turn(store):
    processes = [reception(store), reception(store)]
    threading.Timer(1.5, lambda: [process.terminate() for process in processes]).start()
    told = [process.communicate(timeout=60)[0].split("\n")[:-1] for process in processes]
    printed = [line for lines in told for line in lines if line != "ready"]
    assert len(set(printed)) == len(printed)
    proof = prove(store.directory, lambda _line: None)
    assert proof.faults == []
    assert len(printed) <= proof.dossiers <= len(printed) + 2


def test_a_form_handed_in_twice_is_one_dossier(store, office):
    first = receive(office, id="a" * 32)
    again = receive(office, id="a" * 32)
    assert first == again
    assert prove(store.directory, lambda _line: None).dossiers == 1


def test_a_use_case_that_fails_leaves_nothing_behind(store, office, monkeypatch):
    monkeypatch.setattr(store.write().__class__, "drop_draft", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        receive(office)
    monkeypatch.undo()
    assert prove(store.directory, lambda _line: None).dossiers == 0
    assert receive(office).receipt_number.startswith("00100-0001-01-000001-")
