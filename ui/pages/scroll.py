"""What does not fit is scrolled, never cut: on low screens and with large type."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(inner: QWidget, *, sideways: bool = False) -> QScrollArea:
    """The part of a page in a place of its own, where it can be moved up and down; Tab passes the place by.

    `sideways` is for what cannot be made narrower.
    """
    inner.setProperty("scrolled", True)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area
