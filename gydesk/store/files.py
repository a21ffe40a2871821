"""Whether a database file may be opened, looked at without touching it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from gydesk.errors import StoreError
from gydesk.store.engine import look_into
from gydesk.store.failures import code_of, code_of_disk
from gydesk.store.place import unsafe
from gydesk.store.schema import APPLICATION_ID, HEAD, REVISIONS

_MAGIC = b"SQLite format 3\0"
_CHECKED_UP_TO = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is: ``revision`` "" for a database in which nothing was ever made."""

    revision: str
    clean: bool


def refuse_unsafe(path: Path, anywhere: bool) -> None:
    """Raises StoreError ``db.remote_folder`` on a stick or a network, unless ``anywhere``."""
    why = None if anywhere else unsafe(str(path))
    if why is not None:
        raise StoreError("db.remote_folder", place=str(path), why=why)


def make_folder(path: Path, create: bool) -> None:
    """The folder for a new file. Raises StoreError ``db.missing``, ``db.readonly`` …"""
    try:
        if not create and not path.exists():
            raise StoreError("db.missing", place=str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(code_of_disk(error), place=str(path)) from error


def prepare(path: Path, create: bool) -> None:
    """Make ``path`` a database of this program's schema: created, migrated, or as it is.

    Raises StoreError ``db.*`` and leaves the file as it was.
    """
    from gydesk.store import upgrade

    new = not path.exists() or path.stat().st_size == 0
    look = Look("", True) if new else inspect(path)
    if not all(os.access(each, os.W_OK) for each in (path.parent, *([path] if not new else []))):
        raise StoreError("db.readonly", place=str(path))
    if look.revision == HEAD:
        if not look.clean and path.stat().st_size <= _CHECKED_UP_TO:
            quick_check(path)
    elif look.revision:
        upgrade.migrate_file(path, look.revision)
    elif create:
        upgrade.create_file(path)
    else:
        raise StoreError("db.missing", place=str(path))


def inspect(path: Path) -> Look:
    """Which revision the file has, opened only to read.

    Raises StoreError ``db.damaged``, ``db.foreign``, ``db.newer``, ``db.unreachable``.
    """
    clean = log_size(path) == 0
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise StoreError(code_of_disk(error), place=str(path)) from error
    if not header.startswith(_MAGIC) or len(header) < 100 or (clean and _cut_off(path, header)):
        raise StoreError("db.damaged", place=str(path))
    try:
        with closing(look_into(path)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            tables = {
                name
                for (name,) in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type='table'"
                )
            }
            if not tables and application in (0, APPLICATION_ID):
                return Look("", clean)
            if application != APPLICATION_ID or "alembic_version" not in tables:
                raise StoreError("db.foreign", place=str(path))
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise StoreError(code_of(error) or "db.damaged", place=str(path)) from error
    revision = str(row[0]) if row else ""
    if revision not in REVISIONS:
        raise StoreError("db.newer", place=str(path), revision=revision)
    return Look(revision, clean)


def quick_check(path: Path) -> None:
    """Raises StoreError ``db.damaged`` unless the engine finds the file sound."""
    try:
        with closing(look_into(path)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA quick_check(3)")]
    except sqlite3.Error as error:
        raise StoreError(code_of(error) or "db.damaged", place=str(path)) from error
    if found != ["ok"]:
        raise StoreError("db.damaged", place=str(path))


def identity(path: Path | None) -> tuple[int, int] | None:
    """Which file stands at ``path``; None where none does. A file that was moved away, replaced,
    or whose disk was taken out can still be written to by whoever has it open."""
    if path is None:
        return None
    try:
        found = os.stat(path)  # noqa: PTH116  before every save
    except OSError:
        return None
    return found.st_dev, found.st_ino


def log_size(path: Path | None) -> int:
    """Bytes in the write-ahead log beside ``path``; some after a crash, 0 after a clean end."""
    if path is None:
        return 0
    try:
        return path.with_name(path.name + "-wal").stat().st_size
    except OSError:
        return 0


def _cut_off(path: Path, header: bytes) -> bool:
    """True when the file is shorter than its own header says."""
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    same_writer = header[24:28] == header[92:96]
    return same_writer and path.stat().st_size < pages * (65536 if page == 1 else page)
