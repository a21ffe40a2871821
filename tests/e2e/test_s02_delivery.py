"""S02: Monday afternoon, the delivery arrives (吴工).

Left for the issue of reminders: the one for the feedback to commerce, and its end.
"""

from __future__ import annotations

from typing import Any

from gydesk.workflow.opened import OpenDraft
from tests.helpers.office import Office

SWITCHES = 46
FEEDBACK = "AP少一台且一台交换机无法加电，请商务联系总代理补发"
DISCREPANCY = "无线AP短缺1台；46号接入交换机加电无反应，供方五日内更换。"


def order_lines() -> list[dict[str, Any]]:
    """48 lines: the core, 46 access switches by their places, the access points."""
    core = {
        "name": "核心交换机",
        "brand": "华三",
        "model": "S10508",
        "unit": "unit",
        "quantity": "2",
    }
    points = {"name": "无线AP", "brand": "华三", "model": "WA4320", "unit": "unit"}
    access = [
        {
            "name": f"接入交换机{place:02d}号",
            "brand": "华三",
            "model": "S5130-28S-EI",
            "spec": f"示例楼{place:02d}弱电间",
            "unit": "unit",
            "quantity": "1",
        }
        for place in range(1, SWITCHES + 1)
    ]
    lines = [core, *access, {**points, "quantity": "120"}]
    return [{**line, "needed_by": "2014-05-12"} for line in lines]


def set_lines(draft: OpenDraft, column: str, values: dict[int, Any]) -> None:
    """Paste ``values`` into a column, by the index of their line."""
    rows = draft.data["lines"]
    draft.set_many({f"lines/{rows[at]['_id']}/{column}": value for at, value in values.items()})


def test_monday_afternoon_delivery_arrives(office: Office) -> None:
    office.opens("陈项目", 2014, 5, 6)
    order = office.submitted("internal_purchase_order", lines=order_lines())

    desk = office.opens("吴工", 2014, 5, 12, 14)
    draft = desk.new_from("equipment_acceptance", order.id)
    assert draft.get("purchase_order_ref") == office.reference(order.id)
    rows = draft.data["lines"]
    ordered = order_lines()
    assert len(rows) == 48
    for row, line in zip(rows, ordered, strict=True):
        same = {name: line[name] for name in ("name", "brand", "model", "unit")}
        assert {name: row.get(name) for name in same} == same
        assert row["ordered_quantity"] == line["quantity"]
        assert "quantity" not in row
    assert draft.get("ordered_total") == "168"

    draft.set_many({"package_count": 31, "package_state": "intact", "packaging_kept": True})
    draft.set_many({"meets_requirement": "no", "feedback_note": FEEDBACK})
    quantities = {at: line["quantity"] for at, line in enumerate(ordered)}
    set_lines(draft, "quantity", quantities | {47: "119"})
    assert draft.get("received_total") == "167"
    serials = {at: f"219801A0KR9146Q{at:05d}" for at in range(1, SWITCHES + 1)}
    set_lines(draft, "serial_nos", serials)
    set_lines(draft, "check_result", {47: "short"})
    untested = {f"lines/{row['_id']}/power_test" for row in rows}
    assert {problem.path for problem in office.refused(draft)} == untested
    set_lines(draft, "power_test", dict.fromkeys(quantities, "normal") | {46: "abnormal"})
    desk.save(draft)

    # Back from the next building, the laptop is opened again.
    desk = office.opens("吴工", 2014, 5, 12, 16)
    draft = desk.draft(draft.id)
    rows = draft.data["lines"]
    assert [row.get("serial_nos") for row in rows[1:47]] == list(serials.values())

    set_lines(draft, "power_test", {5: None})
    (problem,) = office.refused(draft)
    assert (problem.path, problem.code) == (f"lines/{rows[5]['_id']}/power_test", "rule.required")
    set_lines(draft, "power_test", {5: "no_condition"})

    draft.set("conclusion", "accepted_partial")
    (problem,) = office.refused(draft)
    assert (problem.path, problem.code) == ("discrepancies", "rule.required_if")
    draft.set("discrepancies", DISCREPANCY)

    set_lines(draft, "serial_nos", {30: serials[12].lower()})
    (problem,) = office.refused(draft)
    assert problem.path == f"lines/{rows[30]['_id']}/serial_nos"
    assert problem.code == "rule.unique_in_table"
    assert problem.params["row"] == 13
    set_lines(draft, "serial_nos", {30: serials[30]})

    desk.save(draft)
    head = desk.submit(draft.id)
    assert (head.state, head.number) == ("submitted", "YS-GY2014-001-A001")

    paper = office.paper(head.id)
    half = len(paper.pages) // 2
    first, second = paper.pages[:half], paper.pages[half:]
    assert half >= 3
    assert all("第一联：客户留存" in page for page in first)
    assert all("第二联：公司存档" in page for page in second)
    with_lines = [page for page in first if "接入交换机" in page]
    assert len(with_lines) >= 2
    for page in with_lines:
        assert "序号设备名称品牌型号" in page
        assert "加电测试" in page
    for serial in serials.values():
        assert paper.count(serial) == 2
    for told in ("异常", "短缺", "不具备加电条件", "√部分接收"):
        assert told in paper, told
    assert paper.shows(DISCREPANCY, "差异与处理意见")
    for inner in (FEEDBACK, "商务反馈", "反馈商务部日期", "到货是否满足要求"):
        assert inner not in paper, inner
    inside = office.paper(head.id, internal=True)
    assert inside.shows(FEEDBACK, "反馈说明")
    assert "第一联" not in inside

    scan = office.photo("验收单扫描")
    desk.sign(head.id, name="何主任", date="2014-05-12", scan=[scan])
    desk = office.opens("沈专员", 2014, 5, 13)
    signed = desk.signoffs(head.id)["customer"]
    assert (signed.name, signed.date) == ("何主任", "2014-05-12")
    assert desk.attachment(signed.scan[0]["sha256"])[:3] == b"\xff\xd8\xff"
    assert desk.archive(head.id).state == "archived"
    assert [one.head.id for one in desk.related(order.id) if one.head] == [head.id]
