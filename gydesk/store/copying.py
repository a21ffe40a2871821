"""Copying a database into a file that gets its name only when it is whole, on disk and sound."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from gydesk.errors import StoreError
from gydesk.store import files
from gydesk.store.failures import code_of, code_of_disk

Progress = Callable[[int, int], None]
"""Told pages done and pages in all; what it raises stops the copying."""

_PAGES = 2048


def copy_to(
    source: sqlite3.Connection,
    file: Path,
    progress: Progress | None = None,
    before_rename: Callable[[], None] = lambda: None,
) -> Path:
    """Copy ``source`` to ``file``, the whole or nothing, as a database that belongs to no computer.

    Raises StoreError ``backup.*``; what stood at ``file`` is untouched then.
    """
    part = file.with_name(file.name + ".part")

    def told(_: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    with told_of_copy(file):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            part.touch()  # the system says better than the engine why a file can't be made
            with closing(sqlite3.connect(part, isolation_level=None)) as copy:
                copy.execute("PRAGMA synchronous=OFF")
                copy.execute("PRAGMA trusted_schema=OFF")
                source.backup(copy, pages=_PAGES, progress=told)
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, readable from a DVD too
                copy.execute("UPDATE setting SET value='\"\"' WHERE key='machine'")
            to_disk(part)
            _verify(part, file)
            before_rename()
            part.replace(file)
            _folder_to_disk(file.parent)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
                part.with_name(part.name + "-journal").unlink(missing_ok=True)
    return file


def _verify(part: Path, file: Path) -> None:
    try:
        if files.inspect(part).revision:
            files.quick_check(part)
            return
    except StoreError as error:
        raise StoreError("backup.unsound", place=str(file)) from error
    raise StoreError("backup.unsound", place=str(file))


@contextmanager
def told_of_copy(file: Path) -> Iterator[None]:
    """What goes wrong with the copy, by our own codes: the database itself is well."""
    try:
        yield
    except sqlite3.Error as error:
        code = code_of(error)
        if code is None:
            raise
        raise _of_copy(code, file) from error
    except OSError as error:
        raise _of_copy(code_of_disk(error), file) from error


def _of_copy(code: str, file: Path) -> StoreError:
    kind = {"db.damaged": "unsound", "db.locked": "io"}.get(code, code.partition(".")[2])
    return StoreError(f"backup.{kind}", place=str(file))


def to_disk(file: Path) -> None:
    """Out of the system's memory, so that the check reads what the disk has."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
        if sys.platform == "linux":
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _folder_to_disk(folder: Path) -> None:
    if sys.platform == "win32":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # not every file system knows it
            os.fsync(opened)
    finally:
        os.close(opened)
