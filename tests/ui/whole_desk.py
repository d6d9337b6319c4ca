"""The whole program on a real screen, with somebody who can see into it.

Started by tests/ui/scan_fuzz.py. Each line on its standard input is a command; "?" is answered with one line of JSON:
what was scanned since the last question, the page on top, what stands in every field that can be seen, and the focus.
"focus N" gives the keyboard to the N-th control that can take it, "open PAGE" goes to a page.
"""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

from desktop_app.bootstrap import open_office
from ui.app import Window
from ui.look import Look
from ui.scanner import WedgeReader
from ui.theme import Theme
from ui.widgets.check_list import CheckList

TITLE = "Một Cửa"


class Tray:
    """A printer that takes everything."""

    def print_paper(self, _pdf: bytes, _title: str, tell: object) -> str:
        del tell
        return "khay"


class Strokes(QObject):
    """Notes what was handled, and when the keyboard says that its keys were pressed and released, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[int] = []
        self.released: list[int] = []
        self.handled: list[str] = []
        """What came to the window: when, as what, with what time of the keyboard."""

    def told(self) -> tuple[list[int], list[int], list[str]]:
        """What was noted since the last time."""
        noted = self.pressed, self.released, self.handled
        self.pressed, self.released, self.handled = [], [], []
        return noted

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched.isWindowType() and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                self.pressed.append(event.timestamp())
            elif event.type() == QEvent.Type.KeyRelease:
                self.released.append(event.timestamp())
            self._note(f"{event.type().name[3:]} {event.text()!r} of {event.timestamp()}")
        elif isinstance(event, QInputMethodEvent) and watched is QApplication.focusObject():
            self._note(f"word {event.preeditString()!r} {event.commitString()!r} {event.replacementLength()}")
        elif event.type() == QEvent.Type.FocusIn:
            self._note(f"focus {type(watched).__name__}")
        return False

    def _note(self, what: str) -> None:
        self.handled.append(f"{time.monotonic_ns() // 1_000_000} {what}")


class WholeDesk:
    """Answers about the window."""

    def __init__(self, directory: Path) -> None:
        self.app = QApplication([])
        look = Look(Theme(self.app), directory)
        reader = WedgeReader(self.app)
        self.heard: list[str] = []
        self.strokes = Strokes()
        self.app.installEventFilter(self.strokes)
        reader.scanned.connect(self.heard.append)
        self.window = Window(look, reader, lambda: open_office(directory), lambda: None, printer=Tray())
        self.window.resize(1366, 768)
        self.window.show()
        self._listening = QSocketNotifier(0, QSocketNotifier.Type.Read)
        self._listening.activated.connect(self._obey)

    def _obey(self) -> None:
        # Several commands may come at once, and the notifier tells of them only once.
        commands = os.read(0, 65_536).decode()
        if not commands:
            self.app.quit()
        for command in commands.splitlines():
            self._do(command)

    def _do(self, command: str) -> None:
        word, _, rest = command.partition(" ")
        if word == "?":
            print(json.dumps(self.seen()), flush=True)
        elif word == "focus":
            places = self.places()
            places[int(rest) % len(places)].setFocus(Qt.FocusReason.TabFocusReason)
        elif word == "open":
            self.window.main.close_panels()
            self.window.main.go(rest)

    def places(self) -> list[QWidget]:
        """Every control that the keyboard can come to now."""
        return [
            widget
            for widget in self.window.findChildren(QWidget)
            if widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
        ]

    def seen(self) -> dict[str, object]:
        """What the test asks for."""
        heard, self.heard[:] = list(self.heard), []
        pressed, released, handled = self.strokes.told()
        main, focus = self.window.main, QApplication.focusWidget()
        fields = self.window.findChildren(QLineEdit) + self.window.findChildren(QPlainTextEdit)
        # Counted among those that are seen: a page that is made meanwhile, out of sight, must not move their places.
        shown = [field for field in fields if field.isVisible()]
        texts = [(f"{place} {field.accessibleName()}", _text(field)) for place, field in enumerate(shown)]
        lists = [(f"list {part.accessibleName()}", str(part.items())) for part in self.window.findChildren(CheckList)]
        return {
            "heard": heard,
            "pressed": pressed,
            "released": released,
            "handled": handled,
            "idle": self.window.tasks.idle,
            "page": type(main.current).__name__ if main is not None and main.isVisible() else "",
            "fields": dict(texts + lists),
            "focus": f"{type(focus).__name__} {focus.accessibleName()}" if focus else "",
        }


def _text(field: QWidget) -> str:
    return (
        field.text()
        if isinstance(field, QLineEdit)
        else field.toPlainText()
        if isinstance(field, QTextEdit | QPlainTextEdit)
        else ""
    )


if __name__ == "__main__":
    desk = WholeDesk(Path(sys.argv[1]))
    sys.exit(desk.app.exec())
