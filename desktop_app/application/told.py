"""How long work says how far it is, and how whoever asked for it ends it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

Told = Callable[[int, int], None]
"""Called with what is done and all there is to do (0: not known) as work goes on; ends the work by raising."""


def nobody(_done: int, _all: int) -> None:
    """Nobody wants to know how far it is."""


def followed(items: Sequence[T], told: Told, step: int) -> Iterator[T]:
    """The items one after the other; before every `step` of them it is told how many are done."""
    for done, item in enumerate(items):
        if done % step == 0:
            told(done, len(items))
        yield item
