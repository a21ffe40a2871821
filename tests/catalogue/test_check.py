"""What one file can't know is found by the checks, with its file and line."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

import pytest

from gydesk.catalogue.check import check, form_problems
from gydesk.catalogue.check_rules import RULES
from gydesk.catalogue.check_sources import fits, hidden
from gydesk.catalogue.kinds import Field
from gydesk.catalogue.library import Library, library
from gydesk.catalogue.read import read_form, read_head
from gydesk.catalogue.source import Source, load_source
from gydesk.domain.rule_kinds import RULE_KINDS
from gydesk.errors import CatalogueError
from gydesk.paths import resources
from gydesk.words import sentence
from tests.helpers.forms_text import NAME, TRAINING, line_of, training
from tests.helpers.world import one

LINES = TRAINING.splitlines()


def found(source: Source) -> list[CatalogueError]:
    """The problems of the small training record among the real forms."""
    head = read_head(load_source(resources() / "head.toml", "head.toml"))
    form = read_form(source, head)
    known = library()
    among = replace(known, forms={**known.forms, form.id: form})
    return list(form_problems(form, among, source))


def test_the_sound_one_has_no_problems() -> None:
    assert found(training()) == []


def test_the_kinds_of_rules_are_the_domains() -> None:
    assert RULES.keys() == RULE_KINDS


ITEM = '  { id = "mode"'
WRONG = [
    ('department = "engineering"', 'department = "kitchen"', "form.no_such"),
    ('stage = "implementation"', 'stage = "cooking"', "form.no_such"),
    ('filled_by = "project_team_member"', 'filled_by = "cook"', "form.no_such"),
    ('recipients = ["customer", "pmo"]', 'recipients = ["guests"]', "form.no_such"),
    ('copies = ["company", "customer"]', 'copies = ["company", "guest"]', "form.no_such"),
    ('copies = ["company", "customer"]', "copies = []", "form.value"),
    ('prefix = "PX"', 'prefix = "PX"\ncadence = "sometimes"', "form.no_such"),
    ('prefix = "PX"', 'prefix = "PX"\nsupervisor = "cook"', "form.no_such"),
    ('prefix = "PX"', 'prefix = "PX"\ngate = "kitchen"', "form.no_such"),
    ('prefix = "PX"', 'prefix = "PX"\nparticipants = ["cook"]', "form.no_such"),
    ('prefix = "PX"', 'prefix = "PX"\ndate_field = "subject"', "form.no_such"),
    ('prefix = "PX"', 'prefix = "PX"\nnumber = "{prefix}-{seq:03d}"', "form.value"),
    ('prefix = "PX"', 'prefix = "PX"\nnumber = "{station}-{colour}"', "form.no_such"),
    ('prefix = "PX"', 'prefix = "PX"\nnumber = "{station}{seq:999d}"', "form.no_such"),
    ('prefix = "PX"', 'prefix = "PX"\nversion = 0', "form.value"),
    ('prefix = "PX"', 'prefix = "PX"\nlinks = [{ form = "x", relation = "y" }]', "form.no_such"),
    ('title_fields = ["subject"]', 'title_fields = ["subjekt"]', "form.no_such"),
    ('role = "project_manager"', 'role = "cook"', "form.no_such"),
    ('role = "customer_representative"', 'role = "guest"', "form.no_such"),
    ('id = "customer", role', 'id = "trainer", role', "form.twice"),
    (ITEM, '  { id = "subject"', "form.twice"),
    (ITEM, '  { id = "fill_date"', "form.twice"),
    (ITEM, '  { id = "today"', "form.reserved"),
    ('{ id = "level"', '{ id = "name"', "form.twice"),
    ('id = "trainees"\nzh', 'id = "training"\nzh', "form.twice"),
    ('type = "choice", zh = "方式"', 'type = "choise", zh = "方式"', "form.no_such"),
    ('choices = "training_mode"', 'choices = "modes"', "form.no_such"),
    (', choices = "training_mode"', "", "form.missing_key"),
    ('zh = "结束"', 'zh = "结束", choices = "yes_no"', "form.not_here"),
    ('zh = "结束"', 'zh = "结束", open_choice = true', "form.not_here"),
    ('zh = "结束"', 'zh = "结束", form = "engineering_log"', "form.not_here"),
    ('form = "engineering_log"', 'form = "diary"', "form.no_such"),
    (', form = "engineering_log"', "", "form.missing_key"),
    ('default = "now"', 'default = "today.x"', "form.no_such"),
    ('default = "now"', 'default = "yesterday"', "form.no_such"),
    ('default = "now"', 'default = "user"', "form.kinds"),
    ('default = "now"', 'default = "project.colour"', "form.no_such"),
    ('default = "log.work_place"', 'default = "log.colour"', "form.no_such"),
    ('default = "log.work_place"', 'default = "log.temperature_low"', "form.kinds"),
    ('default = "log.work_place"', 'default = "subject.name"', "form.no_such"),
    ('default = "log.work_place"', 'default = "now"', "form.not_here"),
    ('zh = "结束"', 'zh = "结束", value = "soon"', "form.illegal"),
    ('choices = "training_mode"', 'choices = "training_mode", value = "x"', "form.illegal"),
    ('calc = "sum(topics.minutes)"', 'calc = "sum(topics.hours)"', "form.formula"),
    ('calc = "sum(topics.minutes)"', 'calc = "exec(1)"', "form.formula"),
    ('calc = "sum(topics.minutes)"', 'calc = "subject"', "form.formula"),
    ('calc = "sum(topics.minutes)"', "calc_once = true", "form.missing_key"),
    ("weight = 8", "weight = 0", "form.value"),
    ("weight = 8", "weight = 1000000000", "form.value"),
    ('en = "Minutes"', 'en = "Minutes", internal = true', "form.leak"),
    ('unit = "分钟"', "lines = 0", "form.value"),
    ('zh = "结束"', 'zh = "结束", was = "started"', "form.twice"),
    ('en = "Topics"', 'en = "Topics", was = "mode"', "form.twice"),
    ('en = "Minutes"', 'en = "Minutes", was = "name"', "form.twice"),
    ('en = "Topics"', 'en = "Topics", min_rows = -1', "form.value"),
    ('en = "Topics"', 'en = "Topics", blank_rows = -1', "form.value"),
    ('en = "Topics"', 'en = "Topics", default_rows = { nme = ["一"] }', "form.no_such"),
    ('en = "Trainees", c', 'en = "Trainees", default_rows = { level = ["x"] }, c', "form.illegal"),
    ('en = "Topics"', 'en = "Topics", default_rows_en = { name = ["one"] }', "form.value"),
    ('kind = "min"', 'kind = "minimum"', "form.no_such"),
    ('field = "topics.minutes"', 'field = "topics.hours"', "form.no_such"),
    ('field = "topics.minutes"', 'field = "subject"', "form.rule_on"),
    ("low = 1", "", "form.missing_key"),
    ("low = 1", "low = 1\nhigh = 2", "form.rule_key"),
    ('than = "started"', 'than = "starts"', "form.no_such"),
    ('than = "started"', 'than = "subject"', "form.kinds"),
    ('kind = "min"', 'kind = "equals"', "form.missing_key"),
    ('kind = "min"', 'kind = "unique_in_table"', "form.rule_on"),
]


@pytest.mark.parametrize(
    ("old", "new", "code"), WRONG, ids=[f"{row[2]}-{row[1][:30]}" for row in WRONG]
)
def test_a_wrong_meaning_is_found_at_its_line(old: str, new: str, code: str) -> None:
    source = training((old, new))
    problems = found(source)
    assert code in [problem.code for problem in problems]
    problem = next(problem for problem in problems if problem.code == code)
    assert problem.params["file"] == NAME
    changed = next(
        number
        for number, (was, now) in enumerate(zip_longest(LINES, source.text.splitlines()), 1)
        if was != now
    )
    assert abs(problem.params["line"] - changed) <= 3
    assert sentence(problem) != str(problem)


def test_the_line_of_a_wrong_column_is_exact() -> None:
    source = training(('choices = "training_level"', 'choices = "levels"'))
    (problem,) = found(source)
    assert problem.params["line"] == line_of(source, "levels")
    assert problem.params["known"]


def test_a_misspelt_name_gets_the_nearest_ones() -> None:
    (problem,) = found(training(('form = "engineering_log"', 'form = "enginering_log"')))[:1]
    assert "engineering_log" in problem.params["known"]


def test_the_value_a_rule_waits_for_must_be_possible() -> None:
    rule = 'kind = "required_if"\nfield = "place"\nthan = "mode"\nvalue = "classrom"\n\n[[rule]]'
    source = training(("[[rule]]", f"[[rule]]\n{rule}"))
    (problem,) = found(source)
    assert (problem.code, problem.params["line"]) == ("form.illegal", line_of(source, "classrom"))


def test_a_prefill_names_a_table_and_columns_that_fit() -> None:
    def with_prefill(source: str, columns: str) -> list[str]:
        text = f'en = "Topics", prefill = {{ source = "{source}", columns = {{ {columns} }} }}'
        return [problem.code for problem in found(training(('en = "Topics"', text)))]

    assert with_prefill("log.work_items", 'item = "name"') == []
    assert with_prefill("engineering_log.work_items", 'item = "name"') == []
    assert with_prefill("log.works", 'item = "name"') == ["form.no_such"]
    assert with_prefill("diary.work_items", 'item = "name"') == ["form.no_such"]
    assert with_prefill("log.work_items", 'items = "name"') == ["form.no_such"]
    assert with_prefill("log.work_items", 'item = "nam"') == ["form.no_such"]
    assert with_prefill("log.work_items", 'item = "minutes"') == ["form.kinds"]


def test_internal_things_do_not_flow_to_a_customer() -> None:
    """Neither from a section or table marked as a whole, nor from another form."""
    internal = 'en = "Topics", internal = true'
    assert [one.code for one in found(training(('en = "Topics"', internal)))] == ["form.leak"]
    assert found(training(('en = "Topics"', internal), ('customer = "sign"', ""))) == []
    both = ('en = "Total"', 'en = "Total", internal = true')
    assert found(training(('en = "Topics"', internal), both)) == []
    quotation = library().form("quotation")
    assert {"lines.cost_price", "cost_total", "gross_margin"} <= set(hidden(quotation))
    ref = 'form = "quotation" }'
    place = 'zh = "地点", en = "Place", default = "log.authority_note"'
    source = training(
        ('form = "engineering_log" }', ref),
        ('zh = "地点", en = "Place", default = "log.work_place"', place),
    )
    assert [one.code for one in found(source)] == ["form.leak"]


def test_check_raises_the_first_problem() -> None:
    source = training(('kind = "min"', 'kind = "minimum"'))
    with pytest.raises(CatalogueError) as caught:
        check(read_form(source), library(), source)
    assert caught.value.code == "form.no_such"


@pytest.mark.parametrize(
    ("giver", "taker", "expected"),
    [
        (one("a"), one("b"), True),
        (one("a", "person"), one("b"), True),
        (one("a", "integer"), one("b", "decimal"), True),
        (one("a", "datetime"), one("b", "date"), True),
        (one("a", "date"), one("b"), False),
        (one("a", "choice", choices="unit"), one("b", "choice", choices="unit"), True),
        (one("a", "choice", choices="unit"), one("b", "choice", choices="yes_no"), False),
        (one("a", "choice", choices="unit"), one("b"), False),
        (one("a", "choice", choices="unit", open_choice=True), one("b"), True),
        (one("a", "form_ref", form="x"), one("b", "form_ref", form="y"), False),
        (one("a"), one("b", "integer"), False),
    ],
)
def test_what_can_be_taken_over(giver: Field, taker: Field, expected: bool) -> None:
    assert fits(giver, taker) is expected


def test_the_real_library_is_a_library() -> None:
    assert isinstance(library(), Library)
