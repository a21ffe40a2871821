"""What forms do to their project, as declared."""

from __future__ import annotations

from typing import Any

import pytest

from gydesk.catalogue.library import library
from gydesk.errors import InputError
from gydesk.workflow.desk import Desk
from gydesk.workflow.lifecycle import load, marks
from gydesk.workflow.signoff import Signature
from tests.helpers.desks import StillClock, fill, form

LIFE = load()


def test_the_declaration_agrees_with_the_catalogue() -> None:
    catalogue = library()
    assert [one.id for one in catalogue.choices["lifecycle"].choices] == list(LIFE.order)
    assert {one.stage for one in LIFE.states} <= {one.id for one in catalogue.stages}
    project = catalogue.form("project").fields
    for step in LIFE.transitions:
        assert {*step.after, step.to} <= LIFE.order.keys()
        fields = catalogue.form(step.form).fields if step.form else project
        if step.field:
            choices = catalogue.choices.get(fields[step.field].choices)
            assert set(step.values) <= (choices.by_code.keys() if choices else set())
    for effect in LIFE.effects:
        fields = catalogue.form(effect.form).fields
        for name, source in effect.set.items():
            assert project[name].type == fields[source].type


def follow(state: str, form_id: str, reached: str, **fields: Any) -> str:
    before = {
        "draft": frozenset[str](),
        "submitted": frozenset({"draft"}),
        "approved": frozenset({"draft", "submitted"}),
        "signed": frozenset({"draft", "submitted"}),
    }[reached]
    project = {"lifecycle_state": state}
    changes = LIFE.follow(project, form_id, {"fields": fields}, before, before | {reached})
    return str(changes.get("lifecycle_state", state))


@pytest.mark.parametrize(
    ("state", "form_id", "reached", "fields", "then"),
    [
        ("lead", "bid_review", "submitted", {}, "bidding"),
        ("bidding", "award_notice", "submitted", {}, "awarded"),
        ("bidding", "presales_record", "submitted", {"outcome": "bid_lost"}, "lost"),
        ("bidding", "presales_record", "submitted", {"outcome": "bid_won"}, "bidding"),
        ("lead", "contract_signing_review", "submitted", {}, "contracting"),
        ("awarded", "contract_signing_review", "submitted", {}, "contracting"),
        ("awarded", "early_implementation_statement", "submitted", {}, "awarded"),
        ("awarded", "early_implementation_statement", "approved", {}, "early_start"),
        ("early_start", "contract_signing_review", "submitted", {}, "early_start"),
        ("early_start", "project_handover", "approved", {}, "handed_over"),
        ("preparing", "commencement_report", "submitted", {}, "preparing"),
        ("preparing", "commencement_report", "approved", {}, "under_construction"),
        ("preparing", "commencement_report", "signed", {}, "under_construction"),
        ("under_construction", "stop_work_report", "submitted", {"extent": "partial"}, None),
        ("under_construction", "stop_work_report", "submitted", {"extent": "full"}, "stopped"),
        ("stopped", "restart_work_report", "submitted", {}, "under_construction"),
        ("completed", "restart_work_report", "submitted", {}, "completed"),
        ("under_construction", "completion_report", "submitted", {}, "completed"),
        ("completed", "trial_run_record", "draft", {}, "trial_run"),
        ("under_construction", "trial_run_record", "draft", {}, "under_construction"),
        (
            "completed",
            "project_acceptance",
            "signed",
            {"acceptance_type": "initial"},
            "accepted_initial",
        ),
        (
            "trial_run",
            "project_acceptance",
            "signed",
            {"acceptance_type": "final"},
            "accepted_final",
        ),
        ("accepted_final", "maintenance_handover", "approved", {}, "in_warranty"),
        ("in_warranty", "project_closure", "approved", {}, "closed"),
        ("closed", "commencement_report", "signed", {}, "closed"),
        ("lost", "award_notice", "submitted", {}, "lost"),
        # the papers of other departments have not come to this laptop yet
        ("lead", "commencement_report", "signed", {}, "under_construction"),
        ("handed_over", "stop_work_report", "submitted", {"extent": "full"}, "stopped"),
        # a state that a newer program may know
        ("in_space", "commencement_report", "signed", {}, "in_space"),
    ],
)
def test_each_paper_leads_the_project_on(
    state: str, form_id: str, reached: str, fields: dict[str, Any], then: str | None
) -> None:
    assert follow(state, form_id, reached, **fields) == (then or state)


