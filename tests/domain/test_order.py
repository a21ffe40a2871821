"""Order keys: always room between two rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gydesk.domain.order import key_between, keys_after


@given(st.lists(st.integers(0, 10_000), max_size=200))
def test_wherever_rows_are_put_their_order_is_as_put(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        before = keys[at - 1] if at else None
        after = keys[at] if at < len(keys) else None
        keys.insert(at, key_between(before, after))
    assert keys == sorted(set(keys))


def test_a_thousand_rows_added_at_either_end_keep_short_keys() -> None:
    last = keys_after(None, 1000)
    assert last == sorted(set(last))
    assert max(map(len, last)) <= 3
    first = None
    for _ in range(1000):
        key = key_between(None, first)
        assert first is None or key < first
        first = key
    assert first is not None and len(first) <= 3


def test_between_equal_keys_the_same_key_comes_back() -> None:
    assert key_between("a1", "a1") == "a1"


@given(st.text(max_size=6), st.text(max_size=6))
def test_keys_from_elsewhere_never_break_adding_a_row(before: str, after: str) -> None:
    assert key_between(before, None) > before
    assert isinstance(key_between(before, after), str)
    assert isinstance(key_between(None, after), str)
