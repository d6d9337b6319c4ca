"""Every control of every page is come to with Tab alone, and left with it: it is seen to have the keyboard."""

import pytest
from PIL import ImageChops
from PIL.ImageQt import fromqimage
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.pages.house import AFTERNOON
from tests.ui.test_layout import cut
from ui.screens import go_round
from ui.theme import Theme
from ui.widgets.floating import Overlay

MOST = 150
"""Presses of Tab after which a page is taken to go on for ever."""

MARGIN = 6
"""Pixels around a control in which its focus may be drawn."""

LEAST = 60
"""Pixels that look different with the focus: more than the caret of a text has."""

BACK = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def walks(qapp, afternoon_office, fresh_office):
    """For each page the controls that wait for the keyboard, and those that it came to forwards and backwards.

    Then those that are not seen to have it, and what has less room than it needs.
    """
    theme = Theme(qapp)
    theme.apply("light")
    walked = {}

    def take(window, name):
        window.activateWindow()
        QTest.qWait(1)
        unseen, squeezed = [], cut(window)
        forwards, backwards = walk(window, unseen), walk(window, [], BACK)
        walked[name] = ([said(control) for control in waiting(window)], forwards, backwards, unseen, squeezed)

    go_round(qapp, theme, afternoon_office, take, clock=lambda: AFTERNOON, fresh=fresh_office)
    return walked


def test_every_control_is_come_to_with_tab(walks):
    missed = {
        name: [one for one in controls if one not in forwards] for name, (controls, forwards, *_) in walks.items()
    }
    assert {name: some for name, some in missed.items() if some} == {}


def test_every_page_was_walked(walks):
    assert len(walks) > 30
    assert [name for name, (controls, *_) in walks.items() if not controls] == ["citizen-check", "citizen-welcome"]


def test_every_walk_comes_back_to_where_it_began(walks):
    assert {name: forwards[-3:] for name, (_, forwards, *_) in walks.items() if len(forwards) >= MOST} == {}


def test_the_way_back_leads_to_the_same_controls(walks):
    assert {
        name: set(forwards) ^ set(backwards)
        for name, (_, forwards, backwards, *_) in walks.items()
        if set(forwards) != set(backwards)
    } == {}


def test_the_control_that_has_the_keyboard_is_seen_to_have_it(walks):
    found = [f"{name}: {one}" for name, (*_, unseen, _) in walks.items() for one in unseen]
    assert not found, "\n".join(found)


def test_nothing_has_less_room_than_it_needs(walks):
    found = [f"{name}: {one}" for name, (*_, squeezed) in walks.items() for one in squeezed]
    assert not found, "\n".join(found)


def walk(window, unseen, modifiers=Qt.KeyboardModifier.NoModifier):
    """What Tab comes to until it is where it was before; `unseen` gets what looks the same without the keyboard."""
    visited = []
    while len(visited) < MOST:
        focus = QApplication.focusWidget() or window
        with_focus = picture(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab, modifiers)
        # The keys, over everything, have the keyboard as a whole.
        alone = is_panel(focus) or focus is window
        if not modifiers and focus.isVisible() and focus is not QApplication.focusWidget() and not alone:
            without = picture(focus)
            if with_focus is None or (without is not None and difference(with_focus, without) < LEAST):
                unseen.append(said(focus))
        now = said(QApplication.focusWidget())
        if now in visited[:1]:
            break
        visited.append(now)
    return visited


def is_panel(control):
    return any(control is overlay.panel for overlay in control.window().findChildren(Overlay))


def picture(control):
    """What is seen of a control and right around it; None where it is out of sight."""
    window, place = control.window(), control.rect().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    place = place.translated(control.mapTo(window, QPoint())) & window.rect()
    return None if place.isEmpty() else window.grab(place).toImage()


def difference(one, other):
    """How many pixels differ."""
    if one.size() != other.size():
        return one.width() * one.height()
    return sum(ImageChops.difference(fromqimage(one), fromqimage(other)).convert("L").histogram()[1:])


def waiting(window):
    """Every control that can be seen and takes the keyboard; while a panel is open, those in it."""
    panels = [overlay.panel for overlay in window.findChildren(Overlay) if overlay.isVisible()]
    return [
        control
        for control in (panels or [window])[0].findChildren(QWidget)
        if control.isVisible()
        and control.isEnabled()
        and control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and control.focusProxy() is None
    ]


def said(control):
    if control is None:
        return "nothing"
    return f"{type(control).__name__} {control.accessibleName()} {id(control)}"
