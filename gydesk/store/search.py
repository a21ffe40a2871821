"""Finding records by text, in Chinese too.

SQLite's own tokenisers find nothing for two Chinese characters, so the program makes the
bigrams: two characters and more are a phrase of bigrams in a full-text index, one character
is a LIKE over the texts. Both find exactly what LIKE finds. Saves only mark a record; its
text is indexed by ``index`` when nobody waits, and a search looks into the marked ones itself.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    column,
    or_,
    select,
    table,
    text,
)

from gydesk.store.schema import record, search_text, unindexed

if TYPE_CHECKING:
    from gydesk.store.database import Database

_INDEX_AT = 200
_BATCH = 100  # a save waits no longer than one batch takes
_search = table("search", column("rowid"), column("search"))
_APART = 0x10FF00
_SHIFT = {code: _APART + code for code in range(128) if not chr(code).isalnum()}
_NOBODYS = dict.fromkeys(range(_APART, _APART + 128), 0xFFFD)


def plain(typed: str) -> str:
    """Text as it is compared: width, case and compatible forms do not matter."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", typed).casefold())
    return folded if folded.isascii() else folded.translate(_NOBODYS)


def grams(plain_text: str) -> str:
    """The overlapping pairs of characters, in order, as words the index keeps whole.

    The index's tokeniser keeps ASCII letters and everything beyond ASCII, so other ASCII
    characters stand shifted into a private area, of which ``plain`` lets nothing through.
    """
    shifted = plain_text.translate(_SHIFT)
    return " ".join(map("".join, pairwise(shifted)))


def readable(row: RowMapping) -> str:
    """Everything that can be found of a record, a line a value."""
    data = json.loads(row["data"])
    lines = [row["number"], row["title"], row["person"], *_texts(data)]
    return plain("\n".join(line for line in lines if line))


def settle(db: Database) -> None:
    """Index what is marked if it is too much for a search to look through."""
    with db.reading() as connection:
        marked = connection.execute(select(unindexed.c.record).limit(_INDEX_AT + 1)).all()
    if len(marked) > _INDEX_AT:
        index(db)


def matching(connection: Connection, typed: str) -> ColumnElement[bool]:
    """The condition that a record has ``typed`` in one of its values, as of this moment."""
    wanted = plain(typed).strip()
    fresh = [row["n"] for row in _marked(connection) if wanted in readable(row)]
    found: Select[Any]
    if connection.dialect.name == "sqlite" and len(wanted) > 1:
        phrase = '"' + grams(wanted) + '"'
        found = select(_search.c.rowid).where(
            text("search MATCH :phrase").bindparams(phrase=phrase)
        )
    else:
        found = select(search_text.c.record).where(
            search_text.c.text.contains(wanted, autoescape=True)
        )
    stale = record.c.n.in_(select(unindexed.c.record))
    return or_(record.c.n.in_(found) & ~stale, record.c.n.in_(fresh))


def index(db: Database) -> int:
    """Index every marked record, some at a time; how many there were."""
    done = 0
    while True:
        with db.writing() as connection:
            rows = _marked(connection, _BATCH)
            for row in rows:
                _put(connection, row["n"], readable(row))
            numbers = [row["n"] for row in rows]
            connection.execute(unindexed.delete().where(unindexed.c.record.in_(numbers)))
        done += len(rows)
        if len(rows) < _BATCH:
            return done


def rebuild(db: Database) -> None:
    """Make the whole index again."""
    with db.writing() as connection:
        if db.is_sqlite:
            connection.exec_driver_sql("INSERT INTO search (search) VALUES ('delete-all')")
        connection.execute(search_text.delete())
        connection.execute(unindexed.delete())
        connection.execute(unindexed.insert().from_select(["record"], select(record.c.n)))
    index(db)


def _put(connection: Connection, n: int, new: str) -> None:
    at = search_text.c.record == n
    old = connection.scalar(select(search_text.c.text).where(at))
    if old == new:
        return
    if old is None:
        connection.execute(search_text.insert().values(record=n, text=new))
    else:
        connection.execute(search_text.update().where(at).values(text=new))
    if connection.dialect.name != "sqlite":
        return
    if old is not None:
        connection.exec_driver_sql(
            "INSERT INTO search (search, rowid, grams) VALUES ('delete', ?, ?)", (n, grams(old))
        )
    connection.exec_driver_sql("INSERT INTO search (rowid, grams) VALUES (?, ?)", (n, grams(new)))


def _marked(connection: Connection, limit: int | None = None) -> Sequence[RowMapping]:
    columns = (record.c.n, record.c.number, record.c.title, record.c.person, record.c.data)
    wanted = select(*columns).join(unindexed, unindexed.c.record == record.c.n)
    return connection.execute(wanted.order_by(record.c.n).limit(limit)).mappings().all()


def _texts(data: Mapping[str, Any]) -> Iterator[str]:
    """The texts of nested data; not the ids of its lines."""
    for rows in data.values():
        for row in rows if isinstance(rows, list) else (rows,):
            for name, value in row.items():
                if not name.startswith("_"):
                    yield from _inside(value)


def _inside(value: Any) -> Iterator[str]:
    """The texts of a value; not the ids and hashes of what it refers to."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _inside(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in ("id", "sha256"):
                yield from _inside(one)
