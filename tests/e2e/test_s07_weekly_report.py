"""S07: Friday, the weekly report (陈项目).

Left for the issue of reminders: the one for the week, and its end.
"""

from __future__ import annotations

from tests.helpers.office import Office

DAYS: tuple[tuple[int, int, tuple[tuple[str, str, str], ...]], ...] = (
    (9, 7, (("汇聚交换机上架", "图书馆", "40"), ("光缆熔接", "行政楼", "20"))),
    (10, 6, (("汇聚交换机上架", "图书馆", "80"),)),
    (11, 7, (("汇聚交换机上架", "图书馆", "100"), ("光缆熔接", "行政楼", "60"))),
    (12, 5, (("光缆熔接", "公寓", "30"),)),
    (13, 8, (("光缆熔接", "行政楼", "100"), ("无线AP安装", "图书馆", "10"))),
)
"""Day of June, people, work items with their place and progress."""


def log(office: Office, day: int, people: int, items: tuple[tuple[str, str, str], ...]) -> None:
    """One evening's log."""
    office.opens("吴工", 2014, 6, day, 18)
    problems = {
        9: [{"domain": "customer", "problem": "图书馆没有钥匙", "state": "open"}],
        10: [{"domain": "quality", "problem": "水晶头批次不良", "state": "handling"}],
        11: [{"domain": "customer", "problem": "图书馆没有钥匙", "state": "closed"}],
        12: [
            {
                "domain": "quality",
                "problem": "水晶头批次不良",
                "state": "handling",
                "solution": "供方周一换货",
            }
        ],
    }
    office.submitted(
        "engineering_log",
        people=[{"trade": "crew", "names": "示例施工队", "headcount": people}],
        work_items=[{"item": i, "location": place, "progress": p} for i, place, p in items],
        problems=problems.get(day, []),
    )


def test_friday_weekly_report(office: Office) -> None:
    office.opens("吴工", 2014, 6, 6, 18)
    office.submitted(
        "engineering_log",
        people=[{"trade": "crew", "names": "上周的人", "headcount": 40}],
        work_items=[{"item": "上周的工作", "location": "食堂", "progress": "90"}],
    )
    for day in DAYS:
        log(office, *day)

    desk = office.opens("陈项目", 2014, 6, 13, 18)
    report = desk.new_draft("weekly_report", office.project)
    assert (report.get("year"), report.get("week_no")) == (2014, 24)
    assert (report.get("week_start"), report.get("week_end")) == ("2014-06-09", "2014-06-15")
    assert report.get("log_count") == 5
    assert report.get("headcount_days") == str(sum(people for _, people, _ in DAYS))
    done = [(r.get("item"), r.get("location"), r.get("actual")) for r in report.data["done_items"]]
    assert done == [
        ("汇聚交换机上架", "图书馆", "100"),
        ("光缆熔接", "行政楼", "100"),
        ("光缆熔接", "公寓", "30"),
        ("无线AP安装", "图书馆", "10"),
    ]
    (problem,) = report.data["problems"]
    told = {name: problem.get(name) for name in ("domain", "problem", "solution", "state")}
    assert told == {
        "domain": "quality",
        "problem": "水晶头批次不良",
        "solution": "供方周一换货",
        "state": "handling",
    }

    report.set_many(
        {
            "progress_state": "on_schedule",
            "progress_planned": "45",
            "progress_actual": "46.5",
            "support_needed": "请商务催换水晶头",
        }
    )
    plan = {"item": "公寓光缆熔接", "planned": "100", "owner": "郑工", "due_on": "2014-06-18"}
    report.add_row("next_items", values=plan)
    goods = {"name": "无线AP（第二批）", "quantity": "60", "state": "shipped"}
    report.add_row("deliveries", values={**goods, "expected_on": "2014-06-17"})
    desk.save(report)

    desk = office.opens("陈项目", 2014, 6, 13, 19)
    head = desk.submit(report.id)
    assert head.number == "GZ-GY2014-001-2014W24-A"
    paper = office.paper(head.id)
    for value, label in (
        ("24", "周次"),
        ("5", "本周日志份数"),
        ("33", "本周出勤人天"),
        ("46.5%", "实际累计进度"),
        ("请商务催换水晶头", "需公司支持事项"),
    ):
        assert paper.shows(value, label), label
    for number, (item, place, progress) in enumerate(done, 1):
        assert paper.shows(f"{number}{item}{place}/{progress}%")
    for text in ("公寓光缆熔接", "无线AP（第二批）", "水晶头批次不良", "供方周一换货"):
        assert paper.shows(text)
    assert "上周的" not in paper

    again = desk.new_draft("weekly_report", office.project)
    values = {"progress_state": "ahead", "progress_planned": "45", "progress_actual": "50"}
    again.set_many(values)
    again.add_row("next_items", values=plan)
    (refusal,) = office.refused(again)
    assert (refusal.path, refusal.code) == ("week_no", "rule.unique")
    assert (refusal.params["number"], refusal.params["record"]) == (head.number, head.id)

    # The Monday after, the next week's is a new one.
    desk = office.opens("陈项目", 2014, 6, 16, 8)
    following = desk.new_draft("weekly_report", office.project)
    assert (following.get("week_no"), following.get("log_count")) == (25, 0)
    assert following.problems() == []
