"""The changes themselves: a record's history, and all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

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


def everything(db: Database) -> Iterator[Change]:
    """All changes, in the order they arrived here."""
    return _found(db, select(*_COLUMNS).order_by(change.c.n))


def _found(db: Database, query: Select[Any]) -> Iterator[Change]:
    streamed = query.execution_options(stream_results=True)
    with db.reading() as connection, closing(connection.execute(streamed)) as rows:
        for row in rows:
            yield from_row(*row)
