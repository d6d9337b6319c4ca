"""How every station is, asked of the centre beside everything else."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from desktop_app.application.accounts import Actor
from desktop_app.application.stations import NOT_ASKED, Condition, Overview, Station, Stations
from desktop_app.domain.text import fold
from desktop_app.words import labels
from ui.language import say
from ui.pages.presenter import Presenter
from ui.tasks import Reporter
from ui.underway import Underway


@dataclass(frozen=True, slots=True)
class StationsState:
    """What the centre told last, and what of it fits the words that were typed; `busy` while it is asked."""

    overview: Overview = NOT_ASKED
    found: tuple[Station, ...] = ()
    busy: bool = False


class StationsPresenter(Presenter[StationsState]):
    """Asks the centre and finds stations as they are typed; what was told stays until something newer comes."""

    def __init__(self, underway: Underway, actor: Actor, *, stations: Stations) -> None:
        super().__init__(StationsState())
        self._underway = underway
        self._actor = actor
        self._stations = stations
        self._typed = ""
        self._texts: list[str] = []
        self._shared = 0

    def refresh(self) -> None:
        """Asks the centre, unless it is being asked."""
        if self.state.busy:
            return
        self._become(busy=True)
        self._underway.run(
            self, self.tr("Hỏi trung tâm về các quầy"), self._ask, self._take, self._failed, stopped=self._rest
        )

    def search(self, typed: str) -> None:
        """Finds the stations in which every typed word begins a word."""
        self._typed = typed
        self._become(found=self._found(self.state.overview))

    def short_office(self, station: Station) -> str:
        """The office's name without the words with which the names of all offices begin."""
        return " ".join(station.life.office_name.split()[self._shared :])

    def _ask(self, _reporter: Reporter) -> tuple[Overview, list[str]]:
        overview = self._stations.ask(self._actor)
        return overview, [fold(f"{one.life.name} {one.life.office_name}") for one in overview.stations]

    def _take(self, told: tuple[Overview, list[str]]) -> None:
        overview, names = told
        said = {condition: fold(say(labels.STATIONS[condition])) for condition in Condition}
        self._texts = [_text(one, name, said) for one, name in zip(overview.stations, names, strict=True)]
        self._shared = _shared({station.life.office_name for station in overview.stations})
        self._become(overview=overview, found=self._found(overview), busy=False)

    def _failed(self, error: Exception) -> None:
        self._rest()
        raise error

    def _rest(self) -> None:
        self._become(busy=False)

    def _found(self, overview: Overview) -> tuple[Station, ...]:
        wanted = _words(self._typed)
        return tuple(
            station
            for station, text in zip(overview.stations, self._texts, strict=True)
            if all(word in text for word in wanted)
        )


def _text(station: Station, names: str, said: Mapping[Condition, str]) -> str:
    life = station.life
    conditions = " ".join(said[condition] for condition in station.conditions)
    return f" {names} {conditions} {life.office_code} {life.version or ''}".lower()


def _words(typed: str) -> list[str]:
    """The beginnings of words to look for; versions and codes of offices are one word each."""
    parts = typed.lower().split()
    return [f" {word}" for part in parts for word in ([part] if "." in part else fold(part).split())]


def _shared(names: set[str]) -> int:
    """How many words all these names begin with, of which each has more."""
    words = [name.split() for name in names]
    most = min(map(len, words), default=1) - 1
    columns = zip(*words, strict=False)
    same = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))
    return min(same, most) if len(words) > 1 else 0
