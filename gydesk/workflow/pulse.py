"""Knowing when something that was read before may be stale."""

from __future__ import annotations

from collections import Counter


class Pulse:
    """Counts the writes of this desk, by record, so that what a draft knows of *other*
    records stays good while only the draft itself is saved."""

    def __init__(self) -> None:
        self._writes = 0
        self._own: Counter[str] = Counter()
        self.entities = 0
        """Writes of people, projects and the like."""

    def beat(self, record: str = "", *, entity: bool = True) -> None:
        """``record`` was written; without one anything may have been."""
        self._writes += 1
        if record:
            self._own[record] += 1
        if entity:
            self.entities += 1

    def beside(self, record: str) -> int:
        """A figure that changes when another record than this is written."""
        return self._writes - self._own[record]
