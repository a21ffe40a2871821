"""A week on site (S01 to S07 of the handbook's scenarios) as far as desk and database go."""

from __future__ import annotations

from typing import Any

import pytest

from gydesk.domain.rules import Problem
from gydesk.errors import InputError
from gydesk.workflow.desk import Desk
from gydesk.workflow.opened import OpenDraft
from tests.helpers.desks import StillClock, fill


def made(desk: Desk, form: str, project: str, **given: Any) -> OpenDraft:
    """A submitted record."""
    draft = desk.new_draft(form, project)
    fill(desk, draft, **given)
    desk.save(draft)
    desk.submit(draft.id)
    return desk.draft(draft.id)


def refused(desk: Desk, id: str) -> list[Problem]:
    """What keeps a record from being submitted; it stays a draft without a number."""
    with pytest.raises(InputError) as caught:
        desk.submit(id)
    assert caught.value.code == "record.incomplete"
    head = desk.head(id)
    assert head is not None
    assert (head.state, head.number) == ("draft", "")
    problems = caught.value.params["problems"]
    assert caught.value.params["count"] == len(problems) > 0
    return list(problems)


def state_of(desk: Desk, project: str) -> str:
    return next(row.state for row in desk.projects() if row.id == project)


# ---- S01: start of work


def test_the_project_is_under_construction_once_the_commencement_is_signed(
    desk: Desk, project: str
) -> None:
    draft = made(desk, "commencement_report", project, commencement_date="2014-05-05")
    assert state_of(desk, project) == "preparing"
    head = desk.sign(draft.id, name="何主任", date="2014-06-06")
    assert head.state == "signed"
    assert state_of(desk, project) == "under_construction"
    values = desk.project(project) or {}
    assert values["actual_start"] == "2014-05-05"
    last = desk.history(project)[-1]
    assert last.set[f"_cause/{draft.id}"] == head.number
    assert last.author == "吴工"


def test_the_schedule_takes_the_plans_tasks(desk: Desk, project: str) -> None:
    tasks = [
        {"task": name, "start": "2014-05-05", "finish": "2014-05-16", "owner": "吴工"}
        for name in ("光缆敷设", "交换机安装", "无线调试")
    ]
    columns = desk.library.form("project_plan").tables["tasks"].by_id
    plan = made(
        desk,
        "project_plan",
        project,
        tasks=[{key: value for key, value in task.items() if key in columns} for task in tasks],
    )
    schedule = desk.new_from("construction_schedule", plan.id)
    assert [row["task"] for row in schedule.data["tasks"]] == ["光缆敷设", "交换机安装", "无线调试"]
    assert not {"workload", "budget"} & schedule.form.tables["tasks"].by_id.keys()


# ---- S02: a delivery arrives


LINES = [
    {
        "name": name,
        "model": model,
        "unit": "set",
        "quantity": quantity,
        "needed_by": "2014-06-20",
    }
    for name, model, quantity in (
        ("核心交换机", "S12708", "2"),
        ("接入交换机", "S5720-28P", "46"),
        ("无线AP", "AP4030DN", "120"),
    )
]


def acceptance(desk: Desk, project: str) -> OpenDraft:
    order = made(desk, "internal_purchase_order", project, lines=LINES)
    return desk.new_from("equipment_acceptance", order.id)


def test_acceptance_lines_come_from_the_purchase_order(desk: Desk, project: str) -> None:
    draft = acceptance(desk, project)
    assert draft.get("purchase_order_ref")["number"] == "CG-GY2014-001-A001"
    found = [(row["name"], row["model"], row["ordered_quantity"]) for row in draft.data["lines"]]
    assert found == [(line["name"], line["model"], line["quantity"]) for line in LINES]
    assert draft.get("ordered_total") == "168"


def test_a_form_is_made_only_from_what_it_refers_to(desk: Desk, project: str) -> None:
    log = made(desk, "engineering_log", project)
    assert desk.follow_ups("engineering_log") == []
    with pytest.raises(InputError) as caught:
        desk.new_from("equipment_acceptance", log.id)
    assert caught.value.code == "record.no_reference"


