"""One process a database: a lock of the operating system on a file beside it.

The system gives the lock back when the process ends, however it ends; a file left behind
locks nobody out.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from gydesk.errors import StoreError
from gydesk.store.failures import code_of_disk

_TAKEN = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class FileLock:
    """Held from construction to ``release``."""

    def __init__(self, database: Path) -> None:
        """Raises StoreError ``db.in_use`` when another has it, ``db.readonly``, ``db.full``."""
        self.path = database.with_name(database.name + ".lock")
        self._file = -1
        while self._file < 0:
            file = _open(self.path, database)
            try:
                _lock(file)
            except OSError as error:
                os.close(file)
                code = "db.in_use" if error.errno in _TAKEN else "db.unreachable"
                raise StoreError(code, place=str(database)) from error
            if _is_at(file, self.path):
                self._file = file
            else:  # the holder before us took the file away between our two steps
                os.close(file)

    def release(self) -> None:
        """Let others in and take the file away; again does nothing."""
        if self._file < 0:
            return
        if sys.platform != "win32":
            with suppress(OSError):  # gone, or its disk lets nobody write
                self.path.unlink()
        os.close(self._file)
        self._file = -1
        if sys.platform == "win32":
            with suppress(OSError):  # another has it open already
                self.path.unlink()


def _open(path: Path, database: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreError(code_of_disk(error), place=str(database)) from error


def _is_at(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
