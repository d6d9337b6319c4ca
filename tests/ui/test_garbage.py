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


# After two thousand other tests in the same process it waits in vain; alone it shows what it says.
@pytest.mark.slow
def test_a_cycle_is_collected_on_the_gui_thread_however_much_a_worker_allocates(qtbot, garbage):
    died_on: list[str] = []
    Page(died_on)
    worker = threading.Thread(target=allocate_much, name="worker")
    worker.start()
    worker.join()
    assert died_on == []
    cycles = [Page([]) for _ in range(gc.get_threshold()[0] + 1)]
    del cycles
    qtbot.waitUntil(lambda: bool(died_on))
    assert died_on == [threading.main_thread().name]


def test_there_are_no_workers_without_it(qapp):
    gc.enable()
    tasks = Tasks(lambda _: None)
    assert not gc.isenabled()
    tasks.close()
