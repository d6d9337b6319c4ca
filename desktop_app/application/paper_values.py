"""What stands on each form of a dossier, taken from its state and its history. Forms: TT 03/2025/TT-VPCP."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from desktop_app.application.control_slip import coordinating, hops
from desktop_app.application.settings import OfficeSettings
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.paper_qr import PaperQr, last_digits, qr_text
from desktop_app.words import labels

SYSTEM_NAME = "Một Cửa"
Values = dict[str, Any]
Sheets = Callable[[Dossier, OfficeSettings], list[Values]]
# Working papers of a dossier that no circular prescribes.
NOTICE, COVER, FOLDER = "notice", "cover", "folder"


def common(settings: OfficeSettings, dossier: Dossier, form: str, now: datetime) -> Values:
    """The values that every form of a dossier carries."""
    number = dossier.owner.get("number", "")
    content = PaperQr(
        code=dossier.label,
        procedure=dossier.procedure.get("code", ""),
        identity=number if settings.full_number_in_qr else last_digits(number),
        paper=labels.FORMS[form],
        system=SYSTEM_NAME,
        printed_at=now,
        appointment=_moment(dossier.first_due) if form == "01" else None,
    )
    return office(settings) | {
        **person(_applicants(dossier)),
        "number": _number(dossier),
        "issued_on": now.date().isoformat(),
        "code": dossier.code or dossier.official_code or "",
        "receipt_number": dossier.receipt_number,
        "barcode": dossier.label,
        "qr": qr_text(content),
        "procedure": dossier.procedure.get("name", ""),
        "request": dossier.content,
        "received_at": dossier.received_at,
        "due_at": dossier.due["at"] if dossier.due else "",
        "solving_agency": dossier.solving_office,
        "return_place": _return_place(dossier, settings),
        "lookup_code": dossier.lookup_code,
        "submitter": signer(_submitter(dossier)),
    }


def office(settings: OfficeSettings) -> Values:
    """The values that every paper of this office carries."""
    return {
        "agency_parent": settings.parent_name,
        "agency": settings.name,
        "unit_mark": settings.mark,
        "place": settings.place,
        "centre": settings.name,
        "centre_address": settings.address,
        "centre_phone": settings.phone,
        "lookup_at": settings.lookup_address or settings.name,
    }


def person(data: Mapping[str, Any]) -> Values:
    """The values by which a person is named on every form."""
    return {
        "person": data.get("name", ""),
        "person_id": data.get("number", ""),
        "address": data.get("address", ""),
        "phone": data.get("phone", ""),
        "email": data.get("email", ""),
    }


def signer(data: Mapping[str, Any]) -> str:
    """Who signs for this person: a company holds no pen, whoever stands for it does."""
    return str(data.get("representative") or data.get("name", ""))


def receipt(dossier: Dossier, _settings: OfficeSettings) -> Values:
    """Form 01: what was promised on the day, also when papers were added later."""
    promised = dossier.history[0].event.data
    values = {
        **person(dossier.proxy["person"] if dossier.proxy else _applicants(dossier)),
        "issued_on": dossier.received_at[:10],
        "receiver": dossier.receiver,
        "components": [labels.component(paper) for paper in promised.get("components", ())],
        "sets": str(dossier.sets),
        "term": labels.term(dossier.limit),
        "due_at": dossier.first_due["at"] if dossier.first_due else "",
    }
    if dossier.proxy:
        values |= {_PRINCIPAL[key]: value for key, value in person(_applicants(dossier)).items()}
        values["authorisation"] = dossier.proxy.get("authorisation", "")
    return values


def supplement(dossier: Dossier, settings: OfficeSettings) -> Values:
    """Form 02: everything that is missing, named at once (NĐ 61/2018/NĐ-CP art. 17)."""
    asked = _last(dossier, "dossier.supplement_requested", "dossier.sent_back")
    reason = str(asked.get("reason", ""))
    return {
        "requirements": list(asked.get("requirements") or [reason]),
        "reason": reason,
        "contact": asked.get("contact") or asked.get("by_name", ""),
        "contact_phone": asked.get("contact_phone") or settings.phone,
        "guide": asked.get("by_name", ""),
    }


def refusal(dossier: Dossier, _settings: OfficeSettings) -> Values:
    """Form 03: why the dossier is not received or not solved."""
    refused = _last(dossier, "dossier.refused")
    return {
        "reasons": list(refused.get("reasons") or [refused.get("reason", "")]),
        "receiver": refused.get("by_name", "") or dossier.receiver,
    }


def apology(dossier: Dossier, _settings: OfficeSettings) -> Values:
    """Form 04: the apology with its one new date."""
    extended = _last(dossier, "dossier.extended")
    new_due = extended.get("due") or {}
    return {
        "recipient": labels.addressed(dossier.owner),
        "due_at": dossier.first_due["at"] if dossier.first_due else "",
        "reason": extended.get("reason", ""),
        "new_due_at": new_due.get("at", ""),
        "head": extended.get("by_name", ""),
    }


def stop(dossier: Dossier, _settings: OfficeSettings) -> Values:
    """Form 05: that and why the dossier is no longer worked on."""
    stopped = _last(dossier, "dossier.stopped")
    return {
        "reason": stopped.get("reason", ""),
        "stopped_at": dossier.closed_at or "",
        "head": stopped.get("head", ""),
    }


def control(dossier: Dossier, _settings: OfficeSettings) -> Values:
    """Form 06: the way of the dossier, hop by hop, as its log has it."""
    return {"coordinating_agency": "; ".join(coordinating(dossier)), "hops": hops(dossier)}


def notice(dossier: Dossier, settings: OfficeSettings) -> Values:
    """The result notice: what is ready, since when, where to come and what to bring, or how it is sent."""
    return {
        "finished_at": dossier.finished_at or "",
        "receiver": dossier.receiver,
        "collected_at": settings.name if dossier.return_by == "counter" else "",
        "sent_by": _SENT.get(dossier.return_by, ""),
        "unpaid": str(dossier.unpaid) if dossier.unpaid > 0 else "",
    }


def folder(dossier: Dossier, _settings: OfficeSettings) -> Values:
    """The label on the folder in which the papers of a dossier travel."""
    return {"component_count": str(len(dossier.components))}


def covers(dossier: Dossier, _settings: OfficeSettings) -> list[Values]:
    """The cover sheet of each component; its bar code tells a scanner where the pages belong."""
    return [
        {
            "component": paper["name"],
            "component_kind": labels.COPIES.get(paper["copy"], paper["copy"]),
            "component_number": str(number),
            "component_count": str(len(dossier.components)),
            "component_code": f"{dossier.label}/TP{number:02d}",
        }
        for number, paper in enumerate(dossier.components, start=1)
    ]


def _number(dossier: Dossier) -> str:
    """The running number of the day; it is in the code already, and no other counter can have the same."""
    if dossier.code:
        return dossier.code.rsplit("-", 1)[-1]
    return dossier.receipt_number.rsplit("-", 2)[-2] if "-" in dossier.receipt_number else dossier.receipt_number


def _submitter(dossier: Dossier) -> Mapping[str, Any]:
    submitter: Mapping[str, Any] = dossier.proxy["person"] if dossier.proxy else dossier.owner
    return submitter


def _applicants(dossier: Dossier) -> Mapping[str, Any]:
    """The owner, named with everybody who applies together with the owner."""
    if not dossier.others:
        return dossier.owner
    names = ", ".join(str(other.get("name", "")) for other in dossier.others)
    return {**dossier.owner, "name": f"{dossier.owner.get('name', '')}; cùng nộp: {names}"}


def _return_place(dossier: Dossier, settings: OfficeSettings) -> str:
    return settings.name if dossier.return_by == "counter" else labels.RETURNS[dossier.return_by]


def _moment(due: Mapping[str, Any] | None) -> datetime | None:
    return datetime.fromisoformat(due["at"]) if due and due["at"] else None


def _last(dossier: Dossier, *kinds: str) -> Mapping[str, Any]:
    found = [v.event.data for v in dossier.history if v.effective and v.event.kind in kinds]
    return found[-1] if found else {}


_SENT = {"post": "qua dịch vụ bưu chính công ích", "online": "trực tuyến"}

# The owner stands in the block of the principal where somebody else hands the dossier in.
_PRINCIPAL = {
    "person": "principal",
    "person_id": "principal_id",
    "address": "principal_address",
    "phone": "principal_phone",
    "email": "principal_email",
}


def _one(values: Callable[[Dossier, OfficeSettings], Values]) -> Sheets:
    return lambda dossier, settings: [values(dossier, settings)]


# Each form of a dossier, sheet by sheet, and the events without any of which there is nothing to print on it.
FORMS: dict[str, tuple[Sheets, tuple[str, ...]]] = {
    "01": (_one(receipt), ("dossier.received", "dossier.accepted")),
    "02": (_one(supplement), ("dossier.supplement_requested", "dossier.sent_back")),
    "03": (_one(refusal), ("dossier.refused",)),
    "04": (_one(apology), ("dossier.extended",)),
    "05": (_one(stop), ("dossier.stopped",)),
    "06": (_one(control), ()),
    NOTICE: (_one(notice), ("dossier.result_ready",)),
    COVER: (covers, ()),
    FOLDER: (_one(folder), ()),
}
