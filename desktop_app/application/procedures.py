"""The catalogue of procedures (TTHC): what the desk can receive, found as it is typed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.ports import Reference, Store
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.deadlines_terms import LimitUnit, TimeLimit
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role
from desktop_app.domain.text import fold
from desktop_app.words import labels

KIND = "procedure"
# What an office or province has decided differently (terms, fees): these keys of a procedure win over the published.
OVERRIDE = "procedure_override"
FAVOURITES = "favourites"
FEE_NAME = "Phí, lệ phí"
FREE_WORDS = ("miễn", "không thu")


@dataclass(frozen=True, slots=True)
class ComponentSpec:
    """One paper that a procedure asks for; `required` is "yes", "when" (with its condition) or "" where unknown."""

    name: str
    originals: int
    copies: int
    required: str
    when: str
    case_group: str
    only_shown: bool

    def handed_in(self) -> dict[str, Any]:
        """The paper as it is usually handed in, in the shape of `desktop_app.domain.events.ComponentData`."""
        copy = "original" if self.originals or not self.copies else "certified"
        return {"name": self.name, "copy": copy, "count": max(self.originals or self.copies, 1)}


@dataclass(frozen=True, slots=True)
class FeeSpec:
    """One published rate of a procedure; `amount` in đồng, None where none holds for everybody.

    `other` is a rate that is not in đồng, as published ("10 USD"). `free` says who pays nothing (`condition`);
    `doubtful` that amount and condition contradict each other in what was published.
    """

    name: str
    amount: int | None
    per: str
    condition: str
    channels: tuple[str, ...]
    when: str
    other: str = ""
    free: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Procedure:
    """One administrative procedure as it is in force; `limit` None where only cases (`options`) have terms."""

    code: str
    name: str
    short_name: str
    field_code: str
    field_name: str
    limit: TimeLimit | None
    limit_note: str
    options: tuple[TimeLimit, ...]
    fees: tuple[FeeSpec, ...]
    components: tuple[ComponentSpec, ...]
    results: tuple[str, ...]
    channels: tuple[str, ...]
    solving_office: str
    legal_basis: tuple[str, ...]

    @property
    def title(self) -> str:
        """The name for lists: the short one where there is one."""
        return self.short_name or self.name

    def usual_papers(self) -> tuple[dict[str, Any], ...]:
        """The papers that everybody hands in, as `ComponentData`; what is only shown stays with the citizen."""
        wanted = [spec for spec in self.components if spec.required == "yes" and not spec.only_shown]
        return tuple(spec.handed_in() for spec in wanted)

    @property
    def papers_of_cases_only(self) -> bool:
        """Whether every paper belongs to one case or another, so that nobody comes without any."""
        handed_in = [spec for spec in self.components if not spec.only_shown]
        return bool(handed_in) and all(spec.case_group for spec in handed_in)

    def fees_of(self, amount: int) -> list[dict[str, Any]]:
        """The rates as records where everybody is asked for this amount: what the province left open is filled in.

        Who pays nothing, and the conditions of what was open, stay; a single amount takes the place of other rates.
        """
        free = [fee_record(fee, 0) for fee in self.fees if fee.free]
        left_open = [fee_record(fee, amount) for fee in self.fees if fee.amount is None and not fee.other]
        return [*(left_open or [{"name": self.fee_name(""), "amount_vnd": amount}]), *free]

    def rates(self, channel: str) -> tuple[FeeSpec, ...]:
        """What is published for this channel; a rate that names no channel holds for all."""
        return tuple(fee for fee in self.fees if not fee.channels or channel in fee.channels)

    def usual_fees(self, channel: str) -> tuple[dict[str, Any], ...]:
        """What is asked of everybody, in the shape of `desktop_app.domain.events.FeeData`.

        Several published rates are alternatives more often than a sum, a fee per page has to be counted, and a rate
        that contradicts its own condition has to be looked at: all are left to the clerk. Who pays nothing is an
        exception with a reason, no alternative.
        """
        payable = [rate for rate in self.rates(channel) if not rate.free]
        if len(payable) != 1 or not payable[0].amount or payable[0].per or payable[0].doubtful:
            return ()
        return fee_asked(payable[0].name, payable[0].amount, payable[0].when)

    def fee_name(self, channel: str) -> str:
        """What a fee is called here when only its amount was typed."""
        return next((rate.name for rate in self.rates(channel) if rate.name), FEE_NAME)


def fee_asked(name: str, amount: int, when: str, exempt_reason: str = "") -> tuple[dict[str, Any], ...]:
    """The fee of a form in the shape of `desktop_app.domain.events.FeeData`; none where there is nothing to pay.

    Somebody exempt is on record with the reason, also where the amount is not known.
    """
    if not amount and not exempt_reason:
        return ()
    fee = {"id": "1", "name": name, "amount": amount, "when": when}
    return (fee | ({"exempt_reason": exempt_reason} if exempt_reason else {}),)


def fee_record(fee: FeeSpec, amount: int | None) -> dict[str, Any]:
    """The rate as a catalogue record has it, with this amount; None leaves it to the province."""
    return {
        "name": fee.name,
        "amount_vnd": amount,
        "set_by_province": amount is None,
        "per": fee.per,
        # A nought with a condition beside it means nothing in a catalogue; here it means that nothing is asked.
        "condition": "" if amount == 0 and not fee.free else fee.condition,
        "channels": list(fee.channels),
        "when": fee.when,
        "amount_other": fee.other,
        "mismatch_with_condition": fee.doubtful and amount == fee.amount,
    }


def procedure_from_data(data: Mapping[str, Any]) -> Procedure:
    """The procedure of one catalogue record, gaps and all; Refusal("procedure.unreadable") without code or name."""
    code, name = str(data.get("code") or "").strip(), str(data.get("name") or "").strip()
    if not code or not name:
        raise Refusal("procedure.unreadable", code=code)
    field = data.get("field") or {}
    processing = data.get("processing") or {}
    limits = [limit for option in processing.get("options") or () if (limit := _limit(option))]
    return Procedure(
        code=code,
        name=name,
        short_name=data.get("short_name") or "",
        # Where the portal gives a field no code, its name tells it from the others, in register and report.
        field_code=field.get("code") or field.get("name") or "",
        field_name=field.get("name") or "",
        limit=_limit(processing),
        limit_note=processing.get("rule_text") or "",
        options=tuple(dict.fromkeys(limits)),
        fees=tuple(_fee(fee) for fee in data.get("fees") or ()),
        components=tuple(_component(component) for component in data.get("components") or ()),
        results=tuple(data.get("results") or ()),
        channels=tuple((data.get("submission") or {}).get("methods") or ()),
        solving_office=data.get("competent_body") or "",
        legal_basis=tuple(data.get("legal_basis") or ()),
    )


@dataclass(frozen=True, slots=True)
class Published:
    """How many procedures of a catalogue are new, are different now, and were known just so."""

    added: int
    changed: int
    same: int


class Procedures:
    """Finds procedures; keeps the catalogue of some thousand in memory for a day, or until told that it changed."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._day = ""
        self._known: dict[str, Procedure] | None = None
        self._words: list[tuple[str, Procedure]] = []

    def forget(self) -> None:
        """Reads the catalogue anew at the next question."""
        self._known = None

    def get(self, code: str, on: date | None = None) -> Procedure:
        """The procedure with this code as in force on a day (default: today); Refusal("procedure.unknown", code=)."""
        code = code.strip()
        if on is None or on == office_day(self._now()):
            found = self._catalogue().get(code)
        else:
            found = self._of_day(code, on.isoformat())
        if found is None:
            raise Refusal("procedure.unknown", code=code)
        return found

    def all(self) -> Sequence[Procedure]:
        """Every procedure in force, by code."""
        return list(self._catalogue().values())

    def records(self) -> list[dict[str, Any]]:
        """The catalogue records in force, with what the office decided differently, by code."""
        today = office_day(self._now()).isoformat()
        with self._store.read() as unit:
            overrides = {piece.key: piece.value for piece in unit.references(OVERRIDE, today)}
            return [{**piece.value, **overrides.get(piece.key, {})} for piece in unit.references(KIND, today)]

    def field_names(self) -> dict[str, str]:
        """The names of all fields by their codes, and what stands for none at the end."""
        named = {procedure.field_code: procedure.field_name for procedure in self.all() if procedure.field_code}
        return {**named, "": labels.NO_FIELD}

    def find(self, typed: str, limit: int = 30) -> list[Procedure]:
        """Procedures whose code begins with what was typed or whose names hold all its words, best first.

        Accents and case do not matter; the last word may be unfinished.
        """
        self._catalogue()
        folded = fold(typed)
        words = folded.split()
        if not words:
            return self.favourites()[:limit]
        found = [(_rank(folded, text), procedure) for text, procedure in self._words if all(w in text for w in words)]
        found.sort(key=lambda pair: (pair[0], len(pair[1].name)))
        return [procedure for _, procedure in found[:limit]]

    def publish(self, actor: Actor, records: Sequence[Mapping[str, Any]], at: datetime) -> Published:
        """Puts catalogue records in force at every station of the office, all or none. For administrators.

        Refusals: `role.missing`, and those of `procedure_from_data`.
        """
        actor.needs(Role.ADMINISTRATOR)
        items = [Reference(KIND, procedure_from_data(record).code, record) for record in records]
        with self._store.write() as unit:
            known = {piece.key: piece.value for piece in unit.references(KIND)}
            fresh = [item for item in items if known.get(item.key) != item.value]
            if fresh:
                unit.put_reference(fresh, actor.login, at.isoformat())
                unit.commit()
        self.forget()
        added = sum(item.key not in known for item in fresh)
        return Published(added, len(fresh) - added, len(items) - len(fresh))

    def favourites(self) -> list[Procedure]:
        """What this office receives most often, in the order the office has chosen."""
        with self._store.read() as unit:
            chosen = unit.reference("settings", FAVOURITES)
        catalogue = self._catalogue()
        return [catalogue[code] for code in (chosen.value["codes"] if chosen else ()) if code in catalogue]

    def _catalogue(self) -> dict[str, Procedure]:
        today = office_day(self._now()).isoformat()
        if self._known is None or self._day != today:
            with self._store.read() as unit:
                overrides = {piece.key: piece.value for piece in unit.references(OVERRIDE, today)}
                pieces = unit.references(KIND, today)
            self._day = today
            known = [_read(piece, overrides) for piece in pieces]
            self._known = {procedure.code: procedure for procedure in known}
            self._words = [(" " + fold(f"{p.code} {p.short_name} {p.name} {p.field_name}"), p) for p in known]
        return self._known

    def _of_day(self, code: str, day: str) -> Procedure | None:
        with self._store.read() as unit:
            piece, override = unit.reference(KIND, code, day), unit.reference(OVERRIDE, code, day)
        return _read(piece, {code: override.value} if override else {}) if piece else None


