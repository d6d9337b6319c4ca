"""The pictures of the kiosk."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.progress import Details, Progress
from desktop_app.domain.states import State
from desktop_app.words import labels
from ui.citizen.large import Large, LargeButton, direction
from ui.icons import draw_icon
from ui.kiosk.keypad import DIGITS, LETTERS, SECRET, Entry, KeyedEntry, Keypad
from ui.kiosk.receipt_drawing import ReceiptDrawing
from ui.kiosk.track import Track
from ui.language import say
from ui.pages import words
from ui.theme import px, swatch
from ui.tokens import Tone
from ui.widgets.chip import TONE_ICONS
from ui.widgets.paint import Role

MOST_STEPS = 6


class _Sign(QWidget):
    """The icon of what went wrong, as high as a line of its words."""

    def rescale(self, factor: float) -> None:
        """Takes the size for this window."""
        self.setFixedSize(px(24 * factor), px(28 * factor))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRect(0, 0, self.width(), self.width())
        box.moveCenter(self.rect().center())
        with QPainter(self) as painter:
            draw_icon(painter, TONE_ICONS[Tone.BAD], box, swatch(Tone.BAD).color(Role.WindowText))


class Fault(QWidget):
    """One sentence about what went wrong; takes its place only while there is one."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Large("", 20)
        self._words.setProperty("tone", str(Tone.BAD))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(_Sign(), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, text: str) -> None:
        """Says the sentence, or nothing."""
        self._words.setText(text)
        self.setVisible(bool(text))


class StartView(QWidget):
    """What the kiosk is for, and both ways to begin."""

    def __init__(self, type_code: Callable[[], None]) -> None:
        super().__init__()
        self.fault = Fault()
        begin = LargeButton(self.tr("Gõ mã hồ sơ"), icon="keyboard", primary=True, size=26, height=88)
        begin.clicked.connect(type_code)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(Large(self.tr("Tra cứu tiến độ hồ sơ"), 48, strong=True))
        scan = self.tr("Đưa mã vạch hoặc mã QR trên giấy tiếp nhận vào máy quét.")
        column.addWidget(Large(scan, 28))
        column.addSpacing(24)
        column.addWidget(Large(self.tr("Không quét được?"), 20, muted=True))
        column.addWidget(begin)
        column.addWidget(self.fault)
        column.addStretch(3)
        shown = QFrame()
        shown.setProperty("surface", "tinted")
        place = QVBoxLayout(shown)
        place.setContentsMargins(24, 24, 24, 24)
        place.addWidget(ReceiptDrawing())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(48)
        self._row.addLayout(column, 5)
        self._row.addWidget(shown, 4)

    def turn(self, *, upright: bool) -> None:
        """Puts the drawing beside the words, or below them on a screen that stands upright."""
        self._row.setDirection(direction(upright=upright))


class CodeView(QWidget):
    """A code typed by hand."""

    def __init__(self, heading: str, sentence: str, entry: KeyedEntry, go: str, back: Callable[[], None]) -> None:
        super().__init__()
        self.fault = Fault()
        self.entry = entry
        submit = LargeButton(go, icon="search", primary=True, size=24)
        submit.clicked.connect(entry.submit)
        cancel = LargeButton(self.tr("Quay lại"), icon="undo-2", size=24)
        cancel.clicked.connect(back)
        self._said = _stacked(Large(heading, 32, strong=True), Large(sentence, 20, muted=True), self.fault)
        self._buttons = _stacked(submit, cancel)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(40)
        self._grid.setVerticalSpacing(24)
        self.turn(upright=False)

    def turn(self, *, upright: bool) -> None:
        """Puts the keypad beside the words, or below them on a screen that stands upright."""
        grid, top = self._grid, Qt.AlignmentFlag.AlignTop
        for part in (self._said, self.entry, self._buttons):
            grid.removeWidget(part)
        grid.addWidget(self._said, 0, 0, top)
        if upright:
            grid.addWidget(self.entry, 1, 0, top)
            grid.addWidget(self._buttons, 2, 0, top)
        else:
            grid.addWidget(self.entry, 0, 1, 2, 1)
            grid.addWidget(self._buttons, 1, 0, Qt.AlignmentFlag.AlignBottom)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 0 if upright else 3)
        grid.setRowStretch(2, 1 if upright else 0)

    @classmethod
    def for_code(cls, back: Callable[[], None]) -> "CodeView":
        """The picture for the code of a dossier."""
        heading = say("Mã trên giấy tiếp nhận")
        sentence = say("Gõ số biên nhận, hoặc phần sau của mã hồ sơ: ngày nhận và số thứ tự, ví dụ 261008-0975.")
        return cls(heading, sentence, KeyedEntry(heading, "261008-0975", DIGITS), say("Tra cứu"), back)

    @classmethod
    def for_secret(cls, back: Callable[[], None]) -> "CodeView":
        """The picture for the look-up code."""
        heading = say("Mã tra cứu")
        sentence = say("Mã tra cứu gồm 8 chữ và số, in trên giấy tiếp nhận. Chỉ người giữ giấy mới xem được chi tiết.")
        entry = KeyedEntry(heading, "7K3M-9QXA", SECRET, wide=True)
        return cls(heading, sentence, entry, say("Xem chi tiết"), back)


