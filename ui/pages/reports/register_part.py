"""The register (form 07) on the screen, before it becomes paper."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.ports import RegisterRow
from desktop_app.application.reports import Register
from desktop_app.words.figures import grouped
from ui.models.dossiers import CODE_LEAST, CODE_WIDTH
from ui.pages import words
from ui.pages.reports.register_presenter import EVERY_FIELD, RegisterPresenter
from ui.pages.surface import low
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.card import EmptyState
from ui.widgets.choice_list import Choice
from ui.widgets.combo_search import ComboSearch
from ui.widgets.lines import Lines
from ui.widgets.table import Cell, Column, RowsModel, Table
from ui.widgets.text import Text

FIELD = 1
"""The column that tells the numbers of one field from those of the next, where several are shown."""


class RegisterPart(QWidget):
    """Draws the lines of a field and year in the order in which they were numbered."""

    def __init__(self, presenter: RegisterPresenter, steps: Sequence[Button], buttons: Sequence[Button]) -> None:
        super().__init__()
        self._presenter = presenter
        self._shown: Register | None = None
        self.field = ComboSearch(self.tr("Lĩnh vực"), placeholder=self.tr("Gõ tên, hoặc ↓ để chọn"))
        self._year = Text("", "heading")
        self._count = Text("", "muted")
        self._steps = steps
        self._buttons = buttons
        self._rows: RowsModel[RegisterRow] = RowsModel(_columns(presenter))
        self.table: Table[RegisterRow] = Table(self._rows, self.tr("Sổ theo dõi hồ sơ"))
        self._list = QStackedWidget()
        self._build()
        presenter.changed.connect(self.show_state)
        presenter.page_read.connect(self._rows.put_page)
        self._rows.page_wanted.connect(presenter.read_page)
        self.field.query_changed.connect(self._suggest)
        self.field.chosen.connect(lambda code: presenter.choose_field(code) if code is not None else None)

    def show_state(self) -> None:
        """Draws the state."""
        state = self._presenter.state
        self._year.setText(self.tr("Năm {year}").format(year=state.year))
        if state.fields and self.field.value() != state.field_code:
            self.field.set_choice(state.field_code, state.field_name)
            if self.field.edit.hasFocus():
                # What is typed takes the place of what is chosen.
                self.field.edit.selectAll()
        rows = state.rows
        said = self.tr("{n} hồ sơ").format(n=grouped(len(rows))) if rows is not None else "…"
        if rows is not None and rows.unnumbered:
            said += self.tr(" · {n} chờ đồng bộ để có số").format(n=grouped(rows.unnumbered))
        self._count.setText(said)
        if rows is not self._shown:
            self._shown = rows
            self._rows.reset(len(rows or ()))
            self.table.show_column(FIELD, shown=state.field_code == EVERY_FIELD)
            self._list.setCurrentIndex(0 if rows or rows is None else 1)

    def _build(self) -> None:
        self.field.setFixedWidth(px(360))
        head = Lines()
        head.add(self.field)
        for widget in (*self._steps, self._year):
            head.add(low(widget))
        head.add(low(self._count), 1)
        for button in self._buttons:
            head.add(low(button))
        self._list.addWidget(self.table)
        self._list.addWidget(EmptyState("file-text", self.tr("Sổ của lĩnh vực này chưa có hồ sơ nào")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(14))
        column.addLayout(head)
        column.addWidget(self._list, 1)

    def _suggest(self, text: str) -> None:
        wanted = text.casefold().split()
        fields = [
            Choice(code, name, code)
            for code, name in self._presenter.state.fields
            if all(word in name.casefold() for word in wanted)
        ]
        self.field.show_results(text, fields)


def _columns(presenter: RegisterPresenter) -> tuple[Column[RegisterRow], ...]:
    return (
        Column("Số TT", lambda row: Cell(str(row.number) if row.number else "–", muted=True), 64, right=True),
        Column("Lĩnh vực", lambda row: presenter.state.name_of(row.field_code), 196, least=174),
        Column("Mã hồ sơ", lambda row: Cell(row.label, code=True), CODE_WIDTH, least=CODE_LEAST),
        Column("Thủ tục", lambda row: row.procedure_name),
        Column("Tổ chức, cá nhân", lambda row: Cell(row.owner_name, strong=True), 188),
        Column("Nhận", lambda row: Cell(words.day(row.received_at), muted=True), 104),
        Column("Hẹn trả", lambda row: Cell(words.day(row.due_at), muted=True), 104),
        Column("Đã trả", lambda row: Cell(words.day(row.returned_at), muted=True), 104),
    )
