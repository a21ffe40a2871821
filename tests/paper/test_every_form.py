"""Every form of the handbook, filled with hostile values, on paper and read back."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import islice

import pytest
from pypdf import PdfReader

from gydesk.catalogue.kinds import Form, Table
from gydesk.catalogue.library import library
from gydesk.paper.form import Identity, Sheet, write_pdf
from tests.helpers.embedded import assert_embedded
from tests.helpers.hostile import Hostile
from tests.helpers.pdf import Paper, squeezed
from tests.paper.told import boxes, lost_cells, stands, told

LIBRARY = library()
FORMS = {**LIBRARY.forms, **LIBRARY.entities}
IDENTITY = Identity(
    id="01970f3c-1111-7222-8333-444455556666",
    number="YS-GY2014-001-A003",
    revision=2,
    hash="a1b2c3d4e5f60718293a4b5c6d7e8f90",
)
FILES = {
    "photo": {"sha256": "0" * 64, "name": "rack.jpg", "size": 9},
    "attachment": {"sha256": "1" * 64, "name": "合同草案.pdf", "size": 9},
}
PROJECT = {
    "name": "示例大学校园网升级改造工程㛃",
    "project_no": "GY2014-001",
    "customer_name": "示例大学",
}
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))


def on_paper(form: Form, data, **more) -> Paper:
    sheet = Sheet(
        form=form,
        library=LIBRARY,
        data=data,
        identity=IDENTITY if data is not None else None,
        company={"name": "光远科技有限公司"},
        project=PROJECT,
        **more,
    )
    out = BytesIO()
    write_pdf([sheet], out)
    assert_embedded(PdfReader(BytesIO(out.getvalue())))
    return Paper.read(out)


def filled(form: Form, rows: int, **more):
    hostile = Hostile(LIBRARY, files=FILES, **more)
    data = hostile.data(form, rows)
    for name, item in form.fields.items():
        data["fields"].setdefault(name, hostile.value(item))
    for table in form.tables.values():
        for row in data[table.id]:
            for column in table.columns:
                row.setdefault(column.id, hostile.value(column))
    return data


@every_form
def test_every_value_stands_on_the_paper_behind_its_label(form):
    data = filled(form, 3)
    paper = on_paper(form, data, internal=True)
    lost = [
        name
        for name, item in form.fields.items()
        if item.type != "signature" and not stands(paper, item, data["fields"][name], LIBRARY)
    ]
    assert not lost
    for table in form.tables.values():
        assert lost_cells(paper, table, data[table.id], LIBRARY) == []
    for block in form.sign_off:
        assert f"{block.zh}" in paper
    assert paper.count("YS-GY2014-001-A003") == len(paper.pages)
    for number, page in enumerate(paper.pages, 1):
        assert f"第{number}页共{len(paper.pages)}页" in page
    if form.header in ("project", "project_optional"):
        for value in PROJECT.values():
            assert value in paper


LONG_TABLES = [(form, table) for form in FORMS.values() for table in form.tables.values()]


@pytest.mark.parametrize(
    ("form", "table"),
    [
        pytest.param(*pair, id=f"{pair[0].id}.{pair[1].id}")
        for pair in islice(LONG_TABLES, 0, None, 9)
    ],
)
def test_two_hundred_lines_stand_on_the_paper_under_a_head_on_every_page(form, table):
    data = filled(form, 0, text=24, multiline=60)
    hostile = Hostile(LIBRARY, files=FILES, text=24, multiline=60)
    data[table.id] = hostile.rows(table, 200)
    for row in data[table.id]:
        for column in table.columns:
            row.setdefault(column.id, hostile.value(column))
    paper = on_paper(form, data, internal=True)
    assert lost_cells(paper, table, data[table.id], LIBRARY) == []
    head = squeezed(
        "序号" + "".join(f"{c.zh}（{c.unit}）" if c.unit else c.zh for c in table.columns)
    )
    begun = [number for number, page in enumerate(paper.pages) if head in page]
    column = table.columns[0]
    cell = told(column, data[table.id][-1][column.id], LIBRARY, column=True)
    first_of_last = squeezed(f"200{cell}")[:9]
    last = next(n for n, page in enumerate(paper.pages) if first_of_last in page)
    if "200续" in paper.text:
        last += 1
    assert begun[0] < last
    assert begun == list(range(begun[0], last + 1))


@pytest.mark.parametrize("name", ["engineering_log", "quotation", "supplier"])
def test_the_longest_lines_go_on_over_the_pages(name):
    form = FORMS[name]
    data = filled(form, 2, text=2_000, multiline=6_000)
    paper = on_paper(form, data, internal=True)
    assert len(paper.pages) >= 4
    for item in form.fields.values():
        assert stands(paper, item, data["fields"][item.id], LIBRARY), item.id
    for table in form.tables.values():
        assert lost_cells(paper, table, data[table.id], LIBRARY) == []


def marked(form: Form):
    """``form``'s own data, and what of it is internal: fields and (table, column) pairs."""
    fields, columns, sections = [], [], []
    for section in form.sections:
        if section.internal:
            sections.append(section)
        for item in section.items:
            if isinstance(item, Table):
                columns += [
                    (item, column)
                    for column in item.columns
                    if section.internal or item.internal or column.internal
                ]
            elif section.internal or item.internal:
                fields.append(item)
    return sections, fields, columns


