"""The rest of the form on one line: how the dossier came, how the result goes back, how many sets, and the fee.

Above it, where somebody asks for it: what is wanted, who decides, and a note.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ui.language import choices
from ui.pages.intake.fee_field import FeeField
from ui.pages.intake.sheet import Sheet
from ui.pages.intake.state import IntakeState
from ui.pages.surface import lay_out_now
from ui.theme import px
from ui.widgets.drop_list import is_enter
from ui.widgets.field import Field, ReasonEdit, TextField
from ui.widgets.lines import Lines
from ui.widgets.segmented import Segmented

FEE_WIDTH = 112
SETS_WIDTH = 56


class DetailsPart(QWidget):
    """Channel, way of return, number of sets, and the fee with its published rates at hand."""

    sheet_edited = Signal(dict)
    channel_chosen = Signal(object)
    fee_edited = Signal(object)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._channel = Segmented(choices(SHORT_CHANNELS), self.tr("Hình thức nhận hồ sơ"))
        self._return = Segmented(choices(SHORT_RETURNS), self.tr("Trả kết quả"))
        self._sets = TextField(self.tr("Số bộ"))
        self.fee = FeeField()
        self._more = QWidget()
        self._texts = {
            "content": TextField(self.tr("Nội dung yêu cầu giải quyết")),
            "solving_office": TextField(self.tr("Cơ quan giải quyết")),
            "note": TextField(self.tr("Ghi chú")),
        }
        self._reason = ReasonEdit("")
        self._take_line: Callable[[str], None] = self.fee.exempt
        self._build()
        self._channel.chosen.connect(self.channel_chosen)
        self._return.chosen.connect(lambda way: self.sheet_edited.emit({"return_by": way}))
        self._sets.edited.connect(lambda text: self.sheet_edited.emit({"sets": int(text or 0) or 1}))
        self.fee.edited.connect(self.fee_edited)
        self.fee.finished.connect(self.finished)
        for name, field in self._texts.items():
            field.edited.connect(partial(self._tell_text, name))
        self.fee.line_asked.connect(self._ask_line)
        self._reason.given_up.connect(self.fee.setFocus)

    def begin(self, sheet: Sheet) -> None:
        """Turns to another form: what was half typed for the one before goes."""
        self._sets.set_text(str(sheet.sets))
        self._reason.hide()
        self.fee.drop.close()

    def show_state(self, state: IntakeState) -> None:
        """Draws these parts of the form."""
        sheet = state.sheet
        self._channel.set_value(sheet.channel)
        self._return.set_value(sheet.return_by)
        if self._sets.text() != str(sheet.sets) and not self._sets.edit.hasFocus():
            self._sets.set_text(str(sheet.sets))
        self.fee.show_fee(sheet.fee, state.rates, state.errors.get("fee", ""))
        self._show_more(state)

    def content(self) -> QLineEdit:
        """Where what is asked for is typed."""
        return self._texts["content"].edit

    def take_line(self) -> None:
        """Takes what stands in the line that was asked for; nothing where none is open or nothing stands in it."""
        if not self._reason.isHidden() and (typed := self._reason.text().strip()):
            self._reason.hide()
            # The fields go back to their places before a list opens at one of them.
            lay_out_now()
            self._take_line(typed)

    def ends_here(self) -> bool:
        """Whether the keyboard is at the last field of the form."""
        return self._sets.edit.hasFocus() and not self.fee.isVisible()

    def _show_more(self, state: IntakeState) -> None:
        """What stands on the papers if nothing is typed is shown in pale."""
        offer = state.offer
        usual = {"content": offer.procedure.name, "solving_office": offer.solving_office} if offer else {}
        for name, field in self._texts.items():
            field.edit.setPlaceholderText(usual.get(name, ""))
            if field.edit.text() != (text := getattr(state.sheet, name)) and field.text() != text:
                field.set_text(text)
        self._more.setVisible(state.more or any(getattr(state.sheet, name) for name in self._texts))

    def _tell_text(self, name: str, text: str) -> None:
        self.sheet_edited.emit({name: text})

    def _ask_line(self, name: str, proposed: str, take: Callable[[str], None]) -> None:
        self._take_line = take
        self._reason.setAccessibleName(name)
        self._reason.setPlaceholderText(self.tr("{what}, rồi Enter (Esc để thôi)").format(what=name))
        self._reason.ask(proposed)

    def _build(self) -> None:
        more = Lines(8)
        self._more.setLayout(more)
        for field in self._texts.values():
            more.add(field, 1)
        self._sets.setFixedWidth(px(SETS_WIDTH))
        self._sets.edit.setValidator(_AtLeastOne(1, 99, self))
        row = Lines(8)
        row.add(Field(self.tr("Hình thức nhận hồ sơ"), self._channel))
        row.add(Field(self.tr("Trả kết quả"), self._return))
        row.add(self._sets)
        self.fee.setMinimumWidth(px(FEE_WIDTH))
        row.add(self.fee, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._more)
        column.addLayout(row)
        column.addWidget(self._reason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event.key()) and self._reason.hasFocus():
            self.take_line()
        else:
            super().keyPressEvent(event)


SHORT_CHANNELS = {"direct": "Trực tiếp", "online": "Trực tuyến", "post": "Bưu chính"}
SHORT_RETURNS = {"counter": "Tại quầy", "post": "Bưu chính", "online": "Trực tuyến"}


class _AtLeastOne(QIntValidator):
    """Puts back what counts where the field is left with nothing, or with nought, in it."""

    @override
    def fixup(self, text: str) -> str:
        return "1"
