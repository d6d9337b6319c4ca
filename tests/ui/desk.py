"""A small real window with a scanner: prints what is scanned and, at "?", what stands in its fields.

Started by tests/ui/test_scanner_real.py on a real X server.
"""

import json

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.scanner import WedgeReader
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.field import EnterMovesOn, TextField

TITLE = "motcua-desk"


def main() -> None:
    app = QApplication([])
    theme = Theme(app)
    theme.apply("light")
    reader = WedgeReader(app)
    window = QWidget()
    theme.dress(window)
    window.setWindowTitle(TITLE)
    fields = [TextField("Họ và tên"), TextField("Nơi cư trú")]
    button = Button("Nhận và in")
    column = QVBoxLayout(window)
    for part in (*fields, button):
        column.addWidget(part)
    EnterMovesOn(window)
    reader.scanned.connect(lambda text: say("scan", text))
    button.clicked.connect(lambda: say("pressed", button.text()))
    notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)

    def answer() -> None:
        if not input():
            app.quit()
        say("fields", [field.text() for field in fields])

    notifier.activated.connect(answer)
    window.show()
    fields[0].setFocus()
    say("ready", "")
    app.exec()


def say(what: str, value: object) -> None:
    print(json.dumps([what, value]), flush=True)


if __name__ == "__main__":
    main()
