import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import delete

from ui.soon import in_turns, soon


def test_what_is_put_off_is_done_once_and_leaves_nothing_behind(qtbot):
    done = []
    field = QLineEdit()
    qtbot.addWidget(field)
    children = len(field.children())
    soon(field, lambda: done.append("later"), 30)
    soon(field, lambda: done.append("soon"))
    assert done == []
    qtbot.waitUntil(lambda: done == ["soon", "later"])
    qtbot.wait(50)
    assert done == ["soon", "later"]
    assert len(field.children()) == children


@pytest.mark.parametrize("end", [delete, QWidget.deleteLater], ids=["at once", "as Qt likes it"])
def test_what_was_put_off_is_not_done_when_its_owner_has_gone(qtbot, end):
    done = []
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit(window)
    soon(field, lambda: done.append("soon"))
    soon(field, field.setFocus, 1)
    end(field)
    del field
    qtbot.wait(50)
    assert done == []
    assert window.children() == []


def test_long_work_is_done_in_turns_with_what_else_there_is_to_do(qtbot):
    done = []
    window = QWidget()
    qtbot.addWidget(window)

    def steps():
        for step in ("one", "two"):
            done.append(step)
            soon(window, lambda: done.append("somebody else"))
            yield
        done.append("end")

    in_turns(window, steps())
    assert done == []
    qtbot.waitUntil(lambda: done[-1:] == ["end"])
    assert done == ["one", "somebody else", "two", "somebody else", "end"]


def test_work_in_turns_ends_with_its_owner(qtbot):
    done = []
    window = QWidget()
    in_turns(window, iter(lambda: done.append("step"), "never"))
    qtbot.waitUntil(lambda: len(done) > 1)
    delete(window)
    taken = len(done)
    qtbot.wait(20)
    assert len(done) == taken
