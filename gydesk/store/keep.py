"""Keeping a record's row in step with its changes: loading its state, writing it back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, Connection, bindparam, insert, select, text, update

from gydesk.domain.change import Change, Json, body_text
from gydesk.domain.fold import Head, State, flat, nest
from gydesk.domain.merge import conflicts
from gydesk.store.header import form_of, header
from gydesk.store.prepared import Prepared, among
from gydesk.store.schema import change, record

if TYPE_CHECKING:
    from gydesk.catalogue.library import Library
    from gydesk.store.database import Database

CHANGE_COLUMNS = tuple(column.name for column in change.columns if column.name != "n")
_ROW = tuple(column.name for column in record.columns if column.name != "n")


@dataclass(slots=True)
class Kept:
    """A record as it is kept: its state, and what is told by all its changes together.

    All of it grows one way (greatest, least), so that no order of arrival matters. ``n`` is
    None until the record has a row.
    """

    id: str
    n: int | None = None
    form: str = ""
    form_version: int = 0
    created: str = "~"
    updated: str = ""
    state: State = field(default_factory=State)

    def apply(self, one: Change) -> None:
        """Take in one change."""
        self.form_version, self.form = max(
            (self.form_version, self.form), (one.form_version, one.form)
        )
        self.created = min(self.created, one.at)
        self.updated = max(self.updated, one.at)
        self.state.apply(one)


class Keeper:
    """Loads and writes kept records on a connection that the caller has."""

    def __init__(self, db: Database, library: Library) -> None:
        self._library = library
        dialect = db.engine.dialect
        ids: BindParameter[str] = bindparam("ids")
        self._insert_change = Prepared(dialect, insert(change).inline(), CHANGE_COLUMNS)
        self._select_row = Prepared(
            dialect,
            select(
                record.c.n,
                record.c.form,
                record.c.form_version,
                record.c.created,
                record.c.updated,
                record.c.heads,
                record.c.awaited,
            ).where(record.c.id == bindparam("id")),
        )
        self._select_heads = Prepared(
            dialect,
            select(change.c.id, change.c.lamport, change.c.body).where(
                among(dialect, change.c.id, ids)
            ),
        )
        self._select_present = Prepared(
            dialect,
            select(change.c.id, change.c.record).where(among(dialect, change.c.id, ids)),
        )
        self._insert_row = Prepared(dialect, insert(record).returning(record.c.n), _ROW)
        self._update_row = Prepared(
            dialect,
            update(record)
            .where(record.c.n == bindparam("n_"))
            .values({name: bindparam(name) for name in _ROW if name != "id"}),
        )
        self._mark = Prepared(
            dialect,
            text("INSERT INTO unindexed (record) VALUES (:record) ON CONFLICT DO NOTHING"),
        )

    def present(self, connection: Connection, ids: Iterable[str]) -> dict[str, str]:
        """Which of these changes have arrived, and for which record."""
        listed = json.dumps(list(ids))
        rows = self._select_present.run(connection, {"ids": listed})
        return {row[0]: row[1] for row in rows}

    def load(self, connection: Connection, id: str) -> Kept:
        """The kept record, with only its heads in ``state.seen``; an empty one when unknown."""
        row = self._select_row.run(connection, {"id": id}).first()
        if row is None:
            return Kept(id)
        n, form, version, created, updated, heads, awaited = row
        state = State(awaited={one: frozenset(paths) for one, paths in json.loads(awaited).items()})
        where: dict[str, list[str]] = json.loads(heads)
        found: dict[str, list[Head]] = {}
        listed = json.dumps(list(where))
        for one, lamport, body in self._select_heads.run(connection, {"ids": listed}):
            values = json.loads(body)["set"]
            for path in where[one]:
                found.setdefault(path, []).append(Head(one, lamport, values[path]))
        state.restore(found)
        return Kept(id, n, form, version, created, updated, state)

    def insert_changes(self, connection: Connection, made: Sequence[Change]) -> None:
        """Add changes that have not arrived before."""
        self._insert_change.run_many(connection, [_change_row(one) for one in made])

    def write(self, connection: Connection, kept: Kept) -> dict[str, Any]:
        """Write the row that ``kept`` makes, and give its columns."""
        row = self.row(kept)
        if kept.n is None:
            kept.n = self._insert_row.run(connection, row).scalar_one()
        else:
            self._update_row.run(connection, {**row, "n_": kept.n})
        self._mark.run(connection, {"record": kept.n})
        return row

    def row(self, kept: Kept) -> dict[str, Any]:
        """The columns of a record's row, ``n`` left out."""
        values = flat(kept.state)
        form = form_of(self._library, kept.form, kept.form_version)
        heads: dict[str, list[str]] = {}
        for path, ones in kept.state.heads.items():
            for one in ones:
                heads.setdefault(one.change, []).append(path)
        meta = {
            path: value
            for path, value in values.items()
            if path.startswith("_") and path != "_alive"
        }
        return {
            "id": kept.id,
            "form": kept.form,
            "form_version": kept.form_version,
            **header(form, values, self._library),
            "alive": values.get("_alive") is not False,
            "conflicts": len(conflicts(kept.state)),
            "created": kept.created,
            "updated": kept.updated,
            "meta": _dumps(meta),
            "data": _dumps(nest(values, form)),
            "heads": _dumps({one: sorted(paths) for one, paths in sorted(heads.items())}),
            "awaited": _dumps(
                {one: sorted(paths) for one, paths in sorted(kept.state.awaited.items())}
            ),
        }


def _change_row(one: Change) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in CHANGE_COLUMNS if name != "body"}
    return {**row, "body": body_text(one.set, one.over)}


def _dumps(value: Mapping[str, Json] | Any) -> str:
    """The same text whatever order the changes came in."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
