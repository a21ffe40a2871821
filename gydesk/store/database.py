"""Opening a database, and its connections: many that read, one that writes.

A save is one transaction and one sync of the write-ahead log. Moving the log into the file
(a checkpoint) is never paid by a save: ``tidy`` does it when nobody waits.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError

from gydesk.errors import StoreError
from gydesk.store import files
from gydesk.store.devices import Device, Devices
from gydesk.store.engine import BUSY_MS, make_engine
from gydesk.store.failures import told
from gydesk.store.lock import FileLock
from gydesk.store.settings import Settings

_LOG_LIMIT = 32 * 1024 * 1024
_log = logging.getLogger(__name__)


def open_database(target: str | Path, *, create: bool = True, anywhere: bool = False) -> Database:
    """The database in a file, or at a ``sqlite:`` or ``postgresql:`` URL; made when missing.

    Raises StoreError: ``db.missing`` (and not ``create``), ``db.newer``, ``db.damaged``,
    ``db.foreign`` (a database, but not ours), ``db.in_use``, ``db.readonly``, ``db.full``,
    ``db.unreachable``, ``db.remote_folder`` (on a stick or the network, unless ``anywhere``).
    A file that is refused is left byte for byte as it was.
    """
    url, path = _where(target)
    if path is None:
        return _open_server(url, create)
    files.refuse_unsafe(path, anywhere)
    files.make_folder(path, create)
    lock = FileLock(path)
    try:
        files.prepare(path, create)
        return Database(url, path, lock)
    except BaseException:
        lock.release()
        raise


class Database:
    """An open database; close it when done. Usable from several threads."""

    def __init__(self, url: URL, path: Path | None, lock: FileLock | None) -> None:
        self.url = url
        self.path = path
        self.place = str(path or url.render_as_string())
        self.engine = make_engine(url)
        self._patience_ms = BUSY_MS
        self._lock = lock
        self._file = files.identity(path)
        self._turn = threading.RLock()
        self._closed = False
        self._writer: Connection | None = None
        self._writing_thread = 0
        self._depth = 0
        self._doomed = False
        self._log_limit = _LOG_LIMIT
        self._undo: list[Callable[[], None]] = []
        self.settings = Settings(self)
        self.devices = Devices(self)
        try:
            self.devices.open()
        except BaseException:
            self.engine.dispose()
            raise

    @property
    def is_sqlite(self) -> bool:
        """True for a file, False for a server."""
        return self.engine.dialect.name == "sqlite"

    @property
    def device(self) -> Device:
        """This device, as changes made here name it."""
        return self.devices.own

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database; inside ``writing``, its own."""
        if self._writing_thread == threading.get_ident() and self._writer is not None:
            with told(self.place):
                yield self._writer
            return
        with self.apart() as connection:
            yield connection

    @contextmanager
    def apart(self) -> Iterator[Connection]:
        """A connection that sees one committed moment, inside ``writing`` too."""
        self._refuse_closed()
        with told(self.place), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one writing connection in a transaction: committed, durably, on leaving.

        May be entered again inside itself: all is one transaction then, and an error in
        any part undoes the whole.
        """
        with self._turn, told(self.place):
            if self._depth:
                with self._inside() as connection:
                    yield connection
            else:
                with self._transaction() as connection:
                    yield connection
        if not self._depth and files.log_size(self.path) > self._log_limit:
            try:
                self.checkpoint()
            except StoreError as error:  # what was written is safe all the same
                _log.warning("the log could not be moved into the file: %s", error)

    @contextmanager
    def _inside(self) -> Iterator[Connection]:
        self._depth += 1
        try:
            yield self._the_writer()
        except BaseException:
            self._doomed = True
            raise
        finally:
            self._depth -= 1

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        self._doomed = False
        self._undo.clear()
        if files.identity(self.path) != self._file:  # what is written would be nowhere
            raise StoreError("db.gone", place=self.place)
        connection = self._the_writer()
        try:
            with connection.begin():
                self._depth = 1
                self._writing_thread = threading.get_ident()
                yield connection
                if self._doomed:
                    raise StoreError("db.undone", place=self.place)
        except BaseException:
            self._drop_writer()  # Ctrl-C may have struck inside any step of it
            for undo in reversed(self._undo):
                undo()
            raise
        finally:
            self._depth = 0
            self._writing_thread = 0

    def be_patient(self, milliseconds: int) -> None:
        """Wait so long, from now on, for another program that holds the file for writing."""
        with self._turn, told(self.place):
            self._patience_ms = milliseconds
            self._wait_at_most(self._the_writer())

    def on_rollback(self, undo: Callable[[], None]) -> None:
        """Call ``undo`` if the transaction under way does not come through."""
        self._undo.append(undo)

    def checkpoint(self) -> None:
        """Move the log into the file, as far as readers let; saves then start a fresh log."""
        if not self.is_sqlite:
            return
        with self._turn, told(self.place):
            raw = self._the_writer().connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA busy_timeout=0")
            try:
                busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                raw.execute(f"PRAGMA busy_timeout={self._patience_ms}")
            if busy:  # someone reads an older moment: later, and not at every save
                self._log_limit *= 2
                return
            self._log_limit = _LOG_LIMIT
            self.settings.set("tidied", True)  # the fresh log's head is synced here, not in a save

    def close(self) -> None:
        """Let go of the database; again does nothing."""
        with self._turn:
            self._closed = True
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            self.engine.dispose()
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _the_writer(self) -> Connection:
        self._refuse_closed()
        if self._writer is None or self._writer.closed or self._writer.invalidated:
            self._writer = self.engine.connect().execution_options(writes=True)
            if self._patience_ms != BUSY_MS:
                self._wait_at_most(self._writer)
        return self._writer

    def _wait_at_most(self, writer: Connection) -> None:
        raw = writer.connection.driver_connection
        if self.is_sqlite and raw is not None:
            raw.execute(f"PRAGMA busy_timeout={self._patience_ms}")

    def _drop_writer(self) -> None:
        """Throw the connection away, and with it whatever transaction it may be in."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.invalidate()
            writer.close()

    def _refuse_closed(self) -> None:
        if self._closed:
            raise StoreError("db.closed", place=self.place)


def _where(target: str | Path) -> tuple[URL, Path | None]:
    if isinstance(target, str) and "://" in target:
        try:
            url = make_url(target)
        except ArgumentError as error:
            place = target.partition("://")[0] + "://…"  # the rest may hold a password
            raise StoreError("db.unreachable", place=place) from error
        if url.get_backend_name() == "postgresql":
            return url.set(drivername="postgresql+psycopg"), None
        if url.get_backend_name() != "sqlite" or not url.database:
            raise StoreError("db.unreachable", place=url.render_as_string())
        target = url.database
    files_path = Path(target) if str(target).startswith(("\\\\", "//")) else Path(target).absolute()
    return URL.create("sqlite+pysqlite", database=str(files_path)), files_path


def _open_server(url: URL, create: bool) -> Database:
    from gydesk.store import upgrade

    upgrade.prepare_server(url, create)
    return Database(url, None, None)
