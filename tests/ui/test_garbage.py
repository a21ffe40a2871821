"""Cycles are collected between events in the window's thread, and by nobody else."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.garbage import Garbage


class Knot:
    """Something that only the cycle collector frees; it notes in which thread."""

    freed_in: threading.Thread | None = None

    def __init__(self) -> None:
        self.me = self
        weakref.finalize(self, self._freed)

    @classmethod
    def _freed(cls) -> None:
        cls.freed_in = threading.current_thread()


@pytest.fixture
def garbage(qapp: QApplication) -> Iterator[Garbage]:
    made = Garbage()
    made.start()
    yield made
    made.stop()
    assert gc.isenabled()


def test_a_busy_thread_frees_nothing(garbage: Garbage) -> None:
    Knot.freed_in = None
    Knot()
    kept: list[list[int]] = []

    def allocate() -> None:
        kept.extend([number] for number in range(50_000))

    busy = threading.Thread(target=allocate)
    busy.start()
    busy.join()
    assert Knot.freed_in is None
    garbage.collect()
    assert Knot.freed_in is threading.current_thread()
