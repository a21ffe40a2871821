"""A PostgreSQL of one's own: a cluster in a temporary folder, asked through a socket in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path

from sqlalchemy import make_url

from gydesk.store.database import open_database
from gydesk.store.schema import metadata

_OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c shared_buffers=16MB"
    " -c max_connections=40 -c autovacuum=off"
)


def programs() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``, the newest there is; None without a server."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = str(installed[-1]) if installed else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class Cluster:
    """A running server; ``stop`` it."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="gydesk-pg-"))
        self._data = self._folder / "data"
        self._numbers = count()
        self._emptied = ""
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(self._folder, "postgres")
        self._run("initdb", "-D", self._data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "-N")
        log = self._folder / "log"
        self._run("pg_ctl", "-D", self._data, "-l", log, "-w", "-o", self._options, "start")

    @property
    def _options(self) -> str:
        return f"{_OPTIONS} -k {self._folder}"

    def new_database(self) -> str:
        """The URL of a fresh, empty database."""
        name = f"gydesk{next(self._numbers)}"
        self._ask("postgres", f"CREATE DATABASE {name}")
        return f"postgresql://postgres@/{name}?host={self._folder}"

    def emptied_database(self) -> str:
        """The URL of a database with our tables and nothing in them; the same one every time,
        as making one takes half a second."""
        if not self._emptied:
            self._emptied = self.new_database()
            open_database(self._emptied).close()
        tables = ", ".join(table.name for table in metadata.sorted_tables)
        self._ask(str(make_url(self._emptied).database), f"TRUNCATE {tables} RESTART IDENTITY")
        return self._emptied

    def stop(self) -> None:
        """Stop the server and remove its files."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder)

    def _ask(self, database: str, statement: str) -> None:
        import psycopg

        where = {"host": str(self._folder), "user": "postgres", "dbname": database}
        with psycopg.connect(**where, autocommit=True) as server:
            server.execute(statement)

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(
            command,
            cwd="/",
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}")
