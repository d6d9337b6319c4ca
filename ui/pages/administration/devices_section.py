"""The devices of this machine on the screen: printer at the left, scanner at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ui.language import say
from ui.pages.administration.devices_presenter import DevicesPresenter
from ui.pages.administration.section import Section
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.beside import Beside
from ui.widgets.button import Button
from ui.widgets.card import Card, Facts
from ui.widgets.chip import StatusChip
from ui.widgets.field import TextField
from ui.widgets.table import Cell, Column, RowsModel, Table
from ui.widgets.text import Text

MOST_PRINTERS = 7
CONTROLS = {"\r": "⏎", "\n": "⏎", "\t": "⇥", "\0": "␀"}


class DevicesSection(Section):
    """Draws printers and the last scan."""

    def __init__(self, presenter: DevicesPresenter, screen: Button) -> None:
        super().__init__()
        self._presenter = presenter
        self._rows: RowsModel[str] = RowsModel(self._columns())
        self._shown: tuple[str, ...] = ()
        self._port_shown = ""
        self.printers: Table[str] = Table(self._rows, self.tr("Máy in"))
        self._no_printer = Text("", "muted", wrap=True)
        self.typed = TextField(
            self.tr("Quét bất cứ mã nào, ở bất cứ đâu trên màn hình này"),
            hint=self.tr("hoặc gõ rồi Enter"),
        )
        self.port = TextField(
            self.tr("Cổng của máy quét"), placeholder=self.tr("Trống: máy quét gõ như bàn phím"), max_length=120
        )
        self._port_state = StatusChip("")
        self._kind = StatusChip("")
        self._raw = Text("", "body", wrap=True, selectable=True)
        self._todo = Text("", "body", wrap=True)
        self._count = Text("", "caption")
        self._facts = Facts(112)
        self._build(screen)
        presenter.changed.connect(self._show)
        self.printers.opened.connect(presenter.choose_printer)
        self.typed.edit.returnPressed.connect(self._take_typed)
        self.port.edit.returnPressed.connect(lambda: presenter.choose_port(self.port.text()))
        self._show()

    @override
    def arrive(self) -> None:
        self._presenter.refresh()
        self.printers.setFocus()

    @override
    def hear(self, text: str) -> bool:
        self._presenter.hear(text)
        return True

    def _columns(self) -> tuple[Column[str], ...]:
        return (
            Column(
                "Máy in của máy trạm này", lambda name: Cell(name or self.tr("Mặc định của hệ điều hành"), strong=True)
            ),
            Column("", self._mark, 132, spoken=self.tr("Đang dùng")),
        )

    def _mark(self, name: str) -> Cell:
        chosen = self._presenter.state.printer == name
        return (
            Cell(self.tr("Đang dùng"), Tone.GOOD, "circle-check") if chosen else Cell("", spoken=self.tr("không dùng"))
        )

    def _build(self, screen: Button) -> None:
        left = QVBoxLayout()
        left.setSpacing(px(10))
        left.addWidget(Text(self.tr("Máy in"), "heading"))
        left.addWidget(self._no_printer)
        left.addWidget(self.printers)
        left.addWidget(Text(self.tr("↑↓ rồi Enter để chọn máy in của máy trạm này"), "caption"))
        left.addSpacing(px(8))
        left.addWidget(Text(self.tr("Máy quét nối cổng nối tiếp (COM)"), "heading"))
        left.addWidget(self.port)
        left.addWidget(self._port_state, 0, Qt.AlignmentFlag.AlignLeft)
        left.addSpacing(px(8))
        left.addWidget(Text(self.tr("Màn hình cho người dân"), "heading"))
        said = self.tr("Một màn hình thứ hai quay về phía người dân: cho xem lại trước khi in, và hỏi mức hài lòng.")
        left.addWidget(Text(said, "muted", wrap=True))
        left.addWidget(screen, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        scanner = Card(self.tr("Thử máy quét"), spacing=10)
        scanner.body.addWidget(self.typed)
        scanner.body.addWidget(self._kind, 0, Qt.AlignmentFlag.AlignLeft)
        scanner.body.addWidget(self._todo)
        scanner.body.addWidget(self._facts)
        scanner.body.addWidget(self._raw)
        scanner.body.addWidget(self._count)
        row = Beside(24)
        self.setLayout(row)
        column = QWidget()
        column.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        row.addWidget(column, 1)
        right = QWidget()
        place = QVBoxLayout(right)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(scanner)
        place.addStretch(1)
        row.addWidget(right, 1)

    def _show(self) -> None:
        state = self._presenter.state
        names = ("", *(state.printers or ()))
        if names != self._shown:
            self._shown = names
            self._rows.show_rows(names)
            self.printers.fit_rows(MOST_PRINTERS)
            self.printers.selectRow(names.index(state.printer) if state.printer in names else 0)
        self._rows.put_page(0, names)
        looking = self.tr("Đang tìm máy in…") if state.printers is None else ""
        none = self.tr("Hệ điều hành không thấy máy in nào: giấy tờ vẫn lưu được thành PDF.")
        self._no_printer.setText(looking or ("" if state.printers else none))
        self._no_printer.setVisible(not state.printers)
        self._show_port()
        self._show_heard()

    def _show_port(self) -> None:
        state = self._presenter.state
        found = ", ".join(state.ports) or self.tr("chưa thấy cổng nào")
        self.port.set_hint(self.tr("Gõ tên cổng rồi Enter · máy này có: {ports}").format(ports=found))
        if state.port != self._port_shown:
            self._port_shown = state.port
            self.port.set_text(state.port)
        self._port_state.setVisible(bool(state.port))
        if state.plugged:
            self._port_state.show_status(self.tr("Đang nghe {port}").format(port=state.port), Tone.GOOD)
        else:
            said = self.tr("Chưa thấy máy quét ở {port}").format(port=state.port)
            self._port_state.show_status(said, Tone.WARN, "triangle-alert")

    def _show_heard(self) -> None:
        heard = self._presenter.state.heard
        for widget in (self._kind, self._todo, self._facts, self._raw, self._count):
            widget.setVisible(heard is not None)
        if heard is None:
            return
        if heard.good:
            self._kind.show_status(heard.kind, Tone.GOOD, "circle-check")
        else:
            self._kind.show_status(heard.kind, Tone.WARN, "triangle-alert")
        self._todo.setText(dict(heard.facts).get("", ""))
        self._todo.setVisible(not heard.good)
        for label in LABELS:
            self._facts.show_fact(say(label), dict(heard.facts).get(label, ""))
        self._raw.setText("".join(CONTROLS.get(sign, sign) for sign in heard.text))
        self._count.setText(self.tr("{n} ký tự nhận được").format(n=len(heard.text)))

    def _take_typed(self) -> None:
        self._presenter.hear(self.typed.edit.text())
        self.typed.edit.clear()


LABELS = (
    *("Số định danh", "Họ và tên", "Ngày sinh", "Địa chỉ", "Mã", "Số", "Đơn vị", "Ngày nhận", "Máy trạm", "Hồ sơ"),
    *("Thành phần", "Cảnh báo"),
)
