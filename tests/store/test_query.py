"""Lists: filters, order, blocks, and how little is asked of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from gydesk.store.records import RecordQuery
from tests.helpers.bench import CUSTOMER, Bench


@contextmanager
def statements(bench: Bench) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(bench.db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(bench.db.engine, "before_cursor_execute", note)


def titles(bench: Bench, **query: Any) -> list[str]:
    return [row.title for row in bench.records.page(RecordQuery(**query))]


@pytest.fixture
def filled(anywhere: Bench) -> Bench:
    days = ("2014-06-03", "2014-06-01", "2014-06-02", "")
    for title, day, state in zip(
        "甲乙丙丁", days, ("draft", "signed", "void", "draft"), strict=True
    ):
        anywhere.add(
            title=title,
            log_date=day or None,
            filled_by="吴工" if title in "甲乙" else "郑工",
            _project="p1" if title in "甲丙" else "p2",
            _state=state,
            _number=f"RZ-{title}",
        )
    anywhere.save(anywhere.new_id(), {"name": "山西煤机"}, form=CUSTOMER)
    return anywhere


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"forms": ("log",)}, "甲丙乙丁"),
        ({"forms": ("customer",)}, ["山西煤机"]),
        ({"forms": ("log", "customer"), "order_by": "created", "descending": False}, None),
        ({"project": "p1"}, "甲丙"),
        ({"states": ("draft",), "forms": ("log",)}, "甲丁"),
        ({"without_states": ("draft",)}, "丙乙"),
        ({"person": "郑工"}, "丙丁"),
        ({"number": "RZ-乙"}, "乙"),
        ({"since": "2014-06-02"}, "甲丙"),
        ({"until": "2014-06-02"}, "丙乙"),
        ({"since": "2014-06-01", "until": "2014-06-01"}, "乙"),
        ({"conflicts": True}, ""),
        ({"project": "none"}, ""),
        ({"text": "丙"}, "丙"),
        ({"text": "  "}, None),
    ],
)
def test_a_query_finds_what_it_says(filled: Bench, query: dict[str, Any], found: Any) -> None:
    expected = ["甲", "丙", "乙", "丁", "山西煤机"] if found is None else list(found)
    got = titles(filled, **query)
    assert sorted(got) == sorted(expected)
    if query.get("order_by") is None and found is not None:
        assert got == expected
    assert filled.records.count(RecordQuery(**query)) == len(expected)


def test_titles_are_sorted_as_a_chinese_reader_expects(anywhere: Bench) -> None:
    for title in ("张三", "李四", "Beta", "阿明", "王五", "陈六", "alpha", "2号楼"):
        anywhere.add(title=title)
    sorted_titles = ["2号楼", "alpha", "Beta", "阿明", "陈六", "李四", "王五", "张三"]
    assert titles(anywhere, order_by="title", descending=False) == sorted_titles
    assert titles(anywhere, order_by="title") == sorted_titles[::-1]


def test_numbers_are_sorted_by_code_point_everywhere(anywhere: Bench) -> None:
    numbers = ["RZ-A10", "RZ-A2", "RZ-B1", "RZ.1", "rz-a1", "日志-1"]
    for number in reversed(numbers):
        anywhere.add(_number=number)
    page = anywhere.records.page(RecordQuery(order_by="number", descending=False))
    assert [row.number for row in page] == sorted(numbers)


def test_blocks_together_are_the_list(anywhere: Bench) -> None:
    for n in range(25):
        anywhere.add(title=f"第{n}号", log_date="2014-06-06" if n % 2 else "2014-06-07")
    query = RecordQuery()
    whole = anywhere.records.page(query, 0, 100)
    blocks = [anywhere.records.page(query, at, 10) for at in (0, 10, 20, 30)]
    assert [len(block) for block in blocks] == [10, 10, 5, 0]
    assert [row for block in blocks for row in block] == whole
    assert [one.head for one in anywhere.records.each(query)] == whole
    assert [one.head for one in anywhere.records.each(query, 3)] == whole[:3]


@pytest.mark.parametrize("count", [3, 60])
def test_a_page_asks_as_much_of_few_records_as_of_many(anywhere: Bench, count: int) -> None:
    for n in range(count):
        anywhere.add(title=f"第{n}号")
    with statements(anywhere) as asked:
        anywhere.records.page(RecordQuery(), 0, 50)
    assert len(asked) == 1
    with statements(anywhere) as asked:
        anywhere.records.each(RecordQuery())
    assert len(asked) == 1
    with statements(anywhere) as asked:
        anywhere.records.page(RecordQuery(text="第1号"), 0, 50)
    assert len(asked) == 3
