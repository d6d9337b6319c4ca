"""What nobody has caught: from slots, overrides, threads, destructors, and from Qt itself. People see one sentence."""

import logging
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Self

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop_app.domain.errors import Refusal
from ui.sentences import explain

AGAIN = 30.0
"""Seconds for which the same fault in the same place is not told again: what fails to paint fails at every repaint."""

log = logging.getLogger(__name__)


class LastResort(QObject):
    """While it is entered, an exception that Python would print is shown by `show` instead, on the GUI thread.

    Ctrl+C in the terminal closes the windows. What goes wrong in a destructor only goes to the log:
    nobody waits for it.
    """

    _caught = Signal(object)

    def __init__(self, show: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._told_at: dict[tuple[object, ...], float] = {}
        # Queued: what is raised while a widget paints must not change widgets before it has painted.
        self._caught.connect(show, Qt.ConnectionType.QueuedConnection)

    def __enter__(self) -> Self:
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._take
        threading.excepthook = lambda told: self._take(told.exc_type, told.exc_value, told.exc_traceback)
        sys.unraisablehook = lambda told: log.error("failed while being destroyed", exc_info=told.exc_value)
        return self

    def __exit__(self, *_error: object) -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def _take(
        self, kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None = None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.closeAllWindows()
        elif error is not None and self._is_news(error):
            self._caught.emit(error)

    def _is_news(self, error: BaseException) -> bool:
        last = traceback.extract_tb(error.__traceback__)[-1:]
        fault = (type(error), *((place.filename, place.lineno) for place in last))
        now = time.monotonic()
        news = now - self._told_at.get(fault, -AGAIN) >= AGAIN
        if news:
            self._told_at[fault] = now
        return news


def keep_qt_quiet() -> None:
    """Sends what Qt has to say to the log; where it cannot go on, for want of a screen, that is one sentence."""
    qInstallMessageHandler(_take_message)


def _take_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    if kind is QtMsgType.QtFatalMsg:
        log.critical("Qt: %s", text)
        said = explain(Refusal("screen.none" if "platform plugin" in text else "unforeseen"))
        sys.stderr.write(" ".join(filter(None, (said.what, said.safe, said.todo))) + "\n")
        sys.stderr.flush()
        # Qt would abort now, with a message and a memory image for nobody.
        os._exit(1)
    if kind in {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg}:
        log.warning("Qt: %s", text)
