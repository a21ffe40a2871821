"""Old databases: every released version's opens for ever, is copied before it is changed."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import dedent

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, make_url, text

from gydesk.errors import StoreError
from gydesk.store import files, schema, upgrade
from gydesk.store.backup import listed
from gydesk.store.database import open_database
from gydesk.store.engine import file_url, make_engine
from gydesk.store.prints import Prints
from gydesk.store.records import RecordQuery
from gydesk.store.schema import HEAD, REVISIONS, metadata
from gydesk.store.settings import Counters
from gydesk.store.verify import check, mend
from tests.helpers.bench import CUSTOMER, LOG, Bench
from tests.helpers.old_database import FOLDER
from tests.helpers.postgres import Cluster


def migrated(engine: Engine) -> list[object]:
    """What an empty database, brought to the newest revision by Alembic, has otherwise than
    the models say."""
    with engine.begin() as connection:
        upgrade.run_migrations(connection)
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _: (
                    kind != "table"
                    or not (name == "search" or name.startswith("search_"))
                    or name in metadata.tables
                )
            },
        )
        return list(compare_metadata(context, metadata))


def test_alembics_head_is_the_models(tmp_path: Path) -> None:
    engine = make_engine(file_url(tmp_path / "a.db"))
    assert migrated(engine) == []
    made = make_engine(file_url(tmp_path / "b.db"))
    with made.begin() as connection:
        upgrade.create_schema(connection)
    names = "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    both = []
    for one in (engine, made):
        with one.connect() as connection:
            both.append({tuple(row) for row in connection.execute(text(names))})
            marks = [
                connection.execute(text(ask)).scalar()
                for ask in ("PRAGMA application_id", "SELECT version_num FROM alembic_version")
            ]
            assert marks == [schema.APPLICATION_ID, HEAD]
        one.dispose()
    assert both[0] == both[1]


def test_alembics_head_is_the_models_on_a_server_too(server: Cluster) -> None:
    url = make_url(server.new_database()).set(drivername="postgresql+psycopg")
    engine = make_engine(url)
    try:
        assert migrated(engine) == []
    finally:
        engine.dispose()


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_database_of_every_revision_opens_for_ever(revision: str, place: Path) -> None:
    place.parent.mkdir()
    shutil.copyfile(FOLDER / f"{revision}.db", place)
    bench = Bench.at(place)
    logs = RecordQuery(forms=("log",), order_by="created", descending=False)
    first, second = bench.records.each(logs)
    assert (first.head.title, first.head.number) == ("机柜安装好 晴", "RZ-GY2014-001-C001")
    assert (first.head.state, first.head.date) == ("submitted", "2014-06-06")
    assert first.head.conflicts == 1
    assert first.data["fields"]["note"] == "采购设备已到"
    assert first.data["items"] == [{"_id": "rowaaaaa", "_order": "a0", "what": "机柜"}]
    (photo,) = first.data["fields"]["photos"]
    assert bench.attachments.get(photo["sha256"]) == b"\xff\xd8\xff photo"
    assert len(bench.records.history(first.head.id)) == 4
    assert [one.copy for one in Prints(bench.db).of(first.head.id)] == ["customer"]
    assert second.head.title == "还没进索引的"
    assert [row.title for row in bench.records.page(RecordQuery(alive=False))] == ["删了的"]
    assert [head.title for head in bench.records.by_number("KH-1")] == ["山西煤机"]
    for typed in ("设备", "索引", "门头"):
        assert bench.records.count(RecordQuery(text=typed)) == 1
    assert bench.db.settings.get("user") == "吴工"
    assert bench.db.device.name == "工程部 1"
    assert Counters(bench.db).take("log") == 1
    mend(bench.db, bench.library)
    assert check(bench.db, bench.library) == []
    bench.save(first.head.id, {"title": "接着填"})
    assert bench.records.head(first.head.id).conflicts == 0
    bench.close()


NEXT = """
    \"\"\"A column more, in a table that others refer to.\"\"\"

    import sqlalchemy as sa
    from alembic import op

    revision = "0002"
    down_revision = "0001"


    def upgrade() -> None:
        rebuild = "always" if op.get_bind().dialect.name == "sqlite" else "never"
        with op.batch_alter_table("record", recreate=rebuild) as batch:
            batch.add_column(sa.Column("more", sa.Text(), server_default="x", nullable=False))
