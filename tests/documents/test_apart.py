"""Long papers are drawn by a process of their own: the same bytes, and nothing of it is left behind."""

import io
import pickle
import subprocess
import sys
from datetime import date

import pytest

from desktop_app.application.specimens import VALUES
from desktop_app.documents.apart import render_apart
from desktop_app.documents.library import FormLibrary
from desktop_app.documents.render import RenderOptions, render_all
from desktop_app.domain.errors import Refusal
from desktop_app.paths import DRAW_APART, resource, this_program

COMMAND = [*this_program(), DRAW_APART]
LAYOUT = FormLibrary([resource("forms")]).layout("07", date(2026, 10, 8))
SHEETS = [VALUES["07"] | {"book": str(book)} for book in range(1, 4)]


class StoppedError(Exception):
    pass


@pytest.fixture
def started(monkeypatch):
    """The processes that were started."""
    found = []

    class Watched(subprocess.Popen):
        def __init__(self, *args, **more):
            super().__init__(*args, **more)
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    return found


def test_a_paper_drawn_apart_has_the_bytes_of_one_drawn_here():
    here, apart = io.BytesIO(), io.BytesIO()
    render_all(LAYOUT, SHEETS, RenderOptions(), here)
    render_apart(COMMAND, LAYOUT, SHEETS, RenderOptions(), apart)
    assert apart.getvalue() == here.getvalue()


def test_whoever_does_not_want_to_wait_leaves_no_process_behind(started):
    def sheets():
        yield SHEETS[0]
        raise StoppedError

    with pytest.raises(StoppedError):
        render_apart(COMMAND, LAYOUT, sheets(), RenderOptions(), io.BytesIO())
    (process,) = started
    assert process.returncode


@pytest.mark.parametrize(
    "ending",
    ["pass", "import sys; sys.stdin.buffer.read(1)", "print('not what was agreed on')"],
    ids=["at once", "while it is asked", "with something else"],
)
def test_a_process_that_ends_by_itself_is_told_and_not_waited_for(ending, started):
    with pytest.raises(Refusal, match=r"paper\.broken_off"):
        render_apart([sys.executable, "-c", ending], LAYOUT, SHEETS, RenderOptions(), io.BytesIO())
    assert started[0].returncode is not None


def test_a_full_disk_is_told_as_what_it_is(started):
    class Full:
        def write(self, _content):
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        render_apart(COMMAND, LAYOUT, SHEETS, RenderOptions(), Full())
    assert started[0].returncode is not None


def test_the_process_that_draws_ends_in_silence_when_whoever_asked_has_gone():
    process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdin.write(pickle.dumps((LAYOUT, RenderOptions())))
    process.stdin.flush()
    assert process.stdout.read(1)
    for pipe in (process.stdin, process.stdout):
        pipe.close()
    with process.stderr as said:
        assert (said.read(), process.wait(20)) == (b"", 0)
