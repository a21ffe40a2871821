"""What fields offer: people, suppliers, other forms, what was typed before."""

from __future__ import annotations

from typing import Any

import pytest

from gydesk.catalogue.kinds import Field
from gydesk.workflow.desk import Desk
from gydesk.workflow.opened import OpenDraft
from tests.helpers.desks import StillClock, fill, make_project


def at(draft: OpenDraft, path: str) -> Field:
    found = draft.form.at(path)
    assert isinstance(found, Field)
    return found


def texts(desk: Desk, draft: OpenDraft, path: str, typed: str = "") -> list[str]:
    return [one.text for one in desk.options(at(draft, path), typed, draft)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("吴", "吴工"), ("wg", "吴工"), ("wugong", "吴工"), ("项目", "陈项目"), ("ＣＸＭ", "陈项目")],
)
def test_people_are_found_by_characters_pinyin_and_initials(
    desk: Desk, project: str, typed: str, first: str
) -> None:
    draft = desk.new_draft("engineering_log", project)
    assert texts(desk, draft, "author", typed)[0] == first


def test_the_projects_own_people_come_first_and_who_left_not_at_all(
    desk: Desk, project: str
) -> None:
    draft = desk.new_draft("engineering_log", project)
    assert set(texts(desk, draft, "author")[:2]) == {"陈项目", "赵客户"}
    gone = next(one for one in desk.people() if one.name == "郑工")
    desk.set_entity(gone.id, {"active": False})
    assert "郑工" not in texts(desk, draft, "author")
    (offer,) = desk.options(at(draft, "author"), "沈专员", draft)
    assert (offer.value, offer.detail) == ("沈专员", "项目管理部")


def test_what_begins_with_the_text_comes_before_what_contains_it(desk: Desk, project: str) -> None:
    desk.add_entity("person", {"name": "工藤", "active": True})
    draft = desk.new_draft("engineering_log", project)
    found = texts(desk, draft, "author", "工")
    assert found[0] == "工藤"
    assert {"吴工", "郑工", "孙工程"} <= set(found)


def test_a_supplier_is_offered_with_its_record(desk: Desk, project: str) -> None:
    draft = desk.new_draft("supplier_evaluation")
    name = next(one.id for one in draft.form.fields.values() if one.type == "supplier_ref")
    (offer,) = desk.options(at(draft, name), "slwl", draft)
    (supplier,) = desk.suppliers()
    assert offer.value == {"id": supplier.id, "name": "示例网络设备总代理"}
    assert offer.detail == "康经理"


def test_earlier_values_of_the_same_place_are_offered(
    desk: Desk, project: str, clock: StillClock
) -> None:
    other = make_project(desk, project_no="GY2014-002", name="示例市人民医院机房")
    places = ((other, "门诊楼4层", 2), (project, "图书馆1层", 3), (project, "图书馆2层", 4))
    for where, place, day in places:
        clock.go(2014, 6, day, 18)
        log = desk.new_draft("engineering_log", where)
        items: list[dict[str, Any]] = [{"item": "光缆敷设", "location": f"{place}弱电间"}]
        fill(desk, log, work_place=place, work_items=items)
        desk.save(log)
    draft = desk.new_draft("engineering_log", project)
    assert texts(desk, draft, "work_place") == ["图书馆2层", "图书馆1层", "门诊楼4层"]
    assert texts(desk, draft, "work_place", "menzhen") == ["门诊楼4层"]
    assert texts(desk, draft, "work_items.location", "图书馆") == [
        "图书馆2层弱电间",
        "图书馆1层弱电间",
    ]
    assert texts(desk, draft, "work_items.item") == ["光缆敷设"]
    assert texts(desk, draft, "weather") == []


def test_names_typed_before_are_offered_beside_the_known_people(desk: Desk, project: str) -> None:
    log = desk.new_draft("engineering_log", project)
    fill(desk, log, author="马队长")
    desk.save(log)
    draft = desk.new_draft("engineering_log", project)
    assert texts(desk, draft, "author", "马") == ["马队长"]
    assert texts(desk, draft, "author").count("吴工") == 1


def test_forms_are_offered_by_number_title_and_date(desk: Desk, project: str) -> None:
    for place in ("图书馆", "行政楼"):
        survey = desk.new_draft("project_change", project)
        fill(desk, survey, description=f"{place}加AP")
        desk.save(survey)
        desk.submit(survey.id)
    draft = desk.new_draft("internal_purchase_order", project)
    found = desk.options(at(draft, "change_ref"), "", draft)
    assert [(one.text, one.detail) for one in found] == [
        ("BG-GY2014-001-A002", "行政楼加AP 2014-06-06"),
        ("BG-GY2014-001-A001", "图书馆加AP 2014-06-06"),
    ]
    assert found[0].value == {"id": survey.id, "number": "BG-GY2014-001-A002"}
    assert texts(desk, draft, "change_ref", "图书馆") == ["BG-GY2014-001-A001"]
    assert texts(desk, draft, "change_ref", "2014-06-06") == [one.text for one in found]
