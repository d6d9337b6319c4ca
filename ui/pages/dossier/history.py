"""The history of a dossier in the words of the counter."""

from collections.abc import Mapping
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
    return [_moment(verdict) for verdict in reversed(dossier.history)]


def problem_words(verdict: Verdict) -> str:
    """Why an event had no effect or contradicts another."""
    return say(PROBLEMS.get(verdict.problem, PROBLEMS["state"])) if verdict.problem else ""


def _moment(verdict: Verdict) -> Moment:
    event = verdict.event
    who = str(event.data.get("by_name") or event.actor)
    detail = [part for part in (_detail(verdict), problem_words(verdict)) if part]
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


def _detail(verdict: Verdict) -> str:
    data = verdict.event.data
    kind = verdict.event.kind
    if kind == "dossier.printed":
        again = say(" · in lại lần {n}: {reason}") if data.get("reprint") else ""
        paper = say(labels.FORMS.get(data["form"], data["form"]))
        return paper + again.format(n=data.get("reprint"), reason=data.get("reason", ""))
    if kind == "dossier.returned":
        taker = data["collector"]
        return " · ".join(part for part in (taker["name"], taker["number"], taker.get("relation")) if part)
    if kind == "dossier.fee_paid":
        method = say(labels.METHODS.get(data.get("method", ""), ""))
        return " · ".join(part for part in (words.dong(data["amount"]), method, data.get("official_receipt")) if part)
    if kind == "dossier.handed_over":
        return str(data.get("to", ""))
    said = _despite(data) if kind in BEGINNINGS else _said(data)
    return "\n".join([*(labels.correction(change, say) for change in data.get("changes", ())), said])


def _despite(data: Mapping[str, Any]) -> str:
    """Why the dossier was received although something spoke against it."""
    reasons = (
        (say("Nhận thêm hồ sơ cùng thủ tục: {reason}"), data.get("duplicate_accepted")),
        (say("Nhận dù thiếu giấy tờ bắt buộc: {reason}"), data.get("incomplete_accepted")),
    )
    return "\n".join(text.format(reason=reason) for text, reason in reasons if reason)


def _said(data: Mapping[str, Any]) -> str:
    return str(data.get("reason") or data.get("text") or data.get("code") or data.get("title") or "")
