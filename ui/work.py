"""The one way off the window's thread: ``run(op).then(slot).failed(slot)``.

The operation gets a ``Progress`` to tell how far it is and to learn that it was cancelled;
its outcome comes back as a signal in the window's thread. Slots are bound methods of QObjects,
so that a window that is gone hears nothing.

Saving is not done here: a save is one transaction of a few milliseconds, the draft belongs to
the window's thread, and "saved" may be told only when the sync has returned.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot


class Cancelled(Exception):  # noqa: N818  not an error: the user asked for it
    """Raised inside an operation that was cancelled."""


class Progress:
    """What an operation tells: ``progress(done, total, text)``; raises ``Cancelled`` when the
    user does not want it any more."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def __call__(self, done: int = 0, total: int = 0, text: str = "") -> None:
        if self._task.cancelled:
            raise Cancelled
        self._task._advanced.emit(done, total, text)


class Task(QObject):
    """An operation under way."""

    progressed = Signal(int, int, str)
    """How much is done, of how much (0: not known), and what is being done."""
    ended = Signal()
    """It is over, however it ended."""
    _done = Signal(object)
    _failed = Signal(object)
    _advanced = Signal(int, int, str)
    _finished = Signal(str, object)

    def __init__(self, op: Callable[[Progress], Any], work: Work) -> None:
        super().__init__(work)
        self.op = op
        self.cancelled = False
        self.work = work
        self._told = False
        # by way of the event loop, so that slots connected after the start hear everything
        self._advanced.connect(self._advance, Qt.ConnectionType.QueuedConnection)
        self._finished.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def then(self, slot: Callable[[Any], Any]) -> Self:
        """Call ``slot`` with the result."""
        self._done.connect(slot)
        return self

    def failed(self, slot: Callable[[Any], Any]) -> Self:
        """Call ``slot`` with the exception; without one, the program's own report gets it."""
        self._failed.connect(slot)
        self._told = True
        return self

    def progress(self, slot: Callable[[int, int, str], Any]) -> Self:
        """Call ``slot`` with ``done, total, text``."""
        self.progressed.connect(slot)
        return self

    def cancel(self) -> None:
        """Ask the operation to stop at its next word; neither slot is called then."""
        self.cancelled = True

    @Slot(int, int, str)
    def _advance(self, done: int, total: int, text: str) -> None:
        self.progressed.emit(done, total, text)

    @Slot(str, object)
    def _finish(self, how: str, outcome: Any) -> None:
        self.work.forget(self)
        self.ended.emit()
        if how == "done" and not self.cancelled:
            self._done.emit(outcome)
        elif how == "failed":
            if self._told:
                self._failed.emit(outcome)
            else:
                self.work.unheard.emit(outcome)
        self.deleteLater()


class _Runner(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task
        self.setAutoDelete(True)

    def run(self) -> None:
        """In a thread of the pool."""
        task = self._task
        try:
            how, outcome = "done", task.op(Progress(task))
        except Cancelled:
            how, outcome = "cancelled", None
        except Exception as error:
            how, outcome = "failed", error
        try:
            task._finished.emit(how, outcome)
        except RuntimeError:  # the window is gone, and the task with it
            from ui.guard import log

            log(__name__).info("nobody waits for %r any more (%s)", task.op, how)


class Work(QObject):
    """Runs operations in threads; made once and passed on."""

    unheard = Signal(object)
    """An exception that no ``failed`` slot waits for."""
    busy = Signal(int)
    """How many operations are under way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._tasks: set[Task] = set()

    def run(self, op: Callable[[Progress], Any]) -> Task:
        """Start ``op`` off the window's thread. Its slots may be connected right after: they
        are called from the event loop."""
        task = Task(op, self)
        self._tasks.add(task)
        self._pool.start(_Runner(task))
        self.busy.emit(len(self._tasks))
        return task

    def forget(self, task: Task) -> None:
        """The task is over."""
        self._tasks.discard(task)
        self.busy.emit(len(self._tasks))

    def count(self) -> int:
        """How many operations are under way."""
        return len(self._tasks)

    def stop(self, wait_ms: int = 10_000) -> bool:
        """Cancel everything and wait for the threads; False when one does not stop in time."""
        for task in self._tasks:
            task.cancel()
        return self._pool.waitForDone(wait_ms)
