"""How every station is, asked of the centre beside everything else."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

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
        self._beginning: list[str] = []

    def refresh(self) -> None:
        """Asks the centre, unless it is being asked."""
        if self.state.busy:
            return
        self._become(busy=True)
        self._underway.run(
            self, self.tr("Hỏi trung tâm về các quầy"), self._ask, self._take, self._failed, stopped=self._rest
        )

    def search(self, typed: str) -> None:
        """Finds the stations in which the typed words stand together, or else each begins a word."""
        self._typed = typed
        self._become(found=self._found(self.state.overview))

    def short_office(self, station: Station) -> str:
        """The office's name without the words with which the names of most offices begin."""
        name = station.life.office_name.split()
        place = len(self._beginning)
        return " ".join(name[place:] if name[:place] == self._beginning else name)

    def _ask(self, reporter: Reporter) -> tuple[Overview, list[str]]:
        overview = self._stations.ask(self._actor, reporter.progress)
        return overview, [fold(f"{one.life.name} {one.life.office_name}") for one in overview.stations]

    def _take(self, told: tuple[Overview, list[str]]) -> None:
        overview, names = told
        said = {condition: fold(say(labels.STATIONS[condition])) for condition in Condition}
        self._texts = [_text(one, name, said) for one, name in zip(overview.stations, names, strict=True)]
        self._beginning = beginning({station.life.office_name for station in overview.stations})
        self._become(overview=overview, found=self._found(overview), busy=False)

    def _failed(self, error: Exception) -> None:
        self._rest()
        raise error

    def _rest(self) -> None:
        self._become(busy=False)

    def _found(self, overview: Overview) -> tuple[Station, ...]:
        words = _words(self._typed)
        told = list(zip(overview.stations, self._texts, strict=True))
        # "tan hoa" is a place before it is the beginning of a name and of another word somewhere else.
        together = tuple(station for station, text in told if "".join(words) in text)
        return together or tuple(station for station, text in told if all(word in text for word in words))


def _text(station: Station, names: str, said: Mapping[Condition, str]) -> str:
    life = station.life
    conditions = " ".join(said[condition] for condition in station.conditions)
    return f" {names} {conditions} {life.office_code} {life.version or ''}".lower()


def _words(typed: str) -> list[str]:
    """The beginnings of words to look for; versions and codes of offices are one word each."""
    parts = typed.lower().split()
    return [f" {word}" for part in parts for word in ([part] if "." in part else fold(part).split())]


def beginning(names: set[str]) -> list[str]:
    """The words with which more than half of these names begin and go on, up to the last one that is no name itself."""
    told = [name.split() for name in names]
    words: list[str] = []
    while True:
        place = len(words)
        following = Counter(name[place] for name in told if name[:place] == words and len(name) > place + 1)
        word, count = next(iter(following.most_common(1)), ("", 0))
        if count < 2 or count * 2 <= len(told):
            break
        words.append(word)
    # Many places are called Tân something.
    while words and words[-1][0].isupper():
        words.pop()
    return words
