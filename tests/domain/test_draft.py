"""The working copy: calculations follow, references bring values, what differs is told."""

from __future__ import annotations

import copy
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gydesk.domain.derive import derive, plan
from gydesk.domain.draft import Draft
from gydesk.domain.fold import flatten, nest
from gydesk.errors import CatalogueError, InputError
from tests.helpers.world import Prefill, World, known, lines, make_form, one

ORDER = make_form(
    "order",
    one("price", "money"),
    one("cost", "money", calc="sum(lines.amount)"),
    one("margin", "percent", calc="(price - cost) / price * 100"),
    lines(
        "lines",
        one("name"),
        one("quantity", "decimal"),
        one("unit_price", "money"),
        one("amount", "money", calc="quantity * unit_price"),
        one("share", "percent", calc="amount / price * 100"),
    ),
    one("line_count", "integer", calc="count(lines)"),
    one("words", calc="cny_upper(cost)"),
)
PERIOD = make_form(
    "weekly",
    one("week_start", "date", calc="monday(today)", calc_once=True),
    one("week_end", "date", calc="plus_days(week_start, 6)", calc_once=True),
    one("heads", "decimal", calc="sum_daily_max(log.heads, week_start, week_end)"),
    lines(
        "done",
        one("item"),
        one("location"),
        one("actual", "percent"),
        prefill=Prefill(
            source="log.items",
            columns={"item": "item", "location": "location", "progress": "actual"},
        ),
    ),
)
LOG = make_form(
    "log",
    one("log_date", "date"),
    one("heads", "integer"),
    lines("items", one("item"), one("location"), one("progress", "percent")),
    date_field="log_date",
)
STOP = make_form(
    "stop",
    one("stopped_at", "datetime"),
    one("cause"),
    lines("left", one("what"), one("count", "integer")),
)
RESTART = make_form(
    "restart",
    one("stop_ref", "form_ref", form="stop"),
    one("stopped_on", "date", default="stop_ref.stopped_at"),
    one("cause", default="stop_ref.cause"),
    one("old_finish", "date", default="project.planned_finish"),
    one("author", "person", default="user"),
    lines(
        "checks",
        one("what"),
        one("quantity", "integer"),
        one("state", "choice", value="open"),
        default_rows={"what": ("人员到位", "设备到位")},
        prefill=Prefill(source="stop_ref.left", columns={"what": "what", "count": "quantity"}),
    ),
)


def draft(form: Any = ORDER, world: World | None = None) -> Draft:
    return Draft(form, "record-1", world or World())


def test_calculations_follow_each_edit_through_their_chain() -> None:
    work = draft()
    row = work.add_row("lines", values={"name": "交换机", "quantity": "2"})
    work.set("price", "1000.00")
    changed = work.set(f"lines/{row}/unit_price", "250.00")
    assert work.get(f"lines/{row}/amount") == "500.00"
    assert work.get("margin") == "50"
    assert work.get("words") == "伍佰元整"
    assert changed == {
        f"lines/{row}/unit_price",
        f"lines/{row}/amount",
        f"lines/{row}/share",
        "cost",
        "margin",
        "words",
    }


def test_a_line_counts_once_something_is_in_it() -> None:
    work = draft()
    row = work.add_row("lines")
    assert work.get("line_count") == 0
    work.set(f"lines/{row}/name", "x")
    assert work.get("line_count") == 1
    work.remove_row("lines", row)
    assert work.get("line_count") == 0


def test_a_calculated_field_cannot_be_set() -> None:
    work = draft()
    assert work.set("cost", "9.00") == set()
    assert work.get("cost") == "0.00"


def test_fields_that_compute_each_other_are_a_catalogue_error() -> None:
    form = make_form("ring", one("a", "integer", calc="b + 1"), one("b", "integer", calc="a + 1"))
    with pytest.raises(CatalogueError) as caught:
        plan(form)
    assert caught.value.code == "calc.cycle"
    assert {"a", "b"} <= set(caught.value.params["names"].split(" → "))


@pytest.mark.parametrize("path", ["nothing", "lines", "lines/zzz/name", "lines/zzz/nothing"])
def test_a_path_that_is_not_there_is_refused(path: str) -> None:
    with pytest.raises(InputError):
        draft().set(path, "x")


