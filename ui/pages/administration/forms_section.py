"""The forms on the screen: whose layout each is printed by, and the way out to a file and back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.layouts import Layout
from desktop_app.words import labels
from ui.dialogs.files import ask_where, ask_which
from ui.language import say
from ui.pages.administration.forms_presenter import FormsPresenter
from ui.pages.administration.section import Section, Side, beside
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.date_field import DateField
from ui.widgets.table import Cell, Column, RowsModel, Table
from ui.widgets.text import Text


class FormsSection(Section):
    """Draws the forms of today in a table, and beside it what can be done with the one in hand."""

    def __init__(self, presenter: FormsPresenter, buttons: list[Button], today: Callable[[], date]) -> None:
        super().__init__()
        self._presenter = presenter
        self._today = today
        self._rows: RowsModel[Layout] = RowsModel(self._columns())
        self.table: Table[Layout] = Table(self._rows, self.tr("Biểu mẫu"))
        self._shown: tuple[Layout, ...] = ()
        self._name = Text("", "heading", wrap=True)
        self._whose = Text("", "body", wrap=True)
        self.since = DateField(self.tr("Áp dụng từ ngày"), hint="")
        self._side = Side(self.tr("Mẫu riêng của cơ quan"), self._inner(), buttons)
        column = QVBoxLayout()
        left = QWidget()
        left.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        self.setLayout(beside(left, self._side))
        self.since.set_date(today())
        presenter.changed.connect(self._show)
        self.table.current_changed.connect(presenter.choose)

    def ask_for_file(self) -> None:
        """Asks which file describes the form in hand."""
        ask_which(self, self.tr("Nhập mẫu giấy"), "TOML (*.toml)", self._import)

    def _import(self, path: Path) -> None:
        self._presenter.import_file(path, self.since.value())

    def ask_for_place(self) -> None:
        """Asks where to write the description of the form in hand."""
        if (chosen := self._presenter.state.chosen) is not None:
            ask_where(self, f"{chosen.form}.toml", self._presenter.export_file)

    def take_back(self) -> None:
        """Goes back to the program's layout from the day that is typed."""
        self._presenter.take_back(self.since.value())

    @override
    def arrive(self) -> None:
        self._presenter.refresh()
        self.table.setFocus()

    def _columns(self) -> tuple[Column[Layout], ...]:
        return (
            Column("Mẫu", lambda one: Cell(one.form if one.form.isdigit() else "", muted=True), 64),
            Column("Giấy tờ", lambda one: Cell(_name(one), strong=True)),
            Column("Mẫu đang dùng", _mark, 240),
        )

    def _inner(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setSpacing(px(12))
        how = self.tr(
            "Xuất mẫu ra tệp, sửa câu chữ hoặc thứ tự trong tệp, rồi nhập lại. Tệp có lỗi thì không được nhận."
        )
        for widget in (self._name, self._whose, self.since, Text(how, "muted", wrap=True)):
            column.addWidget(widget)
        column.addStretch(1)
        return inner

    def _show(self) -> None:
        state = self._presenter.state
        if state.forms != self._shown:
            self._shown = state.forms
            self._rows.show_rows(state.forms)
            if state.chosen in state.forms:
                self.table.selectRow(state.forms.index(state.chosen))
        self._side.show_fault(state.fault)
        if state.chosen is not None:
            self._name.setText(_name(state.chosen))
            coming = say("Đổi từ {day}").format(day=_day(state.chosen.coming)) if state.chosen.coming else ""
            self._whose.setText("\n".join(part for part in (_mark(state.chosen).text, coming) if part))
        self.step_changed.emit()


def _name(layout: Layout) -> str:
    return say(labels.FORMS.get(layout.form, layout.form))


def _mark(layout: Layout) -> Cell:
    if not layout.since:
        return Cell(say("Của chương trình"), muted=True)
    return Cell(say("Của cơ quan, từ {day}").format(day=_day(layout.since)), Tone.INFO)


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"
