"""Several stations, and long lives: whatever happens, numbers are unique and kept for ever."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gydesk.domain.states import MOVES, STATES
from gydesk.errors import InputError
from gydesk.store.changes import everything
from gydesk.store.query import RecordQuery
from gydesk.store.verify import check
from gydesk.workflow.desk import Desk
from tests.helpers.desks import fill, make_desk, make_project


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    with (
        make_desk(tmp_path, letter="A", name="a.db") as first,
        make_desk(tmp_path, letter="B", name="b.db") as second,
    ):
        yield first, second


def hand_over(giver: Desk, taker: Desk) -> None:
    """Everything one station has comes to another, as a bundle would bring it."""
    taker.records.take(list(everything(giver.db)))
    taker.refresh()


def test_what_comes_from_another_station_is_seen_at_once(stations: tuple[Desk, Desk]) -> None:
    here, there = stations
    project = make_project(here)
    hand_over(here, there)
    assert [row.id for row in there.projects()] == [project]
    restart = there.new_draft("restart_work_report", project)
    number = "TG-GY2014-001-A001"
    fill(there, restart, stop_ref={"number": number}, restart_at="2014-06-06T12:00")
    there.save(restart)
    assert there.related(restart.id)[0].head is None

    stop = here.new_draft("stop_work_report", project)
    fill(here, stop, stopped_at="2014-06-06T08:00", extent="full")
    here.save(stop)
    assert here.submit(stop.id).number == number
    hand_over(here, there)
    found = there.related(restart.id)[0].head
    assert found is not None
    assert found.id == stop.id
    assert there.projects()[0].state == "stopped"
    assert there.submit(restart.id).number == "FG-GY2014-001-B001"
    assert there.draft(restart.id).get("stop_ref")["id"] == stop.id

    hand_over(there, here)
    assert here.projects() == there.projects()
    assert here.projects()[0].state == "under_construction"
    for desk in stations:
        assert check(desk.db, desk.library) == []


def test_two_stations_that_sign_and_reopen_keep_both_signatures_in_their_revision(
    stations: tuple[Desk, Desk],
) -> None:
    here, there = stations
    project = make_project(here)
    draft = here.new_draft("project_change", project)
    fill(here, draft)
    here.save(draft)
    here.submit(draft.id)
    hand_over(here, there)
    there.approve(draft.id, name="孙工程")
    here.reopen(draft.id, "数量写错")
    hand_over(here, there)
    hand_over(there, here)
    for desk in stations:
        head = desk.head(draft.id)
        assert head is not None
        assert (head.state, head.revision) == ("draft", 2)
        assert desk.signoffs(draft.id) == {}
        assert desk.signoffs(draft.id, 1)["approved"].name == "孙工程"


LIVES = st.lists(
    st.sampled_from(
        [
            "new",
            "edit",
            "submit",
            "approve",
            "reject",
            "restart",
            "sign",
            "archive",
            "reopen",
            "void",
            "delete",
            "restore",
        ]
    ),
    min_size=4,
    max_size=30,
)


def step(desk: Desk, action: str, id: str) -> None:
    match action:
        case "edit":
            draft = desk.draft(id)
            draft.set("description", f"{draft.get('description')}+")
            desk.save(draft)
        case "approve":
            desk.approve(id, name="孙工程")
        case "sign":
            desk.sign(id, name="何主任")
        case "archive":
            desk.archive(id, note="资料室")
        case "reject" | "void":
            getattr(desk, action)(id, "写错了")
        case _:
            getattr(desk, action)(id)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(LIVES)
def test_whatever_happens_a_number_is_given_once_and_stays(lives: list[str]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        make_desk(Path(folder)) as desk,
    ):
        project = make_project(desk)
        ids: list[str] = []
        numbers: dict[str, str] = {}
        revisions: dict[str, int] = {}
        for action in ["new", *lives]:
            if action == "new":
                draft = desk.new_draft("project_change", project)
                fill(desk, draft)
                desk.save(draft)
                ids.append(draft.id)
                continue
            before = desk.head(ids[-1])
            assert before is not None
            refused = False
            try:
                step(desk, action, ids[-1])
            except InputError:
                refused = True
            after = desk.head(ids[-1])
            assert after is not None
            if refused:
                assert after == before
                continue
            assert after.state in STATES
            if action in MOVES:
                assert before.state in MOVES[action].sources or action == "approve"
            assert after.revision >= revisions.get(after.id, 1)
            revisions[after.id] = after.revision
            assert numbers.setdefault(after.id, after.number) in ("", after.number)
            numbers[after.id] = after.number
        given = [one.number for one in desk.list(RecordQuery(alive=None), 0, 100) if one.number]
        assert len(given) == len(set(given))
        assert check(desk.db, desk.library) == []
