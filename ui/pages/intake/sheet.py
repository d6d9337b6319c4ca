"""The form of the reception desk as it stands: frozen, free of Qt, kept as a draft and handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from desktop_app.application.intake import IntakeForm, Offer
from desktop_app.application.procedures import FEE_NAME, ComponentSpec, Procedure, fee_asked
from desktop_app.domain.deadlines_terms import LimitUnit, TimeLimit
from desktop_app.domain.errors import Refusal
from desktop_app.domain.identity import PersonalNumber, check_name, parse_number, parse_tax_code
from desktop_app.domain.money import reckoned, written
from desktop_app.domain.text import iso_date, nfc

CITIZEN, HOUSEHOLD = "citizen", "household"


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person as typed; `birth` is an ISO date or what stands in its place, `overruled` why an odd number is kept."""

    kind: str = CITIZEN
    number: str = ""
    name: str = ""
    birth: str = ""
    sex: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    representative: str = ""
    old_number: str = ""
    overruled: str = ""

    @classmethod
    def of(cls, person: Mapping[str, Any]) -> "PersonEntry":
        """The entry for a person in the shape of `PersonData`."""
        known = {key: str(person.get(key) or "") for key in cls.__slots__ if key != "overruled"}
        return cls(**{**known, "kind": known["kind"] or CITIZEN})

    def filled_from(self, person: Mapping[str, Any]) -> "PersonEntry":
        """The entry with what is known about the person in the places that are still empty.

        A household business has the number of its owner, but neither the name nor the address.
        """
        known = asdict(PersonEntry.of(person))
        if known["kind"] != self.kind:
            return self
        return replace(self, **{key: known[key] for key, value in asdict(self).items() if not value and known[key]})

    def shown_by(self, person: Mapping[str, Any]) -> "PersonEntry":
        """The entry after a card was shown: what stands on it wins, and what was typed beside it stays.

        The card of an organisation or a household business is that of the person who stands for it.
        """
        shown = PersonEntry.of(person)
        if self.kind == CITIZEN or shown.kind != CITIZEN:
            return replace(shown.filled_from(asdict(self)), overruled=self.overruled)
        number = self.number or (shown.number if self.kind == HOUSEHOLD else "")
        return replace(self, number=number, representative=self.representative or shown.name)

    def without(self, person: Mapping[str, Any]) -> "PersonEntry":
        """The entry without what is the same as with this person, but for its number and kind."""
        known = asdict(replace(PersonEntry.of(person), number="", kind=""))
        return replace(self, **{key: "" for key, value in asdict(self).items() if value and value == known[key]})

    def to_data(self) -> dict[str, Any]:
        """The person in the shape of `PersonData`, without what does not belong to its kind."""
        data = {key: nfc(value.strip()) for key, value in asdict(self).items() if value.strip()}
        foreign = {"birth", "sex", "old_number"} if self.kind != CITIZEN else {"representative"}
        if self.birth_refused:
            foreign.add("birth")
        if reason := data.pop("overruled", ""):
            data["number_warning_overruled"] = reason
        empty = {"number": "", "name": "", "address": ""}
        return {**empty, **{key: value for key, value in data.items() if key not in foreign}}

    def number_refusal(self) -> Refusal | None:
        """Why the number cannot be used, None where it can or where there is none."""
        if not self.number.strip():
            return None
        try:
            parse_number(self.number) if self.kind == CITIZEN else parse_tax_code(self.number)
        except Refusal as refusal:
            return refusal
        return None

    def name_refusal(self) -> Refusal | None:
        """Why the name cannot be one, None where it can or where there is none."""
        try:
            check_name(self.name)
        except Refusal as refusal:
            return refusal if self.name.strip() else None
        return None

    @property
    def birth_refused(self) -> bool:
        """True where something is typed for the date of birth that is no date."""
        return self.kind == CITIZEN and bool(self.birth) and iso_date(self.birth) is None

    def personal_number(self) -> PersonalNumber | None:
        """The personal number once all its twelve digits are there."""
        if self.kind != CITIZEN or not self.number.strip() or self.number_refusal():
            return None
        number = parse_number(self.number)
        return number if isinstance(number, PersonalNumber) else None

    @property
    def kept_number(self) -> str:
        """The number as it is kept once it is whole, "" before."""
        if not self.number.strip() or self.number_refusal():
            return ""
        return parse_number(self.number).digits if self.kind == CITIZEN else parse_tax_code(self.number)

    def edited(self, **changes: str) -> "PersonEntry":
        """The entry with what was typed; another number takes the reason back and says of which sex its holder is."""
        typed = replace(self, **changes)
        if "number" not in changes:
            return typed
        before, now = self.personal_number(), typed.personal_number()
        sex = "" if before and before.sex.value == typed.sex else typed.sex
        return replace(typed, overruled="", sex=sex or (now.sex.value if now else ""))

    @property
    def empty(self) -> bool:
        """True while nothing was typed."""
        return self == PersonEntry(kind=self.kind)


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One component: what it is, whether it was handed in, as which kind and how many; `fault` why it will not do.

    `group` is the case in which it is asked for, or one of `OFTEN`, `SOMETIMES`, `SHOWN`; `seldom` where that case is
    one of several, so that most people bring nothing of it. `when` says more about the condition.
    """

    name: str
    copy: str = "original"
    count: int = 1
    ticked: bool = False
    required: bool = False
    only_shown: bool = False
    fault: str = ""
    group: str = ""
    seldom: bool = False
    when: str = ""


# What people bring here more often than not, what is asked for under a condition, what stays with its owner, and what
# the procedure does not name.
OFTEN, SOMETIMES, SHOWN, ADDED = "often", "sometimes", "shown", "added"


@dataclass(frozen=True, slots=True)
class FeeEntry:
    """The fee of the form: `typed` is its amount or the reckoning of it, `when` is when it is due."""

    name: str = FEE_NAME
    typed: str = ""
    when: str = "reception"
    exempt_reason: str = ""

    @property
    def fault(self) -> Refusal | None:
        """Why what was typed is no amount, None where it is one or nothing was typed."""
        try:
            reckoned(self.typed or "0")
        except Refusal as refusal:
            return refusal
        return None

    @property
    def amount(self) -> int:
        """The amount in đồng, 0 where nothing was typed that is one."""
        return 0 if self.fault else reckoned(self.typed or "0")

    @property
    def beyond_help(self) -> bool:
        """True where more typing cannot make an amount of it."""
        return replace(self, typed=self.typed.rstrip("+×")).fault is not None

    @property
    def undecided(self) -> bool:
        """True while there is neither an amount, not even nought, nor a reason why nothing is paid."""
        return not self.typed and not self.exempt_reason


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole form. Its id becomes the dossier's, so that a form handed in twice makes one dossier."""

    id: str
    owner: PersonEntry = PersonEntry()
    proxy: PersonEntry | None = None
    relation: str = ""
    authorisation: str = ""
    others: tuple[PersonEntry, ...] = ()
    procedure_code: str = ""
    procedure_title: str = ""
    content: str = ""
    solving_office: str = ""
    papers: tuple[PaperEntry, ...] = ()
    fee: FeeEntry = FeeEntry()
    sets: int = 1
    channel: str = "direct"
    return_by: str = "counter"
    limit: TimeLimit | None = None
    duplicate_accepted: str = ""
    incomplete_accepted: str = ""
    note: str = ""

    @property
    def begun(self) -> bool:
        """True once there is something that would be missed."""
        return not self.owner.empty or self.proxy is not None or bool(self.procedure_code)

    @property
    def fee_total(self) -> int:
        """What is asked for, in đồng."""
        return 0 if self.fee.exempt_reason else self.fee.amount

    def for_procedure(self, offer: Offer) -> "Sheet":
        """The form for this procedure: its papers with the required ones ticked, its fees, its term."""
        procedure = offer.procedure
        return replace(
            self,
            procedure_code=procedure.code,
            procedure_title=procedure.title,
            papers=_papers(procedure.components, offer.often),
            fee=_proposed(procedure, self.channel),
            limit=None,
            duplicate_accepted="",
            incomplete_accepted="",
        )

    def with_papers_of(self, form: IntakeForm) -> "Sheet":
        """The form with the papers of another one: the same ticked, those that the procedure does not name added."""
        brought = {str(paper["name"]): paper for paper in form.components}
        listed = {paper.name for paper in self.papers}
        added = tuple(PaperEntry(name, group=ADDED) for name in brought if name not in listed)
        papers = []
        for paper in self.papers + added:
            # A paper that several cases ask for was brought once.
            found = brought.pop(paper.name, None)
            ticked = replace(paper, ticked=found is not None)
            papers.append(replace(ticked, copy=str(found["copy"]), count=int(found["count"])) if found else ticked)
        return replace(self, papers=tuple(papers))

    @property
    def without_papers(self) -> bool:
        """True where the procedure names papers to hand in, none of them for every case, and none was handed in."""
        to_hand_in = any(not paper.only_shown for paper in self.papers)
        return to_hand_in and not any(paper.ticked or paper.required for paper in self.papers)

    @property
    def lacking(self) -> list[str]:
        """What form 02 would name at once: required papers that were not handed in, and those that will not do."""
        wanted = [paper for paper in self.papers if paper.fault or (paper.required and not paper.ticked)]
        return [f"{paper.name}: {paper.fault}" if paper.fault else paper.name for paper in wanted]

    @classmethod
    def like(cls, form: IntakeForm, offer: Offer) -> "Sheet":
        """The form that begins with the people and papers of an earlier dossier."""
        proxy = form.proxy or {}
        sheet = cls(
            id=form.id,
            owner=PersonEntry.of(form.owner),
            proxy=PersonEntry.of(proxy["person"]) if proxy else None,
            relation=str(proxy.get("relation", "")),
            authorisation=str(proxy.get("authorisation", "")),
            others=tuple(map(PersonEntry.of, form.others)),
            content="" if form.content == offer.procedure.name else form.content,
            solving_office=form.solving_office,
            sets=form.sets,
            return_by=form.return_by,
        )
        return replace(sheet.for_procedure(offer).with_papers_of(form), limit=form.limit)

    def missing(self) -> list[str]:
        """The parts without which the dossier cannot be received, in the order of the form."""
        gaps = []
        if self.owner.kind == CITIZEN and not self.owner.number.strip():
            gaps.append("owner.number")
        if not self.owner.name.strip():
            gaps.append("owner.name")
        if self.proxy is not None:
            gaps += [f"proxy.{part}" for part in ("number", "name") if not getattr(self.proxy, part).strip()]
        if not self.procedure_code:
            gaps.append("procedure")
        return gaps

    def to_form(self) -> IntakeForm:
        """What is handed in."""
        proxy = None
        if self.proxy is not None:
            texts = {"relation": self.relation.strip(), "authorisation": self.authorisation.strip()}
            proxy = {"person": self.proxy.to_data(), **{key: text for key, text in texts.items() if text}}
        return IntakeForm(
            id=self.id,
            procedure_code=self.procedure_code,
            owner=self.owner.to_data(),
            components=tuple(_component(paper) for paper in self.papers if paper.ticked),
            proxy=proxy,
            others=tuple(other.to_data() for other in self.others),
            content=self.content.strip(),
            solving_office=self.solving_office.strip(),
            sets=self.sets,
            channel=self.channel,
            return_by=self.return_by,
            limit=self.limit,
            fees=fee_asked(self.fee.name, self.fee.amount, self.fee.when, self.fee.exempt_reason),
            duplicate_accepted=self.duplicate_accepted,
            incomplete_accepted=self.incomplete_accepted,
            note=self.note.strip(),
        )

    def to_draft(self) -> dict[str, Any]:
        """The form as JSON data."""
        return asdict(self)

    @classmethod
    def from_draft(cls, body: Mapping[str, Any]) -> "Sheet":
        """The form that `to_draft` described."""
        limit = body.get("limit")
        parts: dict[str, Any] = {
            **body,
            "owner": PersonEntry(**body["owner"]),
            "proxy": PersonEntry(**body["proxy"]) if body.get("proxy") else None,
            "others": tuple(PersonEntry(**other) for other in body.get("others", ())),
            "papers": tuple(PaperEntry(**paper) for paper in body["papers"]),
            "fee": FeeEntry(**body["fee"]) if "fee" in body else _fee_of(body.get("fees", ())),
            "limit": TimeLimit(limit["value"], LimitUnit(limit["unit"])) if limit else None,
        }
        parts.pop("fees", None)
        return cls(**parts)


