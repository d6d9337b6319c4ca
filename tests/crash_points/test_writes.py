"""The real files, cut off at every write and every flush of one reception and one exchange."""

import shutil
import sys

import pytest

from tests.crash_points.recording import images, record, restore
from tests.crash_points.scene import LOG, broken_after, prepare


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """The directory, a copy of what it was before, the epoch of its feed, and what was changed in it."""
    place = tmp_path_factory.mktemp("crash")
    directory, before = place / "office", place / "before"
    epoch = prepare(directory)
    shutil.copytree(directory, before)
    command = [sys.executable, "-m", "tests.crash_points.scene", directory]
    return directory, before, epoch, record(command, directory, place / "strace")


@pytest.mark.slow
def test_every_promise_is_kept_wherever_a_reception_and_an_exchange_are_cut_off(recorded):
    directory, before, epoch, changes = recorded
    count, broken = 0, []
    for name, image in images(changes, LOG):
        restore(before, directory, image)
        count += 1
        broken += [f"{name}: {what}" for what in broken_after(directory, epoch)]
    print(f"{len(changes)} changes, {count} states of the disk")
    assert broken == []


@pytest.mark.slow
def test_a_program_that_flushed_nothing_would_be_found_out(recorded):
    directory, before, epoch, changes = recorded
    *_, (_, image) = (one for one in images([one for one in changes if one.what != "flush"], LOG) if "cut" in one[0])
    restore(before, directory, image)
    assert [what for what in broken_after(directory, epoch) if what.startswith("lost")]
