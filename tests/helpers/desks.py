"""A real desk on a real file, with a company, people and a project: for tests from the desk up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from gydesk.catalogue.kinds import Field, Form, Table
from gydesk.catalogue.library import Library, library
from gydesk.domain.draft import Draft
from gydesk.workflow.desk import Desk, open_desk

CHINA = timezone(timedelta(hours=8))
FRIDAY = datetime(2014, 6, 6, 16, 30, tzinfo=CHINA)

PEOPLE: tuple[tuple[str, str, str], ...] = (
    ("张总", "management", "general_manager"),
    ("李营销", "business", "marketing_director"),
    ("王技术", "business", "technical_director"),
    ("赵客户", "business", "account_manager"),
    ("钱售前", "business", "presales_engineer"),
    ("孙工程", "engineering", "engineering_manager"),
    ("陈项目", "engineering", "project_manager"),
    ("吴工", "engineering", "project_team_member"),
    ("郑工", "engineering", "project_team_member"),
    ("冯专管", "engineering", "engineering_specialist"),
    ("褚运维", "operations", "operations_manager"),
    ("蒋管理", "pmo", "pmo_manager"),
    ("沈专员", "pmo", "pmo_specialist"),
    ("韩商务", "commerce", "commerce_manager"),
    ("朱库管", "commerce", "warehouse_keeper"),
    ("秦财务", "finance", "finance_manager"),
    ("尤公章", "hq_office", "hq_office"),
)
PROJECT: Mapping[str, Any] = {
    "project_no": "GY2014-001",
    "name": "示例大学校园网升级改造工程",
    "short_name": "示例大学校园网",
    "customer_name": "示例大学",
    "customer_contact": "何主任",
    "customer_phone": "0351-5550111",
    "site_address": "示例市学府街1号",
    "contract_no": "GYHT-2014-018",
    "planned_start": "2014-05-05",
    "planned_finish": "2014-07-25",
    "project_manager": "陈项目",
    "account_manager": "赵客户",
    "lifecycle_state": "preparing",
}
PLAIN: Mapping[str, Any] = {
    "integer": 1,
    "decimal": "1",
    "percent": "1",
    "money": "100.00",
    "bool": True,
    "form_ref": {"number": "XX-1"},
    "supplier_ref": {"name": "示例线缆厂"},
    "phone": "13800000001",
    "email": "a@example.com",
    "photo": [{"sha256": "0" * 64, "name": "x.png", "size": 1}],
    "attachment": [{"sha256": "0" * 64, "name": "x.pdf", "size": 1}],
}


@dataclass
class StillClock:
    """A clock that goes on by a second each time it is looked at, and jumps when told."""

    moment: datetime = FRIDAY

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def today(self) -> date:
        return self.moment.date()

    def go(self, year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> None:
        """Jump to a local time."""
        self.moment = datetime(year, month, day, hour, minute, tzinfo=CHINA)


def make_desk(
    folder: Path,
    *,
    letter: str = "A",
    person: str = "吴工",
    clock: StillClock | None = None,
    catalogue: Library | None = None,
    name: str = "gydesk.db",
) -> Desk:
    """A desk on a new file in ``folder`` with a company, people and a supplier."""
    desk = open_desk(
        folder / name,
        library=catalogue or library(),
        clock=clock or StillClock(),
        anywhere=True,
    )
    with desk.db.writing():
        desk.begin(name="项目一笔记本", letter=letter, company="光远科技有限公司(示例)")
        for who, department, role in PEOPLE:
            values = {"name": who, "department": department, "roles": [role], "active": True}
            desk.add_entity("person", values)
        desk.add_entity("supplier", {"name": "示例网络设备总代理", "contact": "康经理"})
        desk.set_user(person)
    return desk


def make_project(desk: Desk, **more: Any) -> str:
    """The demo's first project; its id."""
    return desk.add_entity("project", {**PROJECT, **more})


def fill(desk: Desk, draft: Draft, **given: Any) -> None:
    """Set ``given``, then something plain in everything required that is still empty.

    Lists in ``given`` become the lines of a table.
    """
    rows = {name: value for name, value in given.items() if name in draft.form.tables}
    draft.set_many({name: value for name, value in given.items() if name not in rows})
    for name, lines in rows.items():
        for old in list(draft.data[name]):
            draft.remove_row(name, old["_id"])
        for line in lines:
            draft.add_row(name, values=line)
    for problem in draft.problems(submitting=True):
        if problem.level == "missing":
            _fill_place(desk, draft, problem.path)
    left = [p for p in draft.problems(submitting=True) if p.level != "warn"]
    assert not left, [(p.path, p.code, dict(p.params)) for p in left]


def _fill_place(desk: Desk, draft: Draft, path: str) -> None:
    table_id, _, rest = path.partition("/")
    form = draft.form
    if table_id in form.tables and not rest:
        _add_line(desk, draft, form.tables[table_id])
        return
    item = form.at(f"{table_id}.{rest.partition('/')[2]}" if rest else table_id)
    assert isinstance(item, Field)
    draft.set(path, plain_value(desk.library, item, desk.clock.today()))


def _add_line(desk: Desk, draft: Draft, table: Table) -> None:
    today = desk.clock.today()
    values = {
        column.id: plain_value(desk.library, column, today)
        for column in table.columns
        if column.required and not column.readonly and column.type != "signature"
    }
    if not values:
        column = next(one for one in table.columns if not one.readonly)
        values = {column.id: plain_value(desk.library, column, today)}
    draft.add_row(table.id, values=values)


def plain_value(catalogue: Library, field: Field, today: date) -> Any:
    """A legal value of no interest."""
    match field.type:
        case "choice":
            return catalogue.choices[field.choices].choices[0].id
        case "multichoice":
            return [catalogue.choices[field.choices].choices[0].id]
        case "date":
            return today.isoformat()
        case "datetime":
            return f"{today.isoformat()}T09:30"
        case "department":
            return catalogue.departments[0].id
    return PLAIN.get(field.type, f"{field.zh}一")


@cache
def form(identifier: str) -> Form:
    """A form of the handbook."""
    return library().form(identifier)


__all__ = [
    "CHINA",
    "FRIDAY",
    "PEOPLE",
    "PROJECT",
    "UTC",
    "StillClock",
    "fill",
    "form",
    "make_desk",
    "make_project",
]
