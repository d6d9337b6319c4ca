"""A file of dossiers as it was read: its rows, how old encodings were understood, and what is wrong with which cell."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.domain.legacy_text import Encoding
from desktop_app.words import labels
from desktop_app.words.figures import grouped
from ui.dialogs.files import ask_which
from ui.language import say
from ui.pages.bringing.presenter import BringPresenter
from ui.pages.surface import head_line, page_column, plain
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.segmented import Segmented
from ui.widgets.table import Cell, Column, RowsModel, Table
from ui.widgets.text import Text

FORMATS = "JSON, CSV, XLSX (*.json *.csv *.xlsx)"
ASK_WIDTH = 480
Numbered = tuple[int, Mapping[str, str]]


class BringView(QWidget):
    """Shows what would be taken over before it is; nothing is changed by looking."""

    def __init__(self, presenter: BringPresenter, title: str, buttons: Sequence[Button]) -> None:
        super().__init__()
        self._presenter = presenter
        self._title = title
        self._take, *self._others = buttons
        self._name = Text("", "muted")
        self._read = Text("", wrap=True, selectable=True)
        self._encoding: Segmented = Segmented(
            [(one, say(labels.ENCODINGS[one])) for one in (Encoding.UNICODE, Encoding.TCVN3, Encoding.VNI)],
            self.tr("Bảng mã"),
        )
        self._ask = Field(self.tr("Bảng mã của những cột đọc được theo nhiều cách"), self._encoding)
        self._fault = Text("", "strong", wrap=True)
        self._fault.setProperty("tone", str(Tone.BAD))
        self._faults = QPlainTextEdit()
        self._faults.setReadOnly(True)
        self._faults.setTabChangesFocus(True)
        self._faults.setAccessibleName(self.tr("Những chỗ phải sửa trong tệp"))
        self._model: RowsModel[Numbered] = RowsModel(_columns())
        self.table: Table[Numbered] = Table(self._model, title)
        self._shown: tuple[Numbered, ...] | None = None
        self._build()
        self._encoding.chosen.connect(presenter.assume)
        presenter.changed.connect(self._show)

    def choose_file(self) -> None:
        """Asks for a file; its rows are shown."""
        ask_which(self, self._title, FORMATS, self._presenter.open)

    def _build(self) -> None:
        column = page_column(spacing=12)
        column.addLayout(head_line(Text(self._title, "title"), self._name))
        self._ask.setFixedWidth(px(ASK_WIDTH))
        for widget in (self._read, self._ask, self._fault):
            column.addWidget(widget)
        self._faults.setFixedHeight(px(168))
        column.addWidget(self._faults)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in (self._take, *self._others):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(plain(column))
        self._show()

    def _show(self) -> None:
        state = self._presenter.state
        rows = state.file.rows if state.file else ()
        name = state.path.name if state.path else ""
        count = self.tr("{name} · {count} hồ sơ").format(name=name, count=grouped(len(rows)))
        self._name.setText(count if state.file else name)
        lines = [
            self.tr("Cột {column}: {cells} ô đọc theo {encoding}, ví dụ “{before}” thành “{after}”").format(
                column=one.column,
                cells=grouped(one.cells),
                encoding=say(labels.ENCODINGS[one.encoding]),
                before=one.before,
                after=one.after,
            )
            for one in (state.file.readings if state.file else ())
        ]
        self._read.setText("\n".join(lines))
        self._read.setVisible(bool(lines))
        doubtful = bool(state.file and state.file.doubtful)
        self._ask.setVisible(doubtful or state.assumed is not None)
        self._encoding.set_value(state.assumed)
        asked = self.tr("Hãy xem các dòng dưới đây và chọn bảng mã cho đúng tên người; chưa nhập dòng nào.")
        self._fault.setText(state.fault or (asked if doubtful else ""))
        self._fault.setVisible(bool(state.fault) or doubtful)
        self._faults.setPlainText("\n".join(state.faults))
        self._faults.setVisible(bool(state.faults))
        self._take.setEnabled(state.ready)
        if rows != self._shown:
            self._shown = rows
            self._model.show_rows(rows)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _columns() -> tuple[Column[Numbered], ...]:
    def told(name: str) -> Column[Numbered]:
        width = {"code": 240, "owner_name": 220, "owner_number": 132, "received_at": 168, "phone": 118}.get(name, 0)
        return Column(_HEADINGS[name], lambda row: row[1].get(name, ""), width)

    number: Column[Numbered] = Column("Dòng", lambda row: Cell(str(row[0]), muted=True), 64, right=True)
    procedure: Column[Numbered] = Column(
        "Thủ tục", lambda row: row[1].get("procedure_name") or row[1].get("procedure_code", "")
    )
    return (
        number,
        told("code"),
        told("owner_name"),
        told("owner_number"),
        procedure,
        told("received_at"),
        told("phone"),
    )


_HEADINGS = {
    "code": "Mã hồ sơ",
    "owner_name": "Chủ hồ sơ",
    "owner_number": "Số định danh",
    "received_at": "Ngày nộp, ngày nhận",
    "phone": "Điện thoại",
}
