"""Programs that a proof starts for itself: they end with its with-block, also when one of them does not start."""

import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Self


class EndedTogether(ABC):
    """A group of programs, and whatever else `ends` is told of: the newest ends first."""

    def __init__(self) -> None:
        self.ends = ExitStack()

    def __enter__(self) -> Self:
        try:
            self.switch_on()
        except BaseException:
            self.ends.close()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self.ends.close()

    @abstractmethod
    def switch_on(self) -> None:
        """Starts them."""

    def spawn(self, command: Sequence[str], env: Mapping[str, str], **more: object) -> subprocess.Popen[str]:
        """Starts a program, which says nothing unless its output is asked for."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        program = subprocess.Popen(command, env=env, text=True, **{**quiet, **more})
        self.ends.callback(end, program)
        return program


def end(program: subprocess.Popen[str]) -> None:
    """Asks a program to end, and waits until it has."""
    program.terminate()
    program.wait(20)
    for pipe in (program.stdin, program.stdout):
        if pipe is not None:
            pipe.close()
