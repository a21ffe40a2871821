"""The print log: who printed which copy of which content, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from gydesk.store.schema import printed

if TYPE_CHECKING:
    from gydesk.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One copy of one record on paper; ``at`` is a stamp, ``copy`` its holder's code."""

    record: str
    at: str
    who: str
    revision: int
    copy: str
    hash: str


class Prints:
    """What was printed on this device."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, prints: list[Printed]) -> None:
        """Log what was handed to the printer."""
        rows = [{name: getattr(one, name) for name in Printed.__slots__} for one in prints]
        if rows:
            with self._db.writing() as connection:
                connection.execute(insert(printed), rows)

    def of(self, record: str) -> list[Printed]:
        """What was printed of a record, the first first."""
        columns = [printed.c[name] for name in Printed.__slots__]
        with self._db.reading() as connection:
            rows = connection.execute(
                select(*columns).where(printed.c.record == record).order_by(printed.c.n)
            ).mappings()
            return [Printed(**row) for row in rows]
