"""Backups: whole, verified, thinned with age, and restored as a new device."""

from __future__ import annotations

import os
import resource
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gydesk import paths
from gydesk.errors import StoreError
from gydesk.store import backup as backups
from gydesk.store import search
from gydesk.store.backup import Backup, backup, beside, hourly, listed, outdated
from gydesk.store.records import RecordQuery
from gydesk.store.tidy import tidy
from gydesk.store.verify import check
from tests.helpers.bench import Bench
from tests.helpers.disks import read_only, small_disk

NOW = datetime(2014, 6, 6, 17, 30)


def everything(bench: Bench) -> dict[str, str]:
    return {row.id: row.title for row in bench.records.page(RecordQuery(alive=None), 0, 10_000)}


def test_a_backup_is_one_sound_file_with_everything(bench: Bench, tmp_path: Path) -> None:
    ids = [bench.add(title=f"第{n}号", note="采购") for n in range(20)]
    bench.attachments.put(b"x" * 100_000, "a.bin")
    search.index(bench.db)
    file = tmp_path / "U 盘" / "备份.db"
    assert backup(bench.db, file) == file
    assert [path.name for path in file.parent.iterdir()] == ["备份.db"]
    copy = Bench.at(file, seed=2)
    assert list(everything(copy)) == list(everything(bench))
    assert copy.records.get(ids[3]) == bench.records.get(ids[3])
    assert copy.records.count(RecordQuery(text="采购")) == 20
    assert check(copy.db, copy.library) == []
    copy.close()


def test_a_backup_replaces_an_older_one_of_the_name(bench: Bench, tmp_path: Path) -> None:
    file = backup(bench.db, tmp_path / "b.db")
    bench.add(title="新")
    backup(bench.db, file)
    copy = Bench.at(file)
    assert list(everything(copy).values()) == ["新"]
    copy.close()


def test_a_copy_is_another_device_wherever_it_is_opened(bench: Bench, tmp_path: Path) -> None:
    mine = bench.db.device
    copy = Bench.at(backup(bench.db, tmp_path / "b.db"))
    assert copy.db.device.id != mine.id
    assert copy.db.settings.get("confirm_export") is True
    copy.close()


