"""The catalogue on the screen: found as it is typed, changed at the side."""

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.procedures import Procedure
from desktop_app.domain.deadlines_terms import LimitUnit
from ui.dialogs.files import ask_where, ask_which
from ui.language import choices
from ui.pages.administration.procedures_presenter import ProceduresPresenter, ProceduresState, changes_of
from ui.pages.administration.section import Section, Side, beside, day_typed
from ui.pages.intake.wording import limit_text
from ui.pages.money import MoneyField
from ui.pages.surface import low
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.date_field import DateField
from ui.widgets.field import EnterMovesOn, Field, TextField
from ui.widgets.lines import Lines
from ui.widgets.search_list import down_leads_to
from ui.widgets.segmented import Segmented
from ui.widgets.table import Cell, Column, RowsModel, Table
from ui.widgets.text import Text


class ProceduresSection(Section):
    """Draws the catalogue; a star marks what is received most, with its place."""

    def __init__(
        self, presenter: ProceduresPresenter, export: Button, buttons: list[Button], today: Callable[[], date]
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._export = export
        self.search = TextField(self.tr("Tìm thủ tục"), placeholder=self.tr("Mã, tên không dấu hoặc lĩnh vực"))
        self._count = Text("", "muted")
        self._rows: RowsModel[Procedure] = RowsModel(self._columns())
        self.table: Table[Procedure] = Table(self._rows, self.tr("Danh mục thủ tục"))
        self._shown: tuple[tuple[Procedure, ...], tuple[str, ...]] = ((), ())
        self.editor = ProcedureEditor(today)
        self._side = Side(self.tr("Quy định riêng của cơ quan"), self.editor, buttons)
        self._build()
        presenter.changed.connect(self._show)
        self.search.edited.connect(presenter.search)
        down_leads_to(self.search.edit, lambda: self.table)
        self.table.current_changed.connect(presenter.choose)
        self.table.opened.connect(lambda _: self.editor.short_name.setFocus())

    def ask_for_file(self) -> None:
        """Asks which catalogue file to put in force."""
        kinds = "JSON, CSV, XLSX (*.json *.csv *.xlsx)"
        ask_which(self, self.tr("Nhập danh mục thủ tục"), kinds, self._presenter.import_file)

    def ask_for_place(self) -> None:
        """Asks where to write the catalogue."""
        ask_where(self, "danh-muc.json", self._presenter.export_file)

    @override
    def arrive(self) -> None:
        self._presenter.search(self.search.text())
        self.search.setFocus()

    @override
    def go_on(self) -> None:
        chosen = self._presenter.state.chosen
        if chosen is not None and (since := day_typed(self.editor.since)) is not None:
            self._presenter.save(self.editor.changes(chosen), since)

    @override
    def step(self) -> str:
        return self.tr("Ghi quy định riêng") if self._presenter.state.chosen else ""

    def _columns(self) -> tuple[Column[Procedure], ...]:
        return (
            Column("", self._star, 52, spoken=self.tr("Hay dùng")),
            Column("Mã", lambda one: Cell(one.code, muted=True), 96),
            Column("Thủ tục", lambda one: Cell(one.title, strong=True)),
            Column("Lĩnh vực", lambda one: Cell(one.field_name, muted=True), 140),
            Column("Thời hạn", lambda one: limit_text(one.limit), 164),
        )

    def _star(self, procedure: Procedure) -> Cell:
        codes = self._presenter.state.favourites
        if procedure.code not in codes:
            return Cell("", spoken=self.tr("không hay dùng"))
        return Cell(str(codes.index(procedure.code) + 1), icon="star")

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        head = Lines(16)
        head.add(self.search, 1)
        head.add(low(self._count))
        head.add(low(self._export))
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.setLayout(beside(left, self._side))

    def _show(self) -> None:
        state = self._presenter.state
        self._count.setText(self.tr("{n} thủ tục").format(n=len(state.found)))
        if (state.found, state.favourites) != self._shown:
            self._shown = (state.found, state.favourites)
            self._rows.show_rows(state.found)
            codes = [procedure.code for procedure in state.found]
            if state.found:
                chosen = state.chosen.code if state.chosen else ""
                self.table.selectRow(codes.index(chosen) if chosen in codes else 0)
        faults = "\n".join(state.file_faults)
        self._side.show_fault("\n".join(part for part in (state.fault, faults) if part))
        self.editor.show_state(self._presenter.state)
        self.step_changed.emit()


class ProcedureEditor(QWidget):
    """What the office says about one procedure in its own words and figures."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._shown: Procedure | None = None
        self._kept: dict[str, tuple[tuple[str, ...], LimitUnit | None]] = {}
        self._title = Text("", "heading", wrap=True)
        self._name = Text("", "muted", wrap=True, selectable=True)
        self._code = Text("", "muted", selectable=True)
        self._place = Text("", "caption", wrap=True)
        self.short_name = TextField(self.tr("Tên gọi ở quầy"), hint=self.tr("ngắn, dễ tìm"))
        self.solving = TextField(self.tr("Cơ quan giải quyết"), hint=self.tr("như in trên giấy tờ"))
        self.value = TextField(self.tr("Thời hạn"))
        self.value.edit.setValidator(QIntValidator(0, 999, self))
        self.unit = Segmented(choices(UNITS), self.tr("Đơn vị của thời hạn"))
        self._fees = QVBoxLayout()
        self._fee_fields: list[MoneyField] = []
        self.since = DateField(self.tr("Áp dụng từ ngày"), hint="")
        self._build()
        EnterMovesOn(self)

    def show_state(self, state: ProceduresState) -> None:
        """Begins with the procedure in hand; what was typed about one and not saved comes back with it."""
        procedure = state.chosen
        self.setVisible(procedure is not None)
        if procedure is None:
            return
        places = state.favourites
        self._place.setText(
            self.tr("Hay dùng, vị trí {n}: gõ số này ở màn hình tiếp nhận.").format(n=places.index(procedure.code) + 1)
            if procedure.code in places
            else self.tr("Không nằm trong nhóm hay dùng.")
        )
        if procedure != self._shown:
            self._begin(procedure)

    def changes(self, procedure: Procedure) -> dict[str, object]:
        """What was filled in differently from the procedure."""
        unit = self.unit.value()
        typed = self.value.text()
        limit = (int(typed) if typed else None, unit)
        if unit is not LimitUnit.IMMEDIATE and not typed:
            limit = (None, None)
        names = (self.short_name.text(), self.solving.text())
        return changes_of(procedure, names, limit, [field.amount() for field in self._fee_fields])

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self._title)
        column.addWidget(self._name)
        column.addWidget(self._code)
        column.addWidget(self._place)
        column.addWidget(self.short_name)
        column.addWidget(self.solving)
        column.addWidget(self.value)
        column.addWidget(Field(self.tr("Đơn vị của thời hạn"), self.unit))
        self._fees.setSpacing(px(6))
        column.addLayout(self._fees)
        column.addWidget(self.since)
        column.addStretch(1)

    def _begin(self, procedure: Procedure) -> None:
        before = self._shown
        if before is not None and before.code != procedure.code and self.changes(before):
            self._kept[before.code] = (tuple(line.text() for line in self._lines()), self.unit.value())
        self._shown = procedure
        self._fill(procedure)
        if procedure.code in self._kept:
            texts, unit = self._kept.pop(procedure.code)
            for line, text in zip(self._lines(), texts, strict=False):
                line.set_text(text)
            self.unit.set_value(unit)

    def _lines(self) -> list[TextField]:
        return [self.short_name, self.solving, self.value, *self._fee_fields]

    def _fill(self, procedure: Procedure) -> None:
        self._code.setText(" · ".join(part for part in (procedure.code, procedure.field_name) if part))
        self._title.setText(procedure.title)
        self._name.setText(procedure.name)
        self._name.setVisible(procedure.name != procedure.title)
        self.short_name.set_text(procedure.short_name)
        self.solving.set_text(procedure.solving_office)
        limit = procedure.limit
        self.value.set_text(str(limit.value) if limit and limit.value else "")
        self.unit.set_value(limit.unit if limit else None)
        self.value.set_hint(procedure.limit_note[:60] if not limit else "")
        while (item := self._fees.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._fee_fields.clear()
        for fee in procedure.fees:
            said = " · ".join(part for part in (fee.other, fee.per, fee.condition) if part)
            field = MoneyField(fee.name or self.tr("Lệ phí"), hint="" if said else self.tr("đồng"))
            field.set_amount(fee.amount)
            self._fees.addWidget(field)
            if said:
                self._fees.addWidget(Text(said, "caption", wrap=True))
            self._fee_fields.append(field)
        self.since.set_date(self._today())


UNITS = {
    LimitUnit.WORKING_DAY: "Ngày làm việc",
    LimitUnit.DAY: "Ngày",
    LimitUnit.WORKING_HOUR: "Giờ",
    LimitUnit.IMMEDIATE: "Trong ngày",
}
