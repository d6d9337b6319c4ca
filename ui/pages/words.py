"""How states, times and sums are put on the screen."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from desktop_app.application.ports import DossierRow
from desktop_app.domain.calendar import at_minute
from desktop_app.domain.clocktime import VN
from desktop_app.domain.deadlines_terms import WhyStep
from desktop_app.domain.states import CLOSED, PAUSED, State
from desktop_app.words import labels
from desktop_app.words.why import day_text, why_lines
from ui.language import say
from ui.tokens import Tone

STATE_LOOKS: dict[State, tuple[Tone, str]] = {
    State.SUBMITTED: (Tone.INFO, "inbox"),
    State.SENT_BACK: (Tone.WARN, "undo-2"),
    State.RECEIVED: (Tone.INFO, "inbox"),
    State.IN_PROCESS: (Tone.INFO, "circle-dot"),
    State.SUPPLEMENT: (Tone.WARN, "hourglass"),
    State.DUTY: (Tone.WARN, "banknote"),
    State.READY: (Tone.GOOD, "package-check"),
    State.RETURNED: (Tone.NEUTRAL, "circle-check"),
    State.REFUSED: (Tone.NEUTRAL, "circle-x"),
    State.WITHDRAWN: (Tone.NEUTRAL, "undo-2"),
    State.STOPPED: (Tone.NEUTRAL, "circle-pause"),
}


def state_text(state: State) -> str:
    """The official name of a state."""
    return say(labels.STATES[state.value])


def short_state(state: State) -> str:
    """The name of a state where there is little room."""
    short = {State.DUTY: say("Chờ nghĩa vụ"), State.SUPPLEMENT: say("Chờ bổ sung")}
    return short.get(state) or state_text(state)


def moment(text: str | None) -> datetime | None:
    """The moment of an ISO text in the office's zone, None for no text."""
    return datetime.fromisoformat(text).astimezone(VN) if text else None


def clock(text: str | None) -> str:
    """A time of day such as "09:12"."""
    found = moment(text)
    return f"{found:%H:%M}" if found else ""


def day(text: str | None) -> str:
    """A day such as "08/10/2026"."""
    found = moment(text)
    return f"{found:%d/%m/%Y}" if found else ""


def stamp(text: str | None) -> str:
    """A moment such as "15:20 08/10/2026"."""
    found = moment(text)
    return f"{found:%H:%M %d/%m/%Y}" if found else ""


def long_stamp(text: str | None) -> str:
    """A moment with its weekday such as "15:20 thứ Năm 08/10/2026"."""
    found = moment(text)
    return f"{found:%H:%M} {day_text(found, say)}" if found else ""


def since(text: str | None, now: datetime) -> str:
    """When something was, short: only the hour for today, otherwise hour and day."""
    found = moment(text)
    if found is None:
        return ""
    return f"{found:%H:%M}" if found.date() == now.date() else f"{found:%H:%M %d/%m}"


def due_words(due_at: str | None, state: State, now: datetime, minutes_left: int | None = None) -> tuple[str, Tone]:
    """How far the appointment is, with its tone; nothing for what is over or has no date.

    An online submission has working hours to be answered in, of which `minutes_left` are left.
    """
    due = moment(due_at)
    if due is None or state in CLOSED or state is State.READY:
        return "", Tone.NEUTRAL
    if state in PAUSED:
        return say("Tạm dừng tính hạn"), Tone.WARN
    return _answer_words(due, now, minutes_left) if state is State.SUBMITTED else _time_left(due, now)


def _answer_words(due: datetime, now: datetime, minutes_left: int | None) -> tuple[str, Tone]:
    """How long an online submission may still wait for its answer."""
    if due < now:
        return say("Quá hạn {at}").format(at=f"{due:%H:%M %d/%m}"), Tone.BAD
    if due.date() == now.date() and minutes_left is not None:
        hours, minutes = divmod(minutes_left, 60)
        left = say("Còn {hours} giờ {minutes} phút").format(hours=hours, minutes=f"{minutes:02d}")
        return left, Tone.WARN
    return say("Trả lời: {at}").format(at=f"{due:%H:%M %d/%m}"), Tone.WARN


def _time_left(due: datetime, now: datetime) -> tuple[str, Tone]:
    days = (due.date() - now.date()).days
    if due < now:
        late = max(-days, 0)
        return (say("Quá hạn {days} ngày").format(days=late) if late else say("Quá hạn hôm nay")), Tone.BAD
    if days == 0:
        return say("Hẹn hôm nay {at}").format(at=f"{due:%H:%M}"), Tone.WARN
    if days == 1:
        return say("Hẹn ngày mai"), Tone.NEUTRAL
    return say("Còn {days} ngày").format(days=days), Tone.NEUTRAL


def row_due(row: DossierRow, now: datetime) -> tuple[str, Tone]:
    """How far the appointment of a listed dossier is."""
    return due_words(row.due_at, row.state, now, row.minutes_left)


def why(due: Mapping[str, Any] | None) -> list[str]:
    """The reasons of a due date, one sentence each."""
    return why_lines([WhyStep.from_data(step) for step in due["why"]], say) if due else []


def number(value: int) -> str:
    """A whole number such as "1.234"."""
    return f"{value:,}".replace(",", ".")


def dong(amount: int) -> str:
    """A sum such as "8.000 đ"."""
    return f"{number(amount)} đ"


def person_line(person: Mapping[str, Any]) -> str:
    """A person in one quiet line: number, birth, phone."""
    birth = person.get("birth", "")
    parts = (person.get("number", ""), f"{birth[8:10]}/{birth[5:7]}/{birth[:4]}" if birth else "", person.get("phone"))
    return " · ".join(part for part in parts if part)


def start_of_day(now: datetime, days: int = 0) -> str:
    """The first moment of the day that many days after today, as an ISO text."""
    midnight = now.astimezone(VN).replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight + timedelta(days=days)).isoformat()


def bounds(first: date, last: date) -> tuple[str, str]:
    """From the first moment of a day up to, without it, the first one after another, as ISO texts."""
    return at_minute(first, 0).isoformat(), at_minute(last + timedelta(days=1), 0).isoformat()
