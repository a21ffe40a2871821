"""Headquarters' database on a server: refusals, and several programs at once."""

from __future__ import annotations

import sys
from threading import Thread

import pytest
from sqlalchemy import create_engine, text

from gydesk.errors import StoreError
from gydesk.store.database import open_database
from gydesk.store.verify import check
from tests.helpers.bench import Bench
from tests.helpers.postgres import Cluster


def refusal(url: str, *, create: bool = True) -> str:
    with pytest.raises(StoreError) as caught:
        open_database(url, create=create)
    assert "geheim" not in str(caught.value)
    return caught.value.code


def tell(url: str, *statements: str) -> None:
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_an_empty_database_is_made_ours_only_when_asked(server: Cluster) -> None:
    url = server.new_database()
    assert refusal(url, create=False) == "db.missing"
    with open_database(url) as db:
        device = db.device
    with open_database(url, create=False) as db:
        assert db.device == device
        assert not db.is_sqlite


def test_another_programs_database_is_foreign(server: Cluster) -> None:
    url = server.new_database()
    tell(url, "CREATE TABLE note (text text)", "INSERT INTO note VALUES ('x')")
    assert refusal(url) == "db.foreign"
    tell(url, "DROP TABLE note")


def test_a_newer_database_is_refused(server: Cluster) -> None:
    url = server.new_database()
    open_database(url).close()
    tell(url, "UPDATE alembic_version SET version_num='9999'")
    assert refusal(url) == "db.newer"


def test_a_server_that_is_not_there_or_has_no_such_database_is_told(server: Cluster) -> None:
    assert refusal("postgresql://u:geheim@127.0.0.1:1/x") == "db.unreachable"
    there = server.new_database()
    assert refusal(there.replace("/gydesk", "/no_such_")) == "db.unreachable"


def test_without_the_driver_that_is_what_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert refusal("postgresql://u:geheim@127.0.0.1:1/x") == "db.driver"


def test_two_programs_may_save_the_same_record_at_once(server: Cluster) -> None:
    url = server.new_database()
    benches = [Bench.at(url), Bench.at(url, seed=2)]
    id = benches[0].add(title="原")
    failures: list[BaseException] = []

    def work(bench: Bench, name: str) -> None:
        try:
            for n in range(30):
                bench.save(id, {"title": f"{name}{n}", f"items/{name}{n}/what": name})
        except BaseException as error:
            failures.append(error)

    threads = [
        Thread(target=work, args=(bench, name)) for bench, name in zip(benches, "ab", strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    stored = benches[0].records.get(id)
    assert len(stored.data["items"]) == 60
    assert stored.head.conflicts == 0
    assert [one.seq for one in benches[1].records.history(id)] == [*range(1, 62)]
    assert check(benches[0].db, benches[0].library) == []
    for bench in benches:
        bench.close()
