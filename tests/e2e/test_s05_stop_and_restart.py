"""S05: Wednesday, work stops and later resumes (刘项目).

Left for the issue of reminders: no log is asked for while work is stopped, the weekly report is.
"""

from __future__ import annotations

from typing import Any

from gydesk.store.query import RecordHead
from gydesk.workflow.opened import OpenDraft
from tests.helpers.desks import make_project
from tests.helpers.office import Office

READY = [{"item": "停工原因已消除", "state": "ready"}, {"item": "用户同意", "state": "ready"}]


def stop(office: Office, **more: Any) -> RecordHead:
    """A submitted 停工报告."""
    values: dict[str, Any] = {
        "extent": "full",
        "cause": "site",
        "responsible_side": "customer",
        "reason": "机房装修未完成，机柜无法就位",
        "stopped_parts": "中心机房全部作业面",
        "progress_at_stop": "35",
        "schedule_impact_days": 4,
        "expected_restart": "2014-06-16",
        "restart_conditions": "装修完成并清洁",
    }
    return office.submitted("stop_work_report", **(values | more))


def offered(office: Office, draft: OpenDraft) -> list[str]:
    """The stop reports that a restart report may name."""
    return [one.text for one in office.desk.options(draft.form.fields["stop_ref"], "", draft)]


def test_wednesday_work_stops_and_resumes(office: Office) -> None:
    desk = office.opens("刘项目", 2014, 5, 5)
    start = office.submitted("commencement_report", commencement_date="2014-05-05")
    desk.sign(start.id, name="何主任")
    assert office.state == "under_construction"

    # An earlier stop of a part, closed again; one that was a mistake; one not submitted.
    office.opens("刘项目", 2014, 5, 20)
    partial = stop(office, extent="partial", expected_restart="2014-05-22")
    assert office.state == "under_construction"
    office.opens("刘项目", 2014, 5, 22)
    office.submitted(
        "restart_work_report",
        stop_ref=office.reference(partial.id),
        readiness=READY,
        new_finish="2014-07-25",
    )
    mistaken = stop(office, extent="partial")
    office.desk.void(mistaken.id, "填错项目")
    office.filled("stop_work_report", extent="partial")

    desk = office.opens("刘项目", 2014, 6, 11, 15, 30)
    full = stop(office)
    assert office.state == "stopped"
    assert desk.library.choice("lifecycle", office.state) == "停工"
    paper = office.paper(full.id)
    assert paper.shows("√全部停工", "停工范围")
    assert paper.shows("2014年6月11日15:30", "停工时间")
    assert paper.pages[-1].count("盖章") == 3
    desk.sign(full.id, name="宋科长", scan=[office.photo("停工报告")])
    desk.approve_all(full.id)

    # On Friday the weekly report of the week is made all the same, of the days worked.
    desk = office.opens("刘项目", 2014, 6, 13, 17)
    weekly = desk.new_draft("weekly_report", office.project)
    assert (weekly.get("year"), weekly.get("week_no"), weekly.get("log_count")) == (2014, 24, 0)
    assert office.state == "stopped"

    other = make_project(desk, project_no="GY2014-002", name="示例市人民医院中心机房建设工程")
    elsewhere = stop(office, project=other)

    desk = office.opens("刘项目", 2014, 6, 15, 8)
    restart = desk.new_draft("restart_work_report", office.project)
    assert offered(office, restart) == [full.number]
    foreign = desk.new_draft("restart_work_report", other)
    assert offered(office, foreign) == [elsewhere.number]

    restart.set("stop_ref", office.reference(full.id))
    assert restart.get("stopped_at") == "2014-06-11T15:30"
    assert restart.get("cause") == "site"
    assert restart.get("stopped_days") == 4
    assert restart.get("old_finish") == "2014-07-25"
    restart.set_many({"elimination": "装修已完成并清洁", "new_finish": "2014-07-29"})
    for row in restart.data["readiness"]:
        restart.set(f"readiness/{row['_id']}/state", "ready")
    desk.save(restart)

    desk = office.opens("刘项目", 2014, 6, 15, 9)
    assert office.state == "stopped"
    head = desk.submit(restart.id)
    assert office.state == "under_construction"
    assert office.about["planned_finish"] == "2014-07-29"
    paper = office.paper(head.id)
    assert paper.shows(full.number, "停工报告")
    assert paper.shows("4天", "累计停工天数")
    assert paper.shows("现场条件不具备", "停工原因类别")

    second = desk.new_draft("restart_work_report", office.project)
    assert offered(office, second) == []
    second.set("stop_ref", office.reference(full.id))
    second.set_many({"elimination": "再报一次", "new_finish": "2014-07-30"})
    for row in second.data["readiness"]:
        second.set(f"readiness/{row['_id']}/state", "ready")
    (refusal,) = office.refused(second)
    assert (refusal.path, refusal.code) == ("stop_ref", "rule.unique")
    assert refusal.params["number"] == head.number
    second.set("stop_ref", {"number": full.number})  # typed by hand it is the same stop
    (refusal,) = office.refused(second)
    assert refusal.code == "rule.unique"

    delay = desk.new_from("delay_report", full.id)
    assert delay.get("planned_finish") == "2014-07-29"
    delay.set("requested_finish", "2014-08-05")
    assert (delay.get("delay_days"), delay.get("reported_early")) == (7, True)
    assert office.about["planned_finish"] == "2014-07-29"


def test_a_stop_that_is_void_or_a_draft_is_not_closed(office: Office) -> None:
    office.opens("刘项目", 2014, 6, 11)
    mistaken = stop(office)
    office.desk.void(mistaken.id, "填错项目")
    draft = office.filled("stop_work_report", extent="full")
    for id in (mistaken.id, draft.id):
        restart = office.desk.new_draft("restart_work_report", office.project)
        restart.set("stop_ref", {"id": id, "number": mistaken.number or "TG"})
        assert "rule.open_ref" in [one.code for one in restart.problems()]
