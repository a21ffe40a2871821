"""Records: saving a change, taking in those of others, reading what they make.

A record's row is kept step by step from its changes and could be made again from them at any
time (``rebuild``; ``verify`` looks whether both are the same).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, select

from gydesk.catalogue.kinds import Form
from gydesk.domain.change import Change, Json, make_change, with_alive
from gydesk.domain.fold import Data
from gydesk.domain.merge import Conflict, conflicts
from gydesk.errors import StoreError
from gydesk.store.changes import history
from gydesk.store.keep import Keeper, Kept
from gydesk.store.prepared import Prepared
from gydesk.store.query import HEAD_COLUMNS, Finder, RecordHead, RecordQuery, RecordRow
from gydesk.store.schema import change, record

if TYPE_CHECKING:
    from gydesk.catalogue.library import Library
    from gydesk.store.database import Database

__all__ = ["RecordHead", "RecordQuery", "RecordRow", "Records", "Saved", "Stored", "Taken"]

_BATCH = 500
_WHOLE = (*HEAD_COLUMNS, record.c.data, record.c.meta, record.c.heads)

Seen = Mapping[str, Sequence[str]]
"""Per path the changes whose values someone had on the screen."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it stands: header, nested data, the ``_`` paths, and what it was made of.

    Hand ``seen`` back when saving, so that what arrived meanwhile is not overwritten unseen.
    """

    head: RecordHead
    data: Data
    meta: Mapping[str, Json]
    seen: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Saved:
    """What one save made of the record, and the change it was."""

    head: RecordHead
    change: Change

    def seen(self, before: Seen) -> dict[str, Sequence[str]]:
        """What is on the screen now of someone who saw ``before`` and saved this."""
        return {**before, **dict.fromkeys(self.change.set, (self.change.id,))}


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking in changes did: how many were new and known, and the records they touched."""

    new: int
    had: int
    records: tuple[str, ...]


