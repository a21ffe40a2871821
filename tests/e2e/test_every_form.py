"""Every form of the handbook on the whole path: filled, saved, the program closed and opened
again, submitted, printed, and the paper read.

That paper shows what it is given is tested in ``tests/paper/test_every_form.py``; here it is
what a user entered that has to come back from the store and from the printer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from gydesk.catalogue.calc import operand, stored
from gydesk.catalogue.calc_functions import as_date
from gydesk.catalogue.kinds import Field, Form, Table
from gydesk.catalogue.library import library
from gydesk.domain.draft import Draft
from gydesk.domain.fold import flatten
from gydesk.domain.rules import Problem, blocking
from gydesk.workflow.desk import Desk
from tests.helpers.desks import CHINA
from tests.helpers.hostile import LEAP_DAY, LONG, RARE, TEXT, Hostile
from tests.helpers.office import Office
from tests.helpers.pdf import Paper
from tests.paper.told import lost_cells, stands, told

FORMS = library().forms
LONG_TABLES = {
    form.id: max(form.tables.values(), key=lambda table: len(table.columns)).id
    for form in list(FORMS.values())[::9]
    if form.tables
}
"""A sample: by form, the table that gets 200 lines."""
LINES = 200
FORMATS: Mapping[str, Any] = {
    "rule.ip": "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
    "rule.cidr": "2001:db8:85a3::/48",
    "rule.digits": "6222021402003456789",
}


@pytest.fixture
def leap_day(tmp_path: Path) -> Iterator[Office]:
    """A laptop late on the 29th of February, and a project nobody can spell."""
    made = Office(tmp_path, name=f"示例{TEXT}工程", customer_name=f"示例{RARE}集团")
    made.opens("吴工", 2028, 2, 29, 23, 58)
    yield made
    made.desk.close()


def hostile(desk: Desk, *, short: bool) -> Hostile:
    """Values whose files are kept in the database; ``short`` ones for many lines."""
    picture = BytesIO()
    Image.new("RGB", (320, 240), "teal").save(picture, "JPEG")
    files = {
        "photo": desk.attach(picture.getvalue(), f"机柜{RARE}😀.jpg"),
        "attachment": desk.attach(b"%PDF-1.4 \xff", f"合同草案{RARE}😀.pdf"),
    }
    if short:
        return Hostile(desk.library, files=files, text=30, multiline=60, words=f"{RARE}😀，")
    return Hostile(desk.library, files=files)


def enter(draft: Draft, values: Hostile, lines: Mapping[str, int]) -> None:
    """Fill every field, and tables with 3 lines or as many as ``lines`` says; then mend what
    breaks a rule, so that the form can be submitted."""
    draft.set_many(values.fields(draft.form))
    for table in draft.form.tables.values():
        for old in list(draft.data[table.id]):
            draft.remove_row(table.id, old["_id"])
        for row in values.rows(table, lines.get(table.id, 3)):
            draft.add_row(table.id, values=row)
    for _ in range(4):
        found = blocking(draft.problems(submitting=True))
        if not found:
            return
        draft.set_many({k: v for problem in found for k, v in mended(draft, problem).items()})
    raise AssertionError(draft.problems(submitting=True))


def mended(draft: Draft, problem: Problem) -> dict[str, Any]:
    """The nearest legal value in the place of one that a rule refuses, by its path."""
    path, params = problem.path, problem.params
    item, value = field_at(draft.form, path), draft.get(path)
    match problem.code:
        case "rule.min" if item.calc:  # a difference: what it begins with has to be greater
            first = draft.form.fields[item.calc.split()[0]]
            more = Decimal(draft.get(first.id)) + Decimal(params["low"]) - Decimal(value)
            return {first.id: stored(first, more)}
        case "rule.min":
            return {path: stored(item, Decimal(params["low"]))}
        case "rule.gt":
            return {path: stored(item, Decimal(params["low"]) + 1)}
        case "rule.range":
            return {path: stored(item, Decimal(params["high"]))}
        case "rule.not_before" | "rule.not_after" | "rule.not_less":
            other = operand(params["than"], draft.get(beside(path, params["than"], draft.form)))
            return {path: stored(item, as_date(other) if item.type == "date" else other)}
        case "rule.equals":
            return shared_out(draft, item, params["limit"])
        case "rule.equals.field":
            return {params["than"].id: value}
        case "rule.unique_in_table":
            row = path.split("/")[1]
            return {path: "\n".join(f"{line}({row})" for line in value.split("\n") if line)}
        case code if code in FORMATS:
            return {path: FORMATS[code]}
    raise AssertionError(problem)


def shared_out(draft: Draft, item: Field, total: Decimal) -> dict[str, Any]:
    """The column that ``item`` sums up, so that it gives ``total``."""
    table, _, column = item.calc.removeprefix("sum(").removesuffix(")").partition(".")
    rows = draft.data[table]
    part = (total / len(rows)).quantize(Decimal("0.01"))
    parts = [*[part] * (len(rows) - 1), total - part * (len(rows) - 1)]
    return {
        f"{table}/{row['_id']}/{column}": str(share) for row, share in zip(rows, parts, strict=True)
    }


def field_at(form: Form, path: str) -> Field:
    """The field or column at a path of the data."""
    table, _, rest = path.partition("/")
    found = form.at(f"{table}.{rest.partition('/')[2]}" if rest else table)
    assert isinstance(found, Field)
    return found


def beside(path: str, other: Field, form: Form) -> str:
    """The path of a field that a rule compares with, in the same line where it is a column."""
    line, slash, _ = path.rpartition("/")
    table = form.tables.get(line.partition("/")[0])
    return f"{line}/{other.id}" if slash and table and other.id in table.by_id else other.id


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_what_is_entered_comes_back_from_the_store_and_from_the_printer(
    leap_day: Office, form: Form
) -> None:
    office, desk = leap_day, leap_day.desk
    draft = desk.new_draft(form.id, office.project)
    long = LONG_TABLES.get(form.id)
    enter(draft, hostile(desk, short=bool(long)), {long: LINES} if long else {})
    entered = flatten(draft.data)
    empty = {item.id for item in form.fields.values() if item.id not in entered}
    assert {form.fields[name].type for name in empty if not form.fields[name].calc} <= {"signature"}
    assert not long or len(draft.data[long]) == LINES
    desk.save(draft)

    desk = office.opens("吴工", 2028, 2, 29, 23, 59)
    assert flatten(desk.draft(draft.id).data) == entered
    head = desk.submit(draft.id)
    assert (head.state, bool(head.number)) == ("submitted", True)

    desk = office.opens("吴工", 2028, 3, 1)
    data = desk.records.get(draft.id).data
    assert flatten(data) == entered
    inside = office.paper(draft.id, internal=True)
    assert lost(inside, form, data) == []
    assert head.number in inside
    assert office.about["name"] in inside or form.header not in ("project", "project_optional")

    customers = office.paper(draft.id, copies=("customer",))
    secrets = secret_texts(form, data)
    assert bool(secrets) == (form.without_internal().sections != form.sections)
    assert [one for one in secrets if one in customers] == []
    assert lost(customers, form.without_internal(), data) == []


def lost(paper: Paper, form: Form, data: Mapping[str, Any]) -> list[str]:
    """Where ``form`` has a value that ``paper`` does not show."""
    found = [
        name
        for name, item in form.fields.items()
        if (value := data["fields"].get(name)) is not None
        and not stands(paper, item, value, library())
    ]
    for table in form.tables.values():
        found += lost_cells(paper, table, data[table.id], library())
    return found


def texts(form: Form, data: Mapping[str, Any]) -> list[str]:
    """Everything in ``data`` that ``form`` has a place for, as it stands on paper."""
    found = []
    for item in form.items():
        if isinstance(item, Table):
            found += [
                told(column, row[column.id], library(), column=True)
                for row in data[item.id]
                for column in item.columns
                if row.get(column.id) is not None
            ]
        elif data["fields"].get(item.id) is not None:
            found.append(told(item, data["fields"][item.id], library()))
    return found


def secret_texts(form: Form, data: Mapping[str, Any]) -> list[str]:
    """What only the internal parts of a form hold, their headings too."""
    shown = form.without_internal()
    names = {item.zh for item in form.items()} | {section.zh for section in form.sections}
    open_names = {item.zh for item in shown.items()} | {section.zh for section in shown.sections}
    public = "\n".join([*texts(shown, data), *open_names, form.zh])
    return [one for one in {*texts(form, data), *names} if len(one) > 3 and one not in public]


def test_the_longest_text_that_a_field_takes_comes_back(leap_day: Office) -> None:
    office, desk = leap_day, leap_day.desk
    draft = desk.new_draft("engineering_log", office.project)
    text = "".join(f"{number}：{LONG}" for number in range(4_200))[:199_990] + "全文到此处完"
    assert len(text) > 199_990
    office_log = {"work_place": "图书馆", "weather": "sunny", "quality_note": text}
    draft.set_many(office_log)
    draft.add_row("people", values={"trade": "crew", "names": RARE, "headcount": 1})
    draft.add_row("work_items", values={"item": RARE})
    desk.save(draft)
    desk.submit(draft.id)

    desk = office.opens("吴工", 2028, 3, 1)
    assert desk.draft(draft.id).get("quality_note") == text
    paper = office.paper(draft.id)
    assert paper.shows(text, "质量自检")
    assert len(paper.pages) > 80


def test_the_clock_of_these_tests_stands_at_the_leap_day(leap_day: Office) -> None:
    assert leap_day.clock.now().astimezone(CHINA).date() == LEAP_DAY.date()
