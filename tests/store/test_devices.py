"""Who this device is, its settings and counters, and what was printed on it."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import getnode

import pytest

from gydesk.errors import InputError, StoreError
from gydesk.store import devices
from gydesk.store.database import open_database
from gydesk.store.devices import machine, next_letter
from gydesk.store.prints import Printed, Prints
from gydesk.store.schema import device, setting
from gydesk.store.settings import Counters
from gydesk.store.verify import check
from tests.helpers.bench import Bench


def test_a_device_stays_who_it_is(place: Path) -> None:
    with open_database(place) as db:
        first = db.device
        db.devices.rename(name="工程部 1", person="吴工", letter="C")
    with open_database(place) as db:
        assert (db.device.id, db.device.letter) == (first.id, "C")
        assert (db.device.name, db.device.person) == ("工程部 1", "吴工")
        assert db.settings.get("confirm_export") is None


def test_on_another_computer_it_becomes_a_new_device(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = Bench.at(place)
    bench.db.devices.rename(name="工程部 1")
    id = bench.add(title="一")
    mine = bench.db.device
    assert Counters(bench.db).take("log") == 1
    bench.close()
    shutil.copyfile(place, tmp_path / "copy.db")

    monkeypatch.setattr(devices, "machine", lambda: "another computer")
    clone = Bench.at(tmp_path / "copy.db")
    theirs = clone.db.device
    assert theirs.id != mine.id
    assert (theirs.letter, theirs.name) == ("AB", "工程部 1")
    assert clone.db.settings.get("confirm_export") is True
    assert {one.id for one in clone.db.devices.all()} == {mine.id, theirs.id}
    assert Counters(clone.db).take("log") == 1
    two = clone.save(id, {"title": "二"}).change
    assert (two.device, two.seq, two.prev) == (theirs.id, 1, "")
    clone.close()
    again = Bench.at(tmp_path / "copy.db")
    assert again.db.device == theirs
    assert check(again.db, again.library) == []

    monkeypatch.undo()
    original = Bench.at(place)
    assert original.db.device == mine
    three = original.save(id, {"title": "三"}).change
    assert original.records.take(again.records.history(id)).new == 1
    assert again.records.take([three]).new == 1
    assert original.records.get(id) == again.records.get(id)
    original.close()
    again.close()


def test_a_copy_that_went_on_under_the_same_name_is_told_and_harmless(
    place: Path, tmp_path: Path
) -> None:
    bench = Bench.at(place)
    id = bench.add(title="一")
    bench.close()
    shutil.copyfile(place, tmp_path / "copy.db")
    bench, copy = Bench.at(place), Bench.at(tmp_path / "copy.db", seed=2)
    bench.save(id, {"title": "二"})
    copy.save(id, {"title": "三"})
    copy.save(id, {"title": "四"})
    bench.records.take(copy.records.history(id))
    assert bench.records.head(id).conflicts == 1
    told = check(bench.db, bench.library)
    assert {(one.code, one.severity) for one in told} == {("check.fork", "info")}
    assert [one.params["seq"] for one in told] == [2]
    bench.close()
    copy.close()


def test_a_renaming_that_is_undone_leaves_no_trace(bench: Bench) -> None:
    before = bench.db.device

    def fails() -> None:
        with bench.db.writing():
            bench.db.devices.rename(letter="Q")
            bench.db.devices.renew()
            raise LookupError

    with pytest.raises(LookupError):
        fails()
    assert bench.db.device == before
    assert [one.id for one in bench.db.devices.all()] == [before.id]


@pytest.mark.parametrize("letter", ["", "a", "A1", "甲", "A-", "ABCDEFGHI", "A\n"])
def test_only_capital_letters_stand_in_numbers(bench: Bench, letter: str) -> None:
    with pytest.raises(InputError) as caught:
        bench.db.devices.rename(letter=letter)
    assert caught.value.code == "device.letter"


def test_a_new_letter_begins_its_numbers_anew(anywhere: Bench) -> None:
    counters = Counters(anywhere.db)
    assert [counters.take("log"), counters.take("log"), counters.take("po")] == [1, 2, 1]
    anywhere.db.devices.rename(name="新名字")
    assert counters.take("log") == 3
    anywhere.db.devices.rename(letter="D")
    assert counters.take("log") == 1


def test_a_number_is_given_back_when_its_transaction_fails(anywhere: Bench) -> None:
    counters = Counters(anywhere.db)

    def fails() -> None:
        with anywhere.db.writing():
            assert counters.take("log") == 1
            raise LookupError

    with pytest.raises(LookupError):
        fails()
    assert counters.take("log") == 1


def test_letters_of_copies_are_never_those_headquarters_gives() -> None:
    letters = ["A"]
    for _ in range(60):
        letters.append(next_letter(letters[-1]))
    assert letters[:4] == ["A", "AB", "AC", "AD"]
    assert letters[25:28] == ["AZ", "AZB", "AZC"]
    assert len(set(letters)) == len(letters)


def test_settings_keep_any_json(anywhere: Bench) -> None:
    settings = anywhere.db.settings
    for value in ({"甲": [1, True, None]}, "文字", 0, False, None):
        settings.set("x", value)
        assert settings.get("x", "none") == value
    assert settings.get("y", 7) == 7


def test_a_database_that_has_lost_its_device_is_damaged(place: Path) -> None:
    with open_database(place) as db, db.writing() as connection:
        connection.execute(device.delete())
    with pytest.raises(StoreError) as caught:
        open_database(place)
    assert caught.value.code == "db.damaged"


def test_the_mark_of_a_computer_lasts_and_says_nothing_of_it() -> None:
    assert machine() == machine()
    assert len(machine()) == 16


def test_a_computer_without_a_name_keeps_the_same_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python draws a number where there is no network card, a new one each time."""

    def unreadable(*_: object, **__: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", unreadable)
    marks = set()
    for drawn in (1 << 40 | 5, 1 << 40 | 6):
        monkeypatch.setattr(devices.uuid, "getnode", lambda drawn=drawn: drawn)
        marks.add(machine())
    assert len(marks) == 1
    monkeypatch.setattr(devices.uuid, "getnode", lambda: getnode() & ~(1 << 40))
    assert machine() not in marks


def test_what_was_printed_is_kept_in_order(anywhere: Bench) -> None:
    prints = Prints(anywhere.db)
    prints.add([])
    made = [
        Printed(record="r", at=anywhere.now(), who="吴工", revision=1, copy=copy, hash="0" * 64)
        for copy in ("customer", "company")
    ]
    prints.add(made)
    assert prints.of("r") == made
    assert prints.of("other") == []


def test_a_backup_setting_belongs_to_no_computer(place: Path) -> None:
    with open_database(place) as db, db.writing() as connection:
        before = db.device
        connection.execute(setting.update().where(setting.c.key == "machine").values(value='""'))
    with open_database(place) as db:
        assert db.device.id != before.id