def test_a_line_without_power_test_and_a_shortage_untold_keep_it_a_draft(
    desk: Desk, project: str
) -> None:
    draft = acceptance(desk, project)
    rows = draft.data["lines"]
    for row in rows:
        draft.set(f"lines/{row['_id']}/quantity", row["ordered_quantity"])
    fill(desk, draft, meets_requirement="yes")
    first = f"lines/{rows[0]['_id']}"
    draft.set_many({f"{first}/power_test": None, "conclusion": "accepted_partial"})
    draft.set(f"{first}/serial_nos", "SN001\nSN001")
    desk.save(draft)
    found = {problem.path: problem.code for problem in refused(desk, draft.id)}
    assert found == {
        f"{first}/power_test": "rule.required",
        f"{first}/serial_nos": "rule.unique_in_table",
        "discrepancies": "rule.required_if",
    }
    draft.set_many(
        {
            f"{first}/power_test": "abnormal",
            f"{first}/serial_nos": "SN001\nSN002",
            "discrepancies": "核心交换机1台不能加电，厂家更换。",
        }
    )
    desk.save(draft)
    assert desk.submit(draft.id).number == "YS-GY2014-001-A001"
    scan = desk.attach(b"%PDF-1.4 signed", "验收单.pdf")
    assert desk.sign(draft.id, name="孔处长", scan=[scan]).state == "signed"
    assert desk.signoffs(draft.id)["customer"].scan == (scan,)


# ---- S03: the log of every evening


def test_a_second_log_of_the_day_by_the_same_author_is_refused_and_names_the_first(
    desk: Desk, project: str
) -> None:
    first = made(desk, "engineering_log", project, work_place="图书馆")
    assert first.get("weekday") == "星期五"
    second = desk.new_draft("engineering_log", project)
    fill(desk, second, log_date="2014-06-05")
    second.set("log_date", "2014-06-06")
    desk.save(second)
    (problem,) = refused(desk, second.id)
    assert (problem.path, problem.code) == ("log_date", "rule.unique")
    assert problem.params["number"] == first.head.number == "RZ-GY2014-001-20140606-A01"
    assert problem.params["record"] == first.id
    second.set("author", "郑工")
    desk.save(second)
    assert desk.submit(second.id).number == "RZ-GY2014-001-20140606-A02"


def test_a_void_log_makes_room_but_keeps_its_number(desk: Desk, project: str) -> None:
    first = made(desk, "engineering_log", project)
    desk.void(first.id, "日期填错")
    second = made(desk, "engineering_log", project)
    assert second.head.number == "RZ-GY2014-001-20140606-A02"
    kept = desk.head(first.id)
    assert kept is not None
    assert (kept.number, kept.state) == ("RZ-GY2014-001-20140606-A01", "void")


# ---- S04: the customer wants more


def test_a_purchase_order_made_from_a_change_refers_to_it(desk: Desk, project: str) -> None:
    line = {
        "action": desk.library.choices["change_action"].choices[0].id,
        "name": "无线AP",
        "unit": "set",
        "quantity_before": "120",
        "quantity_after": "123",
        "unit_price": "1200.00",
    }
    change = desk.new_draft("project_change", project)
    fill(desk, change, lines=[line], description="图书馆加3个AP")
    assert change.data["lines"][0]["amount"] == "3600.00"
    assert change.get("cost_impact") == "3600.00"
    change.set("schedule_impact_days", 2)
    desk.save(change)
    (problem,) = refused(desk, change.id)
    assert (problem.path, problem.level) == ("new_finish", "missing")
    change.set("new_finish", "2014-07-28")
    desk.save(change)
    head = desk.submit(change.id)
    assert (desk.project(project) or {})["planned_finish"] == "2014-07-25"
    desk.sign(change.id, name="何主任")
    assert (desk.project(project) or {})["planned_finish"] == "2014-07-28"

    assert "internal_purchase_order" in [one.id for one in desk.follow_ups("project_change")]
    order = desk.new_from("internal_purchase_order", change.id)
    assert order.get("purchase_basis") == "change"
    assert order.get("change_ref") == {"id": change.id, "number": head.number}
    desk.save(order)
    (forth,) = desk.related(order.id)
    (back,) = desk.related(change.id)
    assert (forth.way, forth.head and forth.head.id) == ("names", change.id)
    assert (back.way, back.head and back.head.id) == ("named_by", order.id)