def _papers(components: Sequence[ComponentSpec], often: frozenset[str]) -> tuple[PaperEntry, ...]:
    """The papers as a clerk goes through them: what everybody brings, what most bring here, then case by case."""
    left = set(often)
    papers = []
    for component in components:
        papers.append(_paper(component, often=component.name in left))
        left.discard(component.name)
    groups = list(dict.fromkeys(paper.group for paper in papers))
    cases = [group for group in groups if group not in ("", OFTEN, SHOWN)]
    order = ["", OFTEN, *cases, SHOWN]
    sorted_papers = sorted(papers, key=lambda paper: order.index(paper.group))
    return tuple(replace(paper, seldom=len(cases) > 1 and paper.group not in ("", OFTEN)) for paper in sorted_papers)


def _paper(component: ComponentSpec, *, often: bool) -> PaperEntry:
    wanted = component.required == "yes" and not component.only_shown
    case = component.case_group or (SOMETIMES if component.required == "when" else "")
    group = "" if wanted else OFTEN if often else SHOWN if component.only_shown else case
    when = component.when if component.when != component.case_group else ""
    usual = component.handed_in()
    return PaperEntry(**usual, ticked=wanted, required=wanted, only_shown=component.only_shown, group=group, when=when)


def _proposed(procedure: Procedure, channel: str) -> FeeEntry:
    usual = next(iter(procedure.usual_fees(channel)), None)
    if usual is None:
        return FeeEntry(procedure.fee_name(channel))
    return FeeEntry(usual["name"], written(str(usual["amount"])), usual["when"])


def _fee_of(fees: Sequence[Mapping[str, Any]]) -> FeeEntry:
    """The fee of a form that was kept while every published rate had an amount of its own: their sum."""
    asked = [fee for fee in fees if fee["amount"]]
    if not asked:
        return FeeEntry()
    names = dict.fromkeys(str(fee["name"]) for fee in asked)
    return FeeEntry("; ".join(names), written("+".join(str(fee["amount"]) for fee in asked)), str(asked[0]["when"]))


def _component(paper: PaperEntry) -> dict[str, Any]:
    data = {"name": paper.name, "copy": paper.copy, "count": paper.count, "required": paper.required}
    return data | ({"accepted": False, "reason": paper.fault} if paper.fault else {})
