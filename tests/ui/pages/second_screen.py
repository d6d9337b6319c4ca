"""Puts the citizen's screen up beside a desk and prints where it stands; started by tests/ui/pages/test_citizen.py."""

import json

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.citizen.view import CitizenView
from ui.citizen.window import CitizenWindow


class Desk(QObject):
    """As much of the desk as the screen needs while nobody stands at it."""

    changed = Signal()
    clerk = "Lê Thí Dụ"
    view = CitizenView()


def main() -> None:
    app = QApplication([])
    beside = QWidget()
    beside.setGeometry(0, 0, 1366, 768)
    beside.show()
    window = CitizenWindow(Desk(), "Trung tâm thử", beside)
    window.put_up()
    for _ in range(5):
        app.processEvents()
    place = window.geometry()
    print(
        json.dumps(
            {
                "place": [place.x(), place.y(), place.width(), place.height()],
                "full": window.isFullScreen(),
                "desk_active": beside.isActiveWindow(),
            }
        )
    )


if __name__ == "__main__":
    main()
