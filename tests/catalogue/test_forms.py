"""Every form of the handbook: it reads, fits together, lays out evenly, speaks two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from gydesk.catalogue.check import form_problems
from gydesk.catalogue.check_sources import hidden
from gydesk.catalogue.kinds import Field, Form, Item, Lang, Named, Table
from gydesk.catalogue.layout import SPANS, UNITS, lines
from gydesk.catalogue.library import ENTITIES, library
from gydesk.catalogue.read import read_form
from gydesk.catalogue.source import Source, load_source, parse
from gydesk.catalogue.types import type_of
from gydesk.domain.derive import plan
from gydesk.domain.draft import Draft
from gydesk.domain.rules import blocking
from gydesk.paths import resources
from gydesk.words import sentence
from tests.helpers.world import World

FORMS = list(library().forms)
ALL = [*FORMS, *ENTITIES]
DATA = Path(__file__).parents[1] / "data"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ABBREVIATIONS = {"CPU", "VLAN"}


@pytest.fixture(params=ALL)
def form(request: pytest.FixtureRequest) -> Form:
    """Each form, and each of the program's own entities."""
    return library().form(request.param)


@pytest.fixture(params=FORMS)
def paper(request: pytest.FixtureRequest) -> Form:
    """Each form of the handbook."""
    return library().forms[request.param]


def source_of(form: Form) -> Source:
    if form.header == "entity":
        name = f"entities/{form.id}.toml"
    else:
        name = f"forms/{form.department}/{form.id}.toml"
    return load_source(resources() / name, name)


def fields(form: Form) -> Iterator[Field]:
    """All fields and columns."""
    for item in form.items():
        if isinstance(item, Table):
            yield from item.columns
        else:
            yield item


def named(form: Form) -> Iterator[Named]:
    """Everything of the form that is shown by a name."""
    yield form
    yield from form.sections
    yield from form.items()
    yield from fields(form)
    yield from form.sign_off


def parts(form: Form) -> Iterator[Item]:
    yield from form.items()
    yield from fields(form)


def test_it_reads_as_it_stands(form: Form) -> None:
    assert read_form(source_of(form), form.head) == form


def test_it_fits_the_others(form: Form) -> None:
    assert [sentence(one) for one in form_problems(form, library(), source_of(form))] == []


def test_its_formulas_make_no_circle(form: Form) -> None:
    steps = plan(form).steps
    assert len(steps) == sum(1 for field in fields(form) if field.calc)


# ---- languages


def test_every_name_is_in_both_languages(form: Form) -> None:
    for one in named(form):
        assert CHINESE.search(one.zh) or one.zh in ABBREVIATIONS, one
        assert one.en, one
        assert not CHINESE.search(one.en), one
        assert one.en[0] == one.en[0].upper(), one


def test_chinese_has_full_width_punctuation(form: Form) -> None:
    texts = [*(one.zh for one in named(form)), form.trigger, form.origin.quote]
    texts += [part.hint for part in parts(form)]
    texts += [
        value
        for table in form.tables.values()
        for row in table.default_rows.values()
        for value in row
    ]
    wrong = re.compile(r"[\u4e00-\u9fff][,;:()?!]|[,;:()?!][\u4e00-\u9fff]")
    assert [text for text in texts if wrong.search(text)] == []


def test_hints_and_units_are_in_both_languages(form: Form) -> None:
    for part in parts(form):
        assert bool(part.hint) == bool(part.hint_en), part.id
        assert not CHINESE.search(part.hint_en), part.id
    for field in fields(form):
        assert not CHINESE.search(field.unit_in("en")), field.id


def test_what_stands_in_a_table_is_told_in_english(form: Form) -> None:
    for table in form.tables.values():
        for column, values in table.default_rows.items():
            for value in values:
                told = table.told(column, value, "en")
                assert not CHINESE.search(told), (table.id, value)
                assert table.told(column, value, "zh") == value


def test_no_two_fields_have_one_name(form: Form) -> None:
    """A message, a list and a spreadsheet tell them apart by it."""
    for lang in ("zh", "en"):
        names = [field.name(lang) for field in form.fields.values()]
        assert len(set(names)) == len(names)
        tables = [table.name(lang) for table in form.tables.values()]
        assert len(set(tables)) == len(tables)


def test_a_list_has_no_two_columns_of_one_name(form: Form) -> None:
    for table in form.tables.values():
        for lang in ("zh", "en"):
            names = [column.name(lang) for column in table.columns]
            assert len(set(names)) == len(names), (table.id, names)


# ---- layout


def test_lines_fill_the_grid_evenly(form: Form) -> None:
    """Six units a line; nothing stands alone in a line that it was not made for, and the last
    field of a line is stretched by one unit at most."""
    for section in form.sections:
        for line in lines(section.items):
            if isinstance(line, Table):
                continue
            assert sum(placed.span for placed in line) == UNITS
            for before, after in pairwise(line):
                assert before.start + before.span == after.start
            stretched = line[-1].span - SPANS[line[-1].field.width]
            assert 0 <= stretched <= 1, [placed.field.id for placed in line]


