"""Submitting, approving, signing, archiving, voiding, beginning again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gydesk.errors import InputError
from gydesk.store.query import RecordQuery
from gydesk.words import sentence
from gydesk.workflow.desk import Desk
from gydesk.workflow.signoff import approval_steps, content_hash, customer_block
from tests.helpers.desks import StillClock, fill, form, make_desk, make_project


def saved(desk: Desk, form_id: str, project: str, **given: Any) -> str:
    draft = desk.new_draft(form_id, project)
    fill(desk, draft, **given)
    desk.save(draft)
    return draft.id


@pytest.fixture
def change(desk: Desk, project: str) -> str:
    """A submitted 项目变更表: two approvers, and the customer signs."""
    id = saved(desk, "project_change", project)
    desk.submit(id)
    return id


def code_of(error: pytest.ExceptionInfo[InputError]) -> str:
    return error.value.code


def test_submitting_numbers_freezes_and_hashes(desk: Desk, change: str) -> None:
    stored = desk.records.get(change)
    assert (stored.head.state, stored.head.number) == ("submitted", "BG-GY2014-001-A001")
    assert stored.head.revision == stored.meta["_revision"] == 1
    assert stored.meta["_hash"] == content_hash(desk.draft(change).data)
    assert len(desk.history(change)) == 2


def test_a_draft_has_no_number_and_an_incomplete_one_gets_none(desk: Desk, project: str) -> None:
    draft = desk.new_draft("project_change", project)
    desk.save(draft)
    with pytest.raises(InputError) as caught:
        desk.submit(draft.id)
    assert code_of(caught) == "record.incomplete"
    assert {one.path for one in caught.value.params["problems"]} >= {"reason", "description"}
    assert len(desk.history(draft.id)) == 1
    assert desk.submit(saved(desk, "project_change", project)).number.endswith("-A001")


def test_what_is_missing_is_named_in_the_sentence(desk: Desk, project: str) -> None:
    draft = desk.new_draft("project_change", project)
    fill(desk, draft)
    row = draft.add_row("lines", values={"name": "无线AP", "quantity_after": "-1"})
    line = [one["_id"] for one in draft.data["lines"]].index(row) + 1
    draft.set_many({"reason": None, "raised_on": "2014-06-09"})
    desk.save(draft)
    with pytest.raises(InputError) as caught:
        desk.submit(draft.id)
    what = caught.value.params["what"]
    assert "提出日期（" in what
    assert "、变更原因、" in what
    assert f"设备材料变更明细第{line}行变更后数量（" in what
    assert what in sentence(caught.value)


def test_the_hash_is_of_the_content_alone(desk: Desk, project: str) -> None:
    id = saved(desk, "engineering_log", project)
    draft = desk.draft(id)
    before = content_hash(draft.data)
    desk.submit(id)
    desk.approve(id, name="陈项目")
    assert content_hash(desk.draft(id).data) == before == desk.records.get(id).meta["_hash"]
    row = draft.data["work_items"][0]["_id"]
    draft.set(f"work_items/{row}/item", "光缆敷设")
    assert content_hash(draft.data) != before
    draft.set(f"work_items/{row}/item", "施工内容一")
    assert content_hash(draft.data) == before


def test_a_chain_is_approved_once_all_have_been_recorded(desk: Desk, change: str) -> None:
    blocks = [step.block for step in approval_steps(form("project_change"))]
    assert blocks == ["approved", "account_manager"]
    assert desk.approve(change, name="孙工程", date="2014-06-05").state == "submitted"
    assert desk.approve(change, name="赵客户").state == "approved"
    found = desk.signoffs(change)
    assert {block: (one.name, one.date) for block, one in found.items()} == {
        "approved": ("孙工程", "2014-06-05"),
        "account_manager": ("赵客户", "2014-06-06"),
    }
    assert {one.hash for one in found.values()} == {desk.records.get(change).meta["_hash"]}
    with pytest.raises(InputError) as caught:
        desk.approve(change, name="孙工程")
    assert code_of(caught) == "state.approve"


def test_the_last_approver_may_sign_the_paper_before_the_first(desk: Desk, change: str) -> None:
    assert desk.approve(change, name="赵客户", block="account_manager").state == "submitted"
    with pytest.raises(InputError) as caught:
        desk.approve(change, name="赵客户", block="account_manager")
    assert code_of(caught) == "signoff.block"
    assert desk.approve(change, name="孙工程").state == "approved"


def test_a_paper_that_came_back_complete_is_recorded_at_once(desk: Desk, change: str) -> None:
    head = desk.approve_all(change, {"account_manager": "周客户"}, date="2014-06-05")
    assert head.state == "approved"
    assert {one.name for one in desk.signoffs(change).values()} == {"孙工程", "周客户"}


def test_nobody_approves_in_a_name_that_is_not_known(desk: Desk) -> None:
    id = saved(desk, "work_contact_sheet", "")
    desk.submit(id)
    with pytest.raises(InputError) as caught:
        desk.approve_all(id, {"department_head": "孙工程"})
    assert code_of(caught) == "signoff.who"
    assert desk.signoffs(id) == {}
    head = desk.approve_all(id, {"department_head": "孙工程", "receiving_head": "韩商务"})
    assert head.state == "approved"


@pytest.mark.parametrize("form_id", ["contract_signing_review", "payment_request"])
def test_every_step_of_a_chain_has_a_place_of_its_own(form_id: str) -> None:
    steps = approval_steps(form(form_id))
    assert len({step.block for step in steps}) == len(steps) == len(form(form_id).approvals)


def test_every_chain_of_the_handbook_can_be_approved_and_signed(desk: Desk, project: str) -> None:
    for each in desk.library.forms.values():
        blocks = [step.block for step in approval_steps(each)]
        assert len(set(blocks)) == len(blocks), each.id
        if each.customer in ("sign", "sign_stamp"):
            assert customer_block(each) in {one.id for one in each.sign_off}, each.id


def test_the_customer_may_sign_before_the_review_is_done(desk: Desk, change: str) -> None:
    assert desk.sign(change, name="何主任", date="2014-06-04").state == "signed"
    assert desk.approve(change, name="孙工程").state == "signed"
    assert desk.approve(change, name="赵客户").state == "signed"
    with pytest.raises(InputError) as caught:
        desk.approve(change, name="孙工程")
    assert code_of(caught) == "state.approve"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": ""}, "signoff.name"),
        ({"name": "何主任", "date": "2014-6-4"}, "signoff.date"),
        ({"name": "何主任", "date": "2014-06-07"}, "signoff.date"),
        ({"name": "何主任", "date": "明天"}, "signoff.date"),
    ],
)
def test_a_signature_has_a_name_and_a_day_that_was(
    desk: Desk, change: str, given: dict[str, str], code: str
) -> None:
    with pytest.raises(InputError) as caught:
        desk.sign(change, **given)
    assert code_of(caught) == code
    head = desk.head(change)
    assert head is not None
    assert head.state == "submitted"
    assert desk.signoffs(change) == {}


def test_an_internal_form_is_not_signed_by_the_customer(desk: Desk, project: str) -> None:
    id = saved(desk, "engineering_log", project)
    desk.submit(id)
    with pytest.raises(InputError) as caught:
        desk.sign(id, name="何主任")
    assert code_of(caught) == "state.sign_form"


def test_other_signatures_leave_the_state_and_known_ones_act(desk: Desk, change: str) -> None:
    assert desk.record_signature(change, "prepared", name="陈项目").state == "submitted"
    assert desk.record_signature(change, "approved", name="孙工程").state == "submitted"
    assert desk.record_signature(change, "account_manager", name="赵客户").state == "approved"
    assert desk.record_signature(change, "customer", name="何主任").state == "signed"
    assert desk.signoffs(change).keys() == {"prepared", "approved", "account_manager", "customer"}
    with pytest.raises(InputError) as caught:
        desk.record_signature(change, "nobody", name="x")
    assert code_of(caught) == "signoff.block"


def test_a_draft_is_not_signed(desk: Desk, project: str) -> None:
    id = saved(desk, "project_change", project)
    with pytest.raises(InputError) as caught:
        desk.record_signature(id, "prepared", name="陈项目")
    assert code_of(caught) == "signoff.draft"


def test_a_scan_may_follow_a_signature(desk: Desk, change: str) -> None:
    desk.sign(change, name="何主任")
    scan = desk.attach(b"%PDF-1.4 scan", "变更表.pdf")
    desk.add_scan(change, "customer", [scan])
    (signature,) = desk.signoffs(change).values()
    assert (signature.name, signature.scan) == ("何主任", (scan,))
    with pytest.raises(InputError) as caught:
        desk.add_scan(change, "approved", [scan])
    assert code_of(caught) == "signoff.block"


def test_a_returned_form_comes_back_as_the_next_revision(desk: Desk, change: str) -> None:
    with pytest.raises(InputError) as caught:
        desk.reject(change, " ")
    assert code_of(caught) == "state.reason"
    assert desk.reject(change, "费用没有写清", name="孙工程").state == "rejected"
    told = desk.signoffs(change)["approved"]
    assert (told.rejected, told.opinion) == (True, "费用没有写清")
    head = desk.restart(change)
    assert (head.state, head.revision, head.number) == ("draft", 2, "BG-GY2014-001-A001")
    draft = desk.draft(change)
    draft.set("reason", "图书馆阅览室扩建")
    desk.save(draft)
    head = desk.submit(change)
    assert (head.state, head.revision, head.number) == ("submitted", 2, "BG-GY2014-001-A001")
    assert desk.signoffs(change) == {}
    assert desk.signoffs(change, 1)["approved"].rejected
    assert desk.approve_all(change).state == "approved"


def test_a_correction_after_signing_is_a_new_revision_and_signed_again(
    desk: Desk, change: str
) -> None:
    desk.sign(change, name="何主任")
    first = desk.records.get(change).meta["_hash"]
    head = desk.reopen(change, "数量写错")
    assert (head.state, head.revision, head.number) == ("draft", 2, "BG-GY2014-001-A001")
    assert desk.records.get(change).meta["_reason"] == "数量写错"
    assert "_hash" not in desk.records.get(change).meta
    draft = desk.draft(change)
    draft.set("description", "加4个AP")
    desk.save(draft)
    desk.submit(change)
    assert desk.records.get(change).meta["_hash"] != first
    assert desk.signoffs(change) == {}
    assert desk.signoffs(change, 1)["customer"].hash == first
    assert desk.sign(change, name="何主任").revision == 2


def test_what_the_customer_signed_is_archived_with_a_scan_or_a_place(
    desk: Desk, change: str
) -> None:
    desk.sign(change, name="何主任")
    with pytest.raises(InputError) as caught:
        desk.archive(change)
    assert code_of(caught) == "record.paper_place"
    assert desk.archive(change, note="资料室3号柜").state == "archived"
    assert desk.records.get(change).meta["_kept"] == "资料室3号柜"
    for step in (desk.reopen, desk.restart, desk.archive, desk.submit):
        with pytest.raises(InputError):
            step(change)
    with pytest.raises(InputError) as caught:
        desk.void(change, "不要了")
    assert code_of(caught) == "state.void"


def test_an_approved_internal_form_is_archived_as_it_is(desk: Desk, project: str) -> None:
    id = saved(desk, "engineering_log", project)
    desk.submit(id)
    desk.approve(id, name="陈项目", kind="desk")
    assert desk.signoffs(id)["reviewed"].kind == "desk"
    assert desk.archive(id).state == "archived"


def test_a_void_number_stays_used(desk: Desk, project: str, change: str) -> None:
    with pytest.raises(InputError) as caught:
        desk.void(change, "")
    assert code_of(caught) == "state.reason"
    head = desk.void(change, "用户不再需要")
    assert (head.state, head.number) == ("void", "BG-GY2014-001-A001")
    assert desk.submit(saved(desk, "project_change", project)).number == "BG-GY2014-001-A002"


def test_only_what_has_no_number_goes_into_the_bin_and_comes_back(
    desk: Desk, project: str, change: str
) -> None:
    id = saved(desk, "engineering_log", project)
    assert not desk.delete(id).alive
    assert desk.count(RecordQuery(project=project)) == 1
    for step in (desk.submit, desk.delete):
        with pytest.raises(InputError) as caught:
            step(id)
        assert code_of(caught) == "record.deleted"
    assert desk.restore(id).alive
    assert desk.submit(id).state == "submitted"
    for numbered in (id, change):
        with pytest.raises(InputError) as caught:
            desk.delete(numbered)
        assert code_of(caught) == "record.numbered"


def test_a_project_with_forms_stays(desk: Desk, project: str) -> None:
    id = saved(desk, "engineering_log", project)
    with pytest.raises(InputError) as caught:
        desk.delete(project)
    assert code_of(caught) == "project.has_records"
    desk.delete(id)
    desk.delete(project)
    assert desk.projects() == []
    assert desk.project(project) is None
    desk.restore(project)
    assert [row.id for row in desk.projects()] == [project]


def test_people_and_projects_are_not_submitted(desk: Desk, project: str) -> None:
    for step in (desk.submit, desk.approve, desk.restart):
        with pytest.raises(InputError) as caught:
            step(project)
        assert code_of(caught) == "state.entity"


# ---- numbers


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Desk]]:
    desks = [make_desk(tmp_path, letter=letter, name=f"{letter}.db") for letter in ("A", "B")]
    yield desks
    for one in desks:
        one.close()


def test_two_stations_number_apart(stations: list[Desk]) -> None:
    given = []
    for desk in stations:
        project = make_project(desk)
        given += [desk.submit(saved(desk, "project_change", project)).number for _ in range(3)]
    assert given == [f"BG-GY2014-001-{letter}00{n}" for letter in "AB" for n in (1, 2, 3)]


def test_each_project_prefix_and_letter_counts_from_one(desk: Desk, project: str) -> None:
    other = make_project(desk, project_no="GY2014-002", name="另一个")
    give = [
        desk.submit(saved(desk, form_id, where)).number
        for form_id, where in (
            ("project_change", project),
            ("project_change", other),
            ("site_survey_report", project),
            ("project_change", project),
        )
    ]
    assert give == [
        "BG-GY2014-001-A001",
        "BG-GY2014-002-A001",
        "KC-GY2014-001-A001",
        "BG-GY2014-001-A002",
    ]
    desk.begin(letter="C")
    assert desk.submit(saved(desk, "project_change", project)).number == "BG-GY2014-001-C001"
    desk.begin(letter="A")
    assert desk.submit(saved(desk, "project_change", project)).number == "BG-GY2014-001-A003"


def test_a_form_without_a_project_counts_by_the_year(desk: Desk, clock: StillClock) -> None:
    numbers = [desk.submit(saved(desk, "new_product_report", "")).number for _ in range(2)]
    assert numbers == ["YP-2014-A001", "YP-2014-A002"]
    clock.go(2015, 1, 5)
    assert desk.submit(saved(desk, "new_product_report", "")).number == "YP-2015-A001"


def test_a_number_that_came_from_elsewhere_is_passed_over(desk: Desk, project: str) -> None:
    stranger = saved(desk, "project_change", project)
    desk.records.save(
        stranger,
        desk.library.form("project_change"),
        {"_number": "BG-GY2014-001-A001", "_state": "submitted"},
        author="别处",
        at="2014-06-06T08:00:00.000Z",
    )
    assert desk.submit(saved(desk, "project_change", project)).number == "BG-GY2014-001-A002"


def test_a_project_without_a_number_gives_none(desk: Desk, project: str) -> None:
    id = saved(desk, "project_change", project)
    draft = desk.draft(project)
    draft.set("project_no", None)
    desk.save(draft)
    with pytest.raises(InputError) as caught:
        desk.submit(id)
    assert code_of(caught) == "number.project_no"


def test_a_submission_that_fails_gives_its_number_back(desk: Desk, project: str) -> None:
    ids = [saved(desk, "project_change", project) for _ in range(2)]

    def submit_and_fail() -> None:
        with desk.db.writing():
            desk.submit(ids[0])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        submit_and_fail()
    head = desk.head(ids[0])
    assert head is not None
    assert (head.state, head.number) == ("draft", "")
    assert desk.submit(ids[1]).number == "BG-GY2014-001-A001"
