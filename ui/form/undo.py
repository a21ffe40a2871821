"""Undo over what was committed: each step is the record's data before and after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QUndoCommand, QUndoStack

Data = dict[str, Any]
_STEPS = 200


def snapshot(data: Data, before: Data | None = None) -> Data:
    """A copy of ``data`` two levels deep; rows equal to those of ``before`` are shared.

    Values themselves are never altered in place, so a step costs what it changed.
    """
    known = {}
    if before is not None:
        for name, rows in before.items():
            if name != "fields":
                known.update({(name, row["_id"]): row for row in rows})
    copy: Data = {"fields": dict(data.get("fields", {}))}
    for name, rows in data.items():
        if name != "fields":
            copy[name] = [_shared(row, known.get((name, row["_id"]))) for row in rows]
    return copy


def changed_paths(before: Data, after: Data) -> set[str]:
    """The paths whose values differ; a table itself where its rows came, went or moved."""
    old, new = before.get("fields", {}), after.get("fields", {})
    paths = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    for name in (before.keys() | after.keys()) - {"fields"}:
        was = {row["_id"]: row for row in before.get(name, [])}
        now = {row["_id"]: row for row in after.get(name, [])}
        if list(was) != list(now):
            paths.add(name)
        for row_id, row in now.items():
            other = was.get(row_id, {})
            if row is not other:
                paths |= {
                    f"{name}/{row_id}/{column}"
                    for column in row.keys() | other.keys()
                    if column[0] != "_" and row.get(column) != other.get(column)
                }
    return paths


class UndoStack(QUndoStack):
    """The steps of one visit to one record; ``restore`` puts a snapshot back."""

    def __init__(self, restore: Callable[[Data, str], None]) -> None:
        super().__init__()
        self._restore = restore
        self.setUndoLimit(_STEPS)

    def record(self, before: Data, after: Data, *, at: str, pause: bool) -> None:
        """Remember a step that has been done; ``at`` is where the cursor was.

        A step taken in during a ``pause`` is joined by the next one at the same place: the
        typing of one field is one step.
        """
        self.push(_Step(self._restore, before, after, at, pause=pause))


class _Step(QUndoCommand):
    def __init__(
        self,
        restore: Callable[[Data, str], None],
        before: Data,
        after: Data,
        at: str,
        *,
        pause: bool,
    ) -> None:
        super().__init__()
        self._restore = restore
        self.before = before
        self.after = after
        self.at = at
        self._pause = pause
        self._done = True

    def id(self) -> int:
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Step) or not self._pause or other.at != self.at:
            return False
        self.after = other.after
        self._pause = other._pause
        return True

    def undo(self) -> None:
        self._restore(self.before, self.at)

    def redo(self) -> None:
        if self._done:
            self._done = False
            return
        self._restore(self.after, self.at)


def _shared(row: dict[str, Any], known: dict[str, Any] | None) -> dict[str, Any]:
    return known if known == row else dict(row)
