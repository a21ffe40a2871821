"""Finding records by text, in Chinese too.

SQLite's own tokenisers find nothing for two Chinese characters, so the program makes the
bigrams: two characters and more are a phrase of bigrams in a full-text index, one character
is a LIKE over the texts. Both find exactly what LIKE finds. Saves only mark a record; its
text is indexed by ``index`` when nobody waits, and a search looks into the marked ones itself.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, RowMapping, column, or_, select, table, text

from gydesk.store.schema import record, search_text, unindexed

if TYPE_CHECKING:
    from gydesk.store.database import Database

_INDEX_AT = 200
_search = table("search", column("rowid"), column("search"))


def plain(typed: str) -> str:
    """Text as it is compared: width, case and compatible forms do not matter."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", typed).casefold())


def grams(plain_text: str) -> str:
    """The overlapping pairs of characters, in order, as words the index keeps whole.

    The index's tokeniser keeps ASCII letters and everything beyond ASCII, so other ASCII
    characters stand shifted into a private area.
    """
    shifted = plain_text.translate(_SHIFT)
    return " ".join(map("".join, pairwise(shifted)))


def readable(row: RowMapping) -> str:
    """Everything that can be found of a record, a line a value."""
    data = json.loads(row["data"])
    lines = [row["number"], row["title"], row["person"], *_texts(data)]
    return plain("\n".join(line for line in lines if line))


def matching(db: Database, typed: str) -> ColumnElement[bool]:
    """The condition that a record has ``typed`` in one of its values."""
    with db.reading() as connection:
        waiting = len(connection.execute(select(unindexed.c.record).limit(_INDEX_AT + 1)).all())
    if waiting > _INDEX_AT:
        index(db)
    wanted = plain(typed).strip()
    with db.reading() as connection:
        fresh = [row["n"] for row in _marked(connection) if wanted in readable(row)]
    if db.is_sqlite and len(wanted) > 1:
        phrase = '"' + grams(wanted) + '"'
        found = select(_search.c.rowid).where(
            text("search MATCH :phrase").bindparams(phrase=phrase)
        )
        indexed = record.c.n.in_(found)
    else:
        found = select(search_text.c.record).where(
            search_text.c.text.contains(wanted, autoescape=True)
        )
        indexed = record.c.n.in_(found)
    stale = record.c.n.in_(select(unindexed.c.record))
    return or_(indexed & ~stale, record.c.n.in_(fresh))


def index(db: Database) -> int:
    """Index every marked record; how many there were."""
    done = 0
    with db.writing() as connection:
        rows = list(_marked(connection))
        for row in rows:
            _put(db, connection, row["n"], readable(row))
            done += 1
        connection.execute(unindexed.delete())
    return done


def _put(db: Database, connection: Connection, n: int, new: str) -> None:
    at = search_text.c.record == n
    old = connection.scalar(select(search_text.c.text).where(at))
    if old == new:
        return
    if old is None:
        connection.execute(search_text.insert().values(record=n, text=new))
    else:
        connection.execute(search_text.update().where(at).values(text=new))
    if not db.is_sqlite:
        return
    if old is not None:
        connection.exec_driver_sql(
            "INSERT INTO search (search, rowid, grams) VALUES ('delete', ?, ?)", (n, grams(old))
        )
    connection.exec_driver_sql("INSERT INTO search (rowid, grams) VALUES (?, ?)", (n, grams(new)))


def _marked(connection: Connection) -> Iterable[RowMapping]:
    columns = (record.c.n, record.c.number, record.c.title, record.c.person, record.c.data)
    wanted = select(*columns).join(unindexed, unindexed.c.record == record.c.n)
    return connection.execute(wanted).mappings().all()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if not key.startswith("_"):
                yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


_SHIFT = {code: 0xE000 + code for code in range(128) if not chr(code).isalnum()}
