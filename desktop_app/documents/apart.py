"""A long paper is drawn in a process of its own, and the memory that its typesetting takes goes with that process.

Both ends are this program. The sheets go over one pipe as the other end asks for them, the paper comes back over the
other as it is drawn; the process that draws knows neither the store nor its key.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Any

from desktop_app.documents.blocks import Values
from desktop_app.documents.layout import FormLayout
from desktop_app.documents.render import RenderOptions, render_all
from desktop_app.documents.stream import Target
from desktop_app.domain.errors import Refusal

_PORTION = 1 << 16
# What the drawing end says besides the bytes of the paper.
_NEXT, _DONE = "next", "done"


def render_apart(
    command: Sequence[str], layout: FormLayout, sheets: Iterable[Values], options: RenderOptions, target: Target
) -> None:
    """As `render_all`, drawn by what this command starts, which has to call `draw`.

    An exception while a sheet is asked for ends the drawing. Refusal("paper.broken_off") where it ends by itself.
    """
    left = iter(sheets)
    # No black window on Windows.
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with subprocess.Popen(  # noqa: S603 - this program, no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_surroundings(), creationflags=flags
    ) as process:
        asked, drawn = process.stdin, process.stdout
        if asked is None or drawn is None:
            raise AssertionError
        try:
            _ask(asked, (layout, options))
            for said in _said(drawn):
                if said == _NEXT:
                    _ask(asked, next(left, None))
                else:
                    target.write(said)
        except BaseException:
            process.kill()
            raise


def draw() -> None:
    """The other end: draws what standard input brings onto standard output, until it is told that there is no more."""
    source = sys.stdin.buffer
    # Whatever a library writes by the usual way must not get among what is drawn.
    target = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # Whoever asked may have gone.
    with suppress(EOFError, BrokenPipeError):
        layout, options = pickle.load(source)  # noqa: S301 - from this very program
        sent = _Sent(target)
        render_all(layout, _asked(source, target), options, sent)
        sent.send()
        _tell(target, _DONE)


class _Sent:
    """Takes what is drawn and sends it in portions."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._waiting = bytearray()

    def write(self, content: bytes) -> int:
        """Adds to what was drawn."""
        self._waiting += content
        if len(self._waiting) >= _PORTION:
            self.send()
        return len(content)

    def send(self) -> None:
        """Sends what waits."""
        _tell(self._target, bytes(self._waiting))
        self._waiting.clear()


def _asked(source: IO[bytes], target: IO[bytes]) -> Iterator[Values]:
    while True:
        _tell(target, _NEXT)
        sheet = pickle.load(source)  # noqa: S301 - from this very program
        if sheet is None:
            return
        yield sheet


def _ask(pipe: IO[bytes], what: object) -> None:
    try:
        _tell(pipe, what)
    except OSError as error:
        # What did not go out would be tried once more when the pipe is closed.
        with suppress(OSError):
            pipe.close()
        raise Refusal("paper.broken_off") from error


def _said(drawn: IO[bytes]) -> Iterator[Any]:
    while (said := _loaded(drawn)) != _DONE:
        yield said


def _loaded(drawn: IO[bytes]) -> Any:
    try:
        return pickle.load(drawn)  # noqa: S301 - from this very program
    except (EOFError, OSError, pickle.UnpicklingError) as error:
        raise Refusal("paper.broken_off") from error


def _tell(pipe: IO[bytes], what: object) -> None:
    pickle.dump(what, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _surroundings() -> dict[str, str]:
    """Where Python finds this very program again, wherever it was started from."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
