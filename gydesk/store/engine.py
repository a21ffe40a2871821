"""SQLAlchemy engines set the way we keep to: explicit transactions, durable commits."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from gydesk.errors import StoreError

BUSY_MS = 5000
_PRAGMAS = (
    f"busy_timeout={BUSY_MS}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "wal_autocheckpoint=0",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
)


def make_engine(url: URL) -> Engine:
    """An engine for a file or a server; connections with ``writes=True`` lock at once.

    Raises StoreError ``db.driver`` where the server's driver is not installed.
    """
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, pool_size=4, max_overflow=8)
        event.listen(engine, "connect", _prepare_connection)
        event.listen(engine, "begin", _begin_file)
        event.listen(engine, "invalidate", _let_go)
        return engine
    try:
        engine = create_engine(url, pool_pre_ping=True, isolation_level="REPEATABLE READ")
    except ImportError as error:
        raise StoreError("db.driver", place=url.render_as_string()) from error
    event.listen(engine, "begin", _begin_server)
    return engine


def file_url(path: Path) -> URL:
    """The URL of a database file."""
    return URL.create("sqlite+pysqlite", database=str(path))


def look_into(path: Path) -> sqlite3.Connection:
    """A connection that only reads and trusts nothing in the file; close it.

    No one may be writing to the file. Where no log stands beside it, it is taken as it is,
    and nothing is left beside it: it may lie in a folder where nothing can be written.
    """
    log = path.with_name(path.name + "-wal")
    logged = log.exists() and log.stat().st_size > 0
    how = "mode=ro" if logged else "mode=ro&immutable=1"
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute("PRAGMA query_only=ON")
    return connection


def _prepare_connection(connection: Any, _: object) -> None:
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_file(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _let_go(connection: Any, *_: object) -> None:
    """Thrown away in the middle of something: closing alone does not end a transaction while
    a cursor of it is still remembered somewhere, in a traceback for example."""
    with suppress(sqlite3.Error):
        connection.rollback()


def _begin_server(connection: Connection) -> None:
    """One writer at a time, as with a file; it sees what those before it wrote.

    Locking a table comes before the transaction's first look, so the look is fresh.
    """
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql("LOCK TABLE change IN EXCLUSIVE MODE")
