"""Everything that happens to a dossier, as the records that are kept for ever.

The state of a dossier is nothing but the fold of its events (`desktop_app.domain.dossier.fold`). Payloads are plain
JSON objects described by the TypedDicts below: they are stored and hashed as the text in which they were first
written, and keys that a newer program added survive in an older one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NotRequired, TypedDict

# Raised when the meaning of a payload changes; `storage.upcast` turns older ones into today's.
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, as its station wrote it down.

    `at` is the station's clock as ISO 8601 with offset: shown to people and used for due dates, never for order.
    Order is the position in the sequence given to `fold`.
    """

    id: str
    subject: str
    kind: str
    at: str
    actor: str
    station: str
    data: Mapping[str, Any]
    schema: int = SCHEMA


class PersonData(TypedDict):
    """A citizen, an organisation or a household business; `number` is the identity number or tax code."""

    kind: Literal["citizen", "organisation", "household"]
    name: str
    number: str
    address: str
    old_number: NotRequired[str]
    birth: NotRequired[str]
    sex: NotRequired[Literal["male", "female"]]
    phone: NotRequired[str]
    email: NotRequired[str]
    representative: NotRequired[str]
    number_warning_overruled: NotRequired[str]


class ProxyData(TypedDict):
    """Who hands the papers in for the owner, and on which authority (TT 03/2025/TT-VPCP, form 01)."""

    person: PersonData
    relation: NotRequired[str]
    authorisation: NotRequired[str]


class ProcedureData(TypedDict):
    """The procedure as it stood on the day: later changes of the catalogue do not reach back."""

    code: str
    name: str
    field_code: str
    field_name: str
    short_name: NotRequired[str]


class ComponentData(TypedDict):
    """One paper of the dossier: what it is, in which kind and how many were handed in, and whether it will do."""

    name: str
    copy: Literal["original", "certified", "photocopy", "electronic"]
    count: int
    required: NotRequired[bool]
    accepted: NotRequired[bool]
    reason: NotRequired[str]


class DueData(TypedDict):
    """An appointment with the reasons for its date and the version of the calendar it was computed with."""

    at: str | None
    why: list[dict[str, Any]]
    calendar_version: str


class LimitData(TypedDict):
    """The time limit of the procedure that the due date was computed from; `value` None: no limit is published."""

    value: int | None
    unit: Literal["working_day", "day", "working_hour", "immediate"]


class FeeData(TypedDict):
    """A fee asked for: amounts in đồng; an exemption carries its reason and leaves the amount at what was waived."""

    id: str
    name: str
    amount: int
    when: Literal["reception", "supplement", "return"]
    exempt_reason: NotRequired[str]


class ReceivedData(TypedDict):
    """The content of the receipt: what was promised on paper is a fact and is only ever added to."""

    receipt_number: str
    code: NotRequired[str]
    official_code: NotRequired[str]
    lookup_code: str
    by_name: str
    owner: PersonData
    proxy: NotRequired[ProxyData]
    others: NotRequired[list[PersonData]]
    procedure: ProcedureData
    content: str
    components: list[ComponentData]
    sets: int
    channel: Literal["direct", "online", "post"]
    return_by: Literal["counter", "post", "online"]
    receiving_office: str
    solving_office: str
    limit: LimitData
    due: DueData
    fees: list[FeeData]
    duplicate_accepted: NotRequired[str]
    incomplete_accepted: NotRequired[str]
    register_number: NotRequired[int]
    note: NotRequired[str]


class AttachedData(TypedDict):
    """A file that was attached: `hash` (SHA-256, hexadecimal) names its content, which travels in a lane of its own.

    It shows the paper with the number `component` (from 1) or, where `result` holds, the result; neither: the dossier.
    `name` is what the file was called where it came from.
    """

    hash: str
    size: int
    type: str
    title: str
    name: NotRequired[str]
    component: NotRequired[int]
    result: NotRequired[bool]


class CollectorData(TypedDict):
    """Who took the result away; relation and authorisation only where it was not the owner."""

    name: str
    number: str
    relation: NotRequired[str]
    authorisation: NotRequired[str]
