"""What the chosen dossier of the work list asks, and the ways to answer it, below the list."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.surface import scrolled
from ui.pages.today.answering import ONLINE, Question
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.field import TextField
from ui.widgets.text import Text

HEIGHT = 178
ANSWER_WIDTH = 420


class AnswerPanel(QFrame):
    """Draws a question; the reason typed here goes with every answer that needs one."""

    def __init__(self, agree: Button, send_back: Button, refuse: Button) -> None:
        super().__init__()
        self.setProperty("surface", "sunken")
        self.setFixedHeight(px(HEIGHT))
        self.question: Question | None = None
        self._heading = Text("", "strong", wrap=True)
        self._quiet = Text("", "muted", wrap=True, selectable=True)
        self._lines = Text("", wrap=True, selectable=True)
        self._reason = TextField("")
        self._refuse = refuse
        inner = QWidget()
        text = QVBoxLayout(inner)
        text.setContentsMargins(0, 0, px(8), 0)
        text.setSpacing(px(6))
        text.addWidget(self._heading)
        text.addWidget(self._quiet)
        text.addWidget(self._lines)
        text.addStretch(1)
        answers = QVBoxLayout()
        answers.setContentsMargins(0, 0, 0, 0)
        answers.setSpacing(px(10))
        answers.addWidget(agree)
        answers.addWidget(self._reason)
        others = QHBoxLayout()
        others.setSpacing(px(8))
        for button in (send_back, refuse):
            others.addWidget(button, 1)
        answers.addLayout(others)
        answers.addStretch(1)
        side = QWidget()
        side.setFixedWidth(px(ANSWER_WIDTH))
        side.setLayout(answers)
        line = QHBoxLayout(self)
        line.setContentsMargins(px(16), px(16), px(16), px(16))
        line.setSpacing(px(20))
        line.addWidget(scrolled(inner), 1)
        line.addWidget(side)

    def ask(self, question: Question | None) -> None:
        """Shows this question with an empty reason; nothing for None."""
        self.setVisible(question is not None)
        if question is None or question != self.question:
            self._reason.set_text("")
            self._reason.set_error("")
        self.question = question
        if question is not None:
            self._heading.setText(question.heading)
            self._quiet.setText(question.quiet)
            self._quiet.setVisible(bool(question.quiet))
            self._lines.setText("\n".join(question.lines))
            online = question.group == ONLINE
            self._refuse.setVisible(online)
            self._reason.set_label(self.tr("Lý do, nội dung cần sửa") if online else self.tr("Lý do không đồng ý"))

    def reason(self) -> str:
        """What was typed."""
        return self._reason.text()

    def say_fault(self, text: str) -> None:
        """Says at the reason what is missing."""
        self._reason.set_error(text)
        self._reason.setFocus()