class Records:
    """All records of a database: forms and entities alike."""

    def __init__(self, db: Database, library: Library) -> None:
        self._db = db
        self.library = library
        self._keeper = Keeper(db, library)
        self._finder = Finder(db)
        dialect = db.engine.dialect
        self._last = Prepared(
            dialect,
            select(change.c.seq, change.c.id)
            .where(change.c.device == bindparam("device"))
            .order_by(change.c.seq.desc(), change.c.n.desc())
            .limit(1),
        )
        self._one = Prepared(dialect, select(*_WHOLE).where(record.c.id == bindparam("id")))

    def save(
        self,
        id: str,
        form: Form,
        values: Mapping[str, Json],
        *,
        author: str,
        at: str,
        seen: Seen | None = None,
    ) -> Saved:
        """One change of one record, durable when this returns: one transaction, one sync.

        ``values`` are flat paths (None empties one); that the record and the rows are alive
        is added. ``at`` is a stamp (``clock.stamp``). ``seen`` is what the author had before
        him (``Stored.seen``, ``Saved.seen``); without it, what is kept now.
        Raises InputError ``change.*``, StoreError ``db.*``; then nothing was changed.
        """
        full = with_alive(values)
        with self._db.writing() as connection:
            kept = self._keeper.load(connection, id)
            if seen is None:
                over: Mapping[str, Sequence[str]] = kept.state.over(full)
            else:
                over = {path: seen[path] for path in full if path in seen}
                kept.state.seen.update(one for ids in over.values() for one in ids)
            device = self._db.device.id
            last = self._last.run(connection, {"device": device}).first()
            made = make_change(
                record=id,
                form=form.id,
                form_version=form.version,
                device=device,
                seq=last[0] + 1 if last else 1,
                prev=last[1] if last else "",
                lamport=kept.state.lamport + 1,
                at=at,
                author=author,
                values=full,
                over=over,
            )
            kept.apply(made)
            self._keeper.insert_changes(connection, [made])
            row = self._keeper.write(connection, kept)
        return Saved(_head(row), made)

    def take(self, changes: Iterable[Change]) -> Taken:
        """Take in changes made elsewhere, already checked, in one transaction.

        Those known are passed over; any order, any repetition gives the same records.
        """
        coming = iter(changes)
        new = had = 0
        touched: dict[str, None] = {}
        with self._db.writing() as connection:
            while batch := {one.id: one for one in islice(coming, _BATCH)}:
                named = {
                    one for each in batch.values() for ids in each.over.values() for one in ids
                }
                known = self._keeper.present(connection, batch.keys() | named)
                fresh = [one for one in batch.values() if one.id not in known]
                self._apply(connection, fresh, known)
                touched.update((one.record, None) for one in fresh)
                new += len(fresh)
                had += len(batch) - len(fresh)
        return Taken(new, had, tuple(touched))

    def get(self, id: str) -> Stored:
        """The record. Raises StoreError ``record.missing``."""
        with self._db.reading() as connection:
            row = self._one.run(connection, {"id": id}).first()
        if row is None:
            raise StoreError("record.missing", id=id)
        return _stored(row)

    def head(self, id: str) -> RecordHead | None:
        """The record's header, or None."""
        return self._finder.head(id)

    def by_number(self, number: str, project: str | None = None) -> list[RecordHead]:
        """The living records with this number: two, when two devices gave it."""
        return self._finder.by_number(number, project)

    def page(self, query: RecordQuery, offset: int = 0, limit: int = 50) -> list[RecordRow]:
        """A block of a list: headers only."""
        return self._finder.page(query, offset, limit)

    def count(self, query: RecordQuery) -> int:
        """How many records a query finds."""
        return self._finder.count(query)

    def count_by_form(self, query: RecordQuery) -> dict[str, int]:
        """How many records a query finds of each form, in one statement."""
        return self._finder.count_by_form(query)

    def each(self, query: RecordQuery, limit: int | None = None) -> list[Stored]:
        """Whole records that a query finds, in its order: for sums and sheets, not for lists.

        One statement, however many there are.
        """
        return [_stored(row) for row in self._finder.rows(query, _WHOLE, limit=limit)]

    def conflicts(self, id: str) -> list[Conflict]:
        """What stands unequal side by side in this record."""
        with self._db.reading() as connection:
            return conflicts(self._keeper.load(connection, id).state)

    def history(self, id: str) -> list[Change]:
        """All changes of the record, each after those it saw."""
        return history(self._db, id)

    def rebuild(self) -> int:
        """Make every record again from its changes: after a form's title or date field moved."""
        with self._db.writing() as connection:
            ids = connection.scalars(select(change.c.record).distinct()).all()
            for id in ids:
                n = connection.scalar(select(record.c.n).where(record.c.id == id))
                kept = Kept(id, n)
                for one in self.history(id):
                    kept.apply(one)
                self._keeper.write(connection, kept)
        return len(ids)

    def _apply(
        self, connection: Connection, fresh: Sequence[Change], known: Mapping[str, str]
    ) -> None:
        by_record: dict[str, list[Change]] = {}
        for one in fresh:
            by_record.setdefault(one.record, []).append(one)
        self._keeper.insert_changes(connection, fresh)
        for id, ones in by_record.items():
            kept = self._keeper.load(connection, id)
            kept.state.seen.update(
                named
                for one in ones
                for ids in one.over.values()
                for named in ids
                if known.get(named) == id
            )
            for one in ones:
                kept.apply(one)
            self._keeper.write(connection, kept)


def _stored(row: Sequence[Any]) -> Stored:
    *columns, data, meta, heads = row
    seen: dict[str, tuple[str, ...]] = {}
    for one, paths in json.loads(heads).items():
        for path in paths:
            seen[path] = (*seen.get(path, ()), one)
    return Stored(RecordHead.of(columns), json.loads(data), json.loads(meta), seen)


def _head(row: Mapping[str, Any]) -> RecordHead:
    return RecordHead.of([row[column.name] for column in HEAD_COLUMNS])
