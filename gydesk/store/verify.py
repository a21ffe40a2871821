"""Looking whether everything is sound: the file, every change, what is derived of them.

Nothing is altered. The changes are the truth: what is derived can be made again (``mend``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, Row, Select, exists, func, select

from gydesk.domain.change import Change, content, from_row, hash_of
from gydesk.domain.fold import flat
from gydesk.errors import StoreError
from gydesk.store import search
from gydesk.store.keep import CHANGE_COLUMNS, Keeper, Kept
from gydesk.store.records import Records
from gydesk.store.schema import attachment, change, record, search_text, unindexed
from gydesk.words import tell

if TYPE_CHECKING:
    from gydesk.catalogue.library import Library
    from gydesk.store.database import Database

Severity = Literal["error", "warn", "info"]
Progress = Callable[[int, int], None]
"""Told changes done and changes in all; what it raises stops the looking."""

_MOST = 100
_STEP = 1000
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_COLUMNS = [change.c[name] for name in CHANGE_COLUMNS]


@dataclass(frozen=True, slots=True)
class Finding:
    """``error``: something is lost or wrong; ``warn``: look at it; ``info``: good to know."""

    code: str
    params: Mapping[str, Any]
    severity: Severity

    def told(self) -> str:
        """The sentence for the user."""
        return tell(self.code, self.params)


def check(db: Database, library: Library, progress: Progress | None = None) -> list[Finding]:
    """All that is to be told, as of one moment: work goes on meanwhile.

    Memory does not grow with the database: of each kind of finding the first hundred are
    told, then how many more there are (``check.more``).
    """
    counts: Counter[str] = Counter()
    told = []
    try:
        for one in _findings(db, library, progress):
            counts[one.code] += 1
            if counts[one.code] <= _MOST:
                told.append(one)
    except StoreError as error:
        if error.code != "db.damaged":
            raise
        told.append(Finding("check.file", {"text": str(error.__cause__)}, "error"))
    for code, count in counts.items():
        if count > _MOST:
            told.append(Finding("check.more", {"kind": code, "count": count - _MOST}, "info"))
    return told


def mend(db: Database, library: Library) -> int:
    """Make all that is derived again from the changes; how many records there are."""
    count = Records(db, library).rebuild()
    search.rebuild(db)
    return count


def _findings(db: Database, library: Library, progress: Progress | None) -> Iterator[Finding]:
    with db.reading() as connection:
        if db.is_sqlite:
            engine = list(_engine(connection))
            yield from engine
            if engine:  # what a broken file answers to anything else means nothing
                return
        yield from _records(connection, Keeper(db, library), progress)
        yield from _chains(connection, db.device.id)
        yield from _attachments(connection)
        yield from _texts(connection)
        if db.is_sqlite:
            yield from _index(connection)


def _engine(connection: Connection) -> Iterator[Finding]:
    for (line,) in connection.exec_driver_sql(f"PRAGMA quick_check({_MOST})"):
        if line != "ok":
            yield Finding("check.file", {"text": line}, "error")
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Finding("check.reference", {"table": table, "row": row, "than": parent}, "error")


def _records(
    connection: Connection, keeper: Keeper, progress: Progress | None
) -> Iterator[Finding]:
    """Every change's hash, and every kept row beside the one its changes make."""
    total = connection.scalar(select(func.count()).select_from(change)) or 0
    done = 0
    ordered = select(*_COLUMNS).order_by(change.c.record, change.c.lamport, change.c.id)
    for id, ones in groupby(_streamed(connection, ordered), key=lambda row: str(row.record)):
        kept: Kept | None = Kept(id)
        for row in ones:
            one = _sound(row)
            if one is None:
                yield Finding("check.hash", {"id": row.id, "record": id}, "error")
                kept = None
            elif kept is not None:
                kept.apply(one)
            done += 1
            if progress is not None and done % _STEP == 0:
                progress(done, total)
        if kept is not None:
            yield from _kept_row(connection, id, keeper.row(kept))
            yield from _missing_files(connection, id, kept)
    alone = select(record.c.id).where(~exists().where(change.c.record == record.c.id))
    for (id,) in _streamed(connection, alone):
        yield Finding("check.row_alone", {"record": id}, "error")


