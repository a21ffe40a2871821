"""Changes: canonical bytes, hashes, and strictness towards what comes from elsewhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gydesk.domain import change as changes
from gydesk.domain.change import Change, canonical, from_json, make_change, to_json, with_alive
from gydesk.errors import InputError

RECORD = "019360c4-7a00-7000-8000-000000000001"
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def a_change(**given_values: Any) -> Change:
    arguments: dict[str, Any] = {
        "record": RECORD,
        "form": "daily_log",
        "form_version": 1,
        "device": "a1b2c3d4",
        "seq": 1,
        "prev": "",
        "lamport": 1,
        "at": "2026-11-24T09:10:02.123Z",
        "author": "吴工",
        "values": {"weather": "sunny"},
        "over": {},
    }
    return make_change(**{**arguments, **given_values})


def test_the_golden_change_keeps_its_bytes_and_its_id_for_ever() -> None:
    golden = a_change(
        prev="0" * 32,
        seq=2,
        values={"remark": "第一行\r\n第二行", "count": 3, "done": True, "lines/abcd2345/qty": None},
        over={"remark": ["f" * 32, "0" * 32, "f" * 32], "count": []},
    )
    assert canonical(golden).decode() == (
        '{"at":"2026-11-24T09:10:02.123Z","author":"吴工","body":{"over":{"remark":'
        '["00000000000000000000000000000000","ffffffffffffffffffffffffffffffff"]},'
        '"set":{"count":3,"done":true,"lines/abcd2345/qty":null,"remark":"第一行\\n第二行"}},'
        '"device":"a1b2c3d4","form":"daily_log","form_version":1,"lamport":1,'
        '"prev":"00000000000000000000000000000000",'
        '"record":"019360c4-7a00-7000-8000-000000000001","seq":2}'
    )
    assert golden.id == "fa3a7a8864e223cedaa8fb7fa4e8481b"


@given(st.dictionaries(st.sampled_from(["a", "b", "t/abcd2345/c"]), json_values, min_size=1))
def test_a_change_comes_back_from_its_json_the_same(values: dict[str, Any]) -> None:
    made = a_change(values=values)
    assert from_json(to_json(made)) == made
    assert from_json(to_json(made).encode()) == made
    assert json.loads(canonical(made)) == {
        key: value for key, value in json.loads(to_json(made)).items() if key != "id"
    }


@given(json_values)
def test_normalising_twice_is_normalising_once(value: Any) -> None:
    once = changes.normalise(value)
    assert changes.normalise(once) == once


def test_the_same_text_typed_in_two_forms_of_unicode_is_the_same_change() -> None:
    assert a_change(values={"name": "e\u0301\r"}).id == a_change(values={"name": "\u00e9\n"}).id


def test_half_surrogates_and_nul_never_reach_the_store() -> None:
    assert a_change(values={"name": "a\0b\ud800c"}).set["name"] == "ab\ufffdc"
    assert a_change(values={"name": "\ud83d\ude00"}).set["name"] == "\U0001f600"


@pytest.mark.parametrize("value", [1.0, float("nan"), b"x", {1: 2}, object()])
def test_what_is_not_exact_json_is_refused_when_made(value: object) -> None:
    with pytest.raises(InputError) as caught:
        a_change(values={"x": value})
    assert caught.value.code == "change.value"


@given(st.data())
def test_any_altered_content_is_told_by_the_hash(data: st.DataObject) -> None:
    raw = json.loads(to_json(a_change(over={"weather": ["0" * 32]}, seq=7, prev="1" * 32)))
    altered: dict[str, Any] = {
        "record": RECORD.replace("1", "2"),
        "form": "weekly",
        "form_version": 2,
        "device": "other",
        "seq": 8,
        "prev": "2" * 32,
        "lamport": 2,
        "at": "2026-11-24T09:10:02.124Z",
        "author": "郑工",
        "body": {"set": {"weather": "rain"}, "over": {}},
        "id": "3" * 32,
    }
    key = data.draw(st.sampled_from(sorted(altered)))
    with pytest.raises(InputError) as caught:
        from_json(json.dumps({**raw, key: altered[key]}))
    assert caught.value.code == "change.hash"


def _with(**parts: Any) -> str:
    return json.dumps({**json.loads(to_json(a_change())), **parts})


def _body(values: Any = None, over: Any = None) -> str:
    return _with(body={"set": {"x": 1} if values is None else values, "over": over or {}})


_DEEP: Any = 1
for _ in range(20):
    _DEEP = [_DEEP]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "nonsense",
        "[]",
        "1",
        b"\xff\xfe",
        "[" * 100_000,
        '{"a":1,"a":1}',
        _with(extra=1),
        _with(body=[]),
        _with(body={"set": {"x": 1}, "over": {}, "more": 1}),
        _with(record="not-an-id"),
        _with(record=RECORD + "\n"),
        _with(record=5),
        _with(form="../etc"),
        _with(form_version=True),
        _with(form_version=0),
        _with(seq=-1),
        _with(seq=2**60),
        _with(lamport="1"),
        _with(lamport=2**53),
        _with(prev="x"),
        _with(at="2026-11-24"),
        _with(author="人" * 201),
        _with(author=None),
        _body(values={}),
        _body(values={"a/b/c/d": 1}),
        _body(values={"": 1}),
        _body(values={"x": 2**60}),
        _body(values={"x": "a\0b"}),
        _body(values={"x": "a\rb"}),
        _body(values={"x": "\ud800"}),
        _body(values={"x": {"\ud800": 1}}),
        _body(values={"x": _DEEP}),
        _body(over={"x": "0" * 32}),
        _body(over={"x": []}),
        _body(over={"x": [1]}),
        _body(over={"x": ["1" * 32, "0" * 32]}),
        _body(over={"x": ["0" * 32, "0" * 32]}),
        _body(over={"y": ["0" * 32]}),
        to_json(a_change()).replace('"sunny"', "1.5"),
        to_json(a_change()).replace('"sunny"', "NaN"),
        to_json(a_change()).replace('"sunny"', "1e3"),
        to_json(a_change()).replace('"sunny"', "9" * 5000),
    ],
)
def test_hostile_json_is_refused_with_a_known_error(line: str | bytes) -> None:
    with pytest.raises(InputError) as caught:
        from_json(line)
    assert caught.value.code in {"change.malformed", "change.value"}


def test_too_much_is_refused_both_ways() -> None:
    with pytest.raises(InputError, match="too_large"):
        a_change(values={"x": "字" * (changes.MAX_BYTES // 3 + 1)})
    with pytest.raises(InputError, match="too_large"):
        from_json(" " * (changes.MAX_BYTES * 2))


def test_the_largest_change_that_can_be_made_can_be_taken() -> None:
    room = changes.MAX_BYTES - len(canonical(a_change(values={"x": ""})))
    largest = a_change(values={"x": "a" * room})
    assert from_json(to_json(largest)) == largest


def test_every_edit_says_that_the_record_and_its_touched_rows_are_alive() -> None:
    assert with_alive({"a": 1, "t/r1/c": 2, "t/r2/_alive": False, "_signed/pm/name": "x"}) == {
        "a": 1,
        "t/r1/c": 2,
        "t/r1/_alive": True,
        "t/r2/_alive": False,
        "_signed/pm/name": "x",
        "_alive": True,
    }
    assert with_alive({"_alive": False}) == {"_alive": False}
