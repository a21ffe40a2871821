"""The changes themselves: a record's history, and what a device made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from gydesk.domain.change import Change, from_row
from gydesk.store.schema import change

if TYPE_CHECKING:
    from gydesk.store.database import Database

_COLUMNS = [column for column in change.columns if column.name != "n"]


def history(db: Database, record: str) -> list[Change]:
    """All changes of a record, each after those it saw; the same order everywhere."""
    return list(
        _found(
            db,
            select(*_COLUMNS)
            .where(change.c.record == record)
            .order_by(change.c.lamport, change.c.id),
        )
    )


def made_by(db: Database, device: str, after: int = 0) -> Iterator[Change]:
    """What a device made after its ``seq``, in that order."""
    return _found(
        db,
        select(*_COLUMNS)
        .where(change.c.device == device, change.c.seq > after)
        .order_by(change.c.seq, change.c.id),
    )


def everything(db: Database) -> Iterator[Change]:
    """All changes, in the order they arrived here."""
    return _found(db, select(*_COLUMNS).order_by(change.c.n))


def ranges(db: Database) -> dict[str, tuple[int, int, int]]:
    """Per device the least and greatest ``seq`` that arrived, and how many did."""
    with db.reading() as connection:
        rows = connection.execute(
            select(
                change.c.device, func.min(change.c.seq), func.max(change.c.seq), func.count()
            ).group_by(change.c.device)
        ).all()
    return {device: (least, greatest, count) for device, least, greatest, count in rows}


def _found(db: Database, query: Select[Any]) -> Iterator[Change]:
    streamed = query.execution_options(stream_results=True)
    with db.reading() as connection, closing(connection.execute(streamed)) as rows:
        for row in rows:
            yield from_row(*row)