def _streamed(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    """The rows one by one: never all of them in memory."""
    with closing(connection.execute(query, execution_options={"stream_results": True})) as rows:
        yield from rows


def _sound(row: Row[Any]) -> Change | None:
    """The change, if its content is what its id says."""
    try:
        one = from_row(*tuple(row))
        return one if hash_of(content(one, row.body)) == one.id else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _kept_row(connection: Connection, id: str, rebuilt: Mapping[str, Any]) -> Iterator[Finding]:
    row = connection.execute(select(record).where(record.c.id == id)).mappings().first()
    if row is None:
        yield Finding("check.row_missing", {"record": id}, "error")
        return
    for column, value in rebuilt.items():
        if row[column] != value:
            yield Finding("check.row", {"record": id, "column": column}, "error")


def _missing_files(connection: Connection, id: str, kept: Kept) -> Iterator[Finding]:
    for digest in sorted(set(_named_files(flat(kept.state)))):
        wanted = select(attachment.c.size).where(attachment.c.sha256 == digest)
        if connection.scalar(wanted) is None:
            yield Finding("check.file_missing", {"record": id, "sha256": digest}, "warn")


def _named_files(values: Mapping[str, Any]) -> Iterator[str]:
    for value in values.values():
        for one in value if isinstance(value, list) else (value,):
            digest = one.get("sha256") if isinstance(one, dict) else None
            if isinstance(digest, str) and _SHA256.match(digest):
                yield digest


def _chains(connection: Connection, own: str) -> Iterator[Finding]:
    """Gaps and forks of each device's numbers: of our own a loss, of others to be awaited."""
    columns = (change.c.device, change.c.seq, change.c.id, change.c.prev)
    ordered = select(*columns).order_by(change.c.device, change.c.seq, change.c.n)
    for device, ones in groupby(_streamed(connection, ordered), key=lambda row: str(row.device)):
        last, ids, before = 0, {""}, {""}
        for row in ones:
            seq, id = row.seq, row.id
            if seq == last:
                yield Finding("check.fork", {"device": device, "seq": seq}, "info")
                ids.add(id)
            else:
                if seq > last + 1:
                    params = {"device": device, "since": last + 1, "until": seq - 1}
                    yield Finding("check.gap", params, "error" if device == own else "info")
                before = ids if seq == last + 1 else set()
                last, ids = seq, {id}
            if before and row.prev not in before:
                yield Finding("check.prev", {"device": device, "seq": seq}, "info")


def _attachments(connection: Connection) -> Iterator[Finding]:
    names = connection.scalars(select(attachment.c.sha256).order_by(attachment.c.sha256)).all()
    for digest in names:
        wanted = select(attachment.c.size, attachment.c.content)
        row = connection.execute(wanted.where(attachment.c.sha256 == digest)).first()
        if row is None or len(row[1]) != row[0] or sha256(row[1]).hexdigest() != digest:
            yield Finding("check.file_damaged", {"sha256": digest}, "error")


def _texts(connection: Connection) -> Iterator[Finding]:
    """What is indexed of each record that is not marked, beside what can be read of it."""
    columns = (record.c.number, record.c.title, record.c.person, record.c.data)
    settled = (
        select(record.c.id, *columns, search_text.c.text)
        .outerjoin(search_text, search_text.c.record == record.c.n)
        .where(~exists().where(unindexed.c.record == record.c.n))
    )
    for row in _streamed(connection, settled):
        if row.text != search.readable(row._mapping):
            yield Finding("check.search_text", {"record": row.id}, "warn")


def _index(connection: Connection) -> Iterator[Finding]:
    """Each pair of characters as often in the index, and in as many records, as in the texts."""
    counts: Counter[str] = Counter()
    records: Counter[str] = Counter()
    for (text,) in _streamed(connection, select(search_text.c.text)):
        grams = search.grams(text).split(" ") if len(text) > 1 else []
        counts.update(grams)
        records.update(set(grams))
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE temp.search_words USING fts5vocab('main', 'search', 'row')"
    )
    try:
        words = connection.exec_driver_sql("SELECT term, doc, cnt FROM temp.search_words")
        wrong = sum(
            counts.pop(term, 0) != count or records[term] != docs for term, docs, count in words
        )
    finally:
        connection.exec_driver_sql("DROP TABLE temp.search_words")
    if wrong + len(counts):
        yield Finding("check.search_index", {"count": wrong + len(counts)}, "warn")
