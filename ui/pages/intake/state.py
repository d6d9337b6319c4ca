"""The form on the reception desk as a whole: what it shows, and what is missing or wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.application.intake import Doubt, Offer
from desktop_app.application.lookup import PersonView
from desktop_app.application.ports import Draft
from desktop_app.application.procedures import FeeSpec, Procedure
from desktop_app.domain.errors import Refusal
from ui.pages.intake.sheet import CITIZEN, PersonEntry, Sheet
from ui.pages.intake.wording import missing_sentence
from ui.sentences import sentence
from ui.widgets.date_field import date_fault

# The part of the form for those who apply together with the owner.
OTHERS = "others"
PAPERS = "papers"
# What is asked for, where the name of the procedure does not say it.
CONTENT = "content"
FEE = "fee"
BIRTH = "owner.birth"
PARTS = ("owner.number", "owner.name", BIRTH, "proxy.number", "proxy.name", OTHERS, "procedure", PAPERS, FEE)
"""What can be missing or wrong, in the order of the form."""


@dataclass(frozen=True, slots=True)
class IntakeState:
    """The form and everything that is known about it.

    `errors` and `doubts` are keyed by the part of the form they belong to; `known` is what the owner has here already;
    `choosing` while the papers of a procedure are fetched; `together` while others apply with the owner; `more` where
    what is asked for, who decides or a note are typed; `mending` from a try to hand the form in with faults until none
    is left.
    """

    sheet: Sheet
    offer: Offer | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    known: PersonView | None = None
    from_card: bool = False
    choosing: bool = False
    together: bool = False
    more: bool = False
    receiving: bool = False
    mending: bool = False
    drafts: tuple[Draft, ...] = ()
    saved: bool = False
    favourites: tuple[Procedure, ...] = ()

    @property
    def procedure(self) -> Procedure | None:
        """The chosen procedure."""
        return self.offer.procedure if self.offer else None

    @property
    def rates(self) -> tuple[FeeSpec, ...]:
        """What is published for the procedure and the way in which the dossier came."""
        return self.procedure.rates(self.sheet.channel) if self.procedure else ()

    @property
    def fee_awaited(self) -> bool:
        """True where a rate is published and the clerk has to say which, or how often."""
        return self.sheet.fee.undecided and any(rate.amount for rate in self.rates)

    @property
    def crowded(self) -> bool:
        """True where the form is as long as it gets: with a proxy and with others who apply together."""
        return self.sheet.proxy is not None and self.together

    def doubts_at(self, part: str) -> list[Doubt]:
        """The doubts about one part of the form."""
        return [doubt for doubt in self.doubts if doubt.part == part or doubt.part.startswith(f"{part}.")]


def faults_of(sheet: Sheet, left: frozenset[str], *, papers_meant: str) -> dict[str, str]:
    """What is wrong by part: what is missing only where the person has been (`left`), what is impossible at once.

    `papers_meant` is the procedure for which somebody has said that no paper at all is handed in.
    """
    found = {part: missing_sentence(part) for part in sheet.missing() if part in left}
    for role, person in (("owner", sheet.owner), ("proxy", sheet.proxy)):
        if person:
            refusals = _refusals(person, number_left=f"{role}.number" in left, name_left=f"{role}.name" in left)
            found |= {f"{role}.{key}": sentence(refusal) for key, refusal in refusals.items()}
    if sheet.owner.birth_refused and BIRTH in left:
        found[BIRTH] = date_fault(sheet.owner.birth)
    for other in sheet.others:
        for refused in _refusals(other, number_left=OTHERS in left, name_left=OTHERS in left).values():
            found[OTHERS] = f"{other.name}: {sentence(refused)}"
    if PAPERS in left and sheet.without_papers and papers_meant != sheet.procedure_code:
        found[PAPERS] = missing_sentence(PAPERS)
    if (refusal := sheet.fee.fault) and (FEE in left or sheet.fee.beyond_help):
        found[FEE] = sentence(refusal)
    return dict(sorted(found.items(), key=lambda fault: PARTS.index(fault[0])))


def _refusals(person: PersonEntry, *, number_left: bool, name_left: bool) -> dict[str, Refusal]:
    """What of the person will not do and is said now; more typing may still put a letter into a name."""
    name, number = person.name_refusal() if name_left else None, person.number_refusal()
    found = {"name": name, "number": number if number_left or _beyond_help(person) else None}
    return {key: refusal for key, refusal in found.items() if refusal}


def _beyond_help(person: PersonEntry) -> bool:
    """True where more typing cannot make the number right."""
    typed = "".join(person.number.split()).replace(".", "").replace("-", "")
    return not typed.isdigit() or len(typed) > (12 if person.kind == CITIZEN else 13)
