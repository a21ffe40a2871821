"""What happens when a disk, a person or another program interferes: told, and nothing lost."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event, Thread, Timer

import pytest
from sqlalchemy import event

from gydesk.errors import StoreError
from gydesk.store import database, files
from gydesk.store.database import open_database
from gydesk.store.records import RecordQuery
from gydesk.store.tidy import tidy
from gydesk.store.verify import check
from tests.helpers.bench import Bench
from tests.helpers.disks import read_only, small_disk


def refusal(target: Path, **how: bool) -> str:
    """The code with which ``target`` is refused."""
    with pytest.raises(StoreError) as caught:
        open_database(target, **how).close()
    return caught.value.code


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_read_only_disk_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "光盘"
    open_database(folder / "a.db").close()
    before = (folder / "a.db").read_bytes()
    with read_only(folder):
        assert refusal(folder / "a.db") == "db.readonly"
        assert refusal(folder / "b.db") == "db.readonly"
        assert refusal(folder / "new" / "c.db") == "db.readonly"
    assert (folder / "a.db").read_bytes() == before
    assert names(folder) == ["a.db"]


def as_anybody(work: Callable[[], str]) -> str:
    """What ``work`` says when a user without rights does it; root may do everything."""
    if os.geteuid() != 0:
        return work()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setuid(65534)
            os.write(writing, work().encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def test_missing_rights_are_told() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "光远.db")
        open_database(path).close()
        before = path.read_bytes()

        def attempt() -> str:
            try:
                open_database(path).close()
            except StoreError as error:
                return error.code
            return "opened"

        for folder_mode, file_mode, code in (
            (0o777, 0o666, "opened"),
            (0o777, 0o444, "db.readonly"),
            (0o555, 0o666, "db.readonly"),
            (0o777, 0o000, "db.readonly"),
            (0o000, 0o666, "db.readonly"),
        ):
            path.chmod(file_mode)
            Path(folder).chmod(folder_mode)
            assert as_anybody(attempt) == code, (oct(folder_mode), oct(file_mode))
            Path(folder).chmod(0o700)
            if code == "opened":
                before = path.read_bytes()
        assert path.read_bytes() == before


def test_a_full_disk_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "3m") as disk:
        bench = Bench.at(disk / "a.db")
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(1_000_000))
        saved: dict[str, str] = {}

        def fill() -> None:
            while True:
                note = f"{len(saved)}" + "字" * 10_000
                saved[bench.add(note=note)] = note

        with pytest.raises(StoreError) as caught:
            fill()
        assert caught.value.code == "db.full"
        assert len(saved) > 5
        assert bench.records.count(RecordQuery()) == len(saved)
        ballast.unlink()
        last = bench.add(note="又有地方了")
        bench.close()
        again = Bench.at(disk / "a.db")
        for id, note in saved.items():
            assert again.records.get(id).data["fields"]["note"] == note
        assert again.records.get(last).data["fields"]["note"] == "又有地方了"
        assert check(again.db, again.library) == []
        again.close()


def test_no_room_for_a_new_database_leaves_none(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "64k") as disk:
        assert refusal(disk / "a.db") == "db.full"
        assert (disk / "a.db").stat().st_size <= 4096
        assert refusal(disk / "a.db", create=False) == "db.missing"


def test_a_file_that_may_not_grow_is_told_as_full(bench: Bench) -> None:
    id = bench.add(title="一")
    with bench.db.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")  # clamped to what there is
    with pytest.raises(StoreError) as caught:
        bench.save(id, {"note": "字" * 200_000})
    assert caught.value.code == "db.full"
    with bench.db.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=100000")
    bench.save(id, {"note": "字" * 200_000})
    assert len(bench.records.history(id)) == 2


def test_ctrl_c_at_any_moment_leaves_a_database_that_goes_on(bench: Bench) -> None:
    """A real signal, at random moments of a save."""
    seed = random.randrange(10_000)
    print("seed", seed)
    dice = random.Random(seed)
    id = bench.add(title="0")
    struck = kept = 0

    def strike(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGUSR1, strike)
    try:
        for wanted in range(1, 100):
            timer = Timer(dice.uniform(0.0001, 0.004), signal.raise_signal, (signal.SIGUSR1,))
            acknowledged = False
            try:
                timer.start()
                bench.save(id, {"title": str(wanted)})
                acknowledged = True
                timer.join()
            except BaseException as error:
                if not _was_struck(error):
                    raise
                struck += 1
            now = int(bench.records.head(id).title)
            assert now == wanted if acknowledged else now in {kept, wanted}
            kept = now
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert struck
    assert check(bench.db, bench.library) == []


def _was_struck(error: BaseException | None) -> bool:
    """SQLAlchemy may stumble over the interrupt itself."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__context__
    return error is not None


