"""Form 02 or 03 for somebody whose dossier is not created: all that is missing, or why not, named at once."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget
from typing_extensions import override

from desktop_app.application.accounts import Actor
from desktop_app.application.slips import FORMS, Slips
from desktop_app.domain.errors import Refusal
from ui.pages.intake.sheet import Sheet
from ui.pages.surface import head_line, page_column, plain, side_column, stand_beside
from ui.sentences import sentence
from ui.tasks import Tasks
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.card import Facts
from ui.widgets.field import EnterMovesOn, Field, TextField
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

POINTS_HEIGHT = 200


class SlipView(QWidget):
    """The slip for the person on the form. `issued` carries it; Esc goes back to the form as it was left."""

    issued = Signal(object)
    given_up = Signal()

    def __init__(self, tasks: Tasks, actor: Actor, slips: Slips, earlier: Button) -> None:
        super().__init__()
        self._tasks = tasks
        self._actor = actor
        self._slips = slips
        self._applicant: dict[str, Any] = {}
        self._begun: tuple[str, str, tuple[str, ...]] | None = None
        self._busy = False
        self._facts = Facts(92)
        short = (self.tr("02: yêu cầu bổ sung"), self.tr("03: từ chối tiếp nhận"))
        self._form = Segmented(list(zip(FORMS, short, strict=True)), self.tr("Mẫu phiếu"))
        self._request = TextField(self.tr("Nội dung yêu cầu giải quyết"))
        self._reason = TextField(self.tr("Lý do cần bổ sung"), hint=self.tr("để trống thì ghi tay trên phiếu"))
        self._points = QPlainTextEdit()
        self._points.setTabChangesFocus(True)
        self._points.setFixedHeight(px(POINTS_HEIGHT))
        self._points_field = Field("", self._points, self.tr("mỗi dòng một nội dung, ghi đủ một lần"))
        self._issue = Button(self.tr("Lập và in phiếu"), "primary", key="Ctrl+Enter", icon="printer", big=True)
        self._away = Button(self.tr("Thôi"), "quiet", key="Esc", big=True)
        self._earlier = earlier
        self._build()
        self._form.chosen.connect(self._show_form)
        self._issue.clicked.connect(self.hand_in)
        self._away.clicked.connect(self.given_up)

    def begin(self, sheet: Sheet) -> None:
        """Begins with the person, the procedure and the faults of a form at the desk.

        What was typed stays where the slip of the same form was put away and is begun again.
        """
        self._applicant = sheet.owner.to_data()
        self._facts.show_fact(self.tr("Họ và tên"), sheet.owner.name, strong=True)
        self._facts.show_fact(self.tr("Số định danh"), sheet.owner.number)
        self._facts.show_fact(self.tr("Địa chỉ"), sheet.owner.address)
        begun = (sheet.id, sheet.content or sheet.procedure_title, tuple(sheet.lacking))
        if begun != self._begun:
            self._begun = begun
            self._request.set_text(begun[1])
            self._points.setPlainText("\n".join(sheet.lacking))
            self._reason.set_text("")
            self._form.set_value(FORMS[0])
            self._show_form(FORMS[0])
        self._points_field.set_error("")
        self._points.setFocus()

    def _build(self) -> None:
        column = page_column()
        column.addLayout(head_line(Text(self.tr("Phiếu cho người chưa được tiếp nhận hồ sơ"), "title", wrap=True)))
        for widget in (self._form, self._request, self._points_field, self._reason):
            column.addWidget(widget)
        column.addStretch(1)
        stand_beside(self, plain(column), self._side())
        self.setTabOrder(self._reason.edit, self._issue)
        EnterMovesOn(self)

    def _side(self) -> QWidget:
        side = QFrame()
        column = side_column(side)
        column.addLayout(head_line(Text(self.tr("Cấp cho"), "heading")))
        column.addWidget(self._facts)
        column.addStretch(1)
        column.addWidget(Text(self.tr("Hồ sơ không được tạo; phiếu có số và được lưu lại."), "muted", wrap=True))
        for button in (self._earlier, self._away, self._issue):
            column.addWidget(button)
        return side

    def _show_form(self, form: str) -> None:
        missing = self.tr("Những nội dung cần bổ sung, hoàn thiện")
        self._reason.setVisible(form == FORMS[0])
        self._points_field.set_label(missing if form == FORMS[0] else self.tr("Lý do từ chối"))

    def hand_in(self) -> None:
        """Issues the slip as it stands."""
        if self._busy:
            return
        self._busy = True
        points = [line for line in map(str.strip, self._points.toPlainText().splitlines()) if line]
        form, request = self._form.value(), self._request.text()
        reason = self._reason.text() if form == FORMS[0] else ""
        issue = partial(self._slips.issue, self._actor, form, self._applicant, request, points, reason=reason)
        self._tasks.store(self, issue, self._take, self._not_issued)

    def _take(self, slip: object) -> None:
        self._busy, self._begun = False, None
        self.issued.emit(slip)

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
