"""Finding dossiers and people: by what was scanned, by what was typed, by what is listed."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desktop_app.application.accounts import StaffMember, staff_of
from desktop_app.application.ports import DossierQuery, DossierRow, Store, Unit
from desktop_app.application.progress import Progress, check_secret, details_of, progress_of
from desktop_app.application.settings import office_settings
from desktop_app.domain.codes import StaffCode, code_of, parse_dossier_reference
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.handover import Batch, fold_batch
from desktop_app.domain.identity import Card, parse_tax_code
from desktop_app.domain.mrz import MachineReadable
from desktop_app.domain.scans import (
    BatchScan,
    CardScan,
    ComponentScan,
    DossierScan,
    ForeignScan,
    MachineReadableScan,
    ReceiptScan,
    Scan,
    StaffScan,
    classify,
)
from desktop_app.domain.states import OPEN, State

PAGE = 50
# One person's dossiers fit on a screen and in memory; a notary's clerk who submits thousands sees the newest.
PERSON_PAGE = 200


@dataclass(frozen=True, slots=True)
class PersonView:
    """Everything one person has here. `person` is as last written down, in the shape of `PersonData`."""

    number: str
    person: Mapping[str, Any]
    ready: tuple[DossierRow, ...]
    open: tuple[DossierRow, ...]
    closed: tuple[DossierRow, ...]

    @property
    def rows(self) -> tuple[DossierRow, ...]:
        """All of them: what can be collected first, then what is under way, then what is over."""
        return self.ready + self.open + self.closed


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a scan or a typed text: one dossier, person, handover list or colleague, or several dossiers.

    `refusal` says why where it was none of them, or that several dossiers go by one code; `doubt` what happened to a
    card whose name or address is missing now. A staff card names somebody and opens nothing.
    """

    scan: Scan | None = None
    dossier_id: str | None = None
    person: PersonView | None = None
    batch: Batch | None = None
    staff: StaffMember | None = None
    rows: tuple[DossierRow, ...] = ()
    refusal: Refusal | None = None
    doubt: Refusal | None = None