def _read(piece: Reference, overrides: Mapping[str, Mapping[str, Any]]) -> Procedure:
    return procedure_from_data({**piece.value, **overrides.get(piece.key, {})})


def _rank(folded: str, text: str) -> int:
    if text.startswith(f" {folded}"):
        return 0
    if f" {folded}" in text:
        return 1
    return 2 if all(f" {word}" in text for word in folded.split()) else 3


def _limit(data: Mapping[str, Any]) -> TimeLimit | None:
    value, unit = data.get("value"), data.get("unit")
    if value is None or unit not in set(LimitUnit):
        return None
    if value == 0 or unit == LimitUnit.IMMEDIATE:
        return TimeLimit(0, LimitUnit.IMMEDIATE)
    return TimeLimit(int(value), LimitUnit(unit))


def _fee(data: Mapping[str, Any]) -> FeeSpec:
    # The portal prints 0 where nobody has filled anything in; with a condition beside it, it says nothing at all,
    # unless the condition says that nothing is asked.
    amount = data.get("amount_vnd")
    condition = data.get("condition") or ""
    free = amount == 0 and any(word in condition.casefold() for word in FREE_WORDS)
    return FeeSpec(
        name=data.get("name") or "",
        amount=None if data.get("set_by_province") or (amount == 0 and condition and not free) else amount,
        per=data.get("per") or "",
        condition=condition,
        channels=tuple(data.get("channels") or ()),
        when=data.get("when") or "reception",
        other=data.get("amount_other") or "",
        free=free,
        doubtful=bool(data.get("mismatch_with_condition")),
    )


def _component(data: Mapping[str, Any]) -> ComponentSpec:
    return ComponentSpec(
        name=data.get("name") or "",
        originals=data.get("originals") or 0,
        copies=data.get("copies") or 0,
        required=data.get("required") or "",
        when=data.get("when") or "",
        case_group=data.get("case_group") or "",
        only_shown=data.get("role") == "present",
    )