def test_ctrl_c_right_after_a_transaction_began_does_not_block_the_next(bench: Bench) -> None:
    def strike(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("BEGIN IMMEDIATE"):
            event.remove(bench.db.engine, "after_cursor_execute", strike)
            raise KeyboardInterrupt

    event.listen(bench.db.engine, "after_cursor_execute", strike)
    with pytest.raises(KeyboardInterrupt):
        bench.add(title="一")
    assert bench.records.get(bench.add(title="二")).head.title == "二"


def test_several_threads_may_save_and_read(anywhere: Bench) -> None:
    ids = [anywhere.new_id() for _ in range(4)]
    failures: list[BaseException] = []

    def work(id: str) -> None:
        try:
            for n in range(25):
                anywhere.save(id, {"title": str(n)})
                assert anywhere.records.head(id).title == str(n)
        except BaseException as error:
            failures.append(error)

    threads = [Thread(target=work, args=(id,)) for id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(one.seq for id in ids for one in anywhere.records.history(id)) == [*range(1, 101)]
    assert check(anywhere.db, anywhere.library) == []


@pytest.fixture
def small_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log moves early."""
    monkeypatch.setattr(database, "_LOG_LIMIT", 100_000)


@pytest.mark.usefixtures("small_log")
def test_a_long_log_moves_into_the_file_by_itself(bench: Bench, place: Path) -> None:
    for n in range(60):
        bench.add(note=f"{n}" + "字" * 3000)
        assert files.log_size(place) < 250_000


@pytest.mark.usefixtures("small_log")
def test_a_long_transaction_is_not_broken_by_its_own_log(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    with bench.db.writing() as connection:
        connection.exec_driver_sql("PRAGMA cache_size=10")  # so that the log grows meanwhile
        for n in range(40):
            bench.add(note=f"{n}" + "字" * 3000)
    assert bench.records.count(RecordQuery()) == 40
    assert caplog.messages == []


@pytest.mark.usefixtures("small_log")
def test_a_reader_of_an_older_moment_only_delays_that(bench: Bench, place: Path) -> None:
    bench.add(title="旧")
    reading, go_on = Event(), Event()
    seen: list[int] = []

    def look() -> None:
        with bench.db.reading() as connection:
            for _ in range(2):
                query = "SELECT count(*) FROM record"
                seen.append(connection.exec_driver_sql(query).scalar_one())
                reading.set()
                go_on.wait(30)

    reader = Thread(target=look)
    reader.start()
    assert reading.wait(30)
    for n in range(40):
        bench.add(note=f"{n}" + "字" * 3000)
    assert files.log_size(place) > 100_000
    go_on.set()
    reader.join()
    assert seen == [1, 1]
    tidy(bench.db)
    assert files.log_size(place) < 20_000
    assert bench.records.count(RecordQuery()) == 41


def test_a_disk_that_fails_is_told(bench: Bench) -> None:
    """A write error of the system: here a limit on the size of files."""
    id = bench.add(title="一")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    try:
        with pytest.raises(StoreError) as caught:
            bench.save(id, {"note": "字" * 200_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.code == "db.io"
    assert bench.records.head(id).title == "一"
    bench.save(id, {"note": "字" * 200_000})
    assert check(bench.db, bench.library) == []


def test_another_program_that_holds_the_database_is_told(bench: Bench, place: Path) -> None:
    id = bench.add(title="一")
    with bench.db.writing() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as caught:
            bench.save(id, {"title": "二"})
        other.execute("ROLLBACK")
    assert caught.value.code == "db.locked"
    assert bench.save(id, {"title": "三"}).change.seq == 2


def test_a_file_that_is_not_at_its_place_any_more_is_not_written_to(
    bench: Bench, place: Path, tmp_path: Path
) -> None:
    """Its place empty, then taken by a copy: what went into the open file would be lost."""
    id = bench.add(title="一")
    away = tmp_path / "moved.db"
    place.rename(away)
    for _ in range(2):
        with pytest.raises(StoreError) as caught:
            bench.save(id, {"title": "二"})
        assert caught.value.code == "db.gone"
        shutil.copyfile(away, place)
    away.replace(place)
    assert bench.save(id, {"title": "三"}).head.title == "三"
    assert check(bench.db, bench.library) == []
