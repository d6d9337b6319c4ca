"""What the citizen's screen shows now, taken from the form at the reception desk; frozen and free of widgets."""

from dataclasses import dataclass, field
from enum import Enum, auto

from desktop_app.domain.dossier import Dossier
from desktop_app.words import labels
from ui.language import say
from ui.pages import words
from ui.pages.intake.state import IntakeState

MOST_PAPERS = 8


class Showing(Enum):
    """What the screen is for at the moment."""

    WELCOME = auto()
    CHECK = auto()
    RECEIVED = auto()
    THANKS = auto()


@dataclass(frozen=True, slots=True)
class CitizenView:
    """The words on the citizen's screen; `dossier_id` is what a rating is about."""

    showing: Showing = Showing.WELCOME
    owner: str = ""
    number: str = ""
    submitter: str = ""
    procedure: str = ""
    papers: tuple[str, ...] = ()
    more_papers: int = 0
    fee: str = ""
    due: str = ""
    return_by: str = ""
    code: str = ""
    dossier_id: str = field(default="", compare=False)


def check_view(state: IntakeState) -> CitizenView:
    """What is to be checked before the receipt is printed; the welcome while nothing was begun."""
    sheet = state.sheet
    if not sheet.begun:
        return CitizenView()
    papers = [
        labels.component({"name": paper.name, "copy": paper.copy, "count": paper.count}, say)
        for paper in sheet.papers
        if paper.ticked
    ]
    due = state.offer.due if state.offer else None
    return CitizenView(
        Showing.CHECK,
        owner=sheet.owner.name,
        number=masked(sheet.owner.number),
        submitter=sheet.proxy.name if sheet.proxy else "",
        procedure=sheet.procedure_title,
        papers=tuple(papers[:MOST_PAPERS]),
        more_papers=max(len(papers) - MOST_PAPERS, 0),
        fee=words.dong(sheet.fee_total) if sheet.fee_total else "",
        due=words.long_stamp(due["at"]) if due else "",
        return_by=say(labels.RETURNS[sheet.return_by]),
    )


def received_view(dossier: Dossier) -> CitizenView:
    """What was received, with the question how it went."""
    return CitizenView(
        Showing.RECEIVED,
        owner=str(dossier.owner.get("name", "")),
        procedure=dossier.procedure.get("short_name") or dossier.procedure.get("name", ""),
        fee=words.dong(dossier.unpaid) if dossier.unpaid > 0 else "",
        due=words.long_stamp(dossier.due["at"]) if dossier.due else "",
        return_by=say(labels.RETURNS.get(dossier.return_by, "")),
        code=dossier.label,
        dossier_id=dossier.id,
    )


def masked(number: str) -> str:
    """A number that its holder recognises and a neighbour cannot use: only its last four signs."""
    signs = number.strip()
    return "•" * (len(signs) - 4) + signs[-4:] if len(signs) > 4 else signs
