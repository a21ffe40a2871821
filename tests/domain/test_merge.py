"""Folding and merging: whatever the order, everybody ends with the same state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gydesk.catalogue.kinds import Field, Form, Section, Table
from gydesk.domain.change import Change, Json, make_change, with_alive
from gydesk.domain.fold import State, flat, flatten, fold, nest
from gydesk.domain.merge import conflicts, union

RECORD = "019360c4-7a00-7000-8000-000000000001"
FORM = Form(
    id="log",
    zh="日志",
    en="Log",
    sections=(
        Section(
            id="s",
            zh="",
            en="",
            items=(
                Field(id="title", zh="", en="", type="text"),
                Table(
                    id="lines",
                    zh="",
                    en="",
                    columns=(Field(id="qty", zh="", en="", type="integer"),),
                ),
            ),
        ),
    ),
)


@dataclass
class Replica:
    """One device with the changes it has; ``edit`` is what the store does on a save."""

    device: str
    changes: dict[str, Change] = field(default_factory=dict)
    seq: int = 0
    prev: str = ""

    def edit(self, **values: Any) -> Change:
        return self.put({key.replace("__", "/"): value for key, value in values.items()})

    def put(self, values: dict[str, Json]) -> Change:
        state = fold(self.changes.values())
        full = with_alive(values)
        self.seq += 1
        made = make_change(
            record=RECORD,
            form="log",
            form_version=1,
            device=self.device,
            seq=self.seq,
            prev=self.prev,
            lamport=state.lamport + 1,
            at="2026-11-24T09:10:02.123Z",
            author=self.device,
            values=full,
            over=state.over(full),
        )
        self.prev = made.id
        self.changes[made.id] = made
        return made

    def take(self, other: Replica) -> None:
        self.changes = union(self.changes.values(), other.changes.values())

    @property
    def state(self) -> State:
        return fold(self.changes.values())


_paths = st.sampled_from(["title", "note", "lines/r1/qty", "lines/r2/qty", "lines/r1/_alive"])
_values = st.sampled_from([None, True, 1, "1", "甲", "乙"])


@st.composite
def _histories(draw: st.DrawFn) -> list[Change]:
    """What up to four devices make, taking over from each other now and then."""
    replicas = [Replica(name) for name in "ABCD"[: draw(st.integers(1, 4))]]
    everything: list[Change] = []
    for _ in range(draw(st.integers(1, 14))):
        replica = draw(st.sampled_from(replicas))
        match draw(st.sampled_from(["edit", "edit", "edit", "take", "delete"])):
            case "edit":
                edits = draw(st.dictionaries(_paths, _values, min_size=1, max_size=3))
                for path in edits:
                    if path.endswith("_alive"):
                        edits[path] = edits[path] is True
                everything.append(replica.put(edits))
            case "delete":
                everything.append(replica.put({"_alive": False}))
            case "take":
                replica.take(draw(st.sampled_from(replicas)))
    return everything


def histories() -> st.SearchStrategy[list[Change]]:
    return _histories().filter(bool)


@given(histories(), st.data())
def test_any_order_grouping_and_repetition_give_one_state(
    history: list[Change], data: st.DataObject
) -> None:
    everything = fold(history)
    shuffled = data.draw(st.permutations(history))
    again = data.draw(st.lists(st.sampled_from(history), max_size=5))
    assert fold([*shuffled, *again]) == everything
    cut = data.draw(st.integers(0, len(history)))
    left, right = shuffled[:cut], shuffled[cut:]
    assert union(left, right).keys() == union(right, left, again).keys()
    assert fold(union(right, left, again).values()) == everything


@given(histories(), st.data())
def test_state_kept_step_by_step_is_the_state_rebuilt(
    history: list[Change], data: st.DataObject
) -> None:
    kept = State()
    arrived: list[Change] = []
    for change in data.draw(st.permutations(history)):
        kept.apply(change)
        arrived.append(change)
        assert kept == fold(reversed(arrived))
        assert all(kept.heads.values())


@given(histories())
def test_every_value_ever_set_is_a_head_or_named_by_a_later_change(history: list[Change]) -> None:
    state = fold(history)
    for change in history:
        for path in change.set:
            is_head = any(head.change == change.id for head in state.heads[path])
            named = any(change.id in later.over.get(path, ()) for later in history)
            assert is_head != named


@given(histories(), st.data())
def test_what_was_replaced_before_it_arrived_never_becomes_a_head(
    history: list[Change], data: st.DataObject
) -> None:
    late = data.draw(st.sampled_from(history))
    state = fold(change for change in history if change is not late)
    before = {path: state.heads.get(path, ()) for path in late.set}
    named = {
        path for path in late.set if any(late.id in change.over.get(path, ()) for change in history)
    }
    state.apply(late)
    for path in late.set:
        assert any(head.change == late.id for head in state.heads.get(path, ())) == (
            path not in named
        )
        if path in named:
            gone = late.over.get(path, ())
            assert state.heads[path] == tuple(h for h in before[path] if h.change not in gone)
    assert late.id not in state.awaited


@settings(max_examples=50)
@given(histories())
def test_a_save_that_saw_a_conflict_settles_it(history: list[Change]) -> None:
    replica = Replica("Z", {change.id: change for change in history})
    for conflict in conflicts(replica.state):
        winner = conflict.heads[0].value
        replica.put({conflict.path: winner})
        assert conflict.path not in {one.path for one in conflicts(replica.state)}
    replica.edit(title="settled")
    assert "_alive" not in {one.path for one in conflicts(replica.state)}


def _two() -> tuple[Replica, Replica]:
    """Two devices that both have the same first version."""
    one, two = Replica("A"), Replica("B")
    one.edit(title="first", lines__r1__qty=1, lines__r1___order="a0")
    two.take(one)
    return one, two


def test_two_unequal_edits_are_a_conflict_and_the_greatest_is_shown() -> None:
    one, two = _two()
    one.edit(note="x")
    one.edit(title="甲")
    two.edit(title="乙")
    one.take(two)
    (conflict,) = conflicts(one.state)
    assert conflict.path == "title"
    assert [head.value for head in conflict.heads] == ["甲", "乙"]
    assert one.state.value("title") == "甲"
    two.take(one)
    assert two.state == one.state


def test_a_tie_of_numbers_is_decided_by_the_id() -> None:
    one, two = _two()
    mine, theirs = one.edit(title="甲"), two.edit(title="乙")
    assert mine.lamport == theirs.lamport
    one.take(two)
    assert one.state.heads["title"][0].change == max(mine.id, theirs.id)


def test_the_same_value_typed_twice_is_no_conflict() -> None:
    one, two = _two()
    one.edit(title="同")
    two.edit(title="同")
    one.take(two)
    assert conflicts(one.state) == []
    assert len(one.state.heads["title"]) == 2


def test_true_and_one_are_not_the_same_value() -> None:
    one, two = _two()
    one.edit(title=True)
    two.edit(title=1)
    one.take(two)
    assert [conflict.path for conflict in conflicts(one.state)] == ["title"]


def test_an_edit_made_elsewhere_keeps_a_deleted_record_alive_and_is_told() -> None:
    one, two = _two()
    one.put({"_alive": False})
    for _ in range(3):
        one.put({"_alive": False})
    two.edit(title="still here")
    one.take(two)
    assert one.state.value("_alive") is True
    assert [conflict.path for conflict in conflicts(one.state)] == ["_alive"]
    one.edit(note="settled by the next save")
    assert conflicts(one.state) == []
    one.put({"_alive": False})
    assert one.state.value("_alive") is False


def test_two_deletions_are_no_conflict() -> None:
    one, two = _two()
    one.put({"_alive": False})
    two.put({"_alive": False})
    one.take(two)
    assert one.state.value("_alive") is False
    assert conflicts(one.state) == []


def test_a_row_deleted_here_and_edited_there_lives_and_is_told() -> None:
    one, two = _two()
    one.edit(lines__r1___alive=False)
    two.edit(lines__r1__qty=5)
    one.take(two)
    assert [conflict.path for conflict in conflicts(one.state)] == ["lines/r1/_alive"]
    assert nest(flat(one.state))["lines"] == [{"_id": "r1", "qty": 5, "_order": "a0"}]


def test_two_people_adding_rows_keep_both() -> None:
    one, two = _two()
    one.edit(lines__r8__qty=8, lines__r8___order="a1")
    two.edit(lines__r9__qty=9, lines__r9___order="a1")
    one.take(two)
    assert [row["_id"] for row in nest(flat(one.state))["lines"]] == ["r1", "r8", "r9"]
    assert conflicts(one.state) == []


def test_a_conflict_inside_a_deleted_row_or_record_asks_nobody() -> None:
    one, two = _two()
    one.edit(lines__r1__qty=2)
    two.edit(lines__r1__qty=3)
    one.take(two)
    assert [conflict.path for conflict in conflicts(one.state)] == ["lines/r1/qty"]
    one.edit(lines__r1___alive=False)
    assert conflicts(one.state) == []


def test_data_is_nested_by_the_form_and_keeps_what_the_form_does_not_know() -> None:
    assert nest({}, FORM) == {"fields": {}, "lines": []}
    values: dict[str, Json] = {
        "title": "x",
        "newer": 1,
        "gone": None,
        "_state": "draft",
        "_alive": True,
        "lines/b/qty": 2,
        "lines/b/_alive": True,
        "lines/b/_order": "a1",
        "lines/a/qty": 1,
        "lines/a/_alive": True,
        "lines/a/_order": "a2",
        "lines/c/qty": 3,
        "lines/c/_alive": False,
        "future/r/x": 4,
    }
    data = nest(values, FORM)
    assert data == {
        "fields": {"title": "x", "newer": 1},
        "lines": [{"_id": "b", "qty": 2, "_order": "a1"}, {"_id": "a", "qty": 1, "_order": "a2"}],
        "future": [{"_id": "r", "x": 4}],
    }
    assert nest(flatten(data), FORM) == data
