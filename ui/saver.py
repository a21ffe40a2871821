"""Autosave: what is typed is on disk at most two seconds later, and the screen tells the truth.

A save runs in the window's thread: one transaction, one sync, a few milliseconds. "Saved" is
told only when it has returned. When it fails (a full disk), what was typed stays in the draft
and on the screen, the reason is told in place, and it is tried again.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gydesk.errors import DeskError

if TYPE_CHECKING:
    from gydesk.domain.draft import Draft
    from gydesk.workflow.desk import Desk

PAUSE_MS = 500
"""The editor hands typing over after a pause of its own of 1.2 s."""
_QUIET_S = 20
_RETRY_MS = (1_000, 2_000, 5_000)

Standing = Literal["clean", "waiting", "saved", "failed"]


class Saver(QObject):
    """Saves one draft after another."""

    changed = Signal()
    """``standing`` may be another one."""
    saved = Signal(object)
    """The header that a save made."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._draft: Draft | None = None
        self._tries = 0
        self.standing: Standing = "clean"
        self.at: datetime | None = None
        """When the draft shown was last saved here."""
        self.error: DeskError | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save)

    @property
    def draft(self) -> Draft | None:
        """What is being saved."""
        return self._draft

    def watch(self, draft: Draft | None) -> None:
        """Save ``draft`` from now on; the one before must be saved already."""
        self._timer.stop()
        self._draft = draft
        self._tries = 0
        self.at = None
        self.error = None
        self._stand("clean")

    def is_busy(self) -> bool:
        """True while one is typing: something waits to be saved, or was saved just now."""
        recent = self.at is not None and (datetime.now() - self.at).total_seconds() < _QUIET_S
        return self.standing == "waiting" or recent

    @Slot(set)
    def edited(self, paths: set[str]) -> None:
        """Something differs: save it shortly. A later edit does not put the save off."""
        if self._draft is None:
            return
        if not self._timer.isActive():
            self._timer.start(PAUSE_MS)
        if self.standing != "failed":
            self._stand("waiting")

    @Slot()
    def save(self, even_untouched: bool = False) -> bool:
        """Save now; False when it could not be. A new draft that nobody touched is not kept
        unless it is asked for."""
        self._timer.stop()
        draft = self._draft
        if draft is None or (self.standing == "clean" and draft.is_new and not even_untouched):
            return True
        try:
            head = self._desk.save(draft)
        except DeskError as error:
            self.error = error
            self._timer.start(_RETRY_MS[min(self._tries, len(_RETRY_MS) - 1)])
            self._tries += 1
            self._stand("failed")
            return False
        except Exception:  # a bug: told as one, and never as saved
            self.error = None
            self._stand("failed")
            raise
        self.error = None
        self._tries = 0
        if head is None:
            self._stand("saved" if self.at is not None else "clean")
            return True
        self.at = datetime.now()
        self._stand("saved")
        self.saved.emit(head)
        return True

    def _stand(self, standing: Standing) -> None:
        self.standing = standing
        self.changed.emit()
