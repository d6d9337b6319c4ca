import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from shiboken6 import delete

from ui.tasks import Reporter, Tasks, TaskState


@pytest.fixture
def failures() -> list[Exception]:
    return []


@pytest.fixture
def tasks(qapp, failures) -> Iterator[Tasks]:
    tasks = Tasks(failures.append)
    yield tasks
    tasks.close()


@pytest.fixture
def owner(qapp) -> QObject:
    return QObject()


def test_the_result_arrives_on_the_gui_thread(qtbot, tasks, owner):
    seen = []
    tasks.store(
        owner, lambda: threading.current_thread().name, lambda name: seen.append((name, QThread.currentThread()))
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("store-1", owner.thread())]


def test_store_work_runs_one_at_a_time_in_the_order_asked_for(qtbot, tasks, owner):
    running, most, order = [], [], []

    def work(number):
        running.append(number)
        most.append(len(running))
        threading.Event().wait(0.002)
        running.remove(number)
        return number

    for number in range(20):
        tasks.store(owner, lambda number=number: work(number), order.append)
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))
    assert max(most) == 1


def test_a_long_job_in_the_pool_does_not_hold_up_the_store(qtbot, tasks, owner):
    release, seen = threading.Event(), []
    for _ in range(3):
        tasks.run(owner, lambda _reporter: release.wait(5), lambda _: seen.append("pool"))
    tasks.store(owner, lambda: "store", seen.append)
    qtbot.waitUntil(lambda: seen == ["store"])
    release.set()
    qtbot.waitUntil(lambda: len(seen) == 4)


def test_failed_work_calls_failed_and_never_done(qtbot, tasks, owner, failures):
    ends = []
    task = tasks.store(owner, lambda: 1 // 0, lambda _: ends.append("done"), lambda error: ends.append(type(error)))
    qtbot.waitUntil(lambda: task.state is TaskState.FAILED)
    assert ends == [ZeroDivisionError]
    assert failures == []


def test_a_failure_that_nobody_handles_goes_to_the_common_place(qtbot, tasks, owner, failures):
    tasks.store(owner, lambda: 1 // 0, lambda _: None)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], ZeroDivisionError)


def test_a_fault_in_a_callback_goes_to_the_common_place(qtbot, tasks, owner, failures):
    tasks.store(owner, lambda: 0, lambda zero: 1 // zero)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], ZeroDivisionError)


def test_no_result_reaches_an_owner_that_has_gone_but_its_work_is_done(qtbot, tasks, owner):
    release, written, delivered = threading.Event(), [], []

    def write():
        release.wait(5)
        written.append("row")

    task = tasks.store(owner, write, delivered.append)
    delete(owner)
    release.set()
    qtbot.waitUntil(lambda: task.state is TaskState.DONE)
    assert written == ["row"]
    assert delivered == []


def test_a_failure_is_told_although_the_owner_has_gone(qtbot, tasks, owner, failures):
    release, handled = threading.Event(), []
    tasks.store(owner, lambda: release.wait(5) and 1 // 0, handled.append, handled.append)
    delete(owner)
    release.set()
    qtbot.waitUntil(lambda: bool(failures))
    assert handled == []


def test_waiting_work_that_is_cancelled_never_starts(qtbot, tasks, owner):
    release, started, delivered = threading.Event(), [], []
    tasks.store(owner, lambda: release.wait(5), lambda _: None)
    waiting = tasks.store(owner, lambda: started.append("started"), delivered.append)
    waiting.cancel()
    release.set()
    qtbot.waitUntil(lambda: waiting.state is TaskState.CANCELLED)
    assert started == delivered == []


def test_running_work_that_asks_stops_when_cancelled(qtbot, tasks, owner):
    running, ends = threading.Event(), []

    def work(reporter: Reporter):
        running.set()
        while True:
            reporter.check()

    task = tasks.run(
        owner, work, lambda _: ends.append("done"), ends.append, cancelled=lambda: ends.append("cancelled")
    )
    qtbot.waitUntil(running.is_set)
    task.cancel()
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == ["cancelled"]
    assert task.state is TaskState.CANCELLED


def test_a_result_that_comes_after_cancelling_is_not_delivered(qtbot, tasks, owner):
    running, release, delivered = threading.Event(), threading.Event(), []

    def work():
        running.set()
        release.wait(5)

    task = tasks.store(owner, work, delivered.append)
    assert running.wait(5)
    task.cancel()
    release.set()
    qtbot.waitUntil(lambda: task.state is TaskState.CANCELLED)
    assert delivered == []


def test_progress_is_told_at_most_ten_times_a_second_and_ends_with_the_latest(qtbot, tasks, owner):
    told, ends = [], []

    def work(reporter: Reporter):
        pause = threading.Event()
        for step in range(1, 351):
            reporter.progress(step, 350)
            pause.wait(0.001)
        pause.wait(0.15)

    tasks.run(owner, work, ends.append, progress=lambda done, total: told.append((done, total)))
    qtbot.waitUntil(lambda: bool(ends))
    assert 1 <= len(told) <= 8
    assert told[-1] == (350, 350)


def test_closing_waits_for_the_store_work_already_asked_for(qapp, owner):
    tasks, written = Tasks(lambda _: None), []
    for number in range(5):
        tasks.store(owner, lambda number=number: written.append(number), lambda _: None)
    tasks.close()
    assert written == [0, 1, 2, 3, 4]


def test_what_ended_just_before_the_closing_is_not_delivered_after_it(qtbot, owner, failures):
    tasks, delivered = Tasks(failures.append), []
    tasks.store(owner, lambda: None, delivered.append)
    # The worker has ended and Qt has its signal, but the event loop has not run since.
    tasks._store.close()
    tasks.close()
    qtbot.wait(10)
    assert (delivered, failures) == ([], [])