class ProgressView(QWidget):
    """Where the dossier stands; with the look-up code also what it needs and how it went."""

    def __init__(self, type_secret: Callable[[], None], start: Callable[[], None]) -> None:
        super().__init__()
        self._code = Large("", 24, muted=True)
        self._state = Large("", 44, strong=True)
        self._said = Large("", 24)
        self._track = Track()
        self._details = _Details()
        self._more = LargeButton(self.tr("Xem chi tiết bằng mã tra cứu"), icon="eye", size=24)
        self._more.clicked.connect(type_secret)
        again = LargeButton(self.tr("Xong"), icon="check", primary=True, size=24)
        again.clicked.connect(start)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(16)
        self._buttons.addWidget(self._more)
        self._buttons.addWidget(again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        way = QFrame()
        way.setProperty("surface", "tinted")
        inner = QVBoxLayout(way)
        inner.setContentsMargins(24, 20, 24, 20)
        inner.addWidget(self._track)
        column.addWidget(self._code)
        column.addWidget(self._state)
        column.addWidget(self._said)
        column.addSpacing(8)
        column.addWidget(way)
        column.addWidget(self._details)
        column.addStretch(1)
        column.addLayout(self._buttons)

    def turn(self, *, upright: bool) -> None:
        """Puts the steps below the facts on a screen that stands upright."""
        self._details.turn(upright=upright)

    def show_progress(self, progress: Progress) -> None:
        """Shows the state, and the details where the look-up code was given."""
        self._code.setText(self.tr("Hồ sơ {label}").format(label=progress.label))
        self._state.setText(say(labels.STATES[progress.state.value]))
        self._track.show_state(progress.state)
        self._said.setText(say(SAID[progress.state]))
        self._more.setVisible(progress.details is None)
        self._details.setVisible(progress.details is not None)
        if progress.details is not None:
            self._details.show_details(progress.details)


class _Details(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "sunken")
        self._procedure = Large("", 22, strong=True)
        self._facts = Large("", 20)
        self._needs = Large("", 20)
        self._steps = Large("", 18, muted=True)
        left = QVBoxLayout()
        left.setSpacing(8)
        for words_part in (self._procedure, self._facts, self._needs):
            left.addWidget(words_part)
        left.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(24, 18, 24, 18)
        self._row.setSpacing(32)
        self._row.addLayout(left, 3)
        self._row.addWidget(self._steps, 2, Qt.AlignmentFlag.AlignTop)

    def turn(self, *, upright: bool) -> None:
        self._row.setDirection(direction(upright=upright))

    def show_details(self, details: Details) -> None:
        self._procedure.setText(details.procedure)
        facts = [
            self.tr("Nhận: {at}").format(at=words.stamp(details.received_at)),
            self.tr("Hẹn trả: {at}").format(at=words.stamp(details.due_at)) if details.due_at else "",
            self.tr("Nhận kết quả: {way}").format(way=say(labels.RETURNS.get(details.return_by, ""))),
            self.tr("Còn phải nộp: {sum}").format(sum=words.dong(details.unpaid)) if details.unpaid else "",
        ]
        self._facts.setText("\n".join(fact for fact in facts if fact))
        needs = [f"• {need}" for need in details.requirements if need]
        self._needs.setText("\n".join([self.tr("Cần ông, bà bổ sung:"), *needs]) if needs else "")
        self._needs.setVisible(bool(needs))
        steps = [
            f"{words.stamp(step.at)}  {say(labels.EVENTS.get(step.kind, ''))}" for step in details.steps[-MOST_STEPS:]
        ]
        self._steps.setText("\n".join(steps))


class LeaveView(QWidget):
    """The way out, for staff."""

    def __init__(self, leave: Callable[[str, str], None], back: Callable[[], None]) -> None:
        super().__init__()
        self.fault = Fault()
        self.login = Entry(self.tr("Tên đăng nhập"), 22)
        self.password = Entry(self.tr("Mật khẩu"), 22)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._keypad = Keypad(LETTERS, wide=True, with_shift=True)
        go = LargeButton(self.tr("Đóng máy tra cứu"), icon="lock", primary=True)
        cancel = LargeButton(self.tr("Quay lại"), icon="undo-2")
        cancel.clicked.connect(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Large(self.tr("Dành cho cán bộ"), 32, strong=True))
        entries = QHBoxLayout()
        entries.setSpacing(16)
        for entry in (self.login, self.password):
            named = QVBoxLayout()
            named.setSpacing(4)
            named.addWidget(Large(entry.accessibleName(), 18, muted=True))
            named.addWidget(entry)
            entries.addLayout(named)
        column.addLayout(entries)
        column.addWidget(self._keypad)
        column.addWidget(self.fault)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        buttons.addWidget(cancel)
        buttons.addWidget(go)
        column.addLayout(buttons)

        def tell() -> None:
            leave(self.login.text(), self.password.text())

        go.clicked.connect(tell)
        self.password.returnPressed.connect(tell)
        self.login.returnPressed.connect(self.password.setFocus)
        self._keypad.typed.connect(lambda sign: self._entry().insert(sign))
        self._keypad.erased.connect(lambda: self._entry().backspace())

    def say_fault(self, text: str) -> None:
        """Says why the kiosk stays closed; the password is typed anew over the one that was wrong."""
        self.fault.say(text)
        if text:
            self.password.setFocus()
            self.password.selectAll()

    def begin(self) -> None:
        """Begins with empty lines."""
        self.login.clear()
        self.password.clear()
        self.login.setFocus()

    def _entry(self) -> Entry:
        return self.password if self.password.hasFocus() else self.login


def _stacked(*parts: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for part in parts:
        layout.addWidget(part)
    return column


# What a state means for the person who stands in the hall.
SAID = {
    State.SUBMITTED: "Hồ sơ trực tuyến đã đến. Cơ quan sẽ trả lời trong 8 giờ làm việc.",
    State.SENT_BACK: "Hồ sơ được trả lại để hoàn thiện. Xin xem thông báo hoặc hỏi tại quầy.",
    State.RECEIVED: "Hồ sơ đã được tiếp nhận và sẽ được chuyển đi giải quyết.",
    State.IN_PROCESS: "Hồ sơ đang được giải quyết. Ông, bà chưa cần làm gì thêm.",
    State.SUPPLEMENT: "Cơ quan đang chờ ông, bà bổ sung giấy tờ. Thời gian chờ không tính vào thời hạn.",
    State.DUTY: "Cơ quan đang chờ ông, bà thực hiện nghĩa vụ tài chính. Thời gian chờ không tính vào thời hạn.",
    State.READY: "Mời ông, bà mang giấy tiếp nhận và giấy tờ tùy thân đến quầy để nhận kết quả.",
    State.RETURNED: "Kết quả đã được trả.",
    State.REFUSED: "Hồ sơ không được tiếp nhận. Lý do ghi trên phiếu từ chối đã giao.",
    State.WITHDRAWN: "Hồ sơ đã được rút theo yêu cầu.",
    State.STOPPED: "Hồ sơ đã dừng giải quyết. Lý do ghi trong thông báo đã giao.",
}
