"""S01: Monday, start of work (陈项目).

Left for the issues of exchange and reminders: project, contract and handover come as a bundle
from headquarters (here they are entered), and the log reminder of the same day.
"""

from __future__ import annotations

from pathlib import Path

from tests.helpers.office import Office

TASKS = (
    ("1", "机房与弱电间施工", "郑工", "2014-05-05", "2014-05-16", "37.5"),
    ("2", "核心交换机安装调试", "吴工", "2014-05-19", "2014-06-06", "26.25"),
    ("3", "无线覆盖与验收测试", "郑工", "2014-06-09", "2014-07-25", "61.75"),
)
ATTENDEES = (
    ("customer", "信息中心", "何主任"),
    ("customer", "信息中心", "罗老师"),
    ("customer", "后勤处", "贾处长"),
    ("customer", "图书馆", "白馆长"),
    ("supervision", "示例监理公司", "鲁监理"),
    ("company", "工程部", "陈项目"),
)
ACTIONS = ("提供弱电间钥匙", "办理施工出入证", "协调考试周停电时间")


def from_headquarters(office: Office) -> None:
    """Contract and handover, approved: the project comes to engineering."""
    desk = office.opens("赵客户", 2014, 4, 21)
    contract = office.submitted(
        "contract_signing_review",
        contract_no="GYHT-2014-018",
        contract_amount="3860000.00",
        start_date="2014-05-05",
        finish_date="2014-07-25",
        payment_terms=[
            {"node": "advance", "condition": "合同生效", "percent": "30"},
            {"node": "final", "condition": "终验合格", "percent": "70"},
        ],
    )
    assert office.state == "contracting"
    desk.approve_all(contract.id)
    handover = office.submitted(
        "project_handover",
        contract_state="signed",
        contract_ref=office.reference(contract.id),
    )
    desk.approve_all(handover.id)
    assert office.state == "preparing"
    assert office.about["contract_amount"] == "3860000.00"


def test_monday_start_of_work(tmp_path: Path) -> None:
    office = Office(tmp_path, lifecycle_state="lead", contract_no=None, planned_finish=None)
    from_headquarters(office)

    office.opens("陈项目", 2014, 4, 28)
    plan = office.submitted(
        "project_plan",
        tasks=[
            {
                "task_no": no,
                "task": task,
                "owner": who,
                "start": begin,
                "finish": end,
                "workload": w,
            }
            for no, task, who, begin, end, w in TASKS
        ],
        budget=[{"category": "labour", "description": "外聘光缆熔接", "amount": "43217.00"}],
    )

    desk = office.opens("陈项目", 2014, 5, 5, 14)
    minutes = office.submitted(
        "coordination_meeting_minutes",
        meeting_type="customer_kickoff",
        subject="开工协调会",
        held_at="2014-05-05T09:00",
        ended_at="2014-05-05T10:40",
        attendees=[{"side": s, "organisation": o, "name": n} for s, o, n in ATTENDEES],
        decisions=[{"decision": text, "owner": "何主任"} for text in ACTIONS],
    )
    desk.sign(minutes.id, name="何主任")

    schedule = desk.new_from("construction_schedule", plan.id)
    taken = [
        tuple(row.get(name) for name in ("task_no", "task", "owner", "start", "finish"))
        for row in schedule.data["tasks"]
    ]
    assert taken == [task[:5] for task in TASKS]
    assert (schedule.get("planned_start"), schedule.get("planned_finish")) == (
        "2014-05-05",
        "2014-07-25",
    )
    schedule.set("working_hours", "周一至周六 8:00—18:00")
    desk.save(schedule)
    desk.submit(schedule.id)
    desk.sign(schedule.id, name="何主任")

    report = office.filled(
        "commencement_report",
        work_content="校园网核心、汇聚、接入三层升级",
        supervision_company="示例监理公司",
        commencement_date="2014-05-05",
        minutes_ref=office.reference(minutes.id),
        schedule_ref=office.reference(schedule.id),
        team=[{"name": "陈项目", "duty": "项目经理", "phone": "13800000001"}],
    )
    assert report.get("contract_no") == "GYHT-2014-018"
    assert report.get("planned_finish") == "2014-07-25"
    assert report.get("duration_days") == 82

    # The lid is closed in between; the paper is printed after it is opened again.
    desk = office.opens("陈项目", 2014, 5, 5, 16)
    desk.submit(report.id)
    assert office.state == "preparing"
    paper = office.paper(minutes.id, schedule.id, report.id)
    for title in ("项目协调会会议纪要", "工程计划", "开工报告"):
        for copy in ("第一联", "第二联"):
            assert any(title in page and copy in page for page in paper.pages), (title, copy)
    assert "草稿" not in paper
    for name in (*(one[2] for one in ATTENDEES), *ACTIONS):
        assert paper.count(name) >= 2

    plain = office.paper(schedule.id)
    assert all(plain.shows(task[1]) for task in TASKS)
    for inner in ("工作量", "人天", "预算", *(task[5] for task in TASKS), "43,217", "43217"):
        assert inner not in plain, inner

    commencement = office.paper(report.id, copies=("company",))
    assert commencement.text.count("盖章") == 3
    assert commencement.shows("82天", "工期")
    assert commencement.shows(minutes.number, "开工协调会纪要")

    desk.sign(report.id, name="何主任", date="2014-05-05")
    assert office.state == "under_construction"
    assert office.about["actual_start"] == "2014-05-05"
    desk = office.opens("陈项目", 2014, 5, 6)
    assert office.state == "under_construction"
    assert desk.library.choice("lifecycle", office.state) == "施工中"
    assert desk.signoffs(report.id)["customer"].name == "何主任"
    assert {one.copy for one in desk.prints.of(report.id)} == {"company", "customer"}