def test_a_new_record_begins_with_what_is_known() -> None:
    work = draft(RESTART)
    assert work.get("fill_date") == "2014-06-06"
    assert work.get("author") == "吴工"
    assert work.get("old_finish") == "2014-07-25"
    assert [row["what"] for row in work.data["checks"]] == ["人员到位", "设备到位"]
    assert work.is_new


def stops() -> World:
    left = [{"what": "机柜", "count": 3}]
    return World(
        known=[
            known(STOP, "TG-1", stopped_at="2014-06-02T10:00", cause="site", left=left),
            known(STOP, "TG-2", stopped_at="2014-06-03T10:00", cause="weather", left=[]),
        ]
    )


def test_a_reference_fills_what_nobody_filled_and_follows_a_change_of_it() -> None:
    work = draft(RESTART, stops())
    changed = work.set("stop_ref", {"id": "id-TG-1", "number": "TG-1"})
    assert (work.get("cause"), work.get("stopped_on")) == ("site", "2014-06-02")
    assert [(row["what"], row["quantity"]) for row in work.data["checks"]] == [("机柜", 3)]
    assert {"stop_ref", "cause", "stopped_on", "checks"} <= changed
    work.set("cause", "safety")
    work.set("stop_ref", {"id": None, "number": "TG-2"})
    assert (work.get("cause"), work.get("stopped_on")) == ("safety", "2014-06-03")


def test_lines_that_somebody_changed_stay_when_the_reference_changes() -> None:
    work = draft(RESTART, stops())
    first = work.data["checks"][0]["_id"]
    work.set(f"checks/{first}/what", "人员全部到位")
    work.set("stop_ref", {"id": "id-TG-1", "number": "TG-1"})
    assert [row["what"] for row in work.data["checks"]] == ["人员全部到位", "设备到位"]


def test_values_set_together_with_a_reference_are_kept() -> None:
    work = draft(RESTART, stops())
    work.set_many({"stop_ref": {"id": "id-TG-1", "number": "TG-1"}, "cause": "payment"})
    assert (work.get("cause"), work.get("stopped_on")) == ("payment", "2014-06-02")


def logs() -> World:
    def log(number: str, day: str, heads: int, *items: tuple[str, str, str | None]) -> Any:
        work = [{"item": i, "location": p, "progress": g} for i, p, g in items]
        return known(LOG, number, log_date=day, heads=heads, items=work)

    return World(
        known=[
            log("RZ-0", "2014-05-28", 9, ("放线", "二楼", "5")),
            log("RZ-1", "2014-06-02", 4, ("放线", "一楼", "20"), ("桥架", "一楼", "50")),
            log("RZ-2", "2014-06-02", 6, ("放线", "一楼", "35")),
            log("RZ-3", "2014-06-03", 5, ("放线 ", "一楼", "30"), ("放线", "三楼", None)),
        ]
    )


def test_a_period_brings_its_lines_merged_by_text_and_place() -> None:
    work = draft(PERIOD, logs())
    found = [(r["item"], r["location"], r.get("actual")) for r in work.data["done"]]
    assert found == [("放线 ", "一楼", "35"), ("桥架", "一楼", "50"), ("放线", "三楼", None)]
    assert (work.get("week_start"), work.get("week_end")) == ("2014-06-02", "2014-06-08")
    assert work.get("heads") == "11"


def test_the_end_and_the_lines_follow_the_beginning_until_changed_by_hand() -> None:
    work = draft(PERIOD, logs())
    work.set("week_start", "2014-05-26")
    assert work.get("week_end") == "2014-06-01"
    assert [r["location"] for r in work.data["done"]] == ["二楼"]
    assert work.get("heads") == "9"
    work.set("week_end", "2014-05-30")
    work.set("week_start", "2014-05-27")
    assert work.get("week_end") == "2014-05-30"


def test_later_lines_can_be_taken_without_doubling_the_first() -> None:
    world = logs()
    late, world.known[3:] = world.known[3:], []
    work = draft(PERIOD, world)
    assert len(work.data["done"]) == 2
    world.known += late
    work.pull_rows("done")
    assert [r["location"] for r in work.data["done"]] == ["一楼", "一楼", "三楼"]


def save(work: Draft) -> None:
    work.mark_saved(work.pending())


def test_only_what_differs_is_pending() -> None:
    work = draft()
    row = work.add_row("lines", values={"name": "甲"})
    save(work)
    assert work.pending() == {}
    assert not work.is_new
    work.set("price", "5.00")
    work.set(f"lines/{row}/name", None)
    expected = {"price": "5.00", "margin": "100", f"lines/{row}/name": None, "line_count": 0}
    assert work.pending() == expected
    save(work)
    work.remove_row("lines", row)
    assert work.pending() == {f"lines/{row}/_alive": False}


