"""The citizen's screen: what to check before the receipt is printed, and afterwards one question."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app import clock
from desktop_app.words import labels
from ui.citizen.desk import CitizenDesk
from ui.citizen.head import MARGIN, Mark, ScreenHead
from ui.citizen.large import Face, Large, direction, rescale_all, upright
from ui.citizen.view import CitizenView, Showing
from ui.language import choices
from ui.widgets.card import Line
from ui.widgets.paint import Role

SIZE = (1024, 640)
FACES = ("angry", "frown", "meh", "smile", "laugh")


class CitizenWindow(QWidget):
    """Draws what the desk shows the citizen; the answers are touched, clicked or typed as 1 to 5.

    `alone` says where it is while there is no screen to be turned to the citizen.
    """

    alone = Signal(str)

    def __init__(
        self, desk: CitizenDesk, office: str, beside: QWidget, now: Callable[[], datetime] = clock.now
    ) -> None:
        # Owned by the window at the desk: it goes with it, and the program ends when that is closed.
        super().__init__(beside, Qt.WindowType.Window)
        self._desk = desk
        self._beside = beside
        self.setWindowTitle(self.tr("Màn hình cho người dân"))
        self.setBackgroundRole(Role.Base)
        self.setAutoFillBackground(True)
        self._check = _Check()
        self._received = _Received()
        clerk = self.tr("Cán bộ tiếp nhận: {name}").format(name=desk.clerk)
        self._pages: dict[Showing, QWidget] = {
            Showing.WELCOME: _welcome(self.tr("Xin chào ông, bà"), clerk),
            Showing.CHECK: self._check,
            Showing.RECEIVED: self._received,
            Showing.THANKS: _welcome(self.tr("Xin cảm ơn ông, bà."), self.tr("Ý kiến của ông, bà đã được ghi nhận.")),
        }
        head = ScreenHead(now)
        head.show_office(office)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 32, MARGIN, 32)
        column.setSpacing(20)
        column.addWidget(head)
        column.addLayout(self._stack, 1)
        for page in self._pages.values():
            self._stack.addWidget(page)
        for score, face in enumerate(self._received.faces, 1):
            face.clicked.connect(lambda _=False, score=score: self._rate(score))
        desk.changed.connect(self._show)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            # A screen that goes leaves its window over the desk; one that comes is where it belongs.
            app.screenRemoved.connect(self._screens_changed, Qt.ConnectionType.QueuedConnection)
            app.screenAdded.connect(self._screens_changed, Qt.ConnectionType.QueuedConnection)
        self._show()

    def turn(self, wanted: bool) -> None:
        """Puts the screen up, or takes it away."""
        (self.put_up if wanted else self.hide)()

    def put_up(self) -> None:
        """Fills the screen that is turned to the citizen; without a second screen it is a window of its own."""
        here = self._beside.screen()
        others = [screen for screen in QGuiApplication.screens() if screen is not here]
        if others:
            self.hide()
            self.setScreen(others[0])
            self.setGeometry(others[0].geometry())
            self.showFullScreen()
        else:
            self.showNormal()
            self.resize(*SIZE)
            self.alone.emit(
                self.tr("Máy chưa có màn hình thứ hai: màn hình cho người dân là một cửa sổ nằm sau cửa sổ này.")
            )
        # Whoever works at the desk keeps the keyboard.
        self._beside.activateWindow()

    def _rate(self, score: int) -> None:
        self._desk.rate(score)
        self._give_back()

    def _give_back(self) -> None:
        """A touch gives this window the keyboard; on a screen of its own it has no use for it, and the desk has."""
        if self.isFullScreen():
            self._beside.activateWindow()

    def _screens_changed(self) -> None:
        if self.isVisible():
            self.put_up()

    def _show(self) -> None:
        view = self._desk.view
        self._check.show_view(view)
        self._received.show_view(view)
        self._stack.setCurrentWidget(self._pages[view.showing])

    @override
    def sizeHint(self) -> QSize:
        return QSize(*SIZE)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        score = event.key() - Qt.Key.Key_0
        if 1 <= score <= len(FACES):
            self._rate(score)
            return
        super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._give_back()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._desk.seen = True

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Made small it is still there; closed by hand it is not.
        self._desk.seen = event.spontaneous()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._check.turn(upright=upright(self))
        rescale_all(self)


class _Check(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._owner = _Fact(self.tr("Chủ hồ sơ"), 44)
        self._number = _Fact(self.tr("Số định danh"), 26)
        self._submitter = _Fact(self.tr("Người nộp"), 24)
        self._procedure = _Fact(self.tr("Thủ tục"), 34)
        self._papers = _Fact(self.tr("Giấy tờ nộp"), 20)
        self._due = _Fact(self.tr("Hẹn trả kết quả"), 32)
        self._fee = _Fact(self.tr("Phí, lệ phí"), 32)
        self._return = _Fact(self.tr("Nơi nhận kết quả"), 24)
        left = QVBoxLayout()
        left.setSpacing(18)
        for fact in (self._owner, self._number, self._submitter, self._procedure, self._papers):
            left.addWidget(fact)
        left.addStretch(1)
        promise = self._promise = QFrame()
        promise.setProperty("surface", "tinted")
        right = QVBoxLayout(promise)
        right.setContentsMargins(28, 24, 28, 28)
        right.setSpacing(24)
        for fact in (self._due, self._fee, self._return):
            right.addWidget(fact)
        row = self._row = QHBoxLayout()
        row.setSpacing(40)
        row.addLayout(left, 3)
        row.addWidget(promise, 2, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(Line())
        column.addWidget(Large(self.tr("Xin ông, bà xem lại trước khi in giấy"), 32, strong=True))
        column.addLayout(row, 1)
        column.addWidget(Large(self.tr("Có gì chưa đúng, xin báo ngay cho cán bộ tiếp nhận."), 20, muted=True))

    def turn(self, *, upright: bool) -> None:
        self._row.setDirection(direction(upright=upright))

    def show_view(self, view: CitizenView) -> None:
        self._promise.setVisible(bool(view.procedure))
        self._owner.show_value(view.owner)
        self._number.show_value(view.number)
        self._submitter.show_value(view.submitter)
        self._procedure.show_value(view.procedure)
        papers = [f"{place}. {paper}" for place, paper in enumerate(view.papers, 1)]
        if view.more_papers:
            papers.append(self.tr("và {n} loại khác").format(n=view.more_papers))
        self._papers.show_value("\n".join(papers))
        self._due.show_value(view.due)
        self._fee.show_value(view.fee)
        self._return.show_value(view.return_by if view.procedure else "")


class _Received(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._code = Large("", 40, strong=True)
        self._procedure = Large("", 24)
        self._due = Large("", 28, strong=True)
        names = choices(labels.RATINGS)
        self.faces = [Face(name, icon) for (_, name), icon in zip(names, FACES, strict=True)]
        faces = QHBoxLayout()
        faces.setSpacing(16)
        for face in self.faces:
            faces.addWidget(face, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Line())
        column.addSpacing(8)
        column.addWidget(Large(self.tr("Đã tiếp nhận hồ sơ"), 26, strong=True))
        column.addWidget(self._code)
        column.addWidget(self._procedure)
        column.addWidget(self._due)
        column.addStretch(1)
        column.addWidget(Line())
        column.addSpacing(24)
        column.addWidget(Large(self.tr("Ông, bà có hài lòng với việc tiếp nhận hôm nay không?"), 28, strong=True))
        column.addSpacing(12)
        column.addLayout(faces)

    def show_view(self, view: CitizenView) -> None:
        if view.showing is not Showing.RECEIVED:
            return
        self._code.setText(view.code)
        self._procedure.setText(view.procedure)
        due = self.tr("Hẹn trả: {due}").format(due=view.due) if view.due else ""
        fee = self.tr("Cần nộp: {fee}").format(fee=view.fee) if view.fee else ""
        self._due.setText("\n".join(part for part in (due, fee) if part))


class _Fact(QWidget):
    """A quiet label above its value; gone while there is no value."""

    def __init__(self, label: str, size: int) -> None:
        super().__init__()
        self._value = Large("", size, strong=size > 24)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Large(label, 18, muted=True))
        column.addWidget(self._value)
        self.setAccessibleName(label)
        self.hide()

    def show_value(self, value: str) -> None:
        self._value.setText(value)
        self.setVisible(bool(value))


def _welcome(heading: str, sentence: str) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    column.addStretch(2)
    column.addWidget(Mark(112), 0, Qt.AlignmentFlag.AlignHCenter)
    for words in (Large(heading, 44, strong=True), Large(sentence, 24, muted=True)):
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
    column.addStretch(3)
    return page
