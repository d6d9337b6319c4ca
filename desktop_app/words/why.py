"""The reasons of a date in Vietnamese, for the screen, the receipt and the answer to a complaint.

A documented exception to "no sentences in the office": the same words must stand on paper and on screen, years later.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from desktop_app.domain.calendar_days import SpecialKind
from desktop_app.domain.deadlines_terms import LimitUnit, Params, PauseCause, WhyStep
from desktop_app.words.explanation import Say

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
WAITING = {PauseCause.SUPPLEMENT: "chờ bổ sung hồ sơ", PauseCause.FINANCIAL_DUTY: "chờ thực hiện nghĩa vụ tài chính"}


def why_lines(steps: Sequence[WhyStep], say: Say = str) -> list[str]:
    """Returns one sentence for each step, in order; a step unknown to this version shows its code."""
    return [_SENTENCES[step.code](step.params, say) if step.code in _SENTENCES else f"({step.code})" for step in steps]


def day_text(day: date, say: Say = str) -> str:
    """Returns a day with its weekday, such as `thứ Ba 06/10/2026`."""
    return f"{say(WEEKDAYS[day.weekday()])} {day:%d/%m/%Y}"


def moment_text(moment: datetime, say: Say = str) -> str:
    """Returns a moment with its weekday, such as `15:20 thứ Ba 06/10/2026`."""
    return f"{moment:%H:%M} {day_text(moment, say)}"


def _day(params: Params, key: str, say: Say) -> str:
    return day_text(date.fromisoformat(str(params[key])), say)


def _at(params: Params, key: str, say: Say) -> str:
    return moment_text(datetime.fromisoformat(str(params[key])), say)


def _after_cutoff(params: Params, say: Say) -> str:
    counted = day_text(datetime.fromisoformat(str(params["counted"])), say)
    said = say("nhận {at}, sau giờ chốt {cutoff} → tính như nhận {counted}")
    return said.format(at=_at(params, "at", say), cutoff=params["cutoff"], counted=counted)


def _outside_hours(params: Params, say: Say) -> str:
    said = say("nhận {at}, ngoài giờ làm việc → tính như nhận {counted}")
    return said.format(at=_at(params, "at", say), counted=_at(params, "counted", say))


def _day_off(params: Params, say: Say) -> str:
    said = say("nhận {at}, không phải ngày làm việc{name} → tính như nhận {counted}")
    return said.format(at=_at(params, "at", say), name=_in_brackets(params), counted=_at(params, "counted", say))


def _counted(params: Params, say: Say) -> str:
    first, last = int(params["number"]), int(params["last"])
    if first == last:
        return say("ngày {number}: {day}").format(number=first, day=_day(params, "from", say))
    span = date.fromisoformat(str(params["to"])) - date.fromisoformat(str(params["from"]))
    weekly = say(", không tính ngày nghỉ hằng tuần") if span.days > last - first else ""
    days = {"first": _day(params, "from", say), "last": _day(params, "to", say)}
    return say("ngày {from_no}–{to_no}: từ {first} đến {last}").format(from_no=first, to_no=last, **days) + weekly


def _special_day(params: Params, say: Say) -> str:
    start = say("ngày {number}: {day}").format(number=params["number"], day=_day(params, "day", say))
    if params["kind"] == SpecialKind.SWAP:
        worked = say("làm việc thay cho {day}").format(day=_day(params, "other_side", say))
        return f"{start}, {worked}{_in_brackets(params)}"
    what = say("làm việc nửa ngày") if params["kind"] == SpecialKind.HALF_DAY else say("ngày làm việc thêm")
    return f"{start}, {what}{_in_brackets(params)}"


def _skipped(params: Params, say: Say) -> str:
    days = _day(params, "from", say)
    if params["from"] != params["to"]:
        days = say("từ {first} đến {last}").format(first=days, last=_day(params, "to", say))
    if params["kind"] == SpecialKind.SWAP:
        made_up = _day(params, "other_side", say)
        said = say("không tính {days}: nghỉ, làm bù {day}").format(days=days, day=made_up)
    elif params["kind"] in (SpecialKind.CLOSURE, SpecialKind.LOCAL_CLOSURE):
        said = say("không tính {days}: tạm ngừng làm việc").format(days=days)
    else:
        said = say("không tính {days}: ngày nghỉ").format(days=days)
    return said + _in_brackets(params)


def _calendar_days(params: Params, say: Say) -> str:
    last = _day(params, "to", say)
    if params["from"] == params["to"]:
        return say("đếm 1 ngày: {day}").format(day=last)
    said = say("đếm {number} ngày liên tục, kể cả ngày nghỉ: từ {first} đến {last}")
    return said.format(number=params["number"], first=_day(params, "from", say), last=last)


def _ends_on_day_off(params: Params, say: Say) -> str:
    said = say("ngày cuối {day} không phải ngày làm việc{name} → chuyển sang ngày làm việc tiếp theo, {moved}")
    return said.format(day=_day(params, "day", say), name=_in_brackets(params), moved=_day(params, "moved", say))


def _working_minutes(params: Params, say: Say) -> str:
    hours, minutes = int(params["hours"]), int(params["minutes"])
    as_minutes = say(" (bằng {minutes} phút giờ hành chính của cơ quan)").format(minutes=minutes)
    said = say("đếm {hours} giờ làm việc{as_minutes}: từ {first} đến {last}")
    when = {"first": _at(params, "from", say), "last": _at(params, "to", say)}
    return said.format(hours=hours, as_minutes="" if minutes == hours * 60 else as_minutes, **when)


def _waiting(params: Params, say: Say) -> str:
    cause = say(WAITING[PauseCause(str(params["cause"]))])
    said = say("{cause} từ {first} đến {last}")
    return said.format(cause=cause, first=_at(params, "start", say), last=_at(params, "end", say))


def _waited_days(params: Params, say: Say) -> str:
    said = say("{waiting} → cộng thêm {days} {unit} chờ")
    unit = say("ngày làm việc") if params["unit"] == LimitUnit.WORKING_DAY else say("ngày")
    return said.format(waiting=_waiting(params, say), days=params["days"], unit=unit)


def _waited_minutes(params: Params, say: Say) -> str:
    said = say("{waiting} → cộng thêm {minutes} phút làm việc chờ, hẹn trả {at}")
    return said.format(waiting=_waiting(params, say), minutes=params["minutes"], at=_at(params, "at", say))


def _pause_too_late(params: Params, say: Say) -> str:
    said = say("tạm dừng từ {start}, khi đã đến hạn {due} → ngày hẹn không đổi")
    return said.format(start=_at(params, "start", say), due=_at(params, "due", say))


def _restarted(params: Params, say: Say) -> str:
    return say("{waiting} → thời hạn tính lại từ đầu").format(waiting=_waiting(params, say))


def _in_brackets(params: Params) -> str:
    return f" ({params['name']})" if params["name"] else ""


def _with_day(text: str) -> Callable[[Params, Say], str]:
    return lambda params, say: say(text).format(day=_day(params, "day", say))


def _with_moment(text: str) -> Callable[[Params, Say], str]:
    return lambda params, say: say(text).format(at=_at(params, "at", say))


_SENTENCES: dict[str, Callable[[Params, Say], str]] = {
    "received": _with_moment("nhận {at}"),
    "after_cutoff": _after_cutoff,
    "outside_hours": _outside_hours,
    "day_off": _day_off,
    "reception_only": _with_day("{day} chỉ tiếp nhận, không tính vào thời hạn"),
    "counts_at_once": _with_day("{day} được tính là ngày 1"),
    "counted": _counted,
    "special_day": _special_day,
    "skipped": _skipped,
    "calendar_days": _calendar_days,
    "ends_on_day_off": _ends_on_day_off,
    "working_minutes": _working_minutes,
    "immediate": _with_moment("giải quyết ngay trong ngày, chậm nhất {at}"),
    "return_end_of_hours": _with_moment("hẹn trả {at}, hết giờ làm việc"),
    "return_same_clock": _with_moment("hẹn trả {at}, theo giờ nhận"),
    "pause_too_late": _pause_too_late,
    "restarted": _restarted,
    "waited_days": _waited_days,
    "waited_minutes": _waited_minutes,
    "one_more_day": _with_day("hạn cũ đã qua trong lúc chờ → thêm một ngày làm việc, {day}"),
}
