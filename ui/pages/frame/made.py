"""The pages of a window, each of them made when it is first wanted."""

from collections.abc import Callable, Iterator

from ui.pages.page import Page


class MadePages:
    """Makes a page in two steps, as each takes its time: it is put together by `make`, and dressed where it is kept.

    `kept` are those that are there already.
    """

    def __init__(self, make: Callable[[str], Page], keep: Callable[[Page], object]) -> None:
        self._make = make
        self._keep = keep
        self._begun: dict[str, Page] = {}
        self.kept: dict[str, Page] = {}

    def page(self, name: str) -> Page:
        """The page of this name, whatever it takes."""
        for _ in self.in_steps(name):
            pass
        return self.kept[name]

    def in_steps(self, name: str) -> Iterator[Page]:
        """The same, with a rest after each step; whoever cannot wait may ask for the page meanwhile."""
        if name not in self.kept:
            if name not in self._begun:
                self._begun[name] = self._make(name)
                yield self._begun[name]
            if name in self._begun:
                page = self.kept[name] = self._begun.pop(name)
                self._keep(page)
        yield self.kept[name]
