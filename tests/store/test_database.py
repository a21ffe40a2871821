"""Opening a database, transactions, and what happens when a disk or a person interferes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gydesk.errors import StoreError
from gydesk.store.database import open_database
from gydesk.store.tidy import tidy
from tests.helpers.bench import Bench

OPEN = """
import sys
from gydesk.errors import StoreError
from gydesk.store.database import open_database
from gydesk.store.tidy import tidy
try:
    open_database(sys.argv[1]).close()
    print("opened")
except StoreError as error:
    print(error.code)
"""


def refusal(target: str | Path, **how: bool) -> str:
    """The code with which ``target`` is refused."""
    with pytest.raises(StoreError) as caught:
        open_database(target, **how).close()
    return caught.value.code


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_database_is_made_with_its_folder_and_closed_without_a_trace(place: Path) -> None:
    bench = Bench.at(place)
    id = bench.add(title="一")
    bench.close()
    bench.close()
    assert names(place.parent) == [place.name]
    again = Bench.at(place)
    assert again.records.head(id).title == "一"
    again.close()


def test_nothing_is_made_when_nothing_may_be(place: Path) -> None:
    assert refusal(place, create=False) == "db.missing"
    assert not place.parent.exists()
    place.parent.mkdir()
    place.touch()
    assert refusal(place, create=False) == "db.missing"
    assert place.stat().st_size == 0


def test_an_empty_file_becomes_a_database(place: Path) -> None:
    place.parent.mkdir()
    place.touch()
    open_database(place).close()
    assert place.stat().st_size > 0


def test_an_url_names_a_file_too(place: Path) -> None:
    open_database(f"sqlite:///{place}").close()
    assert place.exists()


@pytest.mark.parametrize("url", ["mysql://h/x", "no such://x", "sqlite://", "nonsense://u:pw@h"])
def test_other_urls_are_refused(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_database(url)
    assert caught.value.code == "db.unreachable"
    assert "pw" not in str(caught.value)


def test_a_closed_database_does_nothing_more(bench: Bench) -> None:
    id = bench.add(title="一")
    bench.close()
    for attempt in (
        lambda: bench.records.get(id),
        lambda: bench.add(title="二"),
        bench.db.checkpoint,
        lambda: tidy(bench.db),
    ):
        with pytest.raises(StoreError) as caught:
            attempt()
        assert caught.value.code == "db.closed"


def test_a_second_process_or_window_is_told_that_it_is_in_use(bench: Bench, place: Path) -> None:
    command = [sys.executable, "-c", OPEN, str(place)]
    assert refusal(place) == "db.in_use"
    other = subprocess.run(command, capture_output=True, text=True, check=True)
    assert other.stdout == "db.in_use\n"
    bench.close()
    other = subprocess.run(command, capture_output=True, text=True, check=True)
    assert other.stdout == "opened\n"


def test_a_lock_left_behind_locks_nobody_out(place: Path) -> None:
    place.parent.mkdir()
    place.with_name(place.name + ".lock").touch()
    open_database(place).close()


def test_a_network_place_is_refused_before_anything_is_touched() -> None:
    assert refusal("//server/share/光远.db") == "db.remote_folder"
    assert refusal("\\\\server\\share\\x.db") == "db.remote_folder"
