"""The monthly figures counted a second time, from the raw events, slowly and without a line of the program's rules.

It reads docs/states.md and the report's columns anew, so that a mistake would have to be made twice in the same way.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Raw = tuple[str, str, str]
"""Kind, moment (ISO 8601) and body (JSON) of one event."""

_DECISIONS = {
    "accepted": (("submitted",), "received"),
    "sent_back": (("submitted",), "sent_back"),
    "resubmitted": (("sent_back",), "submitted"),
    "refused": (("submitted", "sent_back", "received"), "refused"),
    "forwarded": (("received", "in_process"), "in_process"),
    "supplement_requested": (("received", "in_process"), "supplement_requested"),
    "supplemented": (("supplement_requested",), "in_process"),
    "duty_requested": (("received", "in_process"), "duty_requested"),
    "duty_fulfilled": (("duty_requested",), "in_process"),
    "result_ready": (("received", "in_process"), "result_ready"),
    "result_withdrawn": (("result_ready",), "in_process"),
    "stopped": (("received", "in_process", "supplement_requested", "duty_requested"), "stopped"),
    "withdrawn": (
        ("submitted", "sent_back", "received", "in_process", "supplement_requested", "duty_requested"),
        "withdrawn",
    ),
}
_CLOSED = ("returned", "refused", "withdrawn", "stopped")
_WAITING = ("supplement_requested", "duty_requested", "sent_back")
_UNANSWERED = ("submitted", "sent_back")


@dataclass
class _Life:
    """What has become of one dossier."""

    state: str = ""
    field_code: str = ""
    channel: str = ""
    received: str = ""
    due: str = ""
    missed: str = ""
    finished: str = ""
    closed: str = ""
    asked: int = 0
    moved: bool = False

    @property
    def ended(self) -> str:
        return self.finished or self.closed


def count(dossiers: Iterable[list[Raw]], since: str, end: str) -> dict[str, Counter[str]]:
    """The figures of each field for `since` <= time < `end`, from the events of each dossier in their order."""
    counted: dict[str, Counter[str]] = {}
    for events in dossiers:
        known = [(kind, at, json.loads(body)) for kind, at, body in events]
        life = _lived(known)
        if life.state in _UNANSWERED or not life.received < end:
            continue
        figures = counted.setdefault(life.field_code, Counter())
        figures.update(
            f"rated_{data['score']}" for kind, at, data in known if kind[8:] == "rated" and since <= at < end
        )
        if life.finished and life.finished < end and not (life.closed and life.closed < end):
            figures["not_collected"] += 1
        if life.ended and life.ended < since:
            continue
        figures["carried_over" if life.received < since else f"received_{life.channel}"] += 1
        if life.ended and life.ended < end:
            _end(figures, life, end)
        else:
            then = _lived([event for event in known if event[1] < end])
            figures[_standing(then, end)] += 1
    return {code: figures for code, figures in counted.items() if figures.total()}


def _lived(events: list[tuple[str, str, dict[str, Any]]]) -> _Life:
    life = _Life()
    for kind, at, data in events:
        name = kind.removeprefix("dossier.")
        if name in ("received", "submitted"):
            _begin(life, name, at, data)
        elif name == "returned":
            _hand_out(life, at)
        elif name == "extended":
            _move_date(life, at, data)
        elif name in _DECISIONS and life.state in _DECISIONS[name][0]:
            _decide(life, name, at, data)
    return life


def _begin(life: _Life, name: str, at: str, data: dict[str, Any]) -> None:
    if not life.state:
        life.state, life.received, life.channel = name, at, data["channel"]
        life.field_code = data["procedure"]["field_code"]
        life.due = (data.get("due") or {}).get("at") or ""


def _hand_out(life: _Life, at: str) -> None:
    life.finished = life.finished or at
    life.state, life.closed = "returned", at


def _move_date(life: _Life, at: str, data: dict[str, Any]) -> None:
    if life.moved or life.state not in ("received", "in_process"):
        return
    if life.due and at > life.due:
        life.missed = life.due
    life.due, life.moved = data["due"]["at"], True


def _decide(life: _Life, name: str, at: str, data: dict[str, Any]) -> None:
    if life.state in _UNANSWERED and name in ("accepted", "refused", "withdrawn", "resubmitted"):
        life.received = at
    life.state = _DECISIONS[name][1]
    life.closed = at if life.state in _CLOSED else ""
    if name in ("accepted", "supplemented", "duty_fulfilled"):
        life.due = (data.get("due") or {}).get("at") or ""
    elif name == "supplement_requested":
        life.asked += 1
    elif name == "result_ready":
        life.finished = data.get("finished_at") or at
    elif name == "result_withdrawn":
        life.finished = ""


def _end(figures: Counter[str], life: _Life, end: str) -> None:
    if not life.finished:
        figures[life.state] += 1
        return
    if not (life.closed and life.closed < end):
        figures["not_returned"] += 1
    due = life.missed or life.due
    if due and life.finished > due:
        figures["solved_late"] += 1
        return
    figures["solved_early" if due and life.finished[:10] < due[:10] else "solved_on_time"] += 1
    if life.asked > 1:
        figures["asked_again"] += 1


def _standing(life: _Life, end: str) -> str:
    if life.state in _WAITING:
        return "paused"
    due = life.missed or life.due
    return "open_overdue" if due and due < end else "open_in_time"
