"""The forms on the screen: whose layout each is printed by, and the way out to a file and back."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.layouts import Layout
from desktop_app.application.ports import Pdf
from desktop_app.words import labels
from ui.dialogs.files import ask_where, ask_which
from ui.language import say
from ui.pages.administration.forms_presenter import FormsPresenter, FormsState
from ui.pages.administration.section import Section, day_typed
from ui.pages.printing import PAPER
from ui.pages.surface import low
from ui.tasks import Tasks
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.beside import Beside
from ui.widgets.button import Button
from ui.widgets.chip import StatusChip
from ui.widgets.date_field import DateField
from ui.widgets.lines import Lines
from ui.widgets.paint import restyle
from ui.widgets.pdf_view import PdfView
from ui.widgets.segmented import Segmented
from ui.widgets.table import Cell, Column, RowsModel, Table
from ui.widgets.text import Text

LEFT = 590


class FormsSection(Section):
    """Draws the forms of today in a table with what can be done with the one in hand, and beside it its paper.

    `buttons` are the next step, the ways in and out, and the way back to the program's layout.
    """

    def __init__(
        self, presenter: FormsPresenter, tasks: Tasks, buttons: list[Button], today: Callable[[], date]
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._rows: RowsModel[Layout] = RowsModel(self._columns())
        self.table: Table[Layout] = Table(self._rows, self.tr("Biểu mẫu"))
        self._shown: tuple[Layout, ...] = ()
        self._drawn: Pdf = b""
        self.since = DateField(self.tr("Áp dụng từ ngày"), hint="")
        self._fault = Text("", "body", wrap=True)
        self._fault.setProperty("tone", "bad")
        restyle(self._fault)
        self._chip = StatusChip("")
        self._invented = Text(self.tr("Người và hồ sơ trên giấy là giả định"), "muted")
        self._day = Segmented([(False, self.tr("Đang dùng")), (True, self.tr("Sắp dùng"))], self.tr("Xem mẫu nào"))
        self.paper = PdfView(tasks, self.tr("Giấy theo mẫu này"))
        row = Beside(20)
        row.add_side(self._left(buttons), px(LEFT))
        row.add_work(self._right(), px(PAPER))
        self.setLayout(row)
        self.since.set_date(today())
        presenter.changed.connect(self._show)
        self.table.current_changed.connect(presenter.choose)
        self._day.chosen.connect(presenter.look_ahead)

    def ask_for_file(self) -> None:
        """Asks which file describes the form in hand."""
        ask_which(self, self.tr("Nhập mẫu giấy"), "TOML (*.toml)", self._presenter.import_file)

    def ask_for_place(self) -> None:
        """Asks where to write the description of the form in hand."""
        if (chosen := self._presenter.state.chosen) is not None:
            ask_where(self, f"{chosen.form}.toml", self._presenter.export_file)

    def take_back(self) -> None:
        """Goes back to the program's layout from the day that is typed."""
        self._from_the_day(self._presenter.take_back)

    @override
    def arrive(self) -> None:
        self._presenter.refresh()
        self.table.setFocus()

    @override
    def step(self) -> str:
        return self.step_to_come() if self._presenter.state.brought else ""

    @override
    def step_to_come(self) -> str:
        return self.tr("Áp dụng mẫu vừa nhập")

    @override
    def go_on(self) -> None:
        self._from_the_day(self._presenter.put_in_force)

    @override
    def give_up(self) -> bool:
        return self._presenter.put_away()

    def _from_the_day(self, act: Callable[[date], None]) -> None:
        if (since := day_typed(self.since)) is not None:
            act(since)

    def _columns(self) -> tuple[Column[Layout], ...]:
        return (
            Column("Mẫu", lambda one: Cell(one.form if one.form.isdigit() else "", muted=True), 52),
            Column("Giấy tờ", lambda one: Cell(_name(one), strong=True)),
            Column("Mẫu đang dùng", lambda one: Cell(_whose(one), muted=not one.since), 140),
        )

    def _left(self, buttons: list[Button]) -> QWidget:
        step, bring, take_out, own = buttons
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self.table, 1)
        column.addWidget(self._fault)
        for parts in ((self.since, low(step)), (bring, take_out), (own,)):
            line = Lines(10)
            for part in parts:
                line.add(part, 1)
            column.addLayout(line)
        how = self.tr(
            "Xuất mẫu ra tệp, sửa câu chữ hoặc thứ tự trong tệp, rồi nhập lại để xem trước khi áp dụng. "
            "Tệp có lỗi thì không được nhận."
        )
        column.addWidget(Text(how, "caption", wrap=True))
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        head = Lines()
        head.add(self._chip)
        head.add(self._invented, 1)
        head.add(self._day)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addWidget(self.paper, 1)
        return right

    def _show(self) -> None:
        state = self._presenter.state
        if state.forms != self._shown:
            self._shown = state.forms
            self._rows.show_rows(state.forms)
            if state.chosen in state.forms:
                self.table.selectRow(state.forms.index(state.chosen))
        self._fault.setText(state.fault)
        self._fault.setVisible(bool(state.fault))
        self._day.setVisible(bool(state.chosen and state.chosen.coming) and state.brought is None)
        self._day.set_value(state.later)
        self._chip.show_status(*_status(state))
        if state.paper != self._drawn:
            self._drawn = state.paper
            if state.paper:
                self.paper.show_pdf(state.paper)
            else:
                self.paper.clear()
        self.step_changed.emit()


def _name(layout: Layout) -> str:
    return say(labels.FORMS.get(layout.form, layout.form))


def _whose(layout: Layout) -> str:
    return say("Từ {day}").format(day=_day(layout.since)) if layout.since else say("Chương trình")


def _status(state: FormsState) -> tuple[str, Tone, str]:
    """Whose layout the paper shows, and whether it is in force."""
    chosen = state.chosen
    if state.brought is not None:
        return say("{name}: chưa áp dụng").format(name=state.brought.name), Tone.WARN, "file-text"
    if chosen is not None and state.later and chosen.coming:
        return say("Đổi từ {day}").format(day=_day(chosen.coming)), Tone.INFO, "calendar"
    if chosen is not None and chosen.since:
        return say("Của cơ quan, từ {day}").format(day=_day(chosen.since)), Tone.INFO, "circle-check"
    return say("Của chương trình"), Tone.NEUTRAL, "file-text"


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"
