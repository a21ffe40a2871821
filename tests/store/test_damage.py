"""Files that are no database of ours, and ours when they are damaged: told, and left alone."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from gydesk.errors import StoreError
from gydesk.store import search
from gydesk.store.database import open_database
from gydesk.store.schema import APPLICATION_ID
from gydesk.store.verify import check
from tests.helpers.bench import Bench


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small database with something of everything in it."""
    path = tmp_path_factory.mktemp("sound") / "a.db"
    bench = Bench.at(path)
    ref = bench.attachments.put(bytes(range(256)) * 40, "a.bin")
    for n in range(12):
        bench.add(title=f"第{n}号", note="采购设备" * 100, photos=[dict(ref)])
    search.index(bench.db)
    bench.close()
    return path


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _cut_inside_a_page(content: bytes) -> bytes:
    return content[:-100]


def _garbage_head(content: bytes) -> bytes:
    return b"\xa5" * 100 + content[100:]


def _text(_: bytes) -> bytes:
    return "项目资料清单\n".encode() * 20


def _short(_: bytes) -> bytes:
    return b"SQLite format 3\0"


def _zeros(content: bytes) -> bytes:
    return bytes(len(content))


@pytest.mark.parametrize("spoil", [_cut, _cut_inside_a_page, _garbage_head, _text, _short, _zeros])
def test_a_spoilt_file_is_refused_and_left_as_it_is(
    sound: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "a.db"
    spoilt = spoil(sound.read_bytes())
    path.write_bytes(spoilt)
    with pytest.raises(StoreError) as caught:
        open_database(path).close()
    assert caught.value.code == "db.damaged"
    assert path.read_bytes() == spoilt
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("mark", [0, 12345, APPLICATION_ID])
@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_another_programs_database_is_foreign(tmp_path: Path, mark: int, mode: str) -> None:
    path = tmp_path / "notes.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA journal_mode={mode}")
        other.execute(f"PRAGMA application_id={mark}")
        other.execute("CREATE TABLE note (text)")
        other.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        open_database(path).close()
    assert caught.value.code == "db.foreign"
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_newer_database_is_refused_unharmed(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    shutil.copyfile(sound, path)
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("UPDATE alembic_version SET version_num='9999'")
        newer.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        open_database(path).close()
    assert (caught.value.code, caught.value.params["revision"]) == ("db.newer", "9999")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "a.db").mkdir()
    with pytest.raises(StoreError) as caught:
        open_database(tmp_path / "a.db").close()
    assert caught.value.code == "db.unreachable"


def test_every_spoilt_page_is_noticed(sound: Path, tmp_path: Path) -> None:
    content = sound.read_bytes()
    size = int.from_bytes(content[16:18], "big")
    unnoticed = []
    for page in range(1, len(content) // size):
        path = tmp_path / f"{page}.db"
        path.write_bytes(content[: page * size] + b"\xa5" * size + content[(page + 1) * size :])
        if not _noticed(path):
            unnoticed.append(page + 1)
    assert unnoticed == []


def _noticed(path: Path) -> bool:
    try:
        bench = Bench.at(path)
    except StoreError as error:
        return error.code == "db.damaged"
    try:
        return any(one.severity == "error" for one in check(bench.db, bench.library))
    finally:
        bench.close()


def test_a_file_left_by_a_crash_is_looked_through_before_it_is_used(
    sound: Path, tmp_path: Path
) -> None:
    """With its log still beside it, as after a power cut."""
    path = tmp_path / "a.db"
    shutil.copyfile(sound, path)
    bench = Bench.at(path)
    bench.add(title="断电")
    crashed = tmp_path / "crashed.db"
    shutil.copyfile(path, crashed)
    shutil.copyfile(f"{path}-wal", f"{crashed}-wal")
    bench.close()
    again = Bench.at(crashed)
    assert check(again.db, again.library) == []
    again.close()
    shutil.copyfile(f"{sound}", crashed)
    content = bytearray(crashed.read_bytes())
    content[3 * 4096 : 4 * 4096] = b"\xa5" * 4096
    crashed.write_bytes(content)
    Path(f"{crashed}-wal").write_bytes(b"\0" * 40)
    with pytest.raises(StoreError) as caught:
        open_database(crashed).close()
    assert caught.value.code == "db.damaged"
