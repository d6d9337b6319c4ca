"""The kiosk on its screen: it returns to its start by itself, and lets nobody out but staff."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app import clock
from ui.citizen.head import MARGIN, ScreenHead
from ui.citizen.large import Large, LargeButton, rescale_all, upright
from ui.kiosk.presenter import KioskPresenter, KioskState, View
from ui.kiosk.views import CodeView, Fault, LeaveView, ProgressView, StartView
from ui.widgets.paint import Role

IDLE = 30
"""Seconds without a touch after which the kiosk forgets who was there."""

WARNED = 10
"""Seconds before that from which it is said."""

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
}


class KioskWindow(QWidget):
    """Draws the pictures of the kiosk over the whole screen."""

    def __init__(self, presenter: KioskPresenter, now: Callable[[], datetime] = clock.now) -> None:
        super().__init__()
        self._presenter = presenter
        self._head = ScreenHead(now)
        self._allowed = False
        self._left = IDLE
        self._opening = _Opening(presenter)
        self._start = StartView(presenter.type_code)
        self._code = CodeView.for_code(presenter.back)
        self._progress = ProgressView(presenter.type_secret, presenter.start)
        self._secret = CodeView.for_secret(presenter.back)
        self._leave = LeaveView(presenter.leave, presenter.back)
        self._pages: dict[View, QWidget] = {
            View.OPENING: self._opening,
            View.START: self._start,
            View.CODE: self._code,
            View.PROGRESS: self._progress,
            View.SECRET: self._secret,
            View.LEAVE: self._leave,
        }
        self._stack = QStackedWidget()
        self._clock = Large("", 18, muted=True)
        self._shown: View | None = None
        self._tick = QTimer(self, interval=1_000)
        self._tick.timeout.connect(self._count_down)
        self._build()
        self._code.entry.submitted.connect(presenter.look_up)
        self._secret.entry.submitted.connect(presenter.reveal)
        lines = (self._code.entry.entry, self._secret.entry.entry, self._leave.login, self._leave.password)
        for line in lines:
            line.textChanged.connect(lambda _text: presenter.forget_fault())
        presenter.changed.connect(self._show)
        presenter.left.connect(self._let_out)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._show()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Tra cứu hồ sơ"))
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.setBackgroundRole(Role.Base)
        self.setAutoFillBackground(True)
        for page in self._pages.values():
            self._stack.addWidget(page)
        out = LargeButton("", icon="lock", size=18, height=48)
        out.setAccessibleName(self.tr("Dành cho cán bộ"))
        # By Tab as well, as not every screen in the hall knows Alt+F4; a finger leaves no focus there.
        out.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        out.setMaximumWidth(64)
        out.clicked.connect(self._presenter.begin_leaving)
        foot = QHBoxLayout()
        foot.addWidget(self._clock, 1)
        foot.addWidget(out)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 28, MARGIN, 16)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addSpacing(12)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _show(self) -> None:
        state = self._presenter.state
        self._head.show_office(state.office)
        self._opening.show_state(state)
        for view in (self._opening, self._start, self._code, self._secret):
            view.fault.say(state.fault)
        self._leave.say_fault(state.fault if state.view is View.LEAVE else "")
        if state.progress is not None:
            self._progress.show_progress(state.progress)
        self._stack.setCurrentWidget(self._pages[state.view])
        if state.view is not self._shown:
            self._arrive(state.view)
        if state.view is View.START and state.fault:
            # Whoever comes next has nothing to do with it.
            self._touch()
            self._tick.start()

    def _arrive(self, view: View) -> None:
        self._shown = view
        self._touch()
        if view is View.CODE:
            self._code.entry.clear()
        elif view is View.SECRET:
            self._secret.entry.clear()
        elif view is View.LEAVE:
            self._leave.begin()
        else:
            self.setFocus()
        if view in {View.START, View.OPENING}:
            self._tick.stop()
        else:
            self._tick.start()

    def _touch(self) -> None:
        self._left = IDLE
        self._clock.setText("")

    def _count_down(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._presenter.start()
        elif self._left <= WARNED and self._shown is not View.START:
            said = self.tr("Màn hình tự trở về đầu sau {n} giây. Chạm vào màn hình để xem tiếp.")
            self._clock.setText(said.format(n=self._left))

    def _let_out(self) -> None:
        self._allowed = True
        self.close()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touch()
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._presenter.back()
        elif self._presenter.state.view is View.START and event.text().isprintable() and event.text():
            # Whoever types at a real keyboard need not touch a button first.
            self._presenter.type_code()
            self._code.entry.entry.insert(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._allowed and self._presenter.office is not None:
            event.ignore()
            self._presenter.begin_leaving()
            return
        super().closeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for view in (self._start, self._code, self._secret, self._progress):
            view.turn(upright=upright(self))
        rescale_all(self)


class _Opening(QWidget):
    """The moment before the store is open, and why it could not be opened."""

    def __init__(self, presenter: KioskPresenter) -> None:
        super().__init__()
        self.fault = Fault()
        self._again = LargeButton(self.tr("Thử lại"), icon="refresh-cw")
        self._again.clicked.connect(presenter.open)
        self._heading = Large("", 32, strong=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(self._heading)
        column.addWidget(self.fault)
        column.addWidget(self._again)
        column.addStretch(2)

    def show_state(self, state: KioskState) -> None:
        """Offers another try only where the first one has failed."""
        self._heading.setText(self.tr("Đang mở máy tra cứu…") if state.busy else self.tr("Chưa mở được máy tra cứu"))
        self._again.setVisible(not state.busy)