class Lookup:
    """Questions that change no dossier; every one of them sees a single consistent state of the store."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def scanned(self, text: str) -> Found:
        """What a scanned text leads to; a text that leads nowhere answers with the refusal that says why."""
        scan = classify(text)
        try:
            return self._meant(scan)
        except Refusal as refusal:
            return Found(scan, refusal=refusal)

    def find(self, text: str, limit: int = PAGE) -> Found:
        """What a typed or scanned text leads to: code, receipt number, card, identity number, phone or name."""
        typed = " ".join(text.split())
        found = self.scanned(text)
        if found.rows or not found.refusal:
            return found
        digits = typed.replace(" ", "").replace(".", "")
        person = self.person(digits) if digits.isdigit() and len(digits) in (9, 12) else None
        if person and person.rows:
            return Found(person=person)
        with self._store.read() as unit:
            for query in _queries(unit, typed, DossierQuery(limit=limit)):
                if rows := unit.rows(query):
                    return Found(rows=tuple(rows))
            by_hand = found.refusal.code == "scan.unknown" or _whole(unit, typed) != typed
        if person:
            return Found(person=person)
        if digits.isdigit() and len(digits) == 11:
            # One digit short of an identity number, and no phone number has so many.
            return Found(refusal=Refusal("number.digits", found=11))
        return Found(refusal=Refusal("lookup.nothing") if by_hand else found.refusal)

    def narrowed(self, text: str, query: DossierQuery) -> DossierQuery:
        """The query for those of its dossiers that a typed or scanned text leads to.

        What the text may mean is tried in the order of `find`; the first meaning there is anything of counts.
        """
        found = self.scanned(text)
        if found.dossier_id:
            return replace(query, ids=(found.dossier_id,))
        if found.person:
            return replace(query, party=found.person.number)
        typed = " ".join(text.split())
        with self._store.read() as unit:
            *meanings, last = _queries(unit, typed, query)
            return next((one for one in meanings if unit.rows(replace(one, limit=1))), last)

    def rows(self, query: DossierQuery) -> list[DossierRow]:
        """One page of dossiers, newest first."""
        with self._store.read() as unit:
            return unit.rows(query)

    def count(self, query: DossierQuery) -> int:
        """How many dossiers there are of this query."""
        with self._store.read() as unit:
            return unit.count(query)

    def dossier(self, dossier_id: str) -> Dossier:
        """The whole dossier; Refusal("dossier.unknown")."""
        with self._store.read() as unit:
            return existing(unit, dossier_id)

    def by_label(self, label: str) -> Dossier:
        """The dossier with this code, receipt number or official code, however dashes and capitals are written.

        Of a code of this office day and number are enough.
        """
        with self._store.read() as unit:
            ids = unit.dossier_ids(label.strip()) or unit.dossier_ids(_spelled(_whole(unit, label)))
            if not ids:
                raise Refusal("dossier.unknown", label=label)
            return existing(unit, ids[0])

    def progress(self, code: str, lookup_code: str = "") -> Progress:
        """Where the dossier with this code stands, and with its look-up code what a citizen has to know about it.

        Refusals: `dossier.unknown`, `lookup.wrong` for a look-up code that is not this dossier's, `lookup.too_many`
        (at) while too many wrong ones were tried.
        """
        dossier = self.by_label(code)
        if not lookup_code:
            return progress_of(dossier)
        with self._store.write() as unit:
            right = check_secret(unit, dossier, lookup_code, self._now())
            unit.commit()
        if not right:
            raise Refusal("lookup.wrong")
        return replace(progress_of(dossier), details=details_of(dossier))

    def person(self, number: str) -> PersonView:
        """Everything the person with this identity number has here, as owner or as submitter."""
        with self._store.read() as unit:
            rows = unit.rows(DossierQuery(party=number, limit=PERSON_PAGE))
            person = _person_in(existing(unit, rows[0].id), number) if rows else {"kind": "citizen", "number": number}
        return PersonView(
            number,
            person,
            tuple(row for row in rows if row.state is State.READY),
            tuple(row for row in rows if row.state in OPEN and row.state is not State.READY),
            tuple(row for row in rows if row.state not in OPEN),
        )

    def card_holder(self, card: Card) -> PersonView:
        """Everything the holder of this card has here; what stands on the card wins over what was written before."""
        known = self.person(card.number.digits)
        shown = person_of_card(card)
        trusted = {key: value for key, value in shown.items() if value}
        return replace(known, person={**known.person, **trusted})

    def _meant(self, scan: Scan) -> Found:
        match scan:
            case CardScan(card):
                holder = self.card_holder(card)
                missing = not (holder.person.get("name") and holder.person.get("address"))
                return Found(scan, person=holder, doubt=Refusal(card.warnings[0]) if missing else None)
            case MachineReadableScan(lines):
                return Found(scan, person=self._holder_of_lines(lines))
            case BatchScan(code):
                return Found(scan, batch=self._batch(str(code)))
            case StaffScan(code):
                return Found(scan, staff=self._colleague(code))
            case ForeignScan(reason, parameters):
                raise Refusal(reason, **parameters)
            case _:
                return self._called(scan, _label(scan))

    def _called(self, scan: Scan, label: str) -> Found:
        with self._store.read() as unit:
            ids = unit.dossier_ids(label)
            if not ids:
                raise Refusal("dossier.unknown", label=label)
            if len(ids) == 1:
                return Found(scan, dossier_id=ids[0])
            rows = tuple(unit.rows(DossierQuery(ids=tuple(ids))))
        labels = ", ".join(row.code or row.receipt_number for row in rows)
        return Found(scan, rows=rows, refusal=Refusal("code.several", code=label, labels=labels))

    def _holder_of_lines(self, lines: MachineReadable) -> PersonView:
        known = self.person(lines.number.digits)
        shown = {"birth": lines.birth_date.isoformat()} | ({"sex": lines.sex.value} if lines.sex else {})
        # The lines have no accents and may be cut: they name only somebody of whom nothing better is known.
        return replace(known, person={"name": lines.plain_name, **known.person, **shown})

    def _batch(self, code: str) -> Batch:
        with self._store.read() as unit:
            return known_batch(unit, code)

    def _colleague(self, code: StaffCode) -> StaffMember:
        with self._store.read() as unit:
            found = [member for member in staff_of(unit) if member.number == code.staff_no]
            here = unit.identity.space == code.space_no
        if not found or not here:
            raise Refusal("staff_code.unknown", code=str(code))
        return found[0]


def person_of_card(card: Card) -> dict[str, Any]:
    """The holder of the card in the shape of `PersonData`; fields the scanner has damaged are left empty."""
    person: dict[str, Any] = {"kind": "citizen", "number": card.number.digits}
    if card.old_number:
        person["old_number"] = card.old_number.digits
    for key, value, part in (("name", card.full_name, "full_name"), ("address", card.address, "address")):
        person[key] = "" if part in card.doubtful else value
    if card.birth_date:
        person["birth"] = card.birth_date.isoformat()
    if card.sex:
        person["sex"] = card.sex.value
    return person


def existing(unit: Unit, dossier_id: str) -> Dossier:
    """The dossier in this unit; Refusal("dossier.unknown")."""
    dossier = unit.dossier(dossier_id)
    if dossier is None or not dossier.known:
        raise Refusal("dossier.unknown")
    return dossier


def known_batch(unit: Unit, code: str) -> Batch:
    """The handover list with this code; Refusal("handover.unknown", code=)."""
    batch = fold_batch(code, unit.events(code))
    if not batch.given_at:
        raise Refusal("handover.unknown", code=code)
    return batch


def _label(scan: DossierScan | ReceiptScan | ComponentScan) -> str:
    if isinstance(scan, ReceiptScan):
        return str(scan.number)
    return str(scan.code.dossier if isinstance(scan, ComponentScan) else scan.code)


def _spelled(label: str) -> str:
    try:
        return str(parse_dossier_reference(label))
    except Refusal:
        return label


def _whole(unit: Unit, typed: str) -> str:
    """The code of this office, or its beginning, where only day and number of the day were typed."""
    return code_of(office_settings(unit).unit, typed)


def _queries(unit: Unit, typed: str, among: DossierQuery) -> list[DossierQuery]:
    """What a text may mean, the likeliest first, each among the dossiers of a query."""
    digits = typed.replace(" ", "").replace(".", "")
    queries = []
    if digits.isdigit() and len(digits) in (9, 12):
        queries.append(replace(among, party=digits))
    if digits.isdigit() and 9 <= len(digits) <= 11:
        queries.append(replace(among, phone=digits))
    with suppress(Refusal):
        queries.append(replace(among, party=parse_tax_code(typed)))
    if any(sign.isdigit() for sign in typed):
        queries.append(replace(among, code_prefix=typed.upper()))
        if (whole := _whole(unit, typed)) != typed:
            queries.append(replace(among, code_prefix=whole))
    queries.append(replace(among, name=typed))
    return queries


def _person_in(dossier: Dossier, number: str) -> Mapping[str, Any]:
    submitter = [dossier.proxy["person"]] if dossier.proxy else []
    people: list[Mapping[str, Any]] = [*submitter, dossier.owner, *dossier.others]
    return next((person for person in people if person.get("number") == number), dossier.owner)
