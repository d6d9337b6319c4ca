import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from ui.garbage import GuiGarbage
from ui.tasks import Tasks


class Page:
    """An object in a cycle, as widgets with their callbacks are."""

    def __init__(self, died_on: list[str]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: died_on.append(threading.current_thread().name))


@pytest.fixture
def garbage(qapp, monkeypatch) -> QObject:
    # Windows that earlier tests left behind look too, and what they freeze in their second minute never dies.
    monkeypatch.setattr(gc, "freeze", lambda: None)
    parent = QObject()
    GuiGarbage(parent)
    return parent


def allocate_much() -> None:
    kept = [[number] for number in range(gc.get_threshold()[0] * 20)]
    assert kept


def test_a_cycle_is_collected_on_the_gui_thread_however_much_a_worker_allocates(qtbot, garbage):
    died_on: list[str] = []
    Page(died_on)
    worker = threading.Thread(target=allocate_much, name="worker")
    worker.start()
    worker.join()
    assert died_on == []

    def dead_while_others_work() -> bool:
        # Again and again: what is made counts less what dies, and in a long-lived process the widgets of earlier tests
        # die now.
        cycles = [Page([]) for _ in range(gc.get_threshold()[0] + 1)]
        del cycles
        return bool(died_on)

    qtbot.waitUntil(dead_while_others_work)
    assert died_on == [threading.main_thread().name]


def test_what_was_alive_in_the_first_minute_is_collected_when_everything_is_looked_at(qtbot, qapp):
    parent = QObject()
    garbage = GuiGarbage(parent)
    died_on: list[str] = []
    page = Page(died_on)
    gc.freeze()
    del page
    gc.collect()
    assert died_on == []
    garbage.look_at_everything()
    qtbot.waitUntil(lambda: bool(died_on))
    assert died_on == [threading.main_thread().name]


def test_there_are_no_workers_without_it(qapp):
    gc.enable()
    tasks = Tasks(lambda _: None)
    assert not gc.isenabled()
    tasks.close()
