"""Restoring: everything comes back as a new device, and what stood there is kept first."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from gydesk.errors import StoreError
from gydesk.store.backup import backup, listed, restore
from gydesk.store.records import RecordQuery
from gydesk.store.verify import check
from tests.helpers.bench import Bench
from tests.helpers.disks import small_disk


def test_restoring_brings_everything_back_as_a_new_device(place: Path, tmp_path: Path) -> None:
    bench = Bench.at(place)
    id = bench.add(title="旧")
    mine = bench.db.device
    file = backup(bench.db, tmp_path / "b.db")
    bench.save(id, {"title": "新"})
    bench.close()
    kept = restore(file, place)
    assert kept is not None
    assert [one.why for one in listed(place)] == ["restore"]
    again = Bench.at(place)
    assert again.records.head(id).title == "旧"
    assert again.db.device.id != mine.id
    assert again.db.device.letter != mine.letter
    assert again.db.settings.get("confirm_export") is True
    assert again.save(id, {"title": "另"}).change.seq == 1
    assert check(again.db, again.library) == []
    again.close()
    assert restore(kept, place)
    again = Bench.at(place)
    assert again.records.head(id).title == "新"
    again.close()
    assert sorted(path.name for path in place.parent.iterdir()) == ["backups", place.name]


def test_restoring_where_nothing_was(bench: Bench, tmp_path: Path) -> None:
    id = bench.add(title="一")
    file = backup(bench.db, tmp_path / "b.db")
    target = tmp_path / "new" / "a.db"
    target.parent.mkdir()
    assert restore(file, target) is None
    again = Bench.at(target)
    assert again.records.head(id).title == "一"
    again.close()


def test_restoring_over_a_crashed_database_keeps_what_its_log_holds(
    bench: Bench, place: Path, tmp_path: Path
) -> None:
    file = backup(bench.db, tmp_path / "b.db")
    id = bench.add(title="只在日志里")
    crashed = tmp_path / "crashed" / "a.db"
    crashed.parent.mkdir()
    shutil.copyfile(place, crashed)
    shutil.copyfile(f"{place}-wal", f"{crashed}-wal")
    kept = restore(file, crashed)
    assert kept is not None
    for path, expected in ((kept, True), (crashed, False)):
        copy = Bench.at(path)
        assert (copy.records.head(id) is not None) is expected
        copy.close()


@pytest.mark.parametrize("damage", ["text", "page"])
def test_restoring_over_a_damaged_database_keeps_its_bytes(
    place: Path, tmp_path: Path, damage: str
) -> None:
    bench = Bench.at(place)
    for n in range(30):
        bench.add(note=f"{n}" + "字" * 2000)
    file = backup(bench.db, tmp_path / "b.db")
    bench.close()
    content = bytearray(place.read_bytes())
    content[20 * 4096 : 21 * 4096] = b"\xa5" * 4096
    place.write_bytes("坏了".encode() if damage == "text" else content)
    damaged = place.read_bytes()
    kept = restore(file, place)
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert [one.why for one in listed(place)] == ["damaged"]
    again = Bench.at(place)
    assert again.records.count(RecordQuery()) == 30
    assert check(again.db, again.library) == []
    again.close()


def test_what_cannot_be_restored_leaves_the_database_as_it_is(place: Path, tmp_path: Path) -> None:
    bench = Bench.at(place)
    bench.add(title="一")
    file = backup(bench.db, tmp_path / "b.db")
    with pytest.raises(StoreError) as caught:
        restore(file, place)
    assert caught.value.code == "db.in_use"
    bench.close()
    before = place.read_bytes()
    cut, foreign, newer = (tmp_path / name for name in ("cut.db", "foreign.db", "newer.db"))
    cut.write_bytes(file.read_bytes()[:-5000])
    with closing(sqlite3.connect(foreign)) as other:
        other.execute("CREATE TABLE note (text)")
    shutil.copyfile(file, newer)
    with closing(sqlite3.connect(newer)) as other:
        other.execute("UPDATE alembic_version SET version_num='9999'")
        other.commit()
    for source, code in (
        (cut, "backup.damaged"),
        (foreign, "db.foreign"),
        (newer, "db.newer"),
        (tmp_path / "none.db", "db.unreachable"),
        (place, "backup.same"),
    ):
        with pytest.raises(StoreError) as caught:
            restore(source, place)
        assert caught.value.code == code
    assert place.read_bytes() == before
    assert sorted(path.name for path in place.parent.iterdir()) == [place.name]


def fill(file: Path) -> None:
    """Take all the room there is."""
    with suppress(OSError), file.open("wb", buffering=0) as opened:
        while True:
            opened.write(bytes(4096))


def test_no_room_to_restore_leaves_the_database_as_it_is(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "2m") as disk:
        bench = Bench.at(disk / "a.db")
        id = bench.add(title="一")
        file = backup(bench.db, tmp_path / "b.db")
        bench.close()
        before = (disk / "a.db").read_bytes()
        ballast = disk / "ballast"
        fill(ballast)
        with pytest.raises(StoreError) as caught:
            restore(file, disk / "a.db")
        assert caught.value.code == "backup.full"
        assert (disk / "a.db").read_bytes() == before
        ballast.unlink()
        again = Bench.at(disk / "a.db")
        assert again.records.head(id).title == "一"
        again.close()
