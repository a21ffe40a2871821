"""What the engine and the disk report, as errors that people understand."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from gydesk.errors import StoreError

_BY_SQLITE_CODE = {
    5: "db.locked",  # BUSY
    6: "db.locked",  # LOCKED
    8: "db.readonly",
    10: "db.io",  # IOERR
    11: "db.damaged",  # CORRUPT
    13: "db.full",
    14: "db.unreachable",  # CANTOPEN
    15: "db.locked",  # PROTOCOL
    26: "db.damaged",  # NOTADB
}
_BY_SQLSTATE = {
    "25006": "db.readonly",  # read-only transaction
    "28000": "db.unreachable",  # not let in
    "28P01": "db.unreachable",  # wrong password
    "3D000": "db.missing",
    "40001": "db.locked",
    "40P01": "db.locked",  # deadlock
    "42501": "db.readonly",  # no right to
    "53100": "db.full",
    "53300": "db.unreachable",  # too many connections
    "55P03": "db.locked",
    "57P01": "db.unreachable",  # shut down
    "57P03": "db.unreachable",  # starting up
}
_BY_ERRNO = {
    errno.EACCES: "db.readonly",
    errno.EPERM: "db.readonly",
    errno.EROFS: "db.readonly",
    errno.ENOSPC: "db.full",
    errno.EDQUOT: "db.full",
    errno.EIO: "db.io",
    errno.EFBIG: "db.io",
}


@contextmanager
def told(place: str) -> Iterator[None]:
    """Raise StoreError ``db.*`` for what the user can act on; a bug stays what it is."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        code = code_of(error.orig if isinstance(error, DBAPIError) else error)
        if code is None:
            raise
        raise StoreError(code, place=place) from error


def code_of(error: BaseException | None) -> str | None:
    """Our code for an exception of sqlite3 or psycopg, or None for a bug."""
    number = getattr(error, "sqlite_errorcode", None)
    if number is not None:
        return _BY_SQLITE_CODE.get(number & 0xFF)
    state = getattr(error, "sqlstate", None)
    if state is None:
        return "db.unreachable" if type(error).__name__ == "OperationalError" else None
    return "db.unreachable" if state.startswith("08") else _BY_SQLSTATE.get(state)


def code_of_disk(error: OSError) -> str:
    """Our code for what the operating system says of a file."""
    return _BY_ERRNO.get(error.errno or 0, "db.unreachable")
