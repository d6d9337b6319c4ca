"""The keys that can be used here and now (F1)."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import px
from ui.widgets.button import key_text
from ui.widgets.chip import KeyHint
from ui.widgets.floating import Overlay
from ui.widgets.text import Text

COLUMNS = 2
SCROLLING = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}


class HelpOverlay(Overlay):
    """A list of keys in groups; any page may be asked for its keys at any time."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, 760, 64)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        head = QHBoxLayout()
        title = self.tr("Phím tắt ở màn hình này")
        self.panel.setAccessibleName(title)
        head.addWidget(Text(title, "title"))
        head.addStretch(1)
        head.addWidget(Text(self.tr("Đóng"), "caption"))
        head.addWidget(KeyHint("Esc"))
        column.addLayout(head)
        self._area = _Keys()
        self._area.setAccessibleName(title)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area)

    def show_keys(self, actions: Iterable[QAction]) -> None:
        """Opens with the keys of these actions, grouped; actions without a key are left out."""
        groups: dict[str, list[QAction]] = {}
        for action in actions:
            if not action.shortcut().isEmpty():
                groups.setdefault(str(action.data()), []).append(action)
        inner = QWidget()
        inner.setProperty("scrolled", True)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, px(8), 0)
        row.setSpacing(px(32))
        columns = [QVBoxLayout() for _ in range(COLUMNS)]
        for column in columns:
            column.setSpacing(px(16))
            row.addLayout(column, 1)
        for group, members in groups.items():
            # To where least stands yet: both columns end at about the same height.
            min(columns, key=lambda column: column.sizeHint().height()).addLayout(_group(group, members))
        for column in columns:
            column.addStretch(1)
        self._area.setWidget(inner)
        self._area.updateGeometry()
        self.open()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in SCROLLING:
            QApplication.sendEvent(self._area.verticalScrollBar(), event)
            return
        super().keyPressEvent(event)


class _Keys(QScrollArea):
    """As high as its list, and less where the window is lower."""

    @override
    def sizeHint(self) -> QSize:
        inner = self.widget()
        return inner.sizeHint() if inner is not None else super().sizeHint()


def _group(name: str, actions: list[QAction]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(6))
    column.addWidget(Text(name, "label"))
    for action in actions:
        row = QHBoxLayout()
        row.addWidget(Text(action.text(), wrap=True), 1)
        row.addWidget(KeyHint(key_text(action.shortcut())))
        column.addLayout(row)
    return column
