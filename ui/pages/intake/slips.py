"""Form 02 or 03 for somebody whose dossier is not created: all that is missing, or why not, named at once."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.accounts import Actor
from desktop_app.application.house_papers import SLIPS, HousePapers
from desktop_app.domain.errors import Refusal
from desktop_app.words import labels
from ui.language import choices
from ui.pages.intake.sheet import Sheet
from ui.sentences import sentence
from ui.tasks import Tasks
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.card import Facts
from ui.widgets.field import EnterMovesOn, Field, TextField
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

WIDTH = 760
POINTS_HEIGHT = 200


class SlipView(QWidget):
    """The slip for the person on the form. `issued` carries its paper; Esc goes back to the form as it was left."""

    issued = Signal(object)
    given_up = Signal()

    def __init__(self, tasks: Tasks, actor: Actor, papers: HousePapers) -> None:
        super().__init__()
        self._tasks = tasks
        self._actor = actor
        self._papers = papers
        self._applicant: dict[str, Any] = {}
        self._busy = False
        self._facts = Facts(112)
        self._form = Segmented(choices({form: labels.FORMS[form] for form in SLIPS}), self.tr("Mẫu phiếu"))
        self._request = TextField(self.tr("Nội dung yêu cầu giải quyết"))
        self._points = QPlainTextEdit()
        self._points.setTabChangesFocus(True)
        self._points.setFixedHeight(px(POINTS_HEIGHT))
        self._points_field = Field("", self._points, self.tr("mỗi dòng một nội dung, ghi đủ một lần"))
        self._issue = Button(self.tr("Lập và in phiếu"), "primary", icon="printer", big=True)
        self._away = Button(self.tr("Thôi"), "quiet", key="Esc", big=True)
        self._build()
        self._form.chosen.connect(self._show_form)
        self._issue.clicked.connect(self._hand_in)
        self._away.clicked.connect(self.given_up)

    def begin(self, sheet: Sheet) -> None:
        """Begins with the person, the procedure and the faults of a form at the desk."""
        self._applicant = sheet.owner.to_data()
        self._facts.show_fact(self.tr("Cấp cho"), sheet.owner.name, strong=True)
        self._facts.show_fact(self.tr("Số định danh"), sheet.owner.number)
        self._facts.show_fact(self.tr("Địa chỉ"), sheet.owner.address)
        self._request.set_text(sheet.content or sheet.procedure_title)
        self._points.setPlainText("\n".join(sheet.lacking))
        self._points_field.set_error("")
        self._form.set_value(SLIPS[0])
        self._show_form(SLIPS[0])
        self._points.setFocus()

    def _build(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(px(WIDTH))
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(28), px(18), px(28), px(16))
        column.setSpacing(px(14))
        column.addWidget(Text(self.tr("Phiếu cho người chưa được tiếp nhận hồ sơ"), "title"))
        said = self.tr("Hồ sơ không được tạo; phiếu có số và được lưu lại.")
        column.addWidget(Text(said, "muted", wrap=True))
        for widget in (self._facts, self._form, self._request, self._points_field):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self._issue)
        row.addWidget(self._away)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        EnterMovesOn(inner)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inner)
        outer.addStretch(1)

    def _show_form(self, form: str) -> None:
        missing = self.tr("Những nội dung cần bổ sung, hoàn thiện")
        self._points_field.set_label(missing if form == SLIPS[0] else self.tr("Lý do từ chối"))

    def _hand_in(self) -> None:
        if self._busy:
            return
        self._busy = True
        points = [line for line in map(str.strip, self._points.toPlainText().splitlines()) if line]
        slip = partial(self._papers.slip, self._actor, self._form.value(), self._applicant, self._request.text())
        self._tasks.store(self, partial(slip, points), self._take, self._not_issued)

    def _take(self, paper: object) -> None:
        self._busy = False
        self.issued.emit(paper)

    def _not_issued(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, Refusal):
            raise error
        self._points_field.set_error(sentence(error))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)