"""
FAILS = (
    NEXT
    + """
        op.execute("INSERT INTO nowhere VALUES (1)")
"""
)


@pytest.fixture
def next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that is one revision further; its migration is to be written there."""
    folder = tmp_path / "migrations 100%"
    shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
    for module in (upgrade, files):
        monkeypatch.setattr(module, "REVISIONS", ("0001", "0002"))
        monkeypatch.setattr(module, "HEAD", "0002")
    return folder / "versions" / "0002_next.py"


def test_an_old_database_is_copied_then_migrated_with_all_that_is_in_it(
    place: Path, next_revision: Path
) -> None:
    next_revision.write_text(dedent(NEXT))
    place.parent.mkdir()
    shutil.copyfile(FOLDER / "0001.db", place)
    bench = Bench.at(place)
    with bench.db.reading() as connection:
        more = connection.execute(text("SELECT DISTINCT more FROM record")).scalars().all()
        texts = connection.execute(text("SELECT count(*) FROM search_text")).scalar()
        waiting = connection.execute(text("SELECT count(*) FROM unindexed")).scalar()
    assert (more, texts, waiting) == (["x"], 3, 1)
    assert bench.records.count(RecordQuery(text="设备")) == 1
    assert check(bench.db, bench.library) == []
    bench.close()
    (kept,) = listed(place)
    assert kept.why == "upgrade-0001"
    assert files.quick_check(kept.file) is None
    bench = Bench.at(place)
    assert len(listed(place)) == 1
    bench.close()


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    place: Path, next_revision: Path
) -> None:
    next_revision.write_text(dedent(FAILS))
    place.parent.mkdir()
    shutil.copyfile(FOLDER / "0001.db", place)
    with open_old(place) as db:  # as a running program leaves it
        db.settings.set("x", 1)
    before = place.read_bytes()
    with pytest.raises(Exception, match="nowhere"):
        open_database(place)
    assert place.read_bytes() == before
    assert [one.why for one in listed(place)] == ["upgrade-0001"]
    assert sorted(path.name for path in place.parent.iterdir()) == ["backups", place.name]


def open_old(place: Path):
    """Open as the program of revision 0001 did."""
    with pytest.MonkeyPatch.context() as back:
        back.setattr(files, "HEAD", "0001")
        return open_database(place)


def test_without_room_for_the_copy_nothing_is_migrated(place: Path, next_revision: Path) -> None:
    next_revision.write_text(dedent(NEXT))
    place.parent.mkdir()
    shutil.copyfile(FOLDER / "0001.db", place)
    before = place.read_bytes()
    (place.parent / "backups").write_text("a file where the folder should be")
    with pytest.raises(StoreError) as caught:
        open_database(place)
    assert caught.value.code == "backup.unreachable"
    assert place.read_bytes() == before


def test_a_server_is_migrated_too(
    server: Cluster, next_revision: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.new_database()
    with pytest.MonkeyPatch.context() as back:
        back.setattr(upgrade, "HEAD", "0001")
        bench = Bench.at(url)
    id = bench.save(bench.new_id(), {"title": "一"}, form=LOG).head.id
    bench.save(bench.new_id(), {"name": "二"}, form=CUSTOMER)
    bench.close()
    next_revision.write_text(dedent(NEXT))
    bench = Bench.at(url)
    with bench.db.reading() as connection:
        more = connection.execute(text("SELECT more FROM record")).scalars().all()
    assert more == ["x", "x"]
    assert bench.records.head(id).title == "一"
    assert check(bench.db, bench.library) == []
    bench.close()
