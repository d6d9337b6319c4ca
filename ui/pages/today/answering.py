"""What is answered from the work list: online submissions, and corrections that wait for a head's word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_app.application.accounts import Actor
from desktop_app.application.corrections import Corrections
from desktop_app.application.intake import Doubt, Intake
from desktop_app.application.lookup import Lookup
from desktop_app.application.ports import DossierRow
from desktop_app.application.processing import Processing
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.words import labels
from ui.language import say
from ui.pages import words
from ui.sentences import sentence
from ui.tasks import Tasks

ONLINE, PROPOSALS = "online", "proposals"
ANSWERED = (ONLINE, PROPOSALS)
"""The groups of work that are answered where they are listed."""


@dataclass(frozen=True, slots=True)
class Question:
    """What one dossier of a group asks: what it is, who asks (`quiet`), and the lines to judge it by.

    `proposal` is the correction's id.
    """

    dossier_id: str
    group: str
    heading: str
    lines: tuple[str, ...]
    proposal: str = ""
    quiet: str = ""


class Answering(QObject):
    """Shows what is asked and writes the answer down; what needs a reason is refused without one."""

    shown = Signal(object)
    answered = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        tasks: Tasks,
        actor: Actor,
        *,
        lookup: Lookup,
        intake: Intake,
        processing: Processing,
        corrections: Corrections,
        new_id: Callable[[], str],
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._actor = actor
        self._lookup = lookup
        self._intake = intake
        self._processing = processing
        self._corrections = corrections
        self._new_id = new_id

    def look(self, row: DossierRow, group: str) -> None:
        """Reads what this dossier asks; `shown` brings the `Question`."""
        self._tasks.store(self, partial(self._question, row.id, group), self.shown.emit)

    def agree(self, question: Question) -> None:
        """Accepts the submission, or approves the correction."""
        if question.group == ONLINE:
            self._move(question, "accept", {})
        else:
            self._decide(question, approve=True, reason="")

    def send_back(self, question: Question, reason: str) -> None:
        """Sends the submission back to be mended, or rejects the correction."""
        if question.group == ONLINE:
            self._move(question, "send_back", {"reason": reason})
        else:
            self._decide(question, approve=False, reason=reason)

    def refuse(self, question: Question, reason: str) -> None:
        """Refuses the submission for good."""
        self._move(question, "refuse", {"reason": reason})

    def _move(self, question: Question, action: str, facts: Mapping[str, Any]) -> None:
        work = partial(self._processing.do, self._actor, question.dossier_id, action, facts=facts)
        done = say(labels.ACTIONS[action])
        self._write(partial(work, event_id=self._new_id()), done)

    def _decide(self, question: Question, *, approve: bool, reason: str) -> None:
        decide = partial(self._corrections.decide, self._actor, question.dossier_id, question.proposal)
        done = self.tr("đồng ý đính chính") if approve else self.tr("không đồng ý đính chính")
        self._write(partial(decide, approve=approve, reason=reason), done)

    def _write(self, work: Callable[[], Dossier], done: str) -> None:
        said = self.tr("Đã ghi: {action}, hồ sơ {code}")
        self._tasks.store(
            self, work, lambda dossier: self.answered.emit(said.format(action=done, code=dossier.label)), self._failed
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self.refused.emit(sentence(error))

    def _question(self, dossier_id: str, group: str) -> Question | None:
        dossier = self._lookup.dossier(dossier_id)
        if group == ONLINE:
            owner = dossier.owner
            contact = (words.person_line(owner), owner.get("email", ""), owner.get("address", ""))
            papers = [f"{place}. {labels.component(paper, say)}" for place, paper in enumerate(dossier.components, 1)]
            # Whether it is complete is judged when it is accepted, by people: files are seldom called as papers are.
            odd = map(_odd, self._intake.doubts_of(dossier))
            about = dossier.content or dossier.procedure.get("name", "")
            heading = f"{owner.get('name', '')} · {about}"
            return Question(dossier_id, group, heading, (*odd, *papers), quiet=" · ".join(filter(None, contact)))
        proposals = self._corrections.proposals(dossier)
        if not proposals:
            return None
        first = proposals[0]
        heading = self.tr("Đề nghị của {name}, {at} · còn {count} đề nghị chờ quyết định")
        said = heading.format(name=first.by_name, at=words.stamp(first.at), count=len(proposals))
        changes = (labels.correction(change, say) for change in first.changes)
        why = self.tr("Lý do: {reason}").format(reason=first.reason)
        return Question(dossier_id, group, said, (*changes, why), first.id)


def _odd(doubt: Doubt) -> str:
    """What is odd, with the names of what is missing."""
    said = sentence(Refusal(doubt.code, **doubt.parameters))
    return f"{said} {'; '.join(doubt.parameters.get('names', ()))}".strip()
