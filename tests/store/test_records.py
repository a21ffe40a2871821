"""Saving, reading and merging records, in a file and on a server alike."""

from __future__ import annotations

from threading import Thread

import pytest

from gydesk.domain.change import make_change
from gydesk.errors import InputError, StoreError
from gydesk.store.records import RecordQuery
from gydesk.store.verify import check
from tests.helpers.bench import CUSTOMER, LOG_V2, Bench, shelf


def test_what_is_saved_comes_back(anywhere: Bench) -> None:
    id = anywhere.new_id()
    saved = anywhere.save(
        id,
        {
            "_project": "p1",
            "_number": "RZ-1",
            "title": "安装\r\n机柜",
            "weather": "sun",
            "log_date": "2014-06-06",
            "items/r1/what": "机柜",
            "items/r1/_order": "a0",
            "_signed/pm": {"name": "李工"},
        },
    )
    stored = anywhere.records.get(id)
    assert stored.head == saved.head == anywhere.records.head(id)
    head = stored.head
    assert (head.project, head.number, head.state) == ("p1", "RZ-1", "draft")
    assert (head.title, head.date, head.revision) == ("安装 机柜 晴", "2014-06-06", 1)
    assert (head.alive, head.conflicts) == (True, 0)
    assert stored.data == {
        "fields": {"title": "安装\n机柜", "weather": "sun", "log_date": "2014-06-06"},
        "items": [{"_id": "r1", "_order": "a0", "what": "机柜"}],
    }
    assert stored.meta == {"_project": "p1", "_number": "RZ-1", "_signed/pm": {"name": "李工"}}
    assert set(stored.seen["title"]) == {saved.change.id}
    assert check(anywhere.db, anywhere.library) == []


def test_each_save_follows_on_the_one_before(anywhere: Bench) -> None:
    id = anywhere.new_id()
    one = anywhere.save(id, {"title": "一"}).change
    two = anywhere.save(anywhere.new_id(), {"title": "另"}).change
    three = anywhere.save(id, {"title": "二", "note": None}).change
    assert [one.seq, two.seq, three.seq] == [1, 2, 3]
    assert [two.prev, three.prev] == [one.id, two.id]
    assert three.over["title"] == (one.id,)
    assert [change.id for change in anywhere.records.history(id)] == [one.id, three.id]
    assert anywhere.records.get(id).data["fields"] == {"title": "二"}


def test_a_save_replaces_only_what_its_author_saw(anywhere: Bench) -> None:
    id = anywhere.add(title="原")
    before = anywhere.records.get(id)
    mine = anywhere.save(id, {"title": "我的"}, seen=before.seen)
    theirs = anywhere.save(id, {"title": "他的"}, seen=before.seen, author="郑工")
    (conflict,) = anywhere.records.conflicts(id)
    assert {head.change for head in conflict.heads} == {mine.change.id, theirs.change.id}
    assert theirs.head.conflicts == 1
    now = anywhere.records.get(id)
    settled = anywhere.save(id, {"title": "商定"}, seen=now.seen)
    assert settled.head.conflicts == 0
    assert settled.seen(now.seen)["title"] == (settled.change.id,)
    assert check(anywhere.db, anywhere.library) == []


def test_what_comes_from_elsewhere_is_taken_once(anywhere: Bench, tmp_path) -> None:
    other = Bench.at(tmp_path / "other.db", seed=2)
    id = other.new_id()
    made = [other.save(id, {"title": str(n)}).change for n in range(5)]
    other.close()
    taken = anywhere.records.take([*made, made[0]])
    assert (taken.new, taken.had, taken.records) == (5, 0, (id,))
    assert anywhere.records.head(id).title == "4"
    again = anywhere.records.take(reversed(made))
    assert (again.new, again.had, again.records) == (0, 5, ())
    assert check(anywhere.db, anywhere.library) == []


def test_more_than_one_batch_is_taken_in_any_order(anywhere: Bench, tmp_path) -> None:
    other = Bench.at(tmp_path / "other.db", seed=2)
    ids = [other.new_id() for _ in range(3)]
    made = [other.save(ids[n % 3], {"title": str(n)}).change for n in range(700)]
    other.close()
    assert anywhere.records.take(reversed(made)).new == 700
    assert [anywhere.records.head(id).title for id in ids] == ["699", "697", "698"]
    assert check(anywhere.db, anywhere.library) == []


