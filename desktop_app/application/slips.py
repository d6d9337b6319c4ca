"""Forms 02 and 03 for people who go away without a dossier: issued, found again, printed again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.desk import Desk
from desktop_app.application.intake import DESK
from desktop_app.application.paper_values import Values, office, person, signer
from desktop_app.application.paperwork import Paper
from desktop_app.application.people import clean_person
from desktop_app.application.ports import PaperOptions, Papers
from desktop_app.application.settings import OfficeSettings, office_settings
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.errors import Refusal
from desktop_app.domain.events import Event
from desktop_app.domain.text import fold

ISSUED, PRINTED = "slip.issued", "slip.printed"
COUNTER = "slip"
# Instruction and refusal may be handed to somebody whose dossier is never created (TT 03/2025/TT-VPCP).
FORMS = ("02", "03")
DAYS = 31


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip that was issued, who wrote it, and how often it was printed; `points` are what is missing or why not."""

    id: str
    number: str
    form: str
    at: str
    by_name: str
    applicant: Mapping[str, Any]
    request: str
    points: tuple[str, ...]
    reason: str = ""
    prints: int = 0

    @property
    def name(self) -> str:
        """Whom it was issued to."""
        return str(self.applicant.get("name", ""))


class Slips:
    """Writes slips down, lists them, and renders them as they were issued. Other stations' slips come with the feed."""

    def __init__(self, desk: Desk, papers: Papers) -> None:
        self._desk = desk
        self._papers = papers

    def issue(
        self,
        actor: Actor,
        form: str,
        applicant: Mapping[str, Any],
        request: str,
        points: Sequence[str],
        *,
        reason: str = "",
    ) -> Slip:
        """Issues form 02 (what is missing) or 03 (why not) to a person without a dossier, and writes it down.

        `points` are all missing papers or all reasons, named at once, `reason` why form 02 asks. Refusals: `slip.form`,
        `slip.points`, and those of `clean_person`; nobody is sent away without a paper for lack of a number.
        """
        actor.needs(*DESK)
        if form not in FORMS:
            raise Refusal("slip.form", form=form)
        if not points:
            raise Refusal("slip.points")
        applicant = clean_person(applicant, beside=True)
        data = {"form": form, "applicant": applicant, "request": request, "points": list(points)}
        data |= {"reason": reason} if reason else {}
        with self._desk.store.write() as unit:
            # Two counters never issue the same number: it begins with the number of the station.
            number = f"{unit.identity.station:02d}{unit.next_counter(COUNTER):05d}"
            data |= {"number": number}
            event = self._desk.event(unit, actor, self._desk.new_id(), ISSUED, data, when=self._desk.moment(None))
            unit.append([event])
            unit.commit()
        return _issued(event)

    def listed(self, actor: Actor, text: str = "", first: date | None = None) -> list[Slip]:
        """The slips from a day on, newest first, with every word of `text` in number, form, person or request.

        Of the last 31 days where no first one is named.
        """
        actor.needs(*DESK)
        since = first or office_day(self._desk.now()) - timedelta(days=DAYS - 1)
        words = fold(text).split()
        return [slip for slip in self._read(since.isoformat()) if all(word in _words(slip) for word in words)]

    def numbered(self, actor: Actor, number: str) -> Slip:
        """The slip with this number, however long ago; Refusal("slip.unknown", number=)."""
        actor.needs(*DESK)
        found = next((slip for slip in self._read() if slip.number == number.strip()), None)
        if found is None:
            raise Refusal("slip.unknown", number=number)
        return found

    def render(self, slip_id: str) -> Paper:
        """The slip as it was issued; once it was printed, marked as the reprint that it is now."""
        with self._desk.store.read() as unit:
            (slip,) = _fold(unit.events(slip_id))
            day = office_day(datetime.fromisoformat(slip.at)).isoformat()
            settings = office_settings(unit, day)
        values = office(settings) | {"issued_on": day} | _values(slip, settings)
        pdf = self._papers.render(slip.form, day, [values], PaperOptions(reprint=slip.prints))
        return Paper(slip.form, f"{slip.form}-{slip.number}.pdf", pdf, 1, slip.prints, slip.id)

    def printed(self, actor: Actor, paper: Paper, *, reason: str = "") -> None:
        """Writes down that the slip was printed. Refusal("paper.reason") for a reprint without a reason."""
        actor.needs(*DESK)
        if paper.reprint and not reason:
            raise Refusal("paper.reason")
        data: dict[str, Any] = {"form": paper.form, "reprint": paper.reprint} | ({"reason": reason} if reason else {})
        with self._desk.store.write() as unit:
            unit.append([self._desk.event(unit, actor, paper.subject, PRINTED, data, when=self._desk.moment(None))])
            unit.commit()

    def _read(self, since: str = "") -> list[Slip]:
        with self._desk.store.read() as unit:
            slips = _fold(unit.house_events([ISSUED, PRINTED], since))
        return sorted(slips, key=lambda slip: (slip.at, slip.number), reverse=True)


def _fold(events: Iterable[Event]) -> list[Slip]:
    slips: dict[str, Slip] = {}
    for event in events:
        if event.kind == ISSUED:
            slips.setdefault(event.subject, _issued(event))
        elif event.subject in slips:
            slip = slips[event.subject]
            slips[event.subject] = replace(slip, prints=slip.prints + 1)
    return list(slips.values())


def _issued(event: Event) -> Slip:
    data = event.data
    return Slip(
        event.subject,
        str(data["number"]),
        str(data["form"]),
        event.at,
        str(data.get("by_name", "")),
        data["applicant"],
        str(data["request"]),
        tuple(data["points"]),
        str(data.get("reason", "")),
    )


def _words(slip: Slip) -> str:
    return fold(f"{slip.number} {slip.form} {slip.name} {slip.applicant.get('number', '')} {slip.request}")


def _values(slip: Slip, settings: OfficeSettings) -> Values:
    return person(slip.applicant) | {
        "number": slip.number,
        "request": slip.request,
        "requirements": list(slip.points),
        "reasons": list(slip.points),
        "reason": slip.reason,
        "contact": slip.by_name,
        "contact_phone": settings.phone,
        "guide": slip.by_name,
        "receiver": slip.by_name,
        "submitter": signer(slip.applicant),
    }
