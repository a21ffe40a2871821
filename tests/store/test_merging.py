"""Kept step by step is rebuilt from the set: on three devices, in any order, with repeats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from gydesk.domain.change import Change, Json
from gydesk.store.keep import Keeper, Kept
from gydesk.store.schema import record
from gydesk.store.verify import check
from tests.helpers.bench import Bench

_paths = st.sampled_from(
    [
        *("title", "note", "log_date", "later", "_number", "_state", "_revision"),
        *("items/r1/what", "items/r2/what", "items/r1/_order", "items/r1/_alive"),
    ]
)
_values = st.sampled_from([None, 1, "1", "甲", "2014-06-06", [{"sha256": "x"}], {"id": "y"}])
_edits = st.dictionaries(_paths, _values, min_size=1, max_size=3)
_devices = st.integers(0, 2)
_steps = st.lists(
    st.tuples(st.just("edit"), _devices, _edits, st.booleans())
    | st.tuples(st.just("delete"), _devices)
    | st.tuples(st.just("carry"), _devices, _devices, st.randoms(use_true_random=False)),
    min_size=1,
    max_size=10,
)


def row_of(bench: Bench, id: str) -> dict[str, Any] | None:
    """The kept row, without its local number."""
    with bench.db.reading() as connection:
        row = connection.execute(select(record).where(record.c.id == id)).mappings().first()
    return {name: value for name, value in row.items() if name != "n"} if row else None


def rebuilt(bench: Bench, changes: list[Change]) -> dict[str, Any]:
    """The row that changes make, in this order, from nothing."""
    kept = Kept(changes[0].record)
    for one in changes:
        kept.apply(one)
    return Keeper(bench.db, bench.library).row(kept)


def legal(edits: dict[str, Json]) -> dict[str, Json]:
    """Whether something is alive is yes or no."""
    alive = {path: value is None for path, value in edits.items() if path.endswith("_alive")}
    return {**edits, **alive}


def test_whatever_devices_do_and_carry_they_end_with_the_same_rows(tmp_path: Path) -> None:
    benches = [Bench.at(tmp_path / f"{name}.db", seed=ord(name)) for name in "ABC"]

    @given(_steps, st.randoms(use_true_random=False))
    def run(steps: list[tuple[Any, ...]], last: Any) -> None:
        id = benches[0].new_id()
        stale: dict[int, Any] = {}
        for kind, where, *more in steps:
            bench = benches[where]
            if kind == "carry":
                other, random = more
                carried = benches[other].records.history(id)
                some = random.choices(carried, k=len(carried)) if carried else []
                bench.records.take(some)
                continue
            edits, unseen = more if kind == "edit" else ({"_alive": False}, False)
            seen = stale.get(where) if unseen else None
            bench.save(id, legal(edits), seen=seen)
            stale[where] = bench.records.get(id).seen
            history = bench.records.history(id)
            assert row_of(bench, id) == rebuilt(bench, history) == rebuilt(bench, history[::-1])
        everything = {one.id: one for bench in benches for one in bench.records.history(id)}
        for bench in benches:
            shuffled = list(everything.values())
            last.shuffle(shuffled)
            bench.records.take(shuffled)
        rows = [row_of(bench, id) for bench in benches]
        if everything:
            assert rows[0] == rebuilt(benches[0], list(everything.values()))
        assert rows[0] == rows[1] == rows[2]

    try:
        run()
        for bench in benches:
            told = check(bench.db, bench.library)  # gaps, where an example was broken off
            assert {one.severity for one in told} <= {"info"}
    finally:
        for bench in benches:
            bench.close()