def test_a_mark_counts_when_it_is_reached_not_again_later() -> None:
    project = {"lifecycle_state": "stopped"}
    done = frozenset({"draft", "submitted"})
    assert LIFE.follow(project, "restart_work_report", {"fields": {}}, done, done) == {}
    later = LIFE.follow(project, "restart_work_report", {"fields": {}}, done, done | {"approved"})
    assert later == {}


def test_what_a_record_has_reached() -> None:
    change = form("project_change")
    sign = {
        block: Signature(block=block, revision=1, name="x")
        for block in ("approved", "account_manager", "customer")
    }
    assert marks(change, "draft", sign) == {"draft"}
    assert marks(change, "submitted", {}) == {"draft", "submitted"}
    assert marks(change, "approved", {}) == {"draft", "submitted", "approved"}
    two = {block: sign[block] for block in ("approved", "account_manager")}
    assert "approved" in marks(change, "signed", two)
    assert marks(change, "archived", sign) == {"draft", "submitted", "approved", "signed"}
    assert marks(change, "void", sign) == marks(change, "rejected", sign) == frozenset()


def test_a_delay_moves_the_finish_only_once_all_three_have_confirmed(
    desk: Desk, project: str
) -> None:
    def finish() -> Any:
        return (desk.project(project) or {})["planned_finish"]

    draft = desk.new_draft("delay_report", project)
    fill(desk, draft, requested_finish="2014-08-15", approved_finish="2014-08-10")
    desk.save(draft)
    desk.submit(draft.id)
    desk.sign(draft.id, name="何主任")
    assert finish() == "2014-07-25"
    desk.approve(draft.id, name="赵客户")
    assert finish() == "2014-07-25"
    desk.approve(draft.id, name="孙工程")
    assert finish() == "2014-08-10"


def test_a_corrected_report_moves_the_project_again(
    desk: Desk, project: str, clock: StillClock
) -> None:
    draft = desk.new_draft("completion_report", project)
    fill(desk, draft, commenced_on="2014-05-05", completed_on="2014-06-05")
    desk.save(draft)
    desk.submit(draft.id)
    assert (desk.project(project) or {})["actual_finish"] == "2014-06-05"
    assert desk.projects()[0].state == "completed"
    desk.reopen(draft.id, "日期写错")
    again = desk.draft(draft.id)
    again.set("completed_on", "2014-06-04")
    desk.save(again)
    assert (desk.project(project) or {})["actual_finish"] == "2014-06-05"
    desk.submit(draft.id)
    assert (desk.project(project) or {})["actual_finish"] == "2014-06-04"


def test_a_handed_over_project_is_prepared_once_it_has_a_manager(desk: Desk) -> None:
    id = desk.add_entity(
        "project", {"project_no": "GY2014-005", "name": "新", "lifecycle_state": "handed_over"}
    )
    assert desk.projects()[0].state == "handed_over"
    draft = desk.draft(id)
    draft.set("project_manager", "陈项目")
    desk.save(draft)
    assert draft.get("lifecycle_state") == desk.projects()[0].state == "preparing"
    draft.set("lifecycle_state", "closed")
    head = desk.save(draft)
    assert head is not None
    assert (head.conflicts, desk.projects()[0].state) == (0, "closed")


def test_a_trial_run_begins_with_its_record(desk: Desk, project: str) -> None:
    desk.set_project_state(project, "completed", "完工报告在总部")
    draft = desk.new_draft("trial_run_record", project)
    assert desk.projects()[0].state == "completed"
    desk.save(draft)
    assert desk.projects()[0].state == "trial_run"


def test_a_state_set_by_hand_says_why(desk: Desk, project: str) -> None:
    desk.set_project_state(project, "closed", "合同终止")
    assert desk.projects()[0].state == "closed"
    assert desk.history(project)[-1].set["_reason"] == "合同终止"
    for state, reason, code in (
        ("asleep", "x", "project.state"),
        ("closed", " ", "state.reason"),
    ):
        with pytest.raises(InputError) as caught:
            desk.set_project_state(project, state, reason)
        assert caught.value.code == code
    with pytest.raises(InputError) as caught:
        desk.set_project_state("nowhere", "closed", "x")
    assert caught.value.code == "project.missing"


def test_form_and_project_change_in_one_transaction(desk: Desk, project: str) -> None:
    draft = desk.new_draft("completion_report", project)
    fill(desk, draft)
    desk.save(draft)

    def submit_and_fail() -> None:
        with desk.db.writing():
            desk.submit(draft.id)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        submit_and_fail()
    assert desk.projects()[0].state == "preparing"
    desk.submit(draft.id)
    assert desk.projects()[0].state == "completed"