# ---- S05: work stops and resumes


def stop(desk: Desk, project: str, extent: str = "full") -> OpenDraft:
    return made(
        desk,
        "stop_work_report",
        project,
        stopped_at="2014-06-06T08:00",
        extent=extent,
        cause="weather",
    )


def offered(desk: Desk, draft: OpenDraft, text: str = "") -> list[str]:
    return [one.text for one in desk.options(draft.form.fields["stop_ref"], text, draft)]


def test_a_restart_offers_only_open_stop_reports_of_the_project(
    desk: Desk, project: str, clock: StillClock
) -> None:
    from tests.helpers.desks import make_project

    other = make_project(desk, project_no="GY2014-002", name="示例市人民医院机房")
    stop(desk, other)
    closed, open_one, void_one = stop(desk, project), stop(desk, project), stop(desk, project)
    desk.void(void_one.id, "误填")
    unfinished = desk.new_draft("stop_work_report", project)
    desk.save(unfinished)
    clock.go(2014, 6, 10)
    first = desk.new_draft("restart_work_report", project)
    assert offered(desk, first) == [open_one.head.number, closed.head.number]
    first.set("stop_ref", {"id": closed.id, "number": closed.head.number})
    desk.save(first)
    assert offered(desk, first) == [open_one.head.number, closed.head.number]
    second = desk.new_draft("restart_work_report", project)
    assert offered(desk, second) == [open_one.head.number]
    assert offered(desk, second, "TG") == [open_one.head.number]
    assert offered(desk, second, "nothing like it") == []


def test_a_restart_takes_over_the_stop_and_moves_the_finish(
    desk: Desk, project: str, clock: StillClock
) -> None:
    report = stop(desk, project)
    assert state_of(desk, project) == "stopped"
    clock.go(2014, 6, 10, 8)
    restart = desk.new_draft("restart_work_report", project)
    restart.set("stop_ref", {"number": report.head.number})
    assert restart.get("stopped_at") == "2014-06-06T08:00"
    assert restart.get("cause") == "weather"
    assert restart.get("stopped_days") == 4
    fill(desk, restart, new_finish="2014-07-29")
    desk.save(restart)
    desk.submit(restart.id)
    assert desk.draft(restart.id).get("stop_ref") == {"id": report.id, "number": report.head.number}
    assert state_of(desk, project) == "under_construction"
    assert (desk.project(project) or {})["planned_finish"] == "2014-07-29"


def test_a_second_restart_of_one_stop_is_refused(desk: Desk, project: str) -> None:
    report = stop(desk, project)
    by_id, by_number = (
        {"id": report.id, "number": report.head.number},
        {"number": report.head.number},
    )
    first = made(
        desk, "restart_work_report", project, stop_ref=by_id, restart_at="2014-06-06T12:00"
    )
    for value in (by_id, by_number):
        second = desk.new_draft("restart_work_report", project)
        fill(desk, second)
        second.set("stop_ref", value)
        desk.save(second)
        found = [one for one in refused(desk, second.id) if one.path == "stop_ref"]
        assert [(one.code, one.params["number"]) for one in found] == [
            ("rule.unique", first.head.number)
        ]
        desk.delete(second.id)


def test_a_restart_names_a_submitted_stop_not_a_draft(desk: Desk, project: str) -> None:
    draft = desk.new_draft("stop_work_report", project)
    desk.save(draft)
    restart = desk.new_draft("restart_work_report", project)
    fill(desk, restart)
    restart.set("stop_ref", {"id": draft.id, "number": ""})
    desk.save(restart)
    assert "rule.open_ref" in {one.code for one in refused(desk, restart.id)}


def test_a_partial_stop_leaves_the_project_at_work(desk: Desk, project: str) -> None:
    desk.set_project_state(project, "under_construction", "开工报告在总部")
    stop(desk, project, extent="partial")
    assert state_of(desk, project) == "under_construction"


