"""Off the window's thread and back: results, failures, progress, cancelling."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread, Slot
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gydesk.errors import StoreError
from ui.work import Progress, Work


class Ear(QObject):
    """Hears what comes back, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []
        self.threads: set[QThread] = set()

    @Slot(object)
    def hear(self, outcome: Any) -> None:
        self.heard.append(outcome)
        self.threads.add(QThread.currentThread())

    @Slot(int, int, str)
    def progress(self, done: int, total: int, text: str) -> None:
        self.hear((done, total, text))


@pytest.fixture
def work(qapp: QApplication) -> Work:
    return Work()


def test_the_result_comes_back_in_the_windows_thread(work: Work, qtbot: QtBot) -> None:
    ear = Ear()
    names: list[str] = []

    def op(progress: Progress) -> int:
        names.append(threading.current_thread().name)
        return 42

    with qtbot.waitSignal(work.run(op).then(ear.hear).ended):
        assert work.count() == 1
    qtbot.waitUntil(lambda: ear.heard == [42])
    assert ear.threads == {QApplication.instance().thread()}
    assert names != [threading.main_thread().name]
    assert work.count() == 0


def test_a_failure_goes_to_its_slot_and_not_to_the_result(work: Work, qtbot: QtBot) -> None:
    good, bad = Ear(), Ear()

    def op(progress: Progress) -> None:
        raise StoreError("db.full", place="x")

    with qtbot.waitSignal(work.run(op).then(good.hear).failed(bad.hear).ended):
        pass
    qtbot.waitUntil(lambda: len(bad.heard) == 1)
    assert bad.heard[0].code == "db.full"
    assert good.heard == []


def test_a_failure_nobody_waits_for_is_reported(work: Work, qtbot: QtBot) -> None:
    def op(progress: Progress) -> None:
        raise ZeroDivisionError("by nobody")

    with qtbot.waitSignal(work.unheard) as told:
        work.run(op)
    assert str(told.args[0]) == "by nobody"


def test_progress_is_told_and_a_cancelled_operation_stops(work: Work, qtbot: QtBot) -> None:
    ear, result = Ear(), Ear()
    go_on = threading.Event()
    reached: list[int] = []

    def op(progress: Progress) -> str:
        progress(1, 3, "one")
        go_on.wait(10)
        progress(2, 3, "two")
        reached.append(2)
        return "whole"

    task = work.run(op).then(result.hear).progress(ear.progress)
    qtbot.waitUntil(lambda: ear.heard == [(1, 3, "one")])
    task.cancel()
    with qtbot.waitSignal(task.ended):
        go_on.set()
    assert reached == []
    assert result.heard == []
    assert ear.threads == {QApplication.instance().thread()}


def test_whoever_is_gone_hears_nothing(work: Work, qtbot: QtBot) -> None:
    import shiboken6

    ear = Ear()
    go_on = threading.Event()
    task = work.run(lambda progress: go_on.wait(10)).then(ear.hear)
    shiboken6.delete(ear)
    with qtbot.waitSignal(task.ended):
        go_on.set()


def test_stopping_waits_for_the_threads(work: Work, qtbot: QtBot) -> None:
    begun = threading.Event()

    def op(progress: Progress) -> None:
        begun.set()
        while True:
            progress()

    work.run(op)
    assert begun.wait(10)
    assert work.stop()
