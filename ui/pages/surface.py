"""What the parts of a page stand on; what does not fit is scrolled, never cut."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.theme import px
from ui.widgets.beside import Beside, Unrolling
from ui.widgets.lines import Lines
from ui.widgets.sight import follow_focus

EDGE = 28
"""Between the rail or the window's edge and what stands on a page."""

SIDE = 348
"""The width of a column at the right side of a page, of which 20 at each side stay free."""

WORK = 480
"""The width below which a list can no longer be read beside a side."""


def page_column(*, right: int = EDGE, spacing: int = 14) -> QVBoxLayout:
    """The column of a page on the common grid."""
    column = QVBoxLayout()
    column.setContentsMargins(px(EDGE), px(16), px(right), px(16))
    column.setSpacing(px(spacing))
    return column


def side_column(frame: QFrame, *, spacing: int = 12) -> QVBoxLayout:
    """The column of a side, whose heading stands on the line of the page's title."""
    frame.setProperty("surface", "side")
    column = QVBoxLayout(frame)
    column.setContentsMargins(px(20), px(16), px(20), px(16))
    column.setSpacing(px(spacing))
    return column


def head_line(heading: QWidget, *beside: QWidget) -> Lines:
    """The first line of a page or side: as high on every page, so that titles do not jump from one to the next."""
    heading.setMinimumHeight(px(32))
    line = Lines()
    line.add(heading, 1)
    for widget in beside:
        line.add(widget)
    return line


def low(widget: QWidget) -> QVBoxLayout:
    """A control without a label on the line of fields that have one."""
    widget.setMinimumHeight(px(32))
    column = QVBoxLayout()
    column.addStretch(1)
    column.addWidget(widget)
    return column


def stand_beside(page: QWidget, work: QWidget, side: QWidget, width: int = SIDE) -> Beside:
    """Fills a page with what is worked on and a side of this width, which lies below where there is no room beside."""
    row = Beside()
    page.setLayout(row)
    row.add_work(work, px(WORK))
    row.add_side(side, px(width), inset=px(EDGE - 20))
    return row


LEVELS = 12
"""Layouts in layouts, at most: what one has found out is told to the one around it in the next round."""


def plain(inner: QLayout) -> QFrame:
    """The working surface of a page with this layout on it."""
    surface = QFrame()
    surface.setProperty("surface", "plain")
    surface.setLayout(inner)
    return surface


def scrolled(inner: QWidget, *, sideways: bool = False, follow: bool = False) -> QScrollArea:
    """The part of a page in a place of its own, where it can be moved up and down; Tab passes the place by.

    `sideways` is for what cannot be made narrower, `follow` for the place that is to show whatever has the focus in it.
    """
    inner.setProperty("scrolled", True)
    area = Unrolling()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    if follow:
        follow_focus(area)
    return area


@contextmanager
def drawn_at_once(page: QWidget) -> Iterator[None]:
    """What is changed in a page meanwhile is laid out once, at the end, and painted once.

    Whenever a part appears Qt would lay out everything around it at once, and that for each part.
    """
    layouts = [layout for part in page.findChildren(QWidget) if (layout := part.layout()) is not None]
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in filter(isValid, layouts):
            layout.setEnabled(True)
        lay_out_now()


def lay_out_now() -> None:
    """Everything that waits to be laid out is laid out, so that what is painted next stands in its place.

    Qt would paint first what has room already, and a second time what moves when the rest has got its room.
    """
    for _ in range(LEVELS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
