"""The slips that were issued lately: found by a few words, shown and printed again."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget
from typing_extensions import override

from desktop_app.application.accounts import Actor
from desktop_app.application.slips import Slip, Slips
from desktop_app.words import labels
from ui.kept_text import ONLY_ASKS
from ui.language import say
from ui.pages import words
from ui.pages.surface import head_line, page_column, plain, side_column, stand_beside
from ui.tasks import Tasks
from ui.widgets.button import Button
from ui.widgets.card import EmptyState, Facts
from ui.widgets.field import TextField
from ui.widgets.search_list import down_leads_to
from ui.widgets.table import Cell, Column, RowsModel, Table
from ui.widgets.text import Text


class IssuedSlipsView(QWidget):
    """A field and the list; Enter shows the slip that is current (`chosen`), Esc goes back to the form."""

    chosen = Signal(object)
    given_up = Signal()

    def __init__(self, tasks: Tasks, actor: Actor, slips: Slips) -> None:
        super().__init__()
        self._tasks = tasks
        self._actor = actor
        self._slips = slips
        self._field = TextField(
            self.tr("Tìm phiếu"), placeholder=self.tr("Số phiếu, tên hoặc yêu cầu không dấu, số định danh")
        )
        self._field.edit.setProperty(ONLY_ASKS, True)
        self._rows: RowsModel[Slip] = RowsModel(_columns())
        self.table: Table[Slip] = Table(self._rows, self.tr("Phiếu đã lập"))
        self._stack = QStackedWidget()
        self._form = Text("", "title", wrap=True)
        self._facts = Facts(92)
        self._open = Button(self.tr("Xem, in lại"), icon="printer", key="Enter", big=True)
        self._build()
        self._field.edited.connect(self._read)
        self._field.edit.returnPressed.connect(self._open_current)
        down_leads_to(self._field.edit, lambda: self.table)
        self.table.opened.connect(self.chosen)
        self._open.clicked.connect(self._open_current)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_current())

    def begin(self) -> None:
        """Lists the slips anew; what is typed takes the place of what was looked for before."""
        self._read(self._field.text())
        self._field.setFocus()
        self._field.edit.selectAll()

    def _build(self) -> None:
        column = page_column(spacing=10)
        column.addLayout(head_line(Text(self.tr("Phiếu đã lập"), "title")))
        said = self.tr("Phiếu bổ sung, từ chối của 31 ngày qua, của mọi quầy. Enter để xem lại, Esc để thôi.")
        column.addWidget(Text(said, "muted", wrap=True))
        column.addWidget(self._field)
        self._stack.addWidget(self.table)
        self._stack.addWidget(EmptyState("file-text", self.tr("Không có phiếu nào")))
        column.addWidget(self._stack, 1)
        stand_beside(self, plain(column), self._side())

    def _side(self) -> QWidget:
        side = QFrame()
        column = side_column(side)
        column.addLayout(head_line(Text(self.tr("Phiếu đang chọn"), "heading")))
        column.addWidget(self._form)
        column.addWidget(self._facts)
        column.addStretch(1)
        column.addWidget(self._open)
        return side

    def _read(self, text: str) -> None:
        self._tasks.store(self, partial(self._slips.listed, self._actor, text), partial(self._take, text))

    def _take(self, text: str, slips: list[Slip]) -> None:
        if text != self._field.text():
            return
        self._rows.show_rows(slips)
        self._stack.setCurrentIndex(0 if slips else 1)
        if slips:
            self.table.selectRow(0)
        self._show_current()

    def _show_current(self) -> None:
        slip = self._rows.row(self.table.currentIndex().row()) if self._stack.currentIndex() == 0 else None
        self._form.setText(say(labels.FORMS[slip.form]) if slip else "")
        self._open.setEnabled(slip is not None)
        for label, value in slip_facts(slip) if slip else ():
            self._facts.show_fact(label, value)
        self._facts.setVisible(slip is not None)

    def _open_current(self) -> None:
        if (slip := self._rows.row(self.table.currentIndex().row())) is not None:
            self.chosen.emit(slip)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


def _columns() -> tuple[Column[Slip], ...]:
    return (
        Column("Số phiếu", lambda slip: slip.number, 100),
        Column("Mẫu", lambda slip: slip.form, 64),
        Column("Lúc", lambda slip: words.stamp(slip.at), 150),
        Column("Cấp cho", lambda slip: Cell(slip.name, strong=True), 190),
        Column("Nội dung yêu cầu", lambda slip: Cell(slip.request, muted=True)),
    )


def slip_facts(slip: Slip) -> tuple[tuple[str, str], ...]:
    """What is said of a slip beside its paper."""
    return (
        (say("Số phiếu"), slip.number),
        (say("Cấp cho"), slip.name),
        (say("Lúc"), words.stamp(slip.at)),
        (say("Người lập"), slip.by_name),
        (say("Yêu cầu"), slip.request),
        (say("Nội dung"), "\n".join(slip.points)),
        (say("Lý do"), slip.reason),
        (say("Lần in"), str(slip.prints or "")),
    )
