"""The way from page to page: what lies on top of what, and what one key returns to."""

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """A page by its name, with what it shows."""

    page: str
    what: Any = None


class Trail:
    """Pages lie on top of each other: a dossier that was scanned lies on the form that was being filled in."""

    MOST = 20

    def __init__(self, home: str) -> None:
        self._places = [Place(home)]

    @property
    def here(self) -> Place:
        """Where the person is."""
        return self._places[-1]

    @property
    def below(self) -> Place | None:
        """What one key returns to, None at the bottom."""
        return self._places[-2] if len(self._places) > 1 else None

    def start(self, page: str) -> None:
        """Goes to a page of the rail; what was on top of others is put away."""
        self._places = [Place(page)]

    def put_on_top(self, place: Place) -> None:
        """Lays a place on top, or comes back to it where it lies in the pile already."""
        if place in self._places:
            del self._places[self._places.index(place) + 1 :]
            return
        self._places = [*self._places, place][-self.MOST :]

    def become(self, what: object) -> None:
        """Takes what the place shows now, which may be something else than what it was laid there for."""
        self._places[-1] = replace(self.here, what=what)

    def back(self) -> bool:
        """Takes the uppermost place away and tells whether there was one beneath."""
        if len(self._places) == 1:
            return False
        self._places.pop()
        return True
