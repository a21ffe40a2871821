"""Opening, filling and saving: nothing is lost, nothing is written twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from gydesk.domain.fold import flatten
from gydesk.errors import CatalogueError, InputError, StoreError
from gydesk.store.query import RecordQuery
from gydesk.workflow.desk import Desk, open_desk
from tests.helpers.desks import StillClock, fill, make_desk, make_project


def test_what_was_saved_is_there_tomorrow(tmp_path: Path, desk: Desk, project: str) -> None:
    draft = desk.new_draft("engineering_log", project)
    fill(desk, draft, work_place="图书馆", problems=[{"domain": "customer", "problem": "没有钥匙"}])
    saved = desk.save(draft)
    assert saved is not None
    assert saved == draft.head == desk.head(draft.id)
    told = flatten(draft.data)
    desk.close()
    with open_desk(tmp_path / "gydesk.db", create=False, anywhere=True) as again:
        back = again.draft(draft.id)
        assert flatten(back.data) == told
        assert back.head == saved
        assert back.project == project
        assert again.user["name"] == "吴工"


def test_a_new_record_knows_its_project_and_user(desk: Desk, project: str) -> None:
    draft = desk.new_draft("stop_work_report", project)
    assert draft.head is None
    assert draft.get("filled_by") == "吴工"
    assert draft.get("fill_date") == "2014-06-06"
    assert draft.facts.project is not None
    assert draft.facts.project["customer_name"] == "示例大学"
    saved = desk.save(draft)
    assert saved is not None
    assert (saved.project, saved.state, saved.number, saved.revision) == (project, "draft", "", 1)


def test_saving_what_does_not_differ_writes_nothing(desk: Desk, project: str) -> None:
    draft = desk.new_draft("engineering_log", project)
    desk.save(draft)
    before = len(desk.history(draft.id))
    assert desk.save(draft) is None
    draft.set("work_place", "图书馆")
    assert desk.save(draft) is not None
    draft.set("work_place", "图书馆")
    assert desk.save(draft) is None
    assert len(desk.history(draft.id)) == before + 1


def test_a_change_says_who_and_when(desk: Desk, project: str) -> None:
    draft = desk.new_draft("engineering_log", project)
    desk.save(draft)
    desk.set_user("郑工")
    draft.set("work_place", "图书馆")
    desk.save(draft)
    first, last = desk.history(draft.id)
    assert [first.author, last.author] == ["吴工", "郑工"]
    assert first.at < last.at
    assert last.set == {"work_place": "图书馆", "_alive": True}


def test_two_drafts_of_one_record_keep_both_edits_in_sight(desk: Desk, project: str) -> None:
    draft = desk.new_draft("engineering_log", project)
    desk.save(draft)
    one, two = desk.draft(draft.id), desk.draft(draft.id)
    one.set("work_place", "图书馆")
    two.set("work_place", "行政楼")
    two.set("safety_note", "戴安全帽")
    desk.save(one)
    head = desk.save(two)
    assert head is not None
    assert head.conflicts == 1
    (conflict,) = desk.records.conflicts(draft.id)
    assert {one.value for one in conflict.heads} == {"图书馆", "行政楼"}


def test_saving_again_over_what_one_saw_is_no_conflict(desk: Desk, project: str) -> None:
    draft = desk.new_draft("engineering_log", project)
    for place in ("图书馆", "行政楼", "食堂"):
        draft.set("work_place", place)
        head = desk.save(draft)
        assert head is not None
        assert head.conflicts == 0
    again = desk.draft(draft.id)
    again.set("work_place", "公寓")
    head = desk.save(again)
    assert head is not None
    assert head.conflicts == 0


@pytest.mark.parametrize("step", ["submit", "void", "reject"])
def test_what_is_no_draft_any_more_is_not_saved_over(desk: Desk, project: str, step: str) -> None:
    draft = desk.new_draft("engineering_log", project)
    fill(desk, draft)
    desk.save(draft)
    late = desk.draft(draft.id)
    if step == "void":
        desk.void(draft.id, "重复")
    else:
        desk.submit(draft.id)
    if step == "reject":
        desk.reject(draft.id, "写清楚")
    before = desk.history(draft.id)
    late.set("work_place", "行政楼")
    with pytest.raises(InputError) as caught:
        desk.save(late)
    assert caught.value.code == "record.frozen"
    assert desk.history(draft.id) == before
    assert late.pending() == {"work_place": "行政楼"}


def test_a_form_of_a_project_needs_one(desk: Desk, project: str) -> None:
    with pytest.raises(InputError) as caught:
        desk.new_draft("engineering_log")
    assert caught.value.code == "record.project_needed"
    with pytest.raises(InputError) as caught:
        desk.new_draft("engineering_log", "nowhere")
    assert caught.value.code == "project.missing"
    assert desk.new_draft("supplier_registration", project).project == ""


def test_what_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(StoreError) as missing:
        desk.draft("01900000-0000-7000-8000-000000000000")
    assert missing.value.code == "record.missing"
    with pytest.raises(CatalogueError) as unknown:
        desk.new_draft("no_such_form")
    assert unknown.value.code == "form.unknown"


def test_yesterdays_people_and_place_are_taken(desk: Desk, project: str, clock: StillClock) -> None:
    clock.go(2014, 6, 5, 18)
    crew = [{"trade": "engineer", "names": "吴工、郑工", "headcount": 2, "hours": "8"}]
    before = desk.new_draft("engineering_log", project)
    fill(desk, before, work_place="图书馆三层", people=crew)
    desk.save(before)
    clock.go(2014, 6, 6, 18)
    today = desk.new_draft("engineering_log", project)
    changed = desk.copy_yesterday(today)
    assert {"work_place", "people", "headcount_total"} <= changed
    assert today.get("work_place") == "图书馆三层"
    assert [(r["names"], r["headcount"]) for r in today.data["people"]] == [("吴工、郑工", 2)]
    assert today.data["people"][0]["_id"] != before.data["people"][0]["_id"]
    assert today.get("headcount_total") == 2
    assert [row for row in today.data["work_items"] if row.get("item")] == []


def test_the_users_own_log_goes_before_a_colleagues(
    desk: Desk, project: str, clock: StillClock
) -> None:
    for day, who, place in ((3, "吴工", "一教"), (4, "郑工", "二教")):
        clock.go(2014, 6, day, 18)
        desk.set_user(who)
        log = desk.new_draft("engineering_log", project)
        fill(desk, log, work_place=place)
        desk.save(log)
    clock.go(2014, 6, 5, 18)
    for who, place in (("吴工", "一教"), ("陈项目", "二教")):
        desk.set_user(who)
        log = desk.new_draft("engineering_log", project)
        desk.copy_yesterday(log)
        assert log.get("work_place") == place


def test_without_an_earlier_log_nothing_is_taken(desk: Desk, project: str) -> None:
    first = desk.new_draft("engineering_log", project)
    desk.save(first)
    assert desk.copy_yesterday(first) == set()


def test_lists_find_by_form_project_state_and_text(desk: Desk, project: str) -> None:
    other = make_project(desk, project_no="GY2014-002", name="示例市人民医院中心机房建设工程")
    for where, place in ((project, "图书馆"), (other, "门诊楼")):
        log = desk.new_draft("engineering_log", where)
        fill(desk, log, work_place=place)
        desk.save(log)
    desk.submit(log.id)
    everything = RecordQuery(forms=("engineering_log",))
    assert desk.count(everything) == 2
    assert [row.title for row in desk.list(RecordQuery(project=project), 0, 9)] == ["图书馆"]
    assert [row.id for row in desk.list(RecordQuery(states=("submitted",)), 0, 9)] == [log.id]
    assert [row.id for row in desk.list(RecordQuery(text="门诊"), 0, 9)] == [log.id]


def test_a_file_is_kept_and_given_back(desk: Desk, tmp_path: Path) -> None:
    photo = tmp_path / "机柜.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n picture")
    ref = desk.attach(photo)
    assert ref["name"] == "机柜.png"
    assert desk.attachment(ref["sha256"]) == photo.read_bytes()


def test_an_empty_database_knows_nobody(tmp_path: Path) -> None:
    with open_desk(tmp_path / "new.db", anywhere=True, clock=StillClock()) as desk:
        assert (dict(desk.user), dict(desk.company), desk.projects()) == ({}, {}, [])
        desk.begin(name="项目一笔记本", person="吴工", letter="B", company="光远科技有限公司")
        assert desk.user["name"] == "吴工"
        assert desk.company["name"] == "光远科技有限公司"
        assert desk.db.device.letter == "B"
        desk.begin(person="吴工")
        assert [one.name for one in desk.people()] == ["吴工"]
        with pytest.raises(InputError) as caught:
            desk.begin(letter="b2")
        assert caught.value.code == "device.letter"


def test_projects_are_found_by_number_name_and_initials(desk: Desk, project: str) -> None:
    other = make_project(
        desk,
        project_no="GY2014-002",
        name="示例市人民医院机房",
        customer_name="市医院",
        short_name="",
    )
    assert [row.id for row in desk.projects()] == [project, other]
    for text in ("GY2014-002", "医院", "yiyuan", "SRMYY", "ｇｙ２０１４-００２"):
        assert [row.id for row in desk.projects(text)] == [other], text
    assert desk.projects("没有这个") == []


def test_two_projects_do_not_share_a_number(desk: Desk, project: str) -> None:
    with pytest.raises(InputError) as caught:
        make_project(desk, name="另一个")
    assert caught.value.code == "project.taken"
    assert len(desk.projects()) == 1
    desk.set_entity(project, {"name": "改名"})
    assert desk.projects()[0].name == "改名"


def test_an_entity_needs_its_name_and_known_fields(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        desk.add_entity("project", {"name": "没有编号"})
    assert caught.value.code == "record.incomplete"
    assert [one.path for one in caught.value.params["problems"]] == ["project_no"]
    with pytest.raises(InputError) as caught:
        desk.add_entity("project", {"project_no": "1", "name": "x", "colour": "red"})
    assert caught.value.code == "draft.path"
    with pytest.raises(InputError) as caught:
        desk.add_entity("engineering_log", {})
    assert caught.value.code == "entity.kind"


def test_a_new_project_is_a_lead(desk: Desk) -> None:
    id = desk.add_entity("project", {"project_no": "GY2014-009", "name": "新项目"})
    assert desk.projects()[0].state == "lead"
    assert desk.project(id) == {
        "project_no": "GY2014-009",
        "name": "新项目",
        "lifecycle_state": "lead",
    }


def test_a_failed_transaction_leaves_nothing_behind(desk: Desk, project: str) -> None:
    def rename_and_fail() -> None:
        with desk.db.writing():
            desk.set_entity(project, {"name": "不算数"})
            assert desk.projects()[0].name == "不算数"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rename_and_fail()
    assert desk.projects()[0].name == "示例大学校园网升级改造工程"


def test_two_desks_do_not_open_one_file(tmp_path: Path, desk: Desk) -> None:
    with pytest.raises(StoreError) as caught:
        make_desk(tmp_path)
    assert caught.value.code == "db.in_use"
