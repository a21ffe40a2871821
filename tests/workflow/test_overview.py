"""How a project stands: what waits, what is missing, what came last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gydesk.workflow.desk import Desk
from gydesk.workflow.overview import LATEST, overview
from tests.helpers.desks import fill, make_desk, make_project


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with make_desk(tmp_path) as made:
        yield made


def test_an_empty_project_waits_for_nothing_and_misses_what_is_past(desk: Desk) -> None:
    project = make_project(desk)
    standing = overview(desk, project)
    assert standing.waiting == () and standing.waiting_count == 0
    assert standing.logs == ()
    order = [stage.id for stage in desk.library.stages]
    here = order.index("preparation")
    assert {form.id for form in standing.missing} >= {"project_handover"}
    assert all(order.index(form.stage) < here for form in standing.missing)
    assert [one.stage.id for one in standing.stages if one.now] == ["preparation"]


def test_a_form_handed_in_is_missing_no_more(desk: Desk) -> None:
    project = make_project(desk)
    form = overview(desk, project).missing[0]
    draft = desk.new_draft(form.id, project)
    fill(desk, draft)
    desk.save(draft)
    assert form in overview(desk, project).missing, "a draft is not made yet"
    desk.submit(draft.id)
    standing = overview(desk, project)
    assert form not in standing.missing
    assert [head.id for head in standing.waiting] == [draft.id]
    one = next(f for stage in standing.stages for f in stage.forms if f.form is form)
    assert (one.count, dict(one.states)) == (1, {"submitted": 1})
    assert one.latest is not None and one.latest.id == draft.id


def test_what_waits_is_in_order_and_counted_whole(desk: Desk) -> None:
    project = make_project(desk)
    other = make_project(desk, project_no="GY2014-002", name="另一个")
    ids = []
    for day in range(1, 61):
        where = project if day % 2 else other
        draft = desk.new_draft("engineering_log", where)
        fill(desk, draft, log_date=f"2014-0{4 + day // 31}-{day % 30 + 1:02d}", work_place=f"{day}")
        desk.save(draft)
        ids.append(draft.id)
    desk.submit(ids[0])
    desk.submit(ids[2])
    desk.reject(ids[2], "写清部位", name="陈项目")
    standing = overview(desk, project)
    assert standing.waiting_count == 30
    assert standing.waiting[0].state == "rejected"
    assert standing.waiting[-1].state == "submitted"
    assert {head.project for head in standing.waiting} == {project}
    assert len(standing.logs) == LATEST
    dates = [head.date for head in standing.logs]
    assert dates == sorted(dates, reverse=True)
    everywhere = overview(desk)
    assert everywhere.waiting_count == 60
    assert everywhere.stages == () and everywhere.missing == ()
    assert len(everywhere.latest) == LATEST
    assert {head.form for head in everywhere.latest} <= set(desk.library.forms)