def test_a_backup_is_of_one_moment_while_work_goes_on(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gydesk.store.copying._PAGES", 4)
    for n in range(40):
        bench.add(note=f"{n}" + "字" * 2000)
    steps: list[tuple[int, int]] = []

    def meanwhile(done: int, total: int) -> None:
        steps.append((done, total))
        bench.add(title="其间")

    file = backup(bench.db, tmp_path / "b.db", meanwhile)
    assert len(steps) > 5
    assert steps[-1][0] == steps[-1][1]
    copy = Bench.at(file)
    assert len(everything(copy)) == 40
    assert check(copy.db, copy.library) == []
    copy.close()
    assert len(everything(bench)) == 40 + len(steps)


def test_a_backup_inside_a_transaction_is_of_before_it(bench: Bench, tmp_path: Path) -> None:
    bench.add(title="前")
    with bench.db.writing():
        bench.add(title="后")
        file = backup(bench.db, tmp_path / "b.db")
    copy = Bench.at(file)
    assert list(everything(copy).values()) == ["前"]
    copy.close()


def test_stopping_leaves_no_half_file(bench: Bench, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise LookupError

    file = tmp_path / "b.db"
    file.write_bytes(b"older")
    with pytest.raises(LookupError):
        backup(bench.db, file, stop)
    assert file.read_bytes() == b"older"
    assert not (tmp_path / "b.db.part").exists()


def failure(bench: Bench, file: Path) -> str:
    with pytest.raises(StoreError) as caught:
        backup(bench.db, file)
    return caught.value.code


def test_a_full_stick_is_told_and_nothing_is_left_on_it(bench: Bench, tmp_path: Path) -> None:
    bench.attachments.put(bytes(range(256)) * 8000, "big.bin")
    with small_disk(tmp_path / "stick", "1m") as stick:
        assert failure(bench, stick / "b.db") == "backup.full"
        assert list(stick.iterdir()) == []
    assert bench.add(title="照常")


def test_a_read_only_stick_is_told(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    with read_only(tmp_path / "stick") as stick:
        assert failure(bench, stick / "b.db") == "backup.readonly"
        assert failure(bench, stick / "new" / "b.db") == "backup.readonly"


def test_a_file_system_with_a_limit_is_told(bench: Bench, tmp_path: Path) -> None:
    """As FAT32 has one at 4 GB; here the process's own."""
    bench.attachments.put(bytes(range(256)) * 8000, "big.bin")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, before[1]))
    try:
        code = failure(bench, tmp_path / "b.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert code == "backup.io"
    assert not any(path.name.startswith("b.db") for path in tmp_path.iterdir())


def test_a_place_that_cannot_be_is_told(bench: Bench, place: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert failure(bench, tmp_path / "file" / "b.db") == "backup.unreachable"
    assert failure(bench, place) == "backup.same"
    (tmp_path / "link.db").symlink_to(place)
    assert failure(bench, tmp_path / "link.db") == "backup.same"


def test_a_copy_of_a_damaged_database_is_thrown_away(bench: Bench, tmp_path: Path) -> None:
    for n in range(30):
        bench.add(note=f"{n}" + "字" * 2000)
    bench.db.checkpoint()
    path = bench.db.path
    assert path is not None
    with path.open("rb+") as file:
        file.seek(20 * 4096)
        file.write(b"\xa5" * 4096)
    assert failure(bench, tmp_path / "b.db") == "backup.unsound"
    assert not (tmp_path / "b.db").exists()


def test_a_server_makes_its_own_backups(anywhere: Bench, tmp_path: Path) -> None:
    if anywhere.db.is_sqlite:
        assert beside(anywhere.db, "import") is not None
        return
    assert failure(anywhere, tmp_path / "b.db") == "backup.server"
    assert beside(anywhere.db, "import") is None
    assert hourly(anywhere.db) is None
    tidy(anywhere.db)


def test_a_backup_is_made_every_hour_that_something_was_made(bench: Bench, place: Path) -> None:
    def at(minutes: int) -> bool:
        return hourly(bench.db, NOW + timedelta(minutes=minutes)) is not None

    bench.add(title="一")
    assert at(0)
    bench.add(title="二")
    assert not at(59)
    assert at(61)
    assert not at(130)
    bench.add(title="三")
    assert at(131)
    made = listed(place)
    assert [one.at - NOW for one in made] == [timedelta(minutes=m) for m in (131, 61, 0)]
    assert all(one.why == "hourly" and one.size > 4096 for one in made)


def test_a_clock_that_was_set_back_does_not_stop_backups(bench: Bench) -> None:
    bench.add(title="一")
    assert hourly(bench.db, NOW)
    bench.add(title="二")
    assert hourly(bench.db, NOW - timedelta(days=3))


def test_tidying_indexes_moves_the_log_and_makes_the_backup(bench: Bench, place: Path) -> None:
    bench.add(title="一")
    tidy(bench.db)
    assert len(listed(place)) == 1
    tidy(bench.db)
    assert len(listed(place)) == 1
    assert check(bench.db, bench.library) == []


def test_what_a_killed_program_left_half_copied_is_removed(bench: Bench, place: Path) -> None:
    folder = paths.backups(place)
    folder.mkdir()
    old, fresh = folder / "a.db.part", folder / "b.db.part"
    old.touch()
    fresh.touch()
    yesterday = datetime.now().timestamp() - 86_400
    os.utime(old, (yesterday, yesterday))
    bench.add(title="一")
    assert hourly(bench.db)
    assert fresh.exists()
    assert not old.exists()


def test_strange_files_in_the_folder_are_no_backups(bench: Bench, place: Path) -> None:
    assert listed(place) == []
    beside(bench.db, "import")
    folder = paths.backups(place)
    for name in ("notes.txt", f"{place.stem}-20149999-000000-hourly.db", "x-20140606-000000-y.db"):
        (folder / name).touch()
    assert [one.why for one in listed(place)] == ["import"]


def made(why: str, *hours_ago: float) -> list[Backup]:
    return [
        Backup(Path(f"{why}{ago}"), NOW - timedelta(hours=ago), why, 1) for ago in sorted(hours_ago)
    ]


def test_hourly_ones_are_kept_for_a_day_then_one_a_day_then_one_a_month() -> None:
    kept: list[Backup] = []
    start = NOW - timedelta(days=120)
    for hour in range(120 * 24):
        now = start + timedelta(hours=hour)
        kept.append(Backup(Path(str(hour)), now, "hourly", 1))
        gone = outdated(kept, now)
        kept = [one for one in kept if one not in gone]
    ages = sorted(now - one.at for one in kept)
    assert [age for age in ages if age < timedelta(days=1)] == [
        timedelta(hours=hour) for hour in range(24)
    ]
    days = {one.at.date() for one in kept}
    assert {(now - timedelta(days=day)).date() for day in range(31)} <= days
    assert len({one.at.month for one in kept}) == 5
    assert len(kept) < 24 + 32 + 5


@given(
    st.lists(st.integers(-6_000, 1_200_000), max_size=40, unique=True),
    st.lists(st.integers(0, 1_200_000), max_size=5, unique=True),
)
def test_the_newest_and_the_remarkable_ones_always_stay(
    minutes: list[int], remarkable: list[int]
) -> None:
    all_made = made("hourly", *(ago / 60 for ago in minutes))
    for why in ("damaged", "upgrade-0001"):
        all_made += made(why, *(ago / 60 for ago in remarkable))
    gone = outdated(all_made, NOW)
    assert {one.why for one in gone} <= {"hourly"}
    newest = sorted((one for one in all_made if one.why == "hourly"), key=lambda one: one.at)[-3:]
    assert not set(newest) & set(gone)
    left = [one for one in all_made if one not in gone]
    assert outdated(left, NOW) == []


def test_what_was_kept_before_an_import_stays_for_the_day() -> None:
    imports = made("import", 1.0, 1.1, 1.2, 1.3, 1.4, 30, 30.1)
    assert [one.file.name for one in outdated(imports, NOW)] == ["import30.1"]


def test_backups_in_a_thread_do_not_stop_saves(bench: Bench, tmp_path: Path) -> None:
    stop = Event()
    copies: list[Path] = []

    def copying() -> None:
        while not stop.is_set():
            copies.append(backup(bench.db, tmp_path / f"{len(copies)}.db"))

    thread = Thread(target=copying)
    thread.start()
    ids = [bench.add(title=str(n)) for n in range(60)]
    stop.set()
    thread.join()
    assert len(everything(bench)) == len(ids)
    last = Bench.at(copies[-1])
    kept = everything(last)
    assert list(kept.values()) == [str(n) for n in reversed(range(len(kept)))]
    last.close()
    assert backups.listed(bench.db.path) == []
