"""Dossiers as the command line shows them: as data for programs and as lines for people."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from desktop_app.application.appointments import Duties
from desktop_app.application.ports import DossierRow
from desktop_app.application.processing import Choice
from desktop_app.domain.deadlines_terms import WhyStep
from desktop_app.domain.dossier import Dossier, Verdict
from desktop_app.domain.money import dong
from desktop_app.words import labels
from desktop_app.words.why import moment_text, why_lines

_WIDTH = 20
_ROW = (
    *("label", "id", "code", "receipt_number", "official_code", "state", "owner_name", "owner_number", "phone"),
    *("procedure_code", "procedure_name", "channel", "receiving_office", "solving_office", "received_at", "due_at"),
    *("finished_at", "closed_at"),
)
_PLAIN = (
    *(
        "id",
        "code",
        "receipt_number",
        "official_code",
        "former_codes",
        "other_codes",
        "lookup_code",
        "owner",
        "proxy",
        "others",
    ),
    *("procedure", "content", "components", "sets", "channel", "return_by", "receiving_office", "solving_office"),
    *("limit", "received_at", "received_by", "receiver", "supplements", "extended", "finished_at", "called_at"),
    *("collector", "returned_at", "closed_at", "fees", "payments", "unpaid", "prints", "label", "national_status"),
)
_SAID = ("reason", "text", "duplicate_accepted", "incomplete_accepted", "fee_overruled", "note")


def reasons(due: Mapping[str, Any] | None) -> list[str]:
    """Why a date is what it is, one sentence each; nothing where there is no date."""
    return why_lines([WhyStep.from_data(step) for step in due["why"]]) if due else []


def due_at(due: Mapping[str, Any] | None) -> str | None:
    """The appointed time as ISO 8601, None without one."""
    return due["at"] if due else None


def moment(iso: str | None) -> str:
    """A moment as people write it; a dash where there is none."""
    return moment_text(datetime.fromisoformat(iso)) if iso else "–"


def row_data(row: DossierRow) -> dict[str, Any]:
    """A row of a list, with the name of its state."""
    return {name: getattr(row, name) for name in _ROW} | {"state_name": labels.STATES[row.state]}


def summary(dossier: Dossier) -> dict[str, Any]:
    """A whole dossier as the row of a list."""
    data = {name: getattr(dossier, name) for name in _ROW if hasattr(dossier, name)}
    return data | {
        "state_name": labels.STATES[dossier.state],
        "owner_name": dossier.owner.get("name", ""),
        "owner_number": dossier.owner.get("number", ""),
        "phone": dossier.owner.get("phone", ""),
        "procedure_code": dossier.procedure["code"],
        "procedure_name": dossier.procedure.get("short_name") or dossier.procedure["name"],
        "due_at": due_at(dossier.due),
    }


def row_lines(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Rows under each other: code, state, owner, procedure, appointment."""
    return [
        f"{row['label']:<28} {row['state_name']:<20} {_cut(row['owner_name'], 26):<26} "
        f"{_cut(row['procedure_name'], 44):<44} {moment(row['due_at'])}"
        for row in rows
    ]


def dossier_data(dossier: Dossier) -> dict[str, Any]:
    """Everything about a dossier, its history included."""
    data = {name: getattr(dossier, name) for name in _PLAIN}
    return data | {
        "state": dossier.state.value,
        "state_name": labels.STATES[dossier.state],
        "due": due_at(dossier.due),
        "first_due": due_at(dossier.first_due),
        "why": reasons(dossier.due),
        "problems": len(dossier.problems),
        "history": [_step_data(verdict) for verdict in dossier.history],
    }


def choices_data(choices: Sequence[Choice]) -> list[dict[str, Any]]:
    """What can be done next."""
    return [{"action": c.action, "name": labels.ACTIONS[c.action], "needs": list(c.needs)} for c in choices]


def dossier_lines(dossier: Dossier, choices: Sequence[Choice], duties: Duties) -> list[str]:
    """A dossier from its code to what can be done next."""
    asked, told = duties.supplement_by, duties.delay_notice_by
    return [
        f"{dossier.label} · {labels.STATES[dossier.state]}",
        *facts(_facts(dossier)),
        *facts(
            {
                "Yêu cầu bổ sung": f"trước {moment_text(asked)}" if asked else "",
                "Báo trễ hạn": f"trước {moment_text(told)}" if told else "",
            }
        ),
        "",
        "Diễn biến:",
        *(_step_line(verdict) for verdict in dossier.history),
        "",
        "Việc có thể làm tiếp:" if choices else "Hồ sơ đã kết thúc, không còn việc phải làm.",
        *(f"  {choice.action:<{_WIDTH}} {labels.ACTIONS[choice.action]}" for choice in choices),
    ]


def facts(pairs: Mapping[str, str]) -> list[str]:
    """Names and values under each other; empty values are left out."""
    return [f"  {name:<{_WIDTH}} {value}" for name, value in pairs.items() if value]


def _component(paper: dict[str, Any]) -> str:
    wrong = "" if paper.get("accepted", True) else f" chưa đạt, {paper.get('reason', '')}"
    return f"{labels.component(paper)}{wrong}"


def _facts(dossier: Dossier) -> dict[str, str]:
    owner = dossier.owner
    return {
        "Số biên nhận": dossier.receipt_number,
        "Mã chính thức": dossier.official_code or "",
        "Mã cũ": ", ".join(dossier.former_codes),
        "Mã khác": ", ".join(dossier.other_codes),
        "Mã tra cứu": dossier.lookup_code,
        "Chủ hồ sơ": " · ".join(filter(None, (owner["name"], owner.get("number"), owner.get("phone")))),
        "Địa chỉ": owner.get("address", ""),
        "Cùng nộp": ", ".join(str(other.get("name", "")) for other in dossier.others),
        "Người nộp": dossier.proxy["person"]["name"] if dossier.proxy else "",
        "Thủ tục": f"{dossier.procedure['code']} {dossier.procedure['name']}",
        "Thành phần": "; ".join(_component(paper) for paper in dossier.components),
        "Phí, lệ phí còn nợ": dong(dossier.unpaid) if dossier.unpaid else "",
        "Tiếp nhận": f"{moment(dossier.received_at)} · {dossier.receiver}",
        "Cơ quan giải quyết": dossier.solving_office,
        "Hẹn trả": moment(due_at(dossier.due)),
        "Vì sao": "; ".join(reasons(dossier.due)),
        "Có kết quả": moment(dossier.finished_at) if dossier.finished_at else "",
        "Người nhận kết quả": dossier.collector["name"] if dossier.collector else "",
    }


def _step_data(verdict: Verdict) -> dict[str, Any]:
    event = verdict.event
    return {
        "at": event.at,
        "kind": event.kind,
        "name": labels.EVENTS.get(event.kind, event.kind),
        "actor": event.actor,
        "station": event.station,
        "data": dict(event.data),
        "effective": verdict.effective,
        "problem": verdict.problem,
    }


def _step_line(verdict: Verdict) -> str:
    event = verdict.event
    at = datetime.fromisoformat(event.at)
    said = "; ".join(str(event.data[key]) for key in _SAID if event.data.get(key))
    note = "" if verdict.effective else "  (không có hiệu lực)"
    return f"  {at:%d/%m/%Y %H:%M}  {labels.EVENTS.get(event.kind, event.kind)}{': ' if said else ''}{said}{note}"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
