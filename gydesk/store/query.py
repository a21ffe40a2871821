"""Lists of records: filtered, sorted and cut into blocks by the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from gydesk.store.schema import record
from gydesk.store.search import matching, settle

if TYPE_CHECKING:
    from gydesk.store.database import Database

OrderBy = Literal["date", "number", "title", "state", "person", "created", "updated", "form"]

HEAD_COLUMNS = (
    record.c.id,
    record.c.form,
    record.c.form_version,
    record.c.project,
    record.c.number,
    record.c.state,
    record.c.revision,
    record.c.title,
    record.c.date,
    record.c.person,
    record.c.alive,
    record.c.created,
    record.c.updated,
    record.c.conflicts,
)


@dataclass(frozen=True, slots=True)
class RecordHead:
    """What a list shows. Texts are "" where there is nothing; ``created`` and ``updated`` are
    stamps in UTC (``clock.moment`` makes local times of them); ``date`` is ``2026-11-24``."""

    id: str
    form: str
    form_version: int
    project: str
    number: str
    state: str
    revision: int
    title: str
    date: str
    person: str
    alive: bool
    created: str
    updated: str
    conflicts: int

    @classmethod
    def of(cls, row: Sequence[Any]) -> RecordHead:
        """From a row of ``HEAD_COLUMNS``."""
        id, form, version, project, number, state, revision, title, date, person, *rest = row
        alive, created, updated, conflicts = rest
        return cls(
            id,
            form,
            version,
            project,
            number,
            state,
            revision,
            title,
            date,
            person,
            bool(alive),
            created,
            updated,
            conflicts,
        )


RecordRow: TypeAlias = RecordHead


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordQuery:
    """Which records, in which order. Empty means all; ``alive`` None means deleted ones too.

    ``since`` and ``until`` are dates, both included. ``text`` is looked for in everything
    that can be read of a record, without regard to case or width; each of ``holding`` in the
    stored data as it is, ASCII letters in either case.
    """

    forms: tuple[str, ...] = ()
    project: str = ""
    states: tuple[str, ...] = ()
    without_states: tuple[str, ...] = ()
    person: str = ""
    number: str = ""
    since: str = ""
    until: str = ""
    text: str = ""
    holding: tuple[str, ...] = ()
    alive: bool | None = True
    conflicts: bool = False
    order_by: OrderBy = "date"
    descending: bool = True


class Finder:
    """Runs queries."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def page(self, query: RecordQuery, offset: int, limit: int | None) -> list[RecordRow]:
        """A block of headers; ``limit`` None is all."""
        rows = self.rows(query, HEAD_COLUMNS, offset, limit)
        return [RecordHead.of(row) for row in rows]

    def rows(
        self,
        query: RecordQuery,
        columns: Sequence[ColumnElement[Any]],
        offset: int = 0,
        limit: int | None = None,
    ) -> Sequence[Row[Any]]:
        """A block of rows of ``columns``, in the query's order."""
        column: ColumnElement[Any] = record.c[_SORTED.get(query.order_by, query.order_by)]
        order = [column, record.c.n]
        if query.descending:
            order = [one.desc() for one in order]
        with self._looking(query) as connection:
            wanted = self._where(connection, select(*columns), query).order_by(*order)
            return connection.execute(wanted.offset(offset or None).limit(limit)).all()

    def count(self, query: RecordQuery) -> int:
        """How many there are."""
        with self._looking(query) as connection:
            wanted = self._where(connection, select(func.count()).select_from(record), query)
            return int(connection.scalar(wanted) or 0)

    def count_by_form(self, query: RecordQuery) -> dict[str, int]:
        """How many there are of each form; forms without one are left out."""
        counted = select(record.c.form, func.count()).select_from(record)
        with self._looking(query) as connection:
            wanted = self._where(connection, counted, query).group_by(record.c.form)
            return {str(form): int(count) for form, count in connection.execute(wanted)}

    def head(self, id: str) -> RecordHead | None:
        """One header."""
        with self._db.reading() as connection:
            row = connection.execute(select(*HEAD_COLUMNS).where(record.c.id == id)).first()
        return RecordHead.of(row) if row else None

    def by_number(self, number: str, project: str | None) -> list[RecordHead]:
        """Living records with this number, the oldest first."""
        wanted = select(*HEAD_COLUMNS).where(record.c.number == number, record.c.alive.is_(True))
        if project:
            wanted = wanted.where(record.c.project == project)
        with self._db.reading() as connection:
            rows = connection.execute(wanted.order_by(record.c.created, record.c.id)).all()
        return [RecordHead.of(row) for row in rows]

    @contextmanager
    def _looking(self, query: RecordQuery) -> Iterator[Connection]:
        """One moment of the database, in which all of a query is answered."""
        if query.text.strip():
            settle(self._db)
        with self._db.reading() as connection:
            yield connection

    def _where(
        self, connection: Connection, wanted: Select[Any], query: RecordQuery
    ) -> Select[Any]:
        if query.forms:
            wanted = wanted.where(record.c.form.in_(query.forms))
        for name in ("project", "person", "number"):
            if value := getattr(query, name):
                wanted = wanted.where(record.c[name] == value)
        if query.states:
            wanted = wanted.where(record.c.state.in_(query.states))
        if query.without_states:
            wanted = wanted.where(record.c.state.not_in(query.without_states))
        if query.since:
            wanted = wanted.where(record.c.date >= query.since)
        if query.until:
            wanted = wanted.where(record.c.date <= query.until, record.c.date != "")
        if query.alive is not None:
            wanted = wanted.where(record.c.alive.is_(query.alive))
        if query.conflicts:
            wanted = wanted.where(record.c.conflicts > 0)
        for one in query.holding:
            wanted = wanted.where(record.c.data.contains(one, autoescape=True))
        if query.text.strip():
            wanted = wanted.where(matching(connection, query.text))
        return wanted


_SORTED = {"title": "title_key"}
