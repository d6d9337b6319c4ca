"""Nothing is cut: every label of every page has the room that its words need, at every size of text."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QLineEdit, QPlainTextEdit, QScrollArea

from tests.ui.pages.house import AFTERNOON
from ui.look import SCALES
from ui.screens import go_round
from ui.theme import Theme

# The smallest is looked at where the pages are walked through with Tab. The sizes between take as long as the others
# and have shown nothing that these do not.
SMALLEST, *BETWEEN, LARGEST = SCALES
SIZES = [*(pytest.param(scale, marks=pytest.mark.slow) for scale in BETWEEN), LARGEST]


@pytest.mark.parametrize("scale", SIZES)
def test_no_words_have_less_room_than_they_need_and_no_page_is_moved_sideways(
    qapp, afternoon_office, fresh_office, scale
):
    # One test: each of two would go round all pages again on a worker of its own.
    theme = Theme(qapp)
    theme.apply("light", scale)
    pages = {}

    def take(window, name):
        pages[name] = cut(window)

    go_round(qapp, theme, afternoon_office, take, clock=lambda: AFTERNOON, fresh=fresh_office)
    theme.apply("light")
    assert len(pages) > 20
    assert {name: faults for name, faults in pages.items() if faults} == {}


def sideways(window):
    """Whether a part of the page does not fit into the width of the window."""
    shown = [area for area in window.findChildren(QScrollArea) if area.isVisible()]
    return any(area.horizontalScrollBar().isVisible() for area in shown)


def cut(window):
    """What has less room than it needs.

    The words of labels that are lower or narrower than they need, what reaches out of what it stands in, and whether
    the page has to be moved sideways.
    """
    labels = [label for label in window.findChildren(QLabel) if label.isVisible() and label.text()]
    fields = [field for kind in (QLineEdit, QPlainTextEdit) for field in window.findChildren(kind) if field.isVisible()]
    return sorted(
        [f"{label.text()[:40]}: {why}" for label in labels if (why := _fault(label))]
        + [f"{field.accessibleName()}: {why}" for field in fields if (why := _reach(field))]
        + ["moved sideways"] * sideways(window)
    )


def _fault(label):
    need = QLabel.heightForWidth(label, label.width()) if label.wordWrap() else label.sizeHint().height()
    if label.height() < need:
        return f"{label.height()} of {need} high"
    if not label.wordWrap() and label.width() < label.sizeHint().width():
        return f"{label.width()} of {label.sizeHint().width()} wide"
    return _reach(label)


def _reach(widget):
    inner, part = widget, QRect(widget.rect())
    while not inner.isWindow() and not isinstance(inner.parentWidget(), QAbstractScrollArea):
        part.translate(inner.pos())
        inner = inner.parentWidget()
        if inner.property("scrolled"):
            # Down and up it is scrolled; what reaches out at the side cannot be seen where there is no bar.
            area = inner.parentWidget().parentWidget()
            off = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            hidden = part.translated(inner.pos()).right() > area.viewport().width()
            return "reaches out at the side" if off and hidden else ""
        if not inner.rect().contains(part):
            return f"reaches out of {type(inner).__name__}"
    return ""
