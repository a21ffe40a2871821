"""S04: Tuesday, the customer wants three more access points (陈项目)."""

from __future__ import annotations

from tests.helpers.office import Office


def test_tuesday_three_more_access_points(office: Office) -> None:
    desk = office.opens("陈项目", 2014, 6, 10, 10)
    change = office.filled(
        "project_change",
        change_types=["equipment", "cost"],
        source="customer",
        reason="图书馆四层自习区无线信号弱",
        description="图书馆四层增加3台无线AP",
        lines=[
            {
                "action": "quantity",
                "name": "无线AP",
                "model_before": "WA4320",
                "model_after": "WA4320",
                "unit": "unit",
                "quantity_before": "120",
                "quantity_after": "123",
                "unit_price": "1286.50",
            }
        ],
        price_scope="extra",
        quality_impact="需补做覆盖测试",
        customer_opinion="agree",
    )
    assert change.data["lines"][0]["amount"] == "3859.50"
    assert change.get("cost_impact") == "3859.50"
    assert change.get("schedule_impact_days") == 0

    change.set("schedule_impact_days", 2)
    (problem,) = office.refused(change)
    assert (problem.path, problem.code) == ("new_finish", "rule.required_if")
    change.set("new_finish", "2014-07-27")
    desk.save(change)
    head = desk.submit(change.id)

    paper = office.paper(head.id)
    assert paper.count("第一联") == paper.count("第二联") == len(paper.pages) // 2
    assert "草稿" not in paper
    assert "用户代表（盖章）" in paper
    assert paper.shows("¥3,859.50", "费用增减")
    assert paper.shows("2014年7月27日", "变更后完工日期")
    assert "□合同内√合同外" in paper

    # The customer's paper comes back the next morning.
    desk = office.opens("陈项目", 2014, 6, 11)
    assert office.about["planned_finish"] == "2014-07-25"
    desk.sign(head.id, name="何主任", scan=[office.photo("变更单")])
    assert office.about["planned_finish"] == "2014-07-27"

    order = desk.new_from("internal_purchase_order", head.id)
    assert order.get("change_ref") == {"id": head.id, "number": head.number}
    assert order.get("purchase_basis") == "change"
    assert order.get("delivery_address") == "示例市学府街1号"
    order.set_many({"delivery_mode": "direct", "site_receiver": "吴工"})
    order.set("receiver_phone", "13800000002")
    goods = {"name": "无线AP", "model": "WA4320", "unit": "unit", "quantity": "3"}
    order.add_row("lines", values={**goods, "needed_by": "2014-06-20"})
    desk.save(order)
    ordered = desk.submit(order.id)
    assert office.paper(ordered.id).shows(head.number, "项目变更表")

    desk = office.opens("韩商务", 2014, 6, 12)
    (from_change,) = desk.related(head.id)
    assert (from_change.way, from_change.number) == ("named_by", ordered.number)
    (to_change,) = desk.related(ordered.id)
    assert (to_change.way, to_change.number) == ("names", head.number)
    assert to_change.field.id == from_change.field.id == "change_ref"
