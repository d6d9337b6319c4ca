"""Papers of a dossier: what stands on them, printing, and the record of every print."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.desk import Desk
from desktop_app.application.lookup import existing
from desktop_app.application.ports import PaperOptions, Papers
from desktop_app.application.settings import OfficeSettings, office_settings
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.paper_qr import PaperQr, last_digits, qr_text
from desktop_app.words import labels

SYSTEM_NAME = "Một Cửa"


@dataclass(frozen=True, slots=True)
class Paper:
    """One printed form: its PDF, a file name without personal data, and which reprint it is (0: the first print)."""

    form: str
    name: str
    pdf: bytes
    copies: int
    reprint: int


class Paperwork:
    """Fills in forms from a dossier. Rendering changes nothing; `printed` writes down that a paper left the printer."""

    def __init__(self, desk: Desk, papers: Papers) -> None:
        self._desk = desk
        self._papers = papers

    def render(self, dossier: Dossier, form: str, extra: Mapping[str, Any] | None = None) -> Paper:
        """The form for this dossier; Refusal("paper.unknown", form=) for a form that no layout describes."""
        fill = _FORMS.get(form)
        if fill is None:
            raise Refusal("paper.unknown", form=form)
        with self._desk.store.read() as unit:
            settings = office_settings(unit)
        now = self._desk.now()
        values = head(settings, dossier, form, now) | fill(dossier, settings) | dict(extra or {})
        reprint = dossier.prints.get(form, 0)
        # The receipt keeps the look of the day it was promised on; every other paper is of the day it is printed.
        on = (dossier.received_at if form == "01" else now.isoformat())[:10]
        copies = settings.copies if form == "01" else 1
        pdf = self._papers.render(form, on, values, PaperOptions(copies, reprint))
        return Paper(form, f"{dossier.label}-{form}.pdf", pdf, copies, reprint)

    def printed(self, actor: Actor, dossier_id: str, paper: Paper, *, reason: str = "") -> Dossier:
        """Writes down that the paper was printed. Refusal("paper.reason") for a reprint without a reason."""
        if paper.reprint and not reason:
            raise Refusal("paper.reason")
        data = {"form": paper.form, "copies": paper.copies, "reprint": paper.reprint}
        with self._desk.store.write() as unit:
            existing(unit, dossier_id)
            data |= {"reason": reason} if reason else {}
            dossier = self._desk.record(unit, actor, dossier_id, "dossier.printed", data, when=self._desk.moment(None))
            unit.commit()
        return dossier


def head(settings: OfficeSettings, dossier: Dossier, form: str, now: datetime) -> dict[str, Any]:
    """The values that every form of a dossier carries."""
    number = dossier.owner.get("number", "")
    content = PaperQr(
        code=dossier.label,
        procedure=dossier.procedure.get("code", ""),
        identity=number if settings.full_number_in_qr else last_digits(number),
        paper=form,
        system=SYSTEM_NAME,
        printed_at=now,
        appointment=_appointment(dossier) if form == "01" else None,
    )
    return {
        "agency_parent": settings.parent_name,
        "agency": settings.name,
        "unit_mark": "",
        "number": "",
        "place": settings.place,
        "issued_on": now.date().isoformat(),
        "code": dossier.label,
        "barcode": dossier.label,
        "qr": qr_text(content),
    }


def receipt(dossier: Dossier, settings: OfficeSettings) -> dict[str, Any]:
    """Form 01, giấy tiếp nhận hồ sơ và hẹn trả kết quả (TT 03/2025/TT-VPCP)."""
    submitter = dossier.proxy["person"] if dossier.proxy else dossier.owner
    values = {
        "number": str(dossier.register_number or ""),
        "issued_on": dossier.received_at[:10],
        "centre": settings.name,
        **_person(submitter),
        "submitter": submitter["name"],
        "receiver": dossier.receiver,
        "request": dossier.content,
        "components": [labels.component(paper) for paper in dossier.components],
        "sets": str(dossier.sets),
        "term": labels.term(dossier.limit),
        "received_at": dossier.received_at,
        "due_at": dossier.first_due["at"] if dossier.first_due else "",
        "return_place": settings.name if dossier.return_by == "counter" else labels.RETURNS[dossier.return_by],
        "lookup_code": dossier.lookup_code,
        "lookup_at": settings.lookup_address or settings.name,
    }
    if dossier.proxy:
        owner = _person(dossier.owner)
        values |= {_PRINCIPAL[key]: value for key, value in owner.items()}
        values["authorisation"] = dossier.proxy.get("authorisation", "")
    return values


def notice(dossier: Dossier, settings: OfficeSettings) -> dict[str, Any]:
    """Thông báo nhận kết quả: what is ready, since when, where to come and what to bring."""
    return {
        **_person(dossier.owner),
        "centre": settings.name,
        "centre_address": settings.address,
        "centre_phone": settings.phone,
        "request": dossier.content,
        "received_at": dossier.received_at,
        "due_at": dossier.due["at"] if dossier.due else "",
        "finished_at": dossier.finished_at or "",
        "return_place": settings.name if dossier.return_by == "counter" else labels.RETURNS[dossier.return_by],
        "lookup_code": dossier.lookup_code,
        "lookup_at": settings.lookup_address or settings.name,
    }


def _person(person: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "person": person.get("name", ""),
        "person_id": person.get("number", ""),
        "address": person.get("address", ""),
        "phone": person.get("phone", ""),
        "email": person.get("email", ""),
    }


def _appointment(dossier: Dossier) -> datetime | None:
    at = dossier.first_due["at"] if dossier.first_due else None
    return datetime.fromisoformat(at) if at else None


# The owner stands in the block of the principal where somebody else hands the dossier in.
_PRINCIPAL = {
    "person": "principal",
    "person_id": "principal_id",
    "address": "principal_address",
    "phone": "principal_phone",
    "email": "principal_email",
}

_FORMS: dict[str, Callable[[Dossier, OfficeSettings], dict[str, Any]]] = {"01": receipt, "notice": notice}
