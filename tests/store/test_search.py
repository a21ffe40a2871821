"""Searching finds exactly what LIKE finds, in Chinese too, indexed or not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import func, select

from gydesk.store import search
from gydesk.store.records import RecordQuery
from gydesk.store.schema import search_text, unindexed
from gydesk.store.verify import check
from tests.helpers.bench import Bench

LETTERS = "采购设备到货单a Ｂ1２，。,.-%_*\"'()（）《》\\/#ßſé㎡①\u3000\n\t\U00020000\ue020"
_texts = st.text(st.sampled_from(LETTERS), max_size=12)
_typed = st.text(st.sampled_from(LETTERS), min_size=1, max_size=5)


def found(bench: Bench, typed: str) -> set[str]:
    return {row.id for row in bench.records.page(RecordQuery(text=typed), 0, 10_000)}


def like(typed: str, texts: dict[str, str]) -> set[str]:
    """The plain search: the words of a record hold what was typed."""
    wanted = search.plain(typed).strip()
    return {id for id, text in texts.items() if wanted in search.plain(text)}


def test_search_finds_exactly_what_like_finds(bench: Bench) -> None:
    known: dict[str, str] = {}

    @given(st.lists(_texts, max_size=3), _typed, st.booleans())
    @example(["采购设备"], "采购", True)
    @example(["采购设备"], "购设", False)
    @example(["100%_a"], "%_", True)
    @example(["100%"], "%", True)
    @example(['说"好"'], '"好"', True)
    @example(["ＡＢＣ，ｄｅｆ"], "abc,d", True)
    @example(["50㎡"], "m2", True)
    @example(["Straße"], "STRASSE", True)
    @example(["a\ue020b"], "a b", True)
    @example(["a b"], "A\u3000B", True)
    @example(["𠀀𠀁"], "𠀀𠀁", True)
    def run(notes: list[str], typed: str, indexed: bool) -> None:
        for note in notes:
            known[bench.add(note=note)] = note.replace("\r\n", "\n")
        if indexed:
            search.index(bench.db)
        if typed.strip():
            assert found(bench, typed) == like(typed, known)

    run()
    assert check(bench.db, bench.library) == []


def test_both_engines_find_alike(anywhere: Bench) -> None:
    words = {anywhere.add(note=word): word for word in ("采购设备", "设备100%", "ＡＢ_c", "采")}
    for indexed in (False, True):
        if indexed:
            search.index(anywhere.db)
        for typed in ("采", "设备", "采购设", "%", "_C", "ab", "0%", "没有"):
            assert found(anywhere, typed) == like(typed, words)


def test_number_title_person_and_lines_are_found_but_no_marks(anywhere: Bench) -> None:
    id = anywhere.add(
        title="安装",
        filled_by="吴工",
        _number="RZ-A007",
        photos=[{"sha256": "feedbeef" * 8, "name": "门头.jpg", "size": 3, "caption": "正面"}],
        supplier={"id": "facade00", "name": "太原电缆厂"},
        **{"items/rowabcde/what": "机柜", "items/rowabcde/_order": "a0"},
    )
    for indexed in (False, True):
        if indexed:
            search.index(anywhere.db)
        for typed in ("安装", "吴工", "a007", "机柜", "门头", "正面", "电缆"):
            assert found(anywhere, typed) == {id}, typed
        for typed in ("feedbeef", "facade", "rowabcde", "a0\n"):
            assert found(anywhere, typed) <= ({id} if typed == "a0\n" else set()), typed


def test_what_was_changed_or_deleted_is_found_no_more(anywhere: Bench) -> None:
    id = anywhere.add(note="旧的文字")
    other = anywhere.add(note="旧的另一条")
    search.index(anywhere.db)
    anywhere.save(id, {"note": "新的文字"})
    anywhere.save(other, {"_alive": False})
    for _ in range(2):
        assert found(anywhere, "旧的") == set()
        assert found(anywhere, "新的") == {id}
        search.index(anywhere.db)
    assert check(anywhere.db, anywhere.library) == []


@pytest.mark.parametrize("count", [0, 3, 201])
def test_a_search_indexes_what_is_too_much_to_look_through(anywhere: Bench, count: int) -> None:
    with anywhere.db.writing():
        ids = {anywhere.add(note=f"编号{n:04}") for n in range(count)}
    assert found(anywhere, "编号") == ids
    with anywhere.db.reading() as connection:
        waiting = connection.scalar(select(func.count()).select_from(unindexed))
    assert waiting == (0 if count > 200 else count)


def test_the_index_can_be_made_again(anywhere: Bench) -> None:
    ids = {anywhere.add(note=f"采购{n}") for n in range(5)}
    search.index(anywhere.db)
    with anywhere.db.writing() as connection:
        connection.execute(search_text.update().values(text="采购"))
    search.rebuild(anywhere.db)
    assert found(anywhere, "采购") == ids
    assert check(anywhere.db, anywhere.library) == []