def test_a_stop_report_that_comes_later_is_found_by_its_number(desk: Desk, project: str) -> None:
    restart = desk.new_draft("restart_work_report", project)
    fill(desk, restart, stop_ref={"number": "TG-GY2014-001-A001"}, restart_at="2014-06-06T12:00")
    desk.save(restart)
    assert [(one.number, one.head) for one in desk.related(restart.id)] == [
        ("TG-GY2014-001-A001", None)
    ]
    report = stop(desk, project)
    assert report.head.number == "TG-GY2014-001-A001"
    (found,) = desk.related(restart.id)
    assert found.head is not None
    assert found.head.id == report.id


# ---- S06: a training


def test_trainees_are_counted(desk: Desk, project: str) -> None:
    draft = desk.new_draft("training_record", project)
    for number in range(9):
        draft.add_row("trainees", values={"name": f"老师{number}"})
    counted = [field.id for field in draft.form.fields.values() if field.calc == "count(trainees)"]
    assert counted
    assert draft.get(counted[0]) == 9


# ---- S07: the weekly report


def week_of_logs(desk: Desk, project: str, clock: StillClock) -> None:
    for day, heads in ((2, 9), (3, 9), (4, 8), (5, 10), (6, 7)):
        clock.go(2014, 6, day, 18)
        problems = [{"domain": "customer", "problem": "钥匙没交", "state": "open"}]
        if day >= 4:
            problems[0]["state"] = "closed"
        if day == 5:
            problems.append({"domain": "quality", "problem": "标签缺3个", "state": "open"})
        made(
            desk,
            "engineering_log",
            project,
            people=[{"trade": "crew", "names": "马队长等", "headcount": heads}],
            work_items=[
                {"item": "光缆敷设", "location": "图书馆", "progress": str(day * 10)},
                {"item": f"零活{day}", "location": "行政楼", "progress": "100"},
            ],
            problems=problems,
        )


def test_a_weekly_report_collects_the_logs_of_its_week(
    desk: Desk, project: str, clock: StillClock
) -> None:
    clock.go(2014, 5, 30, 18)
    made(desk, "engineering_log", project)
    week_of_logs(desk, project, clock)
    report = desk.new_draft("weekly_report", project)
    assert (report.get("week_start"), report.get("week_end")) == ("2014-06-02", "2014-06-08")
    assert (report.get("year"), report.get("week_no")) == (2014, 23)
    assert report.get("log_count") == 5
    assert report.get("headcount_days") == "43"
    done = [(row["item"], row["actual"]) for row in report.data["done_items"]]
    assert done[0] == ("光缆敷设", "60")
    assert len(done) == 6
    assert [row["problem"] for row in report.data["problems"]] == ["标签缺3个"]


def test_a_second_report_of_the_week_is_refused(
    desk: Desk, project: str, clock: StillClock
) -> None:
    week_of_logs(desk, project, clock)
    first = made(desk, "weekly_report", project)
    assert first.head.number == "GZ-GY2014-001-2014W23-A"
    second = desk.new_draft("weekly_report", project)
    desk.save(second)
    found = [one for one in refused(desk, second.id) if one.code == "rule.unique"]
    assert [(one.path, one.params["number"]) for one in found] == [
        ("week_no", "GZ-GY2014-001-2014W23-A")
    ]
    desk.void(first.id, "重写")
    fill(desk, second)
    desk.save(second)
    assert desk.submit(second.id).number == "GZ-GY2014-001-2014W23-A-2"


def test_what_was_logged_meanwhile_is_counted_on_submitting(
    desk: Desk, project: str, clock: StillClock
) -> None:
    week_of_logs(desk, project, clock)
    report = desk.new_draft("weekly_report", project)
    fill(desk, report)
    desk.save(report)
    clock.go(2014, 6, 7, 18)
    made(
        desk,
        "engineering_log",
        project,
        people=[{"trade": "crew", "names": "加班", "headcount": 3}],
    )
    desk.submit(report.id)
    assert desk.draft(report.id).get("headcount_days") == "46"
