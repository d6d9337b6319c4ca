"""Papers of a dossier: what stands on them, printing, and the record of every print."""

from dataclasses import dataclass

from desktop_app.application.accounts import Actor
from desktop_app.application.desk import Desk
from desktop_app.application.lookup import existing
from desktop_app.application.paper_values import COVER, FORMS, common
from desktop_app.application.ports import PaperOptions, Papers, Pdf
from desktop_app.application.settings import office_settings
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal

PRINTED = "dossier.printed"


@dataclass(frozen=True, slots=True)
class Paper:
    """One printed form: its PDF, a file name without personal data, and which reprint it is (0: the first print).

    `subject` is the slip that it shows, for papers that are counted without a dossier.
    """

    form: str
    name: str
    pdf: Pdf
    copies: int
    reprint: int
    subject: str = ""


class Paperwork:
    """Fills in forms from a dossier. Rendering changes nothing; `printed` writes down that a paper left the printer."""

    def __init__(self, desk: Desk, papers: Papers) -> None:
        self._desk = desk
        self._papers = papers

    def forms(self, dossier: Dossier) -> list[str]:
        """The forms that there is something to print on now: what the last step asks for, then in official order."""
        happened = {verdict.event.kind for verdict in dossier.history if verdict.effective}
        found = [
            form
            for form, (_, kinds) in FORMS.items()
            if (not kinds or happened & set(kinds)) and (form != COVER or dossier.components)
        ]
        owed = _owed(dossier)
        return sorted(found, key=lambda form: form != owed)

    def render(self, dossier: Dossier, form: str) -> Paper:
        """The form for this dossier.

        Refusals: `paper.unknown` (form) for a form that no layout describes, `paper.nothing` (form) for one whose
        event has not happened.
        """
        if form not in FORMS:
            raise Refusal("paper.unknown", form=form)
        if form not in self.forms(dossier):
            raise Refusal("paper.nothing", form=form)
        now = self._desk.now()
        with self._desk.store.read() as unit:
            settings = office_settings(unit, office_day(now).isoformat())
        shared = common(settings, dossier, form, now)
        sheets = [shared | values for values in FORMS[form][0](dossier, settings)]
        # The receipt keeps the look of the day it was promised on; every other paper is of the day it is printed.
        on = (dossier.received_at if form == "01" else now.isoformat())[:10]
        options = PaperOptions(settings.copies if form == "01" else 1, _prints(dossier, form))
        pdf = self._papers.render(form, on, sheets, options)
        return Paper(form, f"{dossier.label}-{form}.pdf", pdf, options.copies, options.reprint)

    def printed(self, actor: Actor, dossier_id: str, paper: Paper, *, reason: str = "") -> Dossier:
        """Writes down that the paper was printed. Refusal("paper.reason") for a reprint without a reason."""
        if paper.reprint and not reason:
            raise Refusal("paper.reason")
        data = {"form": paper.form, "copies": paper.copies, "reprint": paper.reprint}
        with self._desk.store.write() as unit:
            existing(unit, dossier_id)
            data |= {"reason": reason} if reason else {}
            dossier = self._desk.record(unit, actor, dossier_id, PRINTED, data, when=self._desk.moment(None))
            unit.commit()
        return dossier


def _prints(dossier: Dossier, form: str) -> int:
    """How often the paper has left the printer as it is now: a second request for papers is another slip."""
    count = 0
    for verdict in dossier.history:
        if verdict.effective and verdict.event.kind in FORMS[form][1]:
            count = 0
        elif verdict.event.kind == PRINTED and verdict.event.data.get("form") == form:
            count += 1
    return count


def _owed(dossier: Dossier) -> str:
    """The paper that goes out with the last move that has one, until it is printed."""
    moved = [verdict.event.kind for verdict in dossier.history if verdict.effective]
    last = next((kind for kind in reversed(moved) if any(kind in kinds for _, kinds in FORMS.values())), "")
    return next((form for form, (_, kinds) in FORMS.items() if last in kinds and not _prints(dossier, form)), "")
