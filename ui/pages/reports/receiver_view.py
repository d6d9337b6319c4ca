"""For whom an export is written: the common codes of the national portal, or the table of one receiver."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.national import Receiver
from ui.language import say
from ui.pages.reports.transfer import table_words
from ui.pages.surface import head_line, page_column, plain
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.choice_list import Choice, MovedList
from ui.widgets.text import Text

WIDTH, HEIGHT = 560, 420


class ReceiverView(QWidget):
    """The tables that there are, the one used last first in hand; Enter takes one (`chosen`, "" for the common one)."""

    chosen = Signal(str)

    def __init__(self, buttons: Sequence[Button]) -> None:
        super().__init__()
        self._period = Text("", "muted")
        self.list = MovedList(self.tr("Bảng mã của nơi nhận"))
        self._take = Button(self.tr("Chọn nơi lưu tệp"), "primary", key="Enter", icon="file-text")
        self._build(buttons)
        self.list.taken.connect(lambda choice: self.chosen.emit(choice.value))
        self._take.clicked.connect(self.list.take_current)

    def show_receivers(self, period: str, receivers: Sequence[Receiver], last: str) -> None:
        """Offers these receivers for the dossiers of a period."""
        self._period.setText(period)
        common = Choice("", _capital(table_words("")), self.tr("Dùng khi nơi nhận không có bảng mã riêng"))
        own = [Choice(one.name, _capital(table_words(one.name)), _detail(one)) for one in receivers]
        self.list.show_choices([common, *own])
        self.list.move_by(next((row for row, one in enumerate(receivers, start=1) if one.name == last), 0))
        self.list.setFixedHeight(self.list.height_at(px(WIDTH), px(HEIGHT)))
        self.list.setFocus()

    def _build(self, buttons: Sequence[Button]) -> None:
        column = page_column(spacing=12)
        column.addLayout(head_line(Text(self.tr("Xuất hệ thống quốc gia"), "title"), self._period))
        asked = self.tr("Nơi nhận ghi kênh, đối tượng, cách trả bằng mã riêng thì chọn bảng mã của nơi đó.")
        column.addWidget(Text(asked, "muted", wrap=True))
        self.list.setFixedWidth(px(WIDTH))
        column.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in (self._take, *buttons):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(plain(column))


def _detail(receiver: Receiver) -> str:
    return say("Mã riêng cho {fields}").format(fields=", ".join(receiver.fields))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
