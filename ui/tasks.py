"""Work off the GUI thread: one serial lane for the store, a small pool for everything else."""

import ctypes
import sys
import threading
from collections.abc import Callable
from enum import Enum, auto
from itertools import count
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from ui.garbage import GuiGarbage

PROGRESS_INTERVAL = 100
POOL_THREADS = 3
_M_ARENA_MAX = -8

T = TypeVar("T")


class TaskState(Enum):
    """Where a task stands; the last three are ends, and a task reaches exactly one of them."""

    QUEUED = auto()
    RUNNING = auto()
    DONE = auto()
    FAILED = auto()
    CANCELLED = auto()


class TaskCancelled(Exception):  # noqa: N818 - the answer to a request, not a fault
    """Raised inside work when it notices that nobody waits for it any more."""


class Reporter:
    """What long work uses to tell how far it is and to learn that it should stop."""

    def __init__(self) -> None:
        self.latest: tuple[int, int] | None = None
        self.stopped = False

    def progress(self, done: int, total: int) -> None:
        """Tells how much is done, as often as the work likes; raises TaskCancelled when the task was cancelled."""
        self.check()
        self.latest = (done, total)

    def check(self) -> None:
        """Raises TaskCancelled when the task was cancelled."""
        if self.stopped:
            raise TaskCancelled


class Task:
    """One piece of work under way, held by the GUI thread."""

    def __init__(self, number: int, owner: QObject, work: Callable[[Reporter], Any]) -> None:
        self.number = number
        self.state = TaskState.QUEUED
        self.reporter = Reporter()
        self.owner = owner
        self.work = work
        self.result: Any = None
        self.error: Exception | None = None
        self.on_done: Callable[[Any], None] | None = None
        self.on_failed: Callable[[Exception], None] | None = None
        self.on_cancelled: Callable[[], None] | None = None
        self.on_progress: Callable[[int, int], None] | None = None

    def cancel(self) -> None:
        """Makes the task end as cancelled: waiting work never starts, running work is asked to stop.

        A transaction that is already committing is not undone; only its result is not delivered.
        """
        self.reporter.stopped = True


class Tasks(QObject):
    """Runs work off the GUI thread and brings each result back to it.

    Guarantees: store work runs one at a time in the order asked for · every task ends in exactly one of done, failed,
    cancelled · callbacks run on the GUI thread, and only while the owner still lives · work once asked for runs even
    when its owner has gone, unless it was cancelled · progress is told at most ten times a second.
    """

    _ended = Signal(int)

    def __init__(self, on_failure: Callable[[Exception], None]) -> None:
        super().__init__()
        _share_one_heap()
        self._on_failure = on_failure
        self._numbers = count(1)
        self._tasks: dict[int, Task] = {}
        self._store = _Lane("store", 1, self._perform, self._ended.emit)
        self._put_off: list[int] = []
        self._beginning = QTimer(self, singleShot=True, interval=0)
        self._beginning.timeout.connect(self._begin)
        self._pool = _Lane("pool", POOL_THREADS, self._perform, self._ended.emit)
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._garbage = GuiGarbage(self)
        self._clock = QTimer(self, interval=PROGRESS_INTERVAL)
        self._clock.timeout.connect(self._tell_progress)

    @property
    def idle(self) -> bool:
        """Whether everything that was asked for has ended and was delivered."""
        return not self._tasks

    def store(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Task:
        """Asks for work on the store; without `failed` a failure becomes a notice."""
        return self._start(self._store, Task(next(self._numbers), owner, lambda _reporter: work()), done, failed)

    def run(
        self,
        owner: QObject,
        work: Callable[[Reporter], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> Task:
        """Asks for work beside the store (paper, devices, files); without `failed` a failure becomes a notice.

        It begins when what is to be painted now stands on the screen: it may compute for long, and Python computes one
        thing at a time.
        """
        task = Task(next(self._numbers), owner, work)
        task.on_progress = progress
        task.on_cancelled = cancelled
        return self._start(self._pool, task, done, failed)

    def look_at_everything(self) -> None:
        """Collects all garbage next time, for when nobody is at the desk."""
        self._garbage.look_at_everything()

    def close(self) -> None:
        """Waits until the store work asked for is done, stops everything else, and delivers nothing any more."""
        self._clock.stop()
        self._beginning.stop()
        self._garbage.stop()
        self._ended.disconnect(self._deliver)
        for task in self._tasks.values():
            if task.on_progress or task.on_cancelled:
                task.cancel()
        self._begin()
        self._store.close()
        self._pool.close()
        self._tasks.clear()

    def _start(
        self, lane: "_Lane", task: Task, done: Callable[[T], None], failed: Callable[[Exception], None] | None
    ) -> Task:
        task.on_done = done
        task.on_failed = failed
        self._tasks[task.number] = task
        if task.on_progress and not self._clock.isActive():
            self._clock.start()
        if lane is self._pool:
            self._put_off.append(task.number)
            self._beginning.start()
        else:
            lane.put(task.number)
        return task

    def _begin(self) -> None:
        while self._put_off:
            self._pool.put(self._put_off.pop(0))

    def _perform(self, number: int) -> None:
        # On a worker thread. The task stays in the table until the GUI thread takes it out, so that the last reference
        # to owner and callbacks, which are Qt objects, is never dropped here.
        task = self._tasks[number]
        try:
            task.reporter.check()
            task.state = TaskState.RUNNING
            task.result = task.work(task.reporter)
        except Exception as error:  # noqa: BLE001 - whatever work raises is told to a person, on the GUI thread
            task.error = error

    def _deliver(self, number: int) -> None:
        task = self._tasks.pop(number, None)
        if task is None:
            # It ended while everything was being closed: Qt had its signal on the way already.
            return
        try:
            self._end(task)
        except Exception as error:  # noqa: BLE001 - a fault in a callback must not vanish in the event loop
            self._on_failure(error)

    def _end(self, task: Task) -> None:
        alive = isValid(task.owner)
        if task.reporter.stopped or isinstance(task.error, TaskCancelled):
            task.state = TaskState.CANCELLED
            if alive and task.on_cancelled:
                task.on_cancelled()
        elif task.error is not None:
            task.state = TaskState.FAILED
            if not alive or task.on_failed is None:
                self._on_failure(task.error)
            else:
                task.on_failed(task.error)
        else:
            task.state = TaskState.DONE
            if alive and task.on_done:
                task.on_done(task.result)

    def _tell_progress(self) -> None:
        watched = [task for task in self._tasks.values() if task.on_progress]
        if not watched:
            self._clock.stop()
        for task in watched:
            latest, task.reporter.latest = task.reporter.latest, None
            if latest and task.on_progress and not task.reporter.stopped and isValid(task.owner):
                task.on_progress(*latest)


class _Lane:
    """A queue of task numbers and the threads that work it off, started with the first task."""

    def __init__(self, name: str, threads: int, perform: Callable[[int], None], ended: Callable[[int], None]) -> None:
        self._name = name
        self._size = threads
        self._perform = perform
        self._ended = ended
        self._queue: SimpleQueue[int | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    def put(self, number: int) -> None:
        if len(self._threads) < self._size:
            thread = threading.Thread(target=self._work, name=f"{self._name}-{len(self._threads) + 1}", daemon=True)
            self._threads.append(thread)
            thread.start()
        self._queue.put(number)

    def close(self) -> None:
        for _thread in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (number := self._queue.get()) is not None:
            self._perform(number)
            self._ended(number)


def _share_one_heap() -> None:
    """Keeps the C library of Linux from giving each thread a heap: what long work leaves in one is never given back."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_ARENA_MAX, 1)
