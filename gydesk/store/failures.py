"""What the database engine reports, as errors that people understand."""

from __future__ import annotations

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
    26: "db.damaged",  # NOTADB
}


@contextmanager
def told(place: str) -> Iterator[None]:
    """Raise StoreError ``db.*`` for what the user can act on; a bug stays what it is."""
    try:
        yield
    except DBAPIError as error:
        code = code_of(error.orig)
        if code is None:
            raise
        raise StoreError(code, place=place) from error


def code_of(error: BaseException | None) -> str | None:
    """Our code for an exception of sqlite3 or psycopg, or None for a bug."""
    number = getattr(error, "sqlite_errorcode", None)
    if number is not None:
        return _BY_SQLITE_CODE.get(number & 0xFF)
    state = getattr(error, "sqlstate", None)
    if state == "53100":
        return "db.full"
    if state is not None and state.startswith("08"):
        return "db.unreachable"
    if state is None and type(error).__name__ == "OperationalError":
        return "db.unreachable"
    return None
