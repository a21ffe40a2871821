"""Databases for the store's tests: a file, and a PostgreSQL where one is installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.bench import Bench
from tests.helpers.postgres import Cluster, programs


@pytest.fixture(scope="session")
def server() -> Iterator[Cluster]:
    """A PostgreSQL for the whole run."""
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed (the dependency group pg)")
    cluster = Cluster(folder)
    try:
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a database file is to be: a path with Chinese and a space."""
    return tmp_path / "项目 资料" / "光远.db"


@pytest.fixture
def bench(place: Path) -> Iterator[Bench]:
    """A database in a file."""
    bench = Bench.at(place)
    yield bench
    bench.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def anywhere(request: pytest.FixtureRequest, place: Path) -> Iterator[Bench]:
    """A database in a file, then one on a server: both behave alike."""
    if request.param == "sqlite":
        bench = Bench.at(place)
    else:
        cluster: Cluster = request.getfixturevalue("server")
        bench = Bench.at(cluster.emptied_database())
    yield bench
    bench.close()
