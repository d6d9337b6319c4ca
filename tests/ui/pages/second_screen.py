"""Puts the citizen's screen up beside a desk and prints where it stands; started by tests/ui/pages/test_citizen.py."""

import json

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.citizen.view import CitizenView
from ui.citizen.window import CitizenWindow


class Desk(QObject):
    """As much of the desk as the screen needs while nobody stands at it."""

    changed = Signal()
    clerk = "Lê Thí Dụ"

    def __init__(self) -> None:
        super().__init__()
        self.view = CitizenView()
        self.scores: list[int] = []

    def rate(self, score: int) -> None:
        self.scores.append(score)


def main() -> None:
    app = QApplication([])
    beside = QWidget()
    beside.setGeometry(0, 0, 1366, 768)
    beside.show()
    desk, said = Desk(), []
    window = CitizenWindow(desk, "Trung tâm thử", beside)
    window.alone.connect(said.append)
    window.put_up()
    for _ in range(5):
        app.processEvents()
    place, active = window.geometry(), beside.isActiveWindow()
    given_back = []
    for touch in (window._received.faces[4].click, lambda: QTest.mouseClick(window, Qt.MouseButton.LeftButton)):
        window.activateWindow()
        app.processEvents()
        touch()
        app.processEvents()
        given_back.append(beside.isActiveWindow())
    print(
        json.dumps(
            {
                "place": [place.x(), place.y(), place.width(), place.height()],
                "full": window.isFullScreen(),
                "desk_active": active,
                "said": said,
                "scores": desk.scores,
                "given_back": given_back,
            }
        )
    )


if __name__ == "__main__":
    main()
