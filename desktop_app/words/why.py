"""The reasons of a date in Vietnamese, for the screen, the receipt and the answer to a complaint.

A documented exception to "no sentences in the office": the same words must stand on paper and on screen, years later.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from desktop_app.domain.calendar_days import SpecialKind
from desktop_app.domain.deadlines_terms import LimitUnit, Params, PauseCause, WhyStep

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WAITING = {PauseCause.SUPPLEMENT: "chờ bổ sung hồ sơ", PauseCause.FINANCIAL_DUTY: "chờ thực hiện nghĩa vụ tài chính"}


def why_lines(steps: Sequence[WhyStep]) -> list[str]:
    """Returns one Vietnamese sentence for each step, in order; a step unknown to this version shows its code."""
    return [_SENTENCES[step.code](step.params) if step.code in _SENTENCES else f"({step.code})" for step in steps]


def day_text(day: date) -> str:
    """Returns a day with its weekday, such as `thứ Ba 06/10/2026`."""
    return f"{_WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def moment_text(moment: datetime) -> str:
    """Returns a moment with its weekday, such as `15:20 thứ Ba 06/10/2026`."""
    return f"{moment:%H:%M} {day_text(moment)}"


def _day(params: Params, key: str) -> str:
    return day_text(date.fromisoformat(str(params[key])))


def _at(params: Params, key: str) -> str:
    return moment_text(datetime.fromisoformat(str(params[key])))


def _counted_as(params: Params) -> str:
    return f"tính như nhận {_at(params, 'counted')}"


def _after_cutoff(params: Params) -> str:
    counted = day_text(datetime.fromisoformat(str(params["counted"])))
    return f"nhận {_at(params, 'at')}, sau giờ chốt {params['cutoff']} → tính như nhận {counted}"


def _day_off(params: Params) -> str:
    return f"nhận {_at(params, 'at')}, không phải ngày làm việc{_in_brackets(params)} → {_counted_as(params)}"


def _counted(params: Params) -> str:
    first, last = int(params["number"]), int(params["last"])
    if first == last:
        return f"ngày {first}: {_day(params, 'from')}"
    span = date.fromisoformat(str(params["to"])) - date.fromisoformat(str(params["from"]))
    weekly = ", không tính ngày nghỉ hằng tuần" if span.days > last - first else ""
    return f"ngày {first}–{last}: từ {_day(params, 'from')} đến {_day(params, 'to')}{weekly}"


def _special_day(params: Params) -> str:
    start = f"ngày {params['number']}: {_day(params, 'day')}"
    if params["kind"] == SpecialKind.SWAP:
        return f"{start}, làm việc thay cho {_day(params, 'other_side')}{_in_brackets(params)}"
    what = "làm việc nửa ngày" if params["kind"] == SpecialKind.HALF_DAY else "ngày làm việc thêm"
    return f"{start}, {what}{_in_brackets(params)}"


def _skipped(params: Params) -> str:
    days = _day(params, "from")
    if params["from"] != params["to"]:
        days = f"từ {days} đến {_day(params, 'to')}"
    if params["kind"] == SpecialKind.SWAP:
        return f"không tính {days}: nghỉ, làm bù {_day(params, 'other_side')}{_in_brackets(params)}"
    closed = params["kind"] in (SpecialKind.CLOSURE, SpecialKind.LOCAL_CLOSURE)
    return f"không tính {days}: {'tạm ngừng làm việc' if closed else 'ngày nghỉ'}{_in_brackets(params)}"


def _calendar_days(params: Params) -> str:
    if params["from"] == params["to"]:
        return f"đếm 1 ngày: {_day(params, 'to')}"
    days = f"từ {_day(params, 'from')} đến {_day(params, 'to')}"
    return f"đếm {params['number']} ngày liên tục, kể cả ngày nghỉ: {days}"


def _ends_on_day_off(params: Params) -> str:
    moved = f"chuyển sang ngày làm việc tiếp theo, {_day(params, 'moved')}"
    return f"ngày cuối {_day(params, 'day')} không phải ngày làm việc{_in_brackets(params)} → {moved}"


def _working_minutes(params: Params) -> str:
    hours, minutes = int(params["hours"]), int(params["minutes"])
    as_minutes = "" if minutes == hours * 60 else f" (bằng {minutes} phút giờ hành chính của cơ quan)"
    return f"đếm {hours} giờ làm việc{as_minutes}: từ {_at(params, 'from')} đến {_at(params, 'to')}"


def _waiting(params: Params) -> str:
    return f"{_WAITING[PauseCause(str(params['cause']))]} từ {_at(params, 'start')} đến {_at(params, 'end')}"


def _waited_days(params: Params) -> str:
    unit = "ngày làm việc" if params["unit"] == LimitUnit.WORKING_DAY else "ngày"
    return f"{_waiting(params)} → cộng thêm {params['days']} {unit} chờ"


def _waited_minutes(params: Params) -> str:
    return f"{_waiting(params)} → cộng thêm {params['minutes']} phút làm việc chờ, hẹn trả {_at(params, 'at')}"


def _in_brackets(params: Params) -> str:
    return f" ({params['name']})" if params["name"] else ""


_SENTENCES: dict[str, Callable[[Params], str]] = {
    "received": lambda p: f"nhận {_at(p, 'at')}",
    "after_cutoff": _after_cutoff,
    "outside_hours": lambda p: f"nhận {_at(p, 'at')}, ngoài giờ làm việc → {_counted_as(p)}",
    "day_off": _day_off,
    "reception_only": lambda p: f"{_day(p, 'day')} chỉ tiếp nhận, không tính vào thời hạn",
    "counts_at_once": lambda p: f"{_day(p, 'day')} được tính là ngày 1",
    "counted": _counted,
    "special_day": _special_day,
    "skipped": _skipped,
    "calendar_days": _calendar_days,
    "ends_on_day_off": _ends_on_day_off,
    "working_minutes": _working_minutes,
    "immediate": lambda p: f"giải quyết ngay trong ngày, chậm nhất {_at(p, 'at')}",
    "return_end_of_hours": lambda p: f"hẹn trả {_at(p, 'at')}, hết giờ làm việc",
    "return_same_clock": lambda p: f"hẹn trả {_at(p, 'at')}, theo giờ nhận",
    "pause_too_late": lambda p: f"tạm dừng từ {_at(p, 'start')}, khi đã đến hạn {_at(p, 'due')} → ngày hẹn không đổi",
    "restarted": lambda p: f"{_waiting(p)} → thời hạn tính lại từ đầu",
    "waited_days": _waited_days,
    "waited_minutes": _waited_minutes,
    "one_more_day": lambda p: f"hạn cũ đã qua trong lúc chờ → thêm một ngày làm việc, {_day(p, 'day')}",
}
