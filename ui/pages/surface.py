"""What the parts of a page stand on; what does not fit is scrolled, never cut."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


def plain(inner: QLayout) -> QFrame:
    """The working surface of a page with this layout on it."""
    surface = QFrame()
    surface.setProperty("surface", "plain")
    surface.setLayout(inner)
    return surface


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
