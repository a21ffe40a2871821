"""Backups: whole copies of a database file, each verified by opening, thinned with age.

A copy belongs to no computer: wherever one is opened, after ``restore`` or copied by hand, it
becomes a new device (``devices``), so that nothing made there gets the number or the ``seq``
of what was made after the copy.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from gydesk import paths
from gydesk.domain.change import Json
from gydesk.errors import StoreError
from gydesk.store import files
from gydesk.store.copying import Progress, copy_to, to_disk, told_of_copy
from gydesk.store.engine import look_into
from gydesk.store.lock import FileLock
from gydesk.store.schema import attachment, change, printed, setting

if TYPE_CHECKING:
    from gydesk.store.database import Database

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_MONTH = timedelta(days=31)
_ALWAYS = 3
_WHEN = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"-(\d{8}-\d{6})-([a-z0-9-]+)\.db\Z")


@dataclass(frozen=True, slots=True)
class Backup:
    """A file in the folder of backups. ``at`` is local time; ``why`` is ``hourly``, ``import``,
    ``restore``, ``upgrade-0001`` or ``damaged``."""

    file: Path
    at: datetime
    why: str
    size: int


def backup(db: Database, file: Path, progress: Progress | None = None) -> Path:
    """Copy the open database, as it is at one moment, to ``file``; give ``file``.

    The copy is written beside it, synced, read back and checked, and only then takes the
    name; work goes on meanwhile. Raises StoreError: ``backup.server`` (not a file),
    ``backup.same``, ``backup.full``, ``backup.readonly``, ``backup.unreachable``, ``backup.io``
    (a stick pulled out), ``backup.unsound`` (the copy, and so perhaps the database, is damaged).
    """
    if db.path is None:
        raise StoreError("backup.server", place=db.place)
    if _same(file, db.path):
        raise StoreError("backup.same", place=str(file))
    with db.apart() as connection:
        connection.execute(select(func.count()).select_from(setting))  # this moment, to the end
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        return copy_to(raw, file, progress)


def beside(db: Database, why: str, progress: Progress | None = None) -> Path | None:
    """A backup in the folder of backups, before something happens to a lot; None on a server."""
    if db.path is None:
        return None
    return backup(db, _new_name(db.path, why), progress)


def hourly(db: Database, now: datetime | None = None) -> Path | None:
    """A backup if the last is an hour old and something was made since; old ones are thinned.

    Raises StoreError as ``backup`` does.
    """
    now = now or datetime.now()
    if db.path is None:
        return None
    known = listed(db.path)
    if known and now - _HOUR < known[0].at <= now:
        return None
    made = _made(db)
    if db.settings.get("backed_up") == made and known:
        return None
    for file in [old.file for old in outdated(known, now)] + _abandoned(db.path):
        with suppress(OSError):
            file.unlink()
    file = backup(db, _new_name(db.path, "hourly", now))
    db.settings.set("backed_up", made)
    return file


def listed(database: Path) -> list[Backup]:
    """The backups of a database file, the newest first."""
    found = []
    with suppress(OSError):
        for file in paths.backups(database).iterdir():
            name = _NAME.fullmatch(file.name.removeprefix(database.stem))
            with suppress(ValueError, OSError):
                if name is not None:
                    at = datetime.strptime(name[1], _WHEN)
                    found.append(Backup(file, at, name[2], file.stat().st_size))
    return sorted(found, key=lambda one: (one.at, one.file.name), reverse=True)


def outdated(backups: list[Backup], now: datetime) -> list[Backup]:
    """Those that may go: one an hour is kept for a day, one a day for a month, then one a month.

    Only the hourly ones are thinned within a day. Never the newest few, whatever the clock
    says, nor what was kept before an upgrade or of a damaged file.
    """
    gone = []
    filled: set[str] = set()
    thinned = (one for one in backups if one.why in ("hourly", "import", "restore"))
    newest_first = sorted(thinned, key=lambda one: one.at, reverse=True)
    for index, one in enumerate(newest_first):
        age = now - one.at
        if age < _DAY:
            slot = f"{one.at:%Y%m%d-%H}" if one.why == "hourly" else one.file.name
        else:
            slot = f"{one.at:%Y%m%d}" if age < _MONTH else f"{one.at:%Y%m}"
        if slot in filled and index >= _ALWAYS:
            gone.append(one)
        filled.add(slot)
    return gone


def before_upgrade(path: Path, revision: str) -> Path:
    """Copy a database that nobody has open, before its schema is changed."""
    with closing(look_into(path)) as source:
        return copy_to(source, _new_name(path, f"upgrade-{revision}"))


def restore(file: Path, path: Path) -> Path | None:
    """Put the backup ``file`` in the place of the database ``path``, which nobody may have open.

    What stands at ``path`` is copied into the folder of backups first, byte for byte if it is
    too damaged to be read; the copy is given back, None if there was nothing. When it is opened,
    the restored database is a new device, and exports wait for a confirmation.
    Raises StoreError: ``backup.damaged``, ``backup.same``, ``db.foreign``, ``db.newer``,
    ``db.in_use`` and as ``backup`` does; then ``path`` is as it was.
    """
    if _same(file, path):
        raise StoreError("backup.same", place=str(file))
    _refuse_damaged(file)
    lock = FileLock(path)
    try:
        kept = _keep(path)
        with closing(look_into(file)) as source:
            copy_to(source, path, before_rename=lambda: _drop_log(path))
        return kept
    finally:
        lock.release()


def _refuse_damaged(file: Path) -> None:
    try:
        if not files.inspect(file).revision:
            raise StoreError("db.foreign", place=str(file))
        files.quick_check(file)
    except StoreError as error:
        if error.code == "db.damaged":
            raise StoreError("backup.damaged", place=str(file)) from error
        raise


def _keep(path: Path) -> Path | None:
    """Copy what stands at ``path``; its log is moved into it first."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as source:
            source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return copy_to(source, _new_name(path, "restore"))
    except (StoreError, sqlite3.Error) as error:
        if isinstance(error, StoreError) and error.code != "backup.unsound":
            raise
        return _keep_bytes(path)


def _keep_bytes(path: Path) -> Path:
    copy = _new_name(path, "damaged")
    log = path.with_name(path.name + "-wal")
    with told_of_copy(copy):
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        to_disk(copy)
        if log.exists():
            beside = copy.with_name(copy.name + "-wal")
            shutil.copyfile(log, beside)
            to_disk(beside)
    return copy


def _made(db: Database) -> list[Json]:
    """Grows with everything worth a backup that is made."""
    with db.reading() as connection:
        return [
            int(connection.scalar(query) or 0)
            for query in (
                select(func.max(change.c.n)),
                select(func.max(printed.c.n)),
                select(func.count()).select_from(attachment),
            )
        ]


def _abandoned(database: Path) -> list[Path]:
    """Unfinished copies whose program was ended long ago."""
    before = time.time() - _HOUR.total_seconds()
    parts = paths.backups(database).glob("*.part")
    return [part for part in parts if part.stat().st_mtime < before]


def _new_name(database: Path, why: str, now: datetime | None = None) -> Path:
    at = now or datetime.now()
    while True:
        file = paths.backups(database) / f"{database.stem}-{at:{_WHEN}}-{why}.db"
        if not file.exists():
            return file
        at += timedelta(seconds=1)


def _drop_log(path: Path) -> None:
    for end in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return one.absolute() == other.absolute()