def test_long_things_take_the_whole_line(form: Form) -> None:
    for field in form.fields.values():
        if field.type in ("multiline", "attachment", "photo"):
            assert field.width == "full", field.id


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_labels_fit_their_cell(form: Form, lang: Lang) -> None:
    """Three lines at most (two in Chinese), and no word of English broken in two."""
    from gydesk.paper import plan
    from gydesk.paper.fonts import writing
    from gydesk.paper.grid import PAD_X
    from gydesk.paper.text import break_lines

    room = (plan._LABEL_WIDTH[lang] - 2 * PAD_X) / plan._LABEL_SIZE[lang]
    for field in form.fields.values():
        name = field.name(lang)
        assert len(break_lines(name, room)) <= (2 if lang == "zh" else 3), field.id
        if lang == "en":
            widest = max(writing().width(word) for word in name.split())
            assert widest <= room, field.id


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tables_fit_their_page_in_a_readable_size(paper: Form, lang: Lang) -> None:
    from gydesk.paper.fonts import writing
    from gydesk.paper.table import columns_of

    assert writing() is not None
    width = 487.0 if paper.orientation == "portrait" else 734.0
    for table in paper.tables.values():
        size = columns_of(table, 0, width, library(), lang, 9.5).size
        assert size >= (9.5 if lang == "zh" else 8.0), (table.id, size)


# ---- what a form says of itself


def test_its_copies_and_signatures_agree(paper: Form) -> None:
    assert len(paper.copies) >= 1
    assert len(set(paper.copies)) == len(paper.copies)
    customer = [one for one in paper.sign_off if one.role == "customer_representative"]
    assert ("customer" in paper.copies) == (paper.customer != "none")
    if paper.customer != "none":
        assert paper.copies[0] == "customer"
        assert len(paper.copies) >= 2
    if paper.customer in ("sign", "sign_stamp"):
        assert len(customer) == 1
        assert customer[0].stamp == (paper.customer == "sign_stamp")
    assert paper.sign_off


def test_what_others_write_by_hand_has_room(paper: Form) -> None:
    """Opinions of the customer and of supervision are written on the printed form: they are
    never demanded when it is submitted, and never crossed out."""
    for name in ("customer_opinion", "customer_comments", "supervision_opinion"):
        field = paper.fields.get(name)
        if field is not None and paper.customer != "none":
            assert field.by_hand, name
            if field.type == "multiline":
                assert field.lines >= 2


def test_it_is_found_by_other_names(paper: Form) -> None:
    assert len(paper.aliases) >= 3
    assert len(set(paper.aliases)) == len(paper.aliases)
    assert paper.zh not in paper.aliases
    assert all(alias == alias.strip() and alias for alias in paper.aliases)


def test_its_title_and_date_tell_records_apart(form: Form) -> None:
    assert form.title_fields
    assert not set(form.title_fields) & set(hidden(form))
    if form.header != "entity":
        assert form.fields[form.date_field].required


def test_prefixes_are_its_own() -> None:
    prefixes = [form.prefix for form in library().forms.values()]
    assert len(set(prefixes)) == len(prefixes)
    assert all(re.fullmatch(r"[A-Z]{2,4}", prefix) for prefix in prefixes)


def test_what_the_handbook_says_is_carried(paper: Form) -> None:
    if paper.origin.kind == "seed":
        assert paper.origin.ref
        assert paper.origin.quote
        assert paper.origin.states
    else:
        assert paper.origin.kind == "implied"
        assert paper.origin.inferred_from
    assert paper.trigger
    assert paper.trigger_en


def test_ids_are_for_ever() -> None:
    """Nothing that once had an id may lose it: records are kept by them. A renamed field names
    its old id in ``was``. New ids are added to the list when they are released."""
    known: dict[str, str] = {}
    for form in library().forms.values():
        for item in form.items():
            parts = item.columns if isinstance(item, Table) else (item,)
            prefix = f"{item.id}." if isinstance(item, Table) else ""
            for field in parts:
                known[f"{form.id} {prefix}{field.id}"] = field.type
                if field.was:
                    known[f"{form.id} {prefix}{field.was}"] = field.type
    recorded = dict(
        line.rsplit(" ", 1) for line in (DATA / "catalogue_ids.txt").read_text().splitlines()
    )
    assert {path: known.get(path) for path in recorded} == recorded


def test_codes_of_choices_are_for_ever() -> None:
    recorded = set((DATA / "choice_codes.txt").read_text().splitlines())
    known = {
        f"{choices.id} {choice.id}"
        for choices in library().choices.values()
        for choice in choices.choices
    }
    assert recorded - known == set()


def test_choices_are_in_both_languages() -> None:
    wrong = re.compile(r"[\u4e00-\u9fff][,;:()?!]|[,;:()?!][\u4e00-\u9fff]")
    for choices in library().choices.values():
        assert choices.choices
        for lang in ("zh", "en"):
            names = [choice.name(lang) for choice in choices.choices]
            assert len(set(names)) == len(names), choices.id
        for choice in choices.choices:
            assert not CHINESE.search(choice.en), choice
            assert not wrong.search(choice.zh), choice


# ---- a new record


def test_a_new_record_begins_with_legal_values(form: Form) -> None:
    draft = Draft(form, "r1", World())
    for field in form.fields.values():
        value = draft.get(field.id)
        type_of(field).check(value, field, library())
    for table in form.tables.values():
        for row in draft.data[table.id]:
            for column in table.columns:
                type_of(column).check(row.get(column.id), column, library())
    assert blocking(draft.problems()) == []


def test_the_example_of_the_manual_for_forms_is_a_form() -> None:
    manual = Path(__file__).parents[2] / "docs" / "forms.md"
    text = manual.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    source = parse(text, "forms/engineering/key_handover.toml")
    known = library()
    form = read_form(source, known.forms["engineering_log"].head)
    among = replace(known, forms={**known.forms, form.id: form})
    assert [sentence(one) for one in form_problems(form, among, source)] == []
    assert len(plan(form).steps) == 1
    assert list(Draft(form, "r1", World()).data) == ["fields", "lines"]
