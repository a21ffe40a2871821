"""The one way an editor changes its draft: every change is a step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.form.undo import Data, UndoStack, changed_paths, snapshot

if TYPE_CHECKING:
    from gydesk.domain.draft import Draft


class DraftEdits(QObject):
    """Applies changes to a draft and tells which paths differ afterwards, calculations and
    pulled-in values included; a table's own path stands for rows that came, went or moved.
    """

    changed = Signal(set)
    restored = Signal(str)
    """After undo or redo: where the step was made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft: Draft | None = None
        self.stack = UndoStack(self._restore, self)
        self._now: Data = {"fields": {}}

    def show(self, draft: Draft | None) -> None:
        """Work on ``draft``; the steps of the one before are forgotten."""
        self.draft = draft
        self.stack.clear()
        self._now = {"fields": {}} if draft is None else snapshot(draft.data)

    def resync(self) -> set[str]:
        """Take note of what others changed in the draft; returns the paths that differ."""
        assert self.draft is not None
        before, self._now = self._now, snapshot(self.draft.data, self._now)
        return changed_paths(before, self._now)

    def set(self, path: str, value: Any, *, pause: bool = False) -> None:
        """Give ``path`` a value; during a ``pause`` of typing the step stays open."""
        self._do(lambda draft: draft.set(path, value), path, pause=pause)

    def set_many(self, values: Mapping[str, Any], at: str) -> None:
        """Give several paths their values in one step."""
        self._do(lambda draft: draft.set_many(values), at)

    def add_row(self, table: str, at: int | None, values: Mapping[str, Any]) -> str:
        """Add a row with ``values`` at position ``at`` (None: the end); returns its id."""
        made: list[str] = []
        self._do(lambda draft: made.append(draft.add_row(table, at, dict(values))), table)
        return made[0]

    def pull_rows(self, table: str) -> None:
        """Add the lines that the table's source has now and that are not here yet."""
        self._do(lambda draft: draft.pull_rows(table), table)

    def fill(
        self, table: str, rows: list[Mapping[str, Any]], values: Mapping[str, Any]
    ) -> list[str]:
        """Add ``rows`` at the end and set ``values`` in one step; returns the new rows' ids."""
        made: list[str] = []

        def change(draft: Draft) -> None:
            made.extend(draft.add_row(table, None, dict(row)) for row in rows)
            if values:
                draft.set_many(values)

        self._do(change, table)
        return made

    def remove_rows(self, table: str, rows: list[str]) -> None:
        """Take rows out in one step."""

        def change(draft: Draft) -> None:
            for row in rows:
                draft.remove_row(table, row)

        self._do(change, table)

    def move_row(self, table: str, row: str, delta: int) -> None:
        """Move a row up (negative) or down."""
        self._do(lambda draft: draft.move_row(table, row, delta), table)

    def duplicate_row(self, table: str, row: str) -> str:
        """Copy a row below itself; returns the copy's id."""
        made: list[str] = []
        self._do(lambda draft: made.append(draft.duplicate_row(table, row)), table)
        return made[0]

    def _do(self, change: Callable[[Draft], object], at: str, *, pause: bool = False) -> None:
        assert self.draft is not None
        change(self.draft)
        before, after = self._now, snapshot(self.draft.data, self._now)
        paths = changed_paths(before, after)
        if paths:
            self._now = after
            self.stack.record(before, after, at=at, pause=pause)
            self.changed.emit(paths)

    def _restore(self, data: Data, at: str) -> None:
        assert self.draft is not None
        self.draft.replace(snapshot(data))
        before, self._now = self._now, data
        self.changed.emit(changed_paths(before, data))
        self.restored.emit(at)
