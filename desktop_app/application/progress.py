"""What a citizen may see of a dossier: by its code alone where it stands, with the second secret what it needs."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from desktop_app.application.ports import Unit
from desktop_app.domain.codes import lookup_signs, same_lookup_code
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import State

# Forty bits against five guesses in a quarter of an hour: a million years for an even chance.
MOST_WRONG = 5
WINDOW = timedelta(minutes=15)
_KEY = "lookup_attempts"


@dataclass(frozen=True, slots=True)
class Step:
    """One change of state and when it happened (ISO 8601)."""

    kind: str
    at: str


@dataclass(frozen=True, slots=True)
class Details:
    """What only the holder of the receipt is told; amounts in đồng, times ISO 8601, names of nobody."""

    procedure: str
    received_at: str
    due_at: str | None
    requirements: tuple[str, ...]
    unpaid: int
    return_by: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a dossier stands. Codes are sequential and can be guessed, so without the secret there is nothing more."""

    label: str
    state: State
    national_status: int
    details: Details | None = None


def progress_of(dossier: Dossier) -> Progress:
    """What everybody may know who has the code."""
    return Progress(dossier.label, dossier.state, dossier.national_status)


def details_of(dossier: Dossier) -> Details:
    """What the holder of the look-up code may know."""
    return Details(
        procedure=dossier.procedure.get("name", ""),
        received_at=dossier.received_at,
        due_at=dossier.due["at"] if dossier.due else None,
        requirements=tuple(requirements_of(dossier)),
        unpaid=max(dossier.unpaid, 0),
        return_by=dossier.return_by,
        steps=tuple(Step(v.event.kind, v.event.at) for v in dossier.history if v.effective and v.state),
    )


def check_secret(unit: Unit, dossier: Dossier, lookup_code: str, now: datetime) -> bool:
    """Whether this is the dossier's look-up code; a wrong one is counted in this unit, which the caller commits.

    The same wrong one again is no other guess: keys are pressed twice. Refusal("lookup.too_many", at=) while too many
    wrong ones were tried for this dossier, also for the right one.
    """
    tried = _recent(unit.local(_KEY), now)
    wrong = tried.get(dossier.id, [])
    if len(wrong) >= MOST_WRONG:
        raise Refusal("lookup.too_many", at=(_time(wrong[0]) + WINDOW).isoformat())
    if same_lookup_code(dossier.lookup_code, lookup_code):
        return True
    guess = _mark(lookup_code)
    if not any(one.endswith(guess) for one in wrong):
        unit.set_local(_KEY, json.dumps({**tried, dossier.id: [*wrong, now.isoformat() + guess]}))
    return False


def _mark(lookup_code: str) -> str:
    """What stands behind the time of a wrong attempt: it tells the same guess and not what was typed."""
    return f" {hashlib.sha256(lookup_signs(lookup_code).encode()).hexdigest()[:16]}"


def _time(attempt: str) -> datetime:
    """When it was. Nothing but the time was written down by versions that counted the same guess twice."""
    return datetime.fromisoformat(attempt.partition(" ")[0])


def _recent(kept: str | None, now: datetime) -> dict[str, list[str]]:
    """The wrong attempts that still count, by dossier: what is older is forgotten, so the record stays small."""
    since = now - WINDOW
    found: Mapping[str, list[str]] = json.loads(kept) if kept else {}
    recent = {key: [one for one in tries if _time(one) > since] for key, tries in found.items()}
    return {key: tries for key, tries in recent.items() if tries}


def requirements_of(dossier: Dossier) -> list[str]:
    """What the office waits for, each thing for itself; nothing while the clock runs."""
    asked = _asked(dossier)
    return list(asked.get("requirements") or [asked.get("reason", "")]) if asked else []


def papers_asked_of(dossier: Dossier) -> list[str]:
    """The papers among it, which were named one by one: a reason alone ("thiếu chữ ký") names none."""
    asked = _asked(dossier)
    return [name for name in asked.get("requirements", ()) if name != asked.get("reason")]


def _asked(dossier: Dossier) -> Mapping[str, Any]:
    if not dossier.paused:
        return {}
    return next(v.event.data for v in reversed(dossier.history) if v.effective and v.state is dossier.state)
