"""Which dossier this is and where it stands, at one glance."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.appointments import Duties
from desktop_app.domain.dossier import Dossier
from ui.language import say
from ui.pages import words
from ui.pages.dossier.history import problem_words
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.beside import Beside
from ui.widgets.chip import StatusChip
from ui.widgets.text import Text


class DossierHead(QWidget):
    """Code, state, how far the appointment is, whose dossier and for what; contradictions stand out."""

    def __init__(self) -> None:
        super().__init__()
        self._code = Text("", "title", selectable=True)
        self._state = StatusChip("")
        self._due = StatusChip("")
        self._other_codes = Text("", "caption", wrap=True, selectable=True)
        self._owner = Text("", "heading")
        self._procedure = Text("", "muted", wrap=True)
        self._problems = Text("", "body", wrap=True)
        self._problems.setProperty("tone", str(Tone.WARN))
        chips = QWidget()
        row = QHBoxLayout(chips)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        row.addWidget(self._state)
        row.addWidget(self._due)
        row.addStretch(1)
        top = Beside(12)
        top.addWidget(self._code)
        top.addWidget(chips, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self._code.setMinimumHeight(px(32))
        column.addLayout(top)
        column.addSpacing(px(6))
        column.addWidget(self._owner)
        column.addWidget(self._procedure)
        column.addWidget(self._other_codes)
        column.addWidget(self._problems)

    def show_dossier(self, dossier: Dossier, now: datetime, proposals: int, duties: Duties | None = None) -> None:
        """Draws the head of this dossier; so many corrections wait for a head's word.

        Until when an online submission is to be answered (`duties`) stands in place of an appointment.
        """
        self._code.setText(dossier.label)
        tone, icon = words.STATE_LOOKS[dossier.state]
        self._state.show_status(words.state_text(dossier.state), tone, icon)
        by = dossier.due["at"] if dossier.due else None
        if duties is not None and duties.answer_by is not None:
            by = duties.answer_by.isoformat()
        due, due_tone = words.due_words(by, dossier.state, now, duties.answer_minutes if duties else None)
        self._due.setVisible(bool(due))
        self._due.show_status(due, due_tone, "clock")
        self._other_codes.setVisible(bool(_codes(dossier)))
        self._other_codes.setText(" · ".join(_codes(dossier)))
        self._owner.setText(dossier.owner.get("name", ""))
        self._procedure.setText(dossier.procedure.get("short_name") or dossier.procedure.get("name", ""))
        self._procedure.setToolTip(dossier.procedure.get("name", ""))
        lines = [problem_words(verdict) for verdict in dossier.problems]
        if proposals:
            lines.append(self.tr("{count} đề nghị đính chính chờ lãnh đạo (Ctrl+E)").format(count=proposals))
        self._problems.setText("\n".join(dict.fromkeys(lines)))
        self._problems.setVisible(bool(lines))


def _codes(dossier: Dossier) -> list[str]:
    """The numbers beside the one that the dossier is called by, each with what it is."""
    codes = []
    if dossier.receipt_number != dossier.label:
        codes.append(say("Số biên nhận {code}").format(code=dossier.receipt_number))
    if dossier.official_code and dossier.official_code != dossier.label:
        codes.append(say("Mã chính thức {code}").format(code=dossier.official_code))
    codes += [say("Mã cũ {code}").format(code=code) for code in dossier.former_codes]
    return codes + [say("Mã khác {code}").format(code=code) for code in dossier.other_codes]
