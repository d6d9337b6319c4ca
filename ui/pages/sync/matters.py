"""What a person has to look at: contradictions with both versions, and operations that the centre did not take."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.application.ports import Parked
from desktop_app.domain.dossier import Dossier, Verdict
from desktop_app.words import labels
from ui.language import say
from ui.pages import words
from ui.pages.dossier.history import detail_words, problem_words


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a contradiction: what was written down, by whom, when and where, with its details."""

    what: str
    who: str
    at: str
    station: str
    detail: str


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to decide: about which dossier, what happened, both versions where there are two, what to do.

    `event_id` is that of an operation which can be sent again.
    """

    subject: str
    label: str
    what: str
    said: str
    at: str
    todo: str
    holds: Version | None = None
    doubted: Version | None = None
    event_id: str = ""


def contradictions(dossier: Dossier) -> list[Matter]:
    """What contradicts in a dossier, oldest first."""
    found = []
    for place, verdict in enumerate(dossier.history):
        if verdict.problem:
            found.append(_contradiction(dossier, verdict, _rival(dossier.history[:place])))
    return found


def put_aside(operation: Parked) -> Matter:
    """An operation that the centre could not take."""
    what = say(labels.EVENTS.get(operation.kind, operation.kind))
    said = say("Trung tâm không nhận nội dung này ({reason}).").format(reason=operation.reason)
    version = Version(what, operation.actor, operation.done_at, "", "")
    todo = say("Việc này vẫn có hiệu lực ở máy này. Báo quản trị; khi trung tâm đã sửa, gửi lại (Ctrl+R).")
    return Matter(
        operation.subject, operation.label, what, said, operation.at, todo, doubted=version, event_id=operation.event
    )


def _contradiction(dossier: Dossier, verdict: Verdict, rival: Verdict | None) -> Matter:
    event = verdict.event
    what = say(labels.EVENTS.get(event.kind, event.kind))
    advice = ADVICE.get(verdict.problem or "", ADVICE["state"]) if verdict.effective else UNDONE
    return Matter(
        dossier.id,
        dossier.label,
        what,
        problem_words(verdict),
        event.at,
        say(advice),
        holds=_version(rival) if rival else None,
        doubted=_version(verdict),
    )


def _rival(before: Sequence[Verdict]) -> Verdict | None:
    """What the event came after and cannot go with: the last move that had an effect."""
    moved = [verdict for verdict in before if verdict.effective and verdict.state is not None]
    return moved[-1] if moved else None


def _version(verdict: Verdict) -> Version:
    event = verdict.event
    number = event.station.split("-")[1] if event.station.count("-") == 2 else ""
    return Version(
        say(labels.EVENTS.get(event.kind, event.kind)),
        str(event.data.get("by_name") or event.actor),
        words.long_stamp(event.at),
        say("máy số {n}").format(n=number) if number else "",
        detail_words(verdict),
    )


ADVICE = {
    "state": "Việc này đã xảy ra thật nên được giữ. Mở hồ sơ, đối chiếu với giấy tờ, rồi làm bước đúng hoặc ghi chú.",
    "only_once": "Mở hồ sơ và xem lần làm trước có đúng không; nếu không, làm lại bước đúng.",
    "not_begun": "Chờ nhận đủ diễn biến của hồ sơ; nếu đến mai vẫn còn, báo quản trị.",
}
UNDONE = "Bước đến sau không có hiệu lực. Nếu vẫn cần, mở hồ sơ và làm lại bước đó."