def public_names(form: Form):
    """Everything that a customer may read of the form itself."""
    shown = form.without_internal()
    yield from (block.zh for block in shown.sign_off)
    for section in shown.sections:
        yield section.zh
    for item in shown.items():
        yield item.zh
        if isinstance(item, Table):
            yield from (column.zh for column in item.columns)


def secret(item, number: int):
    """A value that can stand nowhere else."""
    return {
        "money": f"3141592{number}.65",
        "decimal": f"2718281{number}.8",
        "percent": f"61803{number}",
        "integer": 1414213560 + number,
        "date": f"19{40 + number}-11-13",
        "datetime": f"19{40 + number}-11-13T03:07",
        "text": f"内部机密{number}号",
        "multiline": f"内部机密{number}号",
        "person": f"内部机密{number}号",
    }.get(item.type)


@pytest.mark.parametrize(
    "form", [pytest.param(one, id=one.id) for one in FORMS.values() if any(marked(one))]
)
def test_nothing_internal_reaches_a_customers_copy(form):
    sections, fields, columns = marked(form)
    data = filled(form, 2, text=30, multiline=60)
    secrets = []
    for number, item in enumerate(fields):
        value = secret(item, number)
        if value is not None:
            data["fields"][item.id] = value
            secrets.append(told(item, value, LIBRARY))
    for number, (table, column) in enumerate(columns, 40):
        value = secret(column, number)
        if value is not None:
            data[table.id][0][column.id] = value
            secrets.append(told(column, value, LIBRARY, column=True))
    assert secrets
    open_names = list(public_names(form))
    names = [one.zh for one in (*sections, *fields)]
    names += [column.zh for _, column in columns]
    hidden = [name for name in names if not any(name in other for other in open_names)]
    customers = on_paper(form, data, copies=("company", "customer"))
    assert [one for one in (*secrets, *hidden) if one in customers] == []
    own = on_paper(form, data, internal=True)
    assert [one for one in (*secrets, *names) if one not in own] == []
    assert own.count("不得外传") >= 1
    assert "内部联" not in customers


def test_no_other_form_has_anything_internal():
    found = {name for name, form in FORMS.items() if any(marked(form))}
    assert found >= {
        "equipment_acceptance",
        "internal_purchase_order",
        "project_closure",
        "project_plan",
        "quotation",
    }
    for name, form in FORMS.items():
        if name not in found:
            assert form.without_internal().sections == form.sections


@every_form
def test_the_form_for_the_pen_shows_all_its_labels(form):
    paper = on_paper(form, None)
    shown = form.without_internal()
    labels = [form.zh, *(section.zh for section in shown.sections)]
    labels += [item.zh for item in shown.items() if not isinstance(item, Table)]
    labels += [column.zh for table in shown.tables.values() for column in table.columns]
    labels += [block.zh for block in shown.sign_off]
    assert [label for label in labels if label not in paper] == []
    assert "表单编号" in paper or form.header == "entity"
    assert "/" not in re.sub(r"[A-Za-z0-9/]+/[A-Za-z0-9/]+", "", paper.text)
    for item in shown.fields.values():
        if item.type == "bool":
            assert f"{item.zh}□是□否" in paper


@every_form
@pytest.mark.parametrize("data", [{"fields": {}}, {}], ids=["no fields", "nothing"])
def test_an_empty_record_prints(form, data):
    paper = on_paper(form, data)
    optional = [
        item
        for item in form.without_internal().fields.values()
        if not item.required and not item.by_hand and item.type != "signature"
    ]
    for item in optional:
        crossed = f"{item.zh}/" in paper
        assert crossed == (form.empty == "slash"), item.id


@every_form
def test_every_form_prints_in_english(form):
    data = filled(form, 1, text=40, multiline=80)
    paper = on_paper(form, data, lang="en")
    shown = form.without_internal()
    labels = [form.en, *(section.en for section in shown.sections)]
    labels += [item.en for item in shown.items() if not isinstance(item, Table)]
    labels += [column.en for table in shown.tables.values() for column in table.columns]
    assert [label for label in labels if label not in paper] == []
    assert "Page1of" in paper.text


def test_a_choice_tells_which_entry_was_chosen():
    form = LIBRARY.forms["training_record"]
    data = filled(form, 0)
    item = form.fields["satisfaction"]
    for one in LIBRARY.choices[item.choices].choices:
        data["fields"]["satisfaction"] = one.id
        paper = on_paper(form, data)
        assert f"{item.zh}{boxes(item, one.id, LIBRARY)}" in paper
        assert f"√{one.zh}" in paper


def test_many_sheets_of_all_forms_go_into_one_file():
    sheets = [
        Sheet(
            form=form, library=LIBRARY, data={"fields": {}}, identity=replace(IDENTITY, number=name)
        )
        for name, form in LIBRARY.forms.items()
    ]
    out = BytesIO()
    made = write_pdf(sheets, out)
    paper = Paper.read(out)
    assert made.sheets == 60
    assert made.pages == len(paper.pages)
    for name, form in LIBRARY.forms.items():
        assert form.zh in paper
        assert paper.count(name) >= 1