def test_typing_during_a_save_stays_pending() -> None:
    work = draft()
    work.set("price", "1.00")
    being_saved = work.pending()
    work.set("price", "2.00")
    work.mark_saved(being_saved)
    assert work.pending() == {"price": "2.00"}


def test_a_moved_line_changes_only_its_own_order() -> None:
    work = draft()
    first, second, third = (work.add_row("lines", values={"name": n}) for n in "甲乙丙")
    save(work)
    work.move_row("lines", third, -1)
    assert [row["_id"] for row in work.data["lines"]] == [first, third, second]
    assert work.pending().keys() == {f"lines/{third}/_order"}
    twin = work.duplicate_row("lines", first)
    assert [row["name"] for row in work.data["lines"]] == ["甲", "甲", "丙", "乙"]
    assert f"lines/{twin}/_order" in work.pending()


def test_an_earlier_copy_comes_back_whole() -> None:
    work = draft()
    row = work.add_row("lines", values={"name": "甲", "quantity": "1", "unit_price": "2.00"})
    save(work)
    copy_of_then = copy.deepcopy(work.data)
    work.remove_row("lines", row)
    work.set("price", "3.00")
    changed = work.replace(copy_of_then)
    assert work.data == copy_of_then
    assert work.pending() == {}
    assert {"price", "lines", f"lines/{row}/name", "cost"} <= changed


VALUES = st.one_of(st.none(), st.decimals(-1000, 1000, places=2).map(str))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("field"), VALUES),
        st.tuples(st.just("add"), st.integers(0, 5)),
        st.tuples(st.just("remove"), st.integers(0, 5)),
        st.tuples(st.just("move"), st.tuples(st.integers(0, 5), st.integers(-3, 3))),
        st.tuples(
            st.just("cell"),
            st.tuples(st.integers(0, 5), st.sampled_from(["quantity", "unit_price"]), VALUES),
        ),
        st.tuples(st.just("save"), st.none()),
    ),
    max_size=25,
)


def run(work: Draft, kept: dict[str, Any], steps: list[tuple[str, Any]]) -> None:
    """Apply the steps; ``kept`` receives what the store would hold."""
    for name, value in steps:
        rows = [row["_id"] for row in work.data["lines"]]
        if name == "field":
            work.set("price", value)
        elif name == "add":
            work.add_row("lines", at=min(value, len(rows)))
        elif name == "save":
            pending = work.pending()
            kept.update(pending)
            work.mark_saved(pending)
        elif rows and name == "remove":
            work.remove_row("lines", rows[value % len(rows)])
        elif rows and name == "move":
            work.move_row("lines", rows[value[0] % len(rows)], value[1])
        elif rows:
            work.set(f"lines/{rows[value[0] % len(rows)]}/{value[1]}", value[2])


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_following_edits_equals_computing_from_nothing(steps: list[tuple[str, Any]]) -> None:
    work = draft()
    run(work, {}, steps)
    again = copy.deepcopy(work.data)
    for holder in [again["fields"], *again["lines"]]:
        for name in ("cost", "margin", "amount", "share", "line_count", "words"):
            holder.pop(name, None)
    derive(ORDER, again, World())
    assert again == work.data


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_what_is_pending_makes_the_saved_into_the_present(steps: list[tuple[str, Any]]) -> None:
    work = draft()
    kept: dict[str, Any] = {}
    run(work, kept, [*steps, ("save", None)])
    assert nest(kept, ORDER) == nest(flatten(work.data), ORDER)
    reopened = Draft(ORDER, "record-1", World(), kept)
    assert [r["_id"] for r in reopened.data["lines"]] == [r["_id"] for r in work.data["lines"]]
    assert reopened.pending() == {}


def test_a_cell_of_two_hundred_lines_is_followed_in_milliseconds() -> None:
    work = draft()
    for number in range(200):
        work.data["lines"].append(
            {"_id": f"r{number:07d}", "name": "x", "quantity": "2", "unit_price": "3.00"}
        )
    work.recalculate()
    samples = []
    for number in range(30):
        start = time.perf_counter()
        work.set("lines/r0000100/quantity", str(number))
        samples.append(time.perf_counter() - start)
    assert min(samples) < 0.005
