"""What the parts of a page stand on; what does not fit is scrolled, never cut."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

LEVELS = 12
"""Layouts in layouts, at most: what one has found out is told to the one around it in the next round."""


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


def lay_out_now() -> None:
    """Everything that waits to be laid out is laid out, so that what is painted next stands in its place.

    Qt would paint first what has room already, and a second time what moves when the rest has got its room.
    """
    for _ in range(LEVELS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