def test_a_change_that_names_one_of_another_record_is_no_trap(anywhere: Bench) -> None:
    """Whether that other one has arrived must make no difference."""
    known = anywhere.save(anywhere.new_id(), {"title": "一"}).change
    odd = make_change(
        record=anywhere.new_id(),
        form="log",
        form_version=1,
        device="elsewhere",
        seq=1,
        prev="",
        lamport=9,
        at=anywhere.now(),
        author="x",
        values={"title": "二", "fields/r/x": 1},
        over={"title": [known.id]},
    )
    anywhere.records.take([odd])
    assert check(anywhere.db, anywhere.library) == []
    assert anywhere.records.get(odd.record).data["fields"] == {"title": "二"}


def test_nothing_is_left_of_a_save_that_fails(anywhere: Bench) -> None:
    id = anywhere.add(title="原")
    with pytest.raises(InputError) as caught:
        anywhere.save(id, {"title": 1.5})  # type: ignore[dict-item]
    assert caught.value.code == "change.value"

    def fails_late() -> None:
        with anywhere.db.writing():
            anywhere.save(id, {"title": "半"})
            raise LookupError

    with pytest.raises(LookupError):
        fails_late()
    assert anywhere.records.head(id).title == "原"
    assert anywhere.save(id, {"title": "后"}).change.seq == 2


def test_an_error_inside_an_inner_part_undoes_the_whole(anywhere: Bench) -> None:
    id = anywhere.add(title="原")

    def swallows() -> None:
        with anywhere.db.writing():
            anywhere.save(id, {"title": "新"})
            with pytest.raises(LookupError), anywhere.db.writing():
                raise LookupError

    with pytest.raises(StoreError) as caught:
        swallows()
    assert caught.value.code == "db.undone"
    assert anywhere.records.head(id).title == "原"


def test_inside_a_transaction_one_reads_what_one_wrote_and_others_do_not(anywhere: Bench) -> None:
    id = anywhere.add(title="原")
    seen: list[str] = []

    def look() -> None:
        seen.append(anywhere.records.head(id).title)

    with anywhere.db.writing():
        anywhere.save(id, {"title": "新"})
        look()
        other = Thread(target=look)
        other.start()
        other.join()
    assert seen == ["新", "原"]


def test_an_unknown_record_is_missing(anywhere: Bench) -> None:
    id = anywhere.new_id()
    assert anywhere.records.head(id) is None
    with pytest.raises(StoreError) as caught:
        anywhere.records.get(id)
    assert caught.value.code == "record.missing"


def test_a_deleted_record_leaves_the_lists_and_comes_back(anywhere: Bench) -> None:
    id = anywhere.add(title="删")
    anywhere.save(id, {"_alive": False})
    assert anywhere.records.page(RecordQuery()) == []
    assert [row.id for row in anywhere.records.page(RecordQuery(alive=False))] == [id]
    anywhere.save(id, {"_alive": True})
    assert anywhere.records.count(RecordQuery()) == 1


def test_a_record_of_a_newer_form_is_kept_word_for_word(anywhere: Bench) -> None:
    id = anywhere.new_id()
    anywhere.save(id, {"title": "旧"})
    anywhere.save(id, {"title": "新", "later": "x"}, form=LOG_V2)
    head = anywhere.records.head(id)
    assert (head.form_version, head.title) == (2, "新")
    assert anywhere.records.get(id).data["fields"] == {"title": "新", "later": "x"}
    older = Bench(anywhere.db, shelf(CUSTOMER))
    older.save(id, {"note": "y"})
    assert older.records.get(id).data["fields"]["later"] == "x"


def test_an_entity_takes_its_number_from_its_own_field(anywhere: Bench) -> None:
    id = anywhere.new_id()
    saved = anywhere.save(id, {"number": "KH-7", "name": "山西煤机"}, form=CUSTOMER)
    assert (saved.head.number, saved.head.title) == ("KH-7", "山西煤机")
    assert [head.id for head in anywhere.records.by_number("KH-7")] == [id]


def test_every_record_can_be_made_again_from_its_changes(anywhere: Bench) -> None:
    ids = [anywhere.add(title=title) for title in ("甲", "乙")]
    anywhere.save(ids[0], {"note": "改"})
    before = [anywhere.records.get(id) for id in ids]
    renamed = Bench(anywhere.db, shelf())
    assert renamed.records.rebuild() == 2
    assert [anywhere.records.get(id) for id in ids] == before
    assert check(anywhere.db, anywhere.library) == []
