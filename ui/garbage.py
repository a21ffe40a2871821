"""Python's cycle collector, kept to the window's thread.

It runs in whichever thread happens to allocate. A widget that is part of a cycle would then be
destroyed off the window's thread, which ends the process (seen: a list popup's tables loading
beside the window). So the automatic one is off while the window lives, and a timer does its
work between events.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_PAUSE_MS = 1_000


class Garbage(QObject):
    """Collects what Python's own thresholds ask for, a generation at a time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Take the collector over."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give it back."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def collect(self) -> None:
        """The oldest generation that is due, as the automatic collector would."""
        due = [
            g
            for g, (n, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if n > most
        ]
        if due:
            gc.collect(due[-1])
