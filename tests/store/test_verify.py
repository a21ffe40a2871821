"""The check tells every kind of damage, and nothing of what is sound."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, delete, update

from gydesk.sentences import SENTENCES
from gydesk.store import search, verify
from gydesk.store.records import RecordQuery
from gydesk.store.schema import attachment, change, record, search_text
from gydesk.store.verify import Finding, check, mend
from gydesk.words import set_language
from tests.helpers.bench import Bench, shelf
from tests.helpers.world import make_form, one


@pytest.fixture
def filled(anywhere: Bench) -> Bench:
    """Three records of one device; the second has a photo."""
    ref = anywhere.attachments.put(b"photo" * 100, "a.jpg")
    for n in range(3):
        anywhere.add(title=f"第{n}号", note="采购设备", photos=[dict(ref)] if n == 1 else None)
    search.index(anywhere.db)
    assert check(anywhere.db, anywhere.library) == []
    return anywhere


def codes(found: list[Finding]) -> set[tuple[str, str]]:
    return {(one.code, one.severity) for one in found}


def _body(connection: Connection) -> None:
    body = json.dumps({"over": {}, "set": {"title": "假"}}, ensure_ascii=False)
    connection.execute(update(change).where(change.c.seq == 2).values(body=body))


def _no_json(connection: Connection) -> None:
    connection.execute(update(change).where(change.c.seq == 2).values(body="{"))


def _author(connection: Connection) -> None:
    connection.execute(update(change).where(change.c.seq == 2).values(author="别人"))


def _spaced(connection: Connection) -> None:
    """The same content, but not in its canonical spelling."""
    body = connection.scalar(change.select().with_only_columns(change.c.body).limit(1))
    assert isinstance(body, str)
    spaced = json.dumps(json.loads(body), ensure_ascii=False, sort_keys=True)
    connection.execute(update(change).where(change.c.body == body).values(body=spaced))


@pytest.mark.parametrize("spoil", [_body, _no_json, _author, _spaced])
def test_an_altered_change_is_told_by_its_hash(
    filled: Bench, spoil: Callable[[Connection], None]
) -> None:
    with filled.db.writing() as connection:
        spoil(connection)
    assert codes(check(filled.db, filled.library)) == {("check.hash", "error")}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", "假"),
        ("title_key", b"x"),
        ("date", "2014-01-01"),
        ("state", "signed"),
        ("alive", False),
        ("conflicts", 3),
        ("revision", 9),
        ("meta", "{}x"),
        ("data", '{"fields":{}}'),
        ("heads", "{}"),
        ("awaited", '{"x":["y"]}'),
        ("created", "2014-01-01T00:00:00.000Z"),
        ("form", "other"),
    ],
)
def test_a_kept_row_that_differs_is_told_by_its_column_and_mended(
    filled: Bench, column: str, value: object
) -> None:
    with filled.db.writing() as connection:
        connection.execute(update(record).where(record.c.n == 1).values({column: value}))
    told = [one for one in check(filled.db, filled.library) if one.code == "check.row"]
    assert [one.params["column"] for one in told] == [column]
    assert told[0].severity == "error"
    assert mend(filled.db, filled.library) == 3
    assert check(filled.db, filled.library) == []


def test_a_row_without_changes_and_changes_without_a_row_are_told(filled: Bench) -> None:
    with filled.db.writing() as connection:
        connection.execute(update(record).where(record.c.n == 1).values(id="0" * 36))
    assert codes(check(filled.db, filled.library)) == {
        ("check.row_missing", "error"),
        ("check.row_alone", "error"),
    }


def test_a_lost_row_is_made_again(filled: Bench) -> None:
    with filled.db.writing() as connection:
        connection.execute(delete(search_text))
        connection.execute(delete(record))
    assert mend(filled.db, filled.library) == 3
    assert check(filled.db, filled.library) == []
    assert filled.records.count(RecordQuery(text="采购")) == 3


def test_a_lost_change_of_ones_own_is_an_error(filled: Bench) -> None:
    with filled.db.writing() as connection:
        connection.execute(delete(change).where(change.c.seq == 2))
    told = check(filled.db, filled.library)
    assert codes(told) == {("check.gap", "error"), ("check.row_alone", "error")}
    gap = next(one for one in told if one.code == "check.gap")
    assert (gap.params["since"], gap.params["until"]) == (2, 2)


def test_a_gap_in_what_others_made_is_only_told(filled: Bench, tmp_path) -> None:
    other = Bench.at(tmp_path / "other.db", seed=2)
    id = other.new_id()
    made = [other.save(id, {"title": str(n)}).change for n in range(6)]
    other.close()
    filled.records.take([made[1], made[4], made[5]])
    told = check(filled.db, filled.library)
    assert {(one.code, one.severity) for one in told} == {("check.gap", "info")}
    assert [(one.params["since"], one.params["until"]) for one in told] == [(1, 1), (3, 4)]
    filled.records.take(made)
    assert check(filled.db, filled.library) == []


def test_a_change_that_does_not_follow_is_told(filled: Bench) -> None:
    """As after a copied database went on: what was before it is another change."""
    with filled.db.reading() as connection:
        row = connection.execute(change.select().where(change.c.seq == 3)).one()
    assert row.prev != ""
    with filled.db.writing() as connection:
        connection.execute(update(change).where(change.c.seq == 3).values(prev="f" * 32))
    assert ("check.prev", "info") in codes(check(filled.db, filled.library))


def test_damaged_and_missing_files_are_told(filled: Bench) -> None:
    with filled.db.writing() as connection:
        connection.execute(update(attachment).values(content=b"x"))
    assert codes(check(filled.db, filled.library)) == {("check.file_damaged", "error")}
    with filled.db.writing() as connection:
        connection.execute(delete(attachment))
    assert codes(check(filled.db, filled.library)) == {("check.file_missing", "warn")}


def test_a_text_that_is_not_what_can_be_read_is_told(filled: Bench) -> None:
    with filled.db.writing() as connection:
        connection.execute(update(search_text).where(search_text.c.record == 1).values(text="别的"))
    expected = {("check.search_text", "warn")}
    if filled.db.is_sqlite:
        expected.add(("check.search_index", "warn"))
    assert codes(check(filled.db, filled.library)) == expected
    mend(filled.db, filled.library)
    assert check(filled.db, filled.library) == []


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO search (search) VALUES ('delete-all')",
        "INSERT INTO search (rowid, grams) VALUES (99, '采购 购设')",
        "INSERT INTO search (search, rowid, grams) VALUES ('delete', 1, '采购')",
    ],
)
def test_an_index_that_is_not_of_the_texts_is_told_and_mended(bench: Bench, statement: str) -> None:
    bench.add(note="采购设备")
    search.index(bench.db)
    with bench.db.writing() as connection:
        connection.exec_driver_sql(statement)
    assert codes(check(bench.db, bench.library)) == {("check.search_index", "warn")}
    mend(bench.db, bench.library)
    assert check(bench.db, bench.library) == []


def test_a_broken_reference_is_told(bench: Bench) -> None:
    bench.add(note="采购")
    search.index(bench.db)
    with bench.db.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("INSERT INTO unindexed VALUES (99)")
        raw.execute("PRAGMA foreign_keys=ON")
    assert ("check.reference", "error") in codes(check(bench.db, bench.library))


def test_after_a_form_changed_its_title_the_rows_are_made_again(filled: Bench) -> None:
    changed = shelf(make_form("log", one("note"), title_fields=("note",), date_field="log_date"))
    told = check(filled.db, changed)
    assert {one.params["column"] for one in told if one.code == "check.row"} == {
        *("title", "title_key", "data"),
    }
    mend(filled.db, changed)
    assert check(filled.db, changed) == []


def test_of_each_kind_only_so_many_are_told(filled: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "_MOST", 2)
    with filled.db.writing() as connection:
        connection.execute(update(record).values(title="假"))
    told = check(filled.db, filled.library)
    assert [one.code for one in told].count("check.row") == 2
    more = [one for one in told if one.code == "check.more"]
    assert {"kind": "check.row", "count": 1} in [one.params for one in more]


def test_progress_is_told_and_may_stop_it(anywhere: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "_STEP", 2)
    for n in range(5):
        anywhere.add(title=str(n))
    seen: list[tuple[int, int]] = []
    check(anywhere.db, anywhere.library, lambda done, total: seen.append((done, total)))
    assert seen == [(2, 5), (4, 5)]

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        check(anywhere.db, anywhere.library, stop)
    assert anywhere.add(title="照常")


def test_every_finding_has_a_sentence_in_both_languages() -> None:
    names = "text row table than id record column device since until seq sha256 count kind"
    params = dict.fromkeys(names.split(" "), "7")
    try:
        for code in [code for code in SENTENCES if code.startswith("check.")]:
            set_language("en")
            english = Finding(code, params, "info").told()
            set_language("zh")
            chinese = Finding(code, params, "info").told()
            assert english.isascii() or code == "check.more"
            assert any("\u4e00" <= char <= "\u9fff" for char in chinese), code
    finally:
        set_language("zh")
