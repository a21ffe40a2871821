"""Making a new database, and bringing an old one to today's schema, after a copy of it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Connection, inspect, text

from gydesk.errors import StoreError
from gydesk.store.engine import file_url, make_engine
from gydesk.store.failures import told
from gydesk.store.schema import APPLICATION_ID, HEAD, REVISIONS, SQLITE_SEARCH, metadata

MIGRATIONS = Path(__file__).parent / "migrations"
"""The folder of Alembic's revisions: data of the program, not modules."""


def create_file(path: Path) -> None:
    """Make today's schema in a new or empty file, all or nothing."""
    engine = make_engine(file_url(path))
    try:
        with told(str(path)), engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                create_schema(connection)
    finally:
        engine.dispose()


def create_schema(connection: Connection) -> None:
    """Today's tables, stamped with today's revision."""
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(SQLITE_SEARCH)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(
        text(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
            " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": HEAD}
    )


def migrate_file(path: Path, revision: str) -> None:
    """Copy the file aside, then bring it to today's schema in one transaction.

    Foreign keys are off meanwhile (Alembic rebuilds tables, and with them on the children of
    a rebuilt table would go) and checked at the end.
    """
    from gydesk.store.backup import before_upgrade

    before_upgrade(path, revision)
    engine = make_engine(file_url(path))
    try:
        with told(str(path)), engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF")
            connection = connection.execution_options(writes=True)
            with connection.begin():
                run_migrations(connection)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise StoreError("db.damaged", place=str(path))
    finally:
        engine.dispose()


def prepare_server(url: URL, create: bool) -> None:
    """Create or migrate a server's database. Raises StoreError as for files."""
    engine = make_engine(url)
    place = url.render_as_string()
    try:
        with told(place), engine.begin() as connection:
            tables = set(inspect(connection).get_table_names())
            if "alembic_version" not in tables:
                if tables:
                    raise StoreError("db.foreign", place=place)
                if not create:
                    raise StoreError("db.missing", place=place)
                create_schema(connection)
                return
            revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
            if revision not in REVISIONS:
                raise StoreError("db.newer", place=place, revision=str(revision))
            if revision != HEAD:
                run_migrations(connection)
    finally:
        engine.dispose()


def run_migrations(connection: Connection, revision: str = "head") -> None:
    """Run Alembic up to ``revision`` inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
