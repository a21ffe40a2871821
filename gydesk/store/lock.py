"""One process a database: a lock of the operating system on a file beside it.

The system gives the lock back when the process ends, however it ends; the file itself may stay.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from gydesk.errors import StoreError


class FileLock:
    """Held from construction to ``release``."""

    def __init__(self, database: Path) -> None:
        """Raises StoreError ``db.in_use`` when another has it, ``db.readonly``."""
        self.path = database.with_name(database.name + ".lock")
        try:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except PermissionError as error:
            raise StoreError("db.readonly", place=str(database)) from error
        except OSError as error:
            raise StoreError(
                "db.readonly" if error.errno == 30 else "db.unreachable", place=str(database)
            ) from error
        try:
            _lock(self._file)
        except OSError as error:
            os.close(self._file)
            raise StoreError("db.in_use", place=str(database)) from error

    def release(self) -> None:
        """Let others in; again does nothing."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
