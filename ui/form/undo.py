"""Undo over what was committed: each step is the record's data before and after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

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


@dataclass
class _Step:
    """``pause``: taken in while somebody paused; the next step at the same place joins it."""

    before: Data
    after: Data
    at: str
    pause: bool


class UndoStack(QObject):
    """The steps of one visit to one record; ``restore`` puts a snapshot back.

    Not a QUndoStack: in a cycle with the Python commands it holds, the collector frees those
    first and the stack then frees them again, which ends the process (PySide6 6.11.3).
    """

    moved = Signal()
    """Something can be undone or done again that could not before, or the other way round."""

    def __init__(self, restore: Callable[[Data, str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._restore = restore
        self._steps: list[_Step] = []
        self._done = 0

    def record(self, before: Data, after: Data, *, at: str, pause: bool) -> None:
        """Remember a step that has been done; ``at`` is where the cursor was.

        A step taken in during a ``pause`` is joined by the next one at the same place: the
        typing of one field is one step.
        """
        del self._steps[self._done :]
        last = self._steps[-1] if self._steps else None
        if last is not None and last.pause and last.at == at:
            last.after, last.pause = after, pause
        else:
            self._steps.append(_Step(before, after, at, pause))
            del self._steps[:-_STEPS]
        self._done = len(self._steps)
        self.moved.emit()

    def clear(self) -> None:
        """Forget all steps."""
        self._steps.clear()
        self._done = 0
        self.moved.emit()

    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._done > 0

    def can_redo(self) -> bool:
        """Whether a step was taken back and nothing done since."""
        return self._done < len(self._steps)

    @Slot()
    def undo(self) -> None:
        """Take back the last step; nothing without one."""
        if self.can_undo():
            self._done -= 1
            step = self._steps[self._done]
            self._restore(step.before, step.at)
            self.moved.emit()

    @Slot()
    def redo(self) -> None:
        """Do again the step last taken back; nothing without one."""
        if self.can_redo():
            step = self._steps[self._done]
            self._done += 1
            self._restore(step.after, step.at)
            self.moved.emit()


def _shared(row: dict[str, Any], known: dict[str, Any] | None) -> dict[str, Any]:
    return known if known == row else dict(row)
