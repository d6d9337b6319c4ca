"""Every control of every page is come to with Tab alone, and left with it: nothing holds the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.pages.house import AFTERNOON
from ui.screens import go_round
from ui.theme import Theme
from ui.widgets.floating import Overlay

MOST = 150
"""Presses of Tab after which a page is taken to go on for ever."""

BACK = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def walks(qapp, afternoon_office):
    """For each page the controls that wait for the keyboard, and those that it came to forwards and backwards."""
    theme = Theme(qapp)
    theme.apply("light")
    walked = {}

    def take(window, name):
        window.activateWindow()
        QTest.qWait(1)
        forwards, backwards = walk(window), walk(window, BACK)
        walked[name] = ([said(control) for control in waiting(window)], forwards, backwards)

    go_round(qapp, theme, afternoon_office, take, clock=lambda: AFTERNOON)
    return walked


def test_every_control_is_come_to_with_tab(walks):
    missed = {name: [one for one in controls if one not in forwards] for name, (controls, forwards, _) in walks.items()}
    assert {name: some for name, some in missed.items() if some} == {}


def test_every_page_was_walked(walks):
    assert len(walks) > 30
    assert [name for name, (controls, _, _) in walks.items() if not controls] == ["citizen-check", "citizen-welcome"]


def test_every_walk_comes_back_to_where_it_began(walks):
    assert {name: forwards[-3:] for name, (_, forwards, _) in walks.items() if len(forwards) >= MOST} == {}


def test_the_way_back_leads_to_the_same_controls(walks):
    assert {
        name: set(forwards) ^ set(backwards)
        for name, (_, forwards, backwards) in walks.items()
        if set(forwards) != set(backwards)
    } == {}


def walk(window, modifiers=Qt.KeyboardModifier.NoModifier):
    """What Tab comes to until it is where it was before."""
    visited = []
    while len(visited) < MOST:
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab, modifiers)
        now = said(QApplication.focusWidget())
        if now in visited[:1]:
            break
        visited.append(now)
    return visited


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
