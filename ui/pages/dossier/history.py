"""The history of a dossier in the words of the counter."""

from collections.abc import Callable, Mapping
from typing import Any

from desktop_app.domain.dossier import Dossier, Verdict
from desktop_app.words import labels
from ui.language import say
from ui.pages import words
from ui.tokens import Tone
from ui.widgets.timeline import Moment

ICONS = {
    "dossier.received": "inbox",
    "dossier.submitted": "inbox",
    "dossier.accepted": "inbox",
    "dossier.forwarded": "arrow-right",
    "dossier.supplement_requested": "hourglass",
    "dossier.sent_back": "undo-2",
    "dossier.supplemented": "check",
    "dossier.duty_requested": "banknote",
    "dossier.duty_fulfilled": "check",
    "dossier.extended": "calendar",
    "dossier.result_ready": "package-check",
    "dossier.returned": "circle-check",
    "dossier.printed": "printer",
    "dossier.fee_set": "banknote",
    "dossier.fee_paid": "banknote",
    "dossier.called": "phone",
    "dossier.noted": "file-text",
    "dossier.attached": "file-text",
    "dossier.handed_over": "arrow-right-left",
    "dossier.handover_confirmed": "arrow-right-left",
}
PROBLEMS = {
    "state": "Ghi nhận khi hồ sơ đã ở trạng thái khác: cần người xem lại.",
    "only_once": "Đã làm một lần trước đó, lần này không có hiệu lực.",
    "not_begun": "Đến trước lúc tiếp nhận hồ sơ: cần người xem lại.",
    "already_begun": "Hồ sơ đã được tiếp nhận trước đó, lần này không có hiệu lực.",
    "newer": "Do phiên bản mới hơn của phần mềm ghi: cần cập nhật chương trình ở máy này để đọc được.",
    "incomplete": "Thiếu nội dung, không có hiệu lực.",
}
GOOD = {"dossier.result_ready", "dossier.returned", "dossier.fee_paid"}
BEGINNINGS = {"dossier.received", "dossier.submitted"}
WAITING = {"dossier.supplement_requested", "dossier.duty_requested", "dossier.sent_back", "dossier.extended"}


def moments(dossier: Dossier) -> list[Moment]:
    """What happened, newest first; what had no effect says so."""
    due = ""
    told = []
    for verdict in dossier.history:
        told.append(_moment(verdict, due))
        if verdict.effective and verdict.event.data.get("due"):
            due = str(verdict.event.data["due"]["at"] or "")
    return told[::-1]


def problem_words(verdict: Verdict) -> str:
    """Why an event had no effect or contradicts another."""
    return say(PROBLEMS.get(verdict.problem, PROBLEMS["state"])) if verdict.problem else ""


def _moment(verdict: Verdict, due: str) -> Moment:
    event = verdict.event
    who = str(event.data.get("by_name") or event.actor)
    detail = [part for part in (detail_words(verdict, due), problem_words(verdict)) if part]
    tone = _tone(verdict)
    icon = "triangle-alert" if verdict.problem else ICONS.get(event.kind, "circle-dot")
    what = say(labels.EVENTS.get(event.kind, event.kind))
    return Moment(what, words.stamp(event.at), who, "\n".join(detail), tone, icon)


def _tone(verdict: Verdict) -> Tone:
    if verdict.problem:
        return Tone.WARN
    if verdict.event.kind in GOOD:
        return Tone.GOOD
    return Tone.WARN if verdict.event.kind in WAITING else Tone.NEUTRAL


def detail_words(verdict: Verdict, due: str = "") -> str:
    """What is to be known about an event beside its name; `due` is the appointment that held before it."""
    data = verdict.event.data
    known = verdict.event.kind in _DETAILS and verdict.problem != "incomplete"
    said = _DETAILS[verdict.event.kind](data, due) if known else []
    changes = [labels.correction(change, say) for change in data.get("changes", ())]
    reason = str(data.get("reason") or data.get("text") or data.get("code") or "")
    kept = "" if verdict.event.kind in _RECEPTIONS | {"dossier.printed"} else reason
    return "\n".join([*(" · ".join(part for part in said if part),), *changes, kept]).strip("\n")


def _received(data: Mapping[str, Any], _due: str) -> list[str]:
    papers, fees = data.get("components", ()), data.get("fees", ())
    owed = sum(fee["amount"] for fee in fees if not fee.get("exempt_reason"))
    return [
        say("{count} loại giấy tờ").format(count=len(papers)) if papers else "",
        words.dong(owed) if owed else "",
        _promised(data),
        _despite(data),
        str(data.get("note", "")),
    ]


def _despite(data: Mapping[str, Any]) -> str:
    """Why the dossier was received although something spoke against it."""
    reasons = (
        (say("Nhận thêm hồ sơ cùng thủ tục: {reason}"), data.get("duplicate_accepted")),
        (say("Nhận dù thiếu giấy tờ bắt buộc: {reason}"), data.get("incomplete_accepted")),
    )
    return " · ".join(text.format(reason=reason) for text, reason in reasons if reason)


def _promised(data: Mapping[str, Any]) -> str:
    at = (data.get("due") or {}).get("at")
    return say("hẹn {at}").format(at=words.stamp(at)) if at else ""


def _printed(data: Mapping[str, Any], _due: str) -> list[str]:
    again = say("in lại lần {n}: {reason}") if data.get("reprint") else ""
    paper = say(labels.FORMS.get(data["form"], data["form"]))
    return [paper, again.format(n=data.get("reprint"), reason=data.get("reason", ""))]


def _returned(data: Mapping[str, Any], _due: str) -> list[str]:
    taker = data["collector"]
    overruled = data.get("fee_overruled")
    unpaid = say("trả khi chưa thu đủ: {reason}").format(reason=overruled) if overruled else ""
    return [taker["name"], taker["number"], taker.get("relation", ""), unpaid]


def _paid(data: Mapping[str, Any], _due: str) -> list[str]:
    method = say(labels.METHODS.get(data.get("method", ""), ""))
    return [words.dong(data["amount"]), method, data.get("official_receipt", "")]


def _finished(data: Mapping[str, Any], due: str) -> list[str]:
    del data
    return [say("hẹn {at}").format(at=words.stamp(due)) if due else ""]


def _forwarded(data: Mapping[str, Any], _due: str) -> list[str]:
    return [say("đến {place}").format(place=data["to"]) if data.get("to") else ""]


def _called(data: Mapping[str, Any], _due: str) -> list[str]:
    return [say(labels.CALLS.get(str(data.get("channel")), ""))]


def _asked(data: Mapping[str, Any], _due: str) -> list[str]:
    points = [str(point) for point in data.get("requirements", ()) if point != data.get("reason")]
    return ["; ".join(points)]


_RECEPTIONS = {"dossier.received", "dossier.submitted"}
_DETAILS: dict[str, Callable[[Mapping[str, Any], str], list[str]]] = {
    "dossier.received": _received,
    "dossier.submitted": _received,
    "dossier.accepted": lambda data, _due: [_promised(data)],
    "dossier.forwarded": _forwarded,
    "dossier.supplement_requested": _asked,
    "dossier.supplemented": lambda data, _due: [_promised(data)],
    "dossier.duty_fulfilled": lambda data, _due: [_promised(data)],
    "dossier.extended": lambda data, _due: [_promised(data)],
    "dossier.result_ready": _finished,
    "dossier.printed": _printed,
    "dossier.returned": _returned,
    "dossier.fee_paid": _paid,
    "dossier.called": _called,
    "dossier.handed_over": _forwarded,
}
