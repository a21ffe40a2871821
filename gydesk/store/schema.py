"""The tables. ``change`` and ``attachment`` are the truth; the rest can be made from them again,
or belongs to this device alone.

Nothing that two devices may both create is unique or a foreign key. ``n`` columns are local
row numbers and mean nothing elsewhere. JSON is kept as text, so that its bytes stay canonical
and SQLite and PostgreSQL keep the same.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

REVISIONS = ("0001",)
"""All revisions in order, the last the one this program works with."""

HEAD = REVISIONS[-1]

APPLICATION_ID = 0x47594B44
"""SQLite's header field that tells our files from others: ``GYKD``."""

metadata = MetaData()

_local = BigInteger().with_variant(Integer, "sqlite")


def _text(name: str, length: int | None = None, **more: Any) -> Column[str]:
    """A column of text that sorts by code point, on a server too."""
    kind = String if length else Text
    sorted_alike = kind(length).with_variant(kind(length, collation="C"), "postgresql")
    return Column(name, sorted_alike, nullable=False, **more)


change = Table(
    "change",
    metadata,
    Column("n", _local, primary_key=True),
    _text("id", 32, unique=True),
    _text("record", 36, index=True),
    _text("form", 64),
    Column("form_version", BigInteger, nullable=False),
    _text("device", 64),
    Column("seq", BigInteger, nullable=False),
    _text("prev", 32),
    Column("lamport", BigInteger, nullable=False),
    _text("at", 24),
    _text("author", 200),
    _text("body"),
    Index("ix_change_device_seq", "device", "seq"),
)
"""The grow-only set. ``body`` is the canonical text of ``{"over": …, "set": …}``."""

record = Table(
    "record",
    metadata,
    Column("n", _local, primary_key=True),
    _text("id", 36, unique=True),
    _text("form", 64),
    Column("form_version", BigInteger, nullable=False),
    _text("project", 36),
    _text("number"),
    _text("state", 20),
    Column("revision", Integer, nullable=False),
    _text("title"),
    Column("title_key", LargeBinary, nullable=False),
    _text("date", 10),
    _text("person"),
    Column("alive", Boolean, nullable=False),
    Column("conflicts", Integer, nullable=False),
    _text("created", 24),
    _text("updated", 24),
    _text("meta"),
    _text("data"),
    _text("heads"),
    _text("awaited"),
    Index("ix_record_project_form_date", "project", "form", "date"),
    Index("ix_record_form_date", "form", "date"),
    Index("ix_record_date", "date"),
    Index("ix_record_updated", "updated"),
    Index("ix_record_number", "number"),
    Index("ix_record_title", "title_key"),
)
"""What a record's changes make, kept step by step. Header columns are "" where there is
nothing. ``meta`` holds the ``_`` paths, ``data`` the nested data, ``heads`` ``{change: [path]}``,
``awaited`` ``{change: [path]}`` of changes that were replaced before they arrived."""

attachment = Table(
    "attachment",
    metadata,
    _text("sha256", 64, primary_key=True),
    Column("size", BigInteger, nullable=False),
    _text("media_type", 100),
    Column("content", LargeBinary, nullable=False),
)

device = Table(
    "device",
    metadata,
    _text("id", 64, primary_key=True),
    _text("letter", 8),
    _text("name", 200),
    _text("person", 200),
    _text("since", 24),
)
"""This device (``setting`` ``device`` names it), those it was before, and known others."""

setting = Table("setting", metadata, _text("key", 100, primary_key=True), _text("value"))
"""Settings of this database, as JSON."""

counter = Table(
    "counter",
    metadata,
    _text("scope", 200, primary_key=True),
    Column("value", BigInteger, nullable=False),
)
"""The last number given on this device in each scope."""

printed = Table(
    "printed",
    metadata,
    Column("n", _local, primary_key=True),
    _text("record", 36, index=True),
    _text("at", 24),
    _text("who", 200),
    Column("revision", Integer, nullable=False),
    _text("copy", 100),
    _text("hash", 64),
)
"""What was printed: by whom, which copy, of which content."""

search_text = Table(
    "search_text",
    metadata,
    Column("record", ForeignKey("record.n"), primary_key=True, autoincrement=False),
    _text("text"),
)
"""What of a record can be found, as it stands in the index."""

unindexed = Table(
    "unindexed",
    metadata,
    Column("record", ForeignKey("record.n"), primary_key=True, autoincrement=False),
)
"""Records that changed since their text was indexed."""

SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5(grams, content='', columnsize=0, tokenize='ascii')"
)
"""The bigram index over ``search_text``, by ``record``; SQLite only, see ``store/search``."""
