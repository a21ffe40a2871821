"""The rules: each kind on what it accepts and on what it finds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gydesk.catalogue import formats
from gydesk.catalogue.kinds import Field, Form
from gydesk.domain.rule_kinds import RULE_KINDS
from gydesk.domain.rules import Problem, blocking, problems
from gydesk.sentences import SENTENCES
from tests.helpers.world import Rule, World, known, lines, make_form, one, rows

OTHER = make_form("other", one("made_on", "date"))


def form_with(rule: Rule, *fields: Field) -> Form:
    return make_form("form", *fields, rules=[rule])


def found(
    form: Form, data: dict[str, Any], world: World | None = None, submitting: bool = True
) -> list[tuple[str, str, str]]:
    tables = {name: data.pop(name) for name in list(data) if isinstance(data[name], list)}
    fields = {name: value for name, value in data.items() if value is not None}
    nested = {"fields": {"fill_date": "2014-06-06", **fields}, **tables}
    told = problems(form, nested, world or World(), submitting=submitting)
    assert all(problem.told() for problem in told)
    return [(problem.path, problem.code, problem.level) for problem in told]


A, B = one("a", "decimal"), one("b", "decimal")
DAY, LATER = one("a", "date"), one("b", "datetime")
TEXT = one("a")
CODE = one("b", "choice", choices="c")
COUNT = one("b", "integer")


@pytest.mark.parametrize(
    ("rule", "fields", "good", "bad", "code"),
    [
        (Rule(kind="min", field="a", low=0), (A,), ["0", "1", None], ["-0.01"], "rule.min"),
        (Rule(kind="gt", field="a", low=0), (A,), ["0.01", None], ["0", "-1"], "rule.gt"),
        (
            Rule(kind="range", field="a", low=-40, high=50),
            (A,),
            ["-40", "50", None],
            ["-40.1", "51"],
            "rule.range",
        ),
        (
            Rule(kind="not_future", field="a"),
            (DAY,),
            ["2014-06-06", None],
            ["2014-06-07"],
            "rule.not_future",
        ),
        (
            Rule(kind="not_before", field="a", than="fill_date"),
            (DAY,),
            ["2014-06-06", None],
            ["2014-06-05"],
            "rule.not_before",
        ),
        (
            Rule(kind="not_after", field="a", than="fill_date"),
            (DAY,),
            ["2014-06-06"],
            ["2014-06-07"],
            "rule.not_after",
        ),
        (Rule(kind="equals", field="a", value=100), (A,), ["100", None], ["99"], "rule.equals"),
        (Rule(kind="ip", field="a"), (TEXT,), ["10.0.0.1", "::1"], ["10.0.0.256"], "rule.ip"),
        (
            Rule(kind="cidr", field="a"),
            (TEXT,),
            ["10.0.0.0/24", "10.0.0.5/24"],
            ["10.0.0.0", "10.0.0.0/33"],
            "rule.cidr",
        ),
        (Rule(kind="digits", field="a"), (TEXT,), ["6200 0001", "１２"], ["12a"], "rule.digits"),
        (
            Rule(kind="phone", field="a"),
            (TEXT,),
            [
                "13800000001",
                "138 0000 0001",
                "0351-5550100",
                "0351-5550100-12",
                "03515550100转12",
                "010-12345678",
                "(0351)5550100",
                "400-800-1234",
                "１３８０００００００１",
                "13800000001、0351-5550100",
            ],
            ["1380000001", "5550100", "abc", "12345678901", "0351-555"],
            "rule.phone",
        ),
        (
            Rule(kind="credit_code", field="a"),
            (TEXT,),
            ["91350100M000100Y43", "140100000000031"],
            ["91350100M000100Y44", "9135"],
            "rule.credit_code",
        ),
    ],
)
def test_a_single_value(
    rule: Rule, fields: tuple[Field, ...], good: list[Any], bad: list[Any], code: str
) -> None:
    form = form_with(rule, *fields)
    for value in good:
        assert found(form, {"a": value}) == []
    for value in bad:
        assert [problem[1] for problem in found(form, {"a": value})] == [code]


@pytest.mark.parametrize(
    ("kind", "fields", "a", "b", "code"),
    [
        ("not_less", (A, B), "1", "2", "rule.not_less"),
        ("equals", (A, B), "1", "2", "rule.equals.field"),
        ("warn_above", (A, B), "3", "2", "rule.warn_above.field"),
        ("warn_below", (A, B), "1", "2", "rule.warn_below.field"),
        ("warn_differs", (A, B), "1", "2", "rule.warn_differs.field"),
        ("not_before", (DAY, LATER), "2014-06-01", "2014-06-02T00:00", "rule.not_before"),
    ],
)
def test_a_value_beside_another(
    kind: str, fields: tuple[Field, Field], a: str, b: str, code: str
) -> None:
    form = form_with(Rule(kind=kind, field="a", than="b"), *fields)
    assert [problem[1] for problem in found(form, {"a": a, "b": b})] == [code]
    assert found(form, {"a": a, "b": None}) == []
    assert found(form, {"a": None, "b": b}) == []
    if kind != "not_before":
        assert found(form, {"a": b, "b": b}) == []
    else:
        assert found(form, {"a": "2014-06-02", "b": b}) == []


def test_two_times_of_one_day_are_compared_by_the_minute() -> None:
    start, end = one("start", "datetime"), one("end", "datetime")
    form = form_with(Rule(kind="not_before", field="end", than="start"), start, end)
    same_day = {"start": "2014-06-01T10:00", "end": "2014-06-01T09:59"}
    assert [problem[1] for problem in found(form, same_day)] == ["rule.not_before"]


def test_warnings_do_not_block_and_wrong_totals_only_block_a_submission() -> None:
    form = form_with(Rule(kind="warn_below", field="a", value=120), A)
    told = problems(form, {"fields": {"a": "3"}}, World(), submitting=True)
    assert [problem.level for problem in told] == ["warn"]
    assert blocking(told) == []
    total = form_with(Rule(kind="equals", field="a", value=100), A)
    assert found(total, {"a": "3"}, submitting=True)[0][2] == "error"
    assert found(total, {"a": "3"}, submitting=False)[0][2] == "warn"


@pytest.mark.parametrize(
    ("rule", "other", "value", "missing"),
    [
        (Rule(kind="required_if", field="a", than="b", value="no"), CODE, "no", True),
        (Rule(kind="required_if", field="a", than="b", value="no"), CODE, "yes", False),
        (Rule(kind="required_if", field="a", than="b", value="no"), CODE, None, False),
        (Rule(kind="required_if_not", field="a", than="b", value="no"), CODE, "yes", True),
        (Rule(kind="required_if_not", field="a", than="b", value="no"), CODE, None, False),
        (Rule(kind="required_if_not", field="a", than="b", value=0), COUNT, 0, False),
        (Rule(kind="required_if_not", field="a", than="b", value=0), COUNT, 3, True),
    ],
)
def test_needed_because_of_another_field(
    rule: Rule, other: Field, value: Any, missing: bool
) -> None:
    form = form_with(rule, TEXT, other)
    expected = [("a", "rule.required_if", "missing")] if missing else []
    assert found(form, {"a": None, "b": value}) == expected
    assert found(form, {"a": "x", "b": value}) == []
    assert found(form, {"a": None, "b": value}, submitting=False) == []


def test_a_table_can_be_needed_because_of_a_field() -> None:
    rule = Rule(kind="required_if", field="points", than="b", value="open")
    form = form_with(rule, lines("points", one("what")), CODE)  # type: ignore[arg-type]
    assert found(form, {"b": "open", "points": rows({"what": None})})[0][0] == "points"
    assert found(form, {"b": "open", "points": rows({"what": "x"})}) == []


def test_what_is_required_is_missing_only_on_submitting() -> None:
    table = lines("t", one("x", required=True), one("y"), required=True, min_rows=2)
    form = make_form(
        "form",
        one("a", required=True),
        one("total", "money", calc="sum(t.y)", required=True),
        one("opinion", required=True, by_hand=True),
        table,
    )
    data = {"t": rows({"y": "1"}, {})}
    assert found(form, dict(data), submitting=False) == []
    assert found(form, dict(data)) == [
        ("a", "rule.required", "missing"),
        ("t", "rule.rows", "missing"),
        ("t/row00000/x", "rule.required", "missing"),
    ]


def test_a_rule_on_a_column_looks_at_its_own_line() -> None:
    table = lines("t", one("name"), one("a", "decimal"), one("b", "decimal"))
    form = make_form("form", table, rules=[Rule(kind="not_less", field="t.a", than="b")])
    data = {"t": rows({"a": "2", "b": "1"}, {"a": "1", "b": "2"}, {})}
    assert found(form, data) == [("t/row00001/a", "rule.not_less", "error")]


def test_a_column_may_be_compared_with_a_field_of_the_form() -> None:
    table = lines("t", one("needed_by", "date"))
    rule = Rule(kind="not_before", field="t.needed_by", than="fill_date")
    form = make_form("form", table, rules=[rule])
    data = {"t": rows({"needed_by": "2014-06-05"}, {"needed_by": "2014-06-06"})}
    assert found(form, data) == [("t/row00000/needed_by", "rule.not_before", "error")]


def test_a_serial_number_stands_once_in_a_table() -> None:
    table = lines("t", one("serial", "multiline"))
    form = make_form("form", table, rules=[Rule(kind="unique_in_table", field="t.serial")])
    data = {"t": rows({"serial": "A1\nA2\n"}, {"serial": " a2 \nA3"}, {"serial": "A4\nA4"})}
    assert [problem[0] for problem in found(form, data)] == [
        "t/row00001/serial",
        "t/row00002/serial",
    ]


def test_a_combination_is_used_once() -> None:
    rule = Rule(kind="unique", field="a", fields=("project", "a", "b"))
    form = form_with(rule, TEXT, CODE)
    world = World(known=[known(form, "RZ-7", a="x", b="y")])
    assert found(form, {"a": "x", "b": "z"}, world) == []
    assert found(form, {"a": "x", "b": None}, world) == []
    told = problems(form, {"fields": {"a": "x", "b": "y"}}, world, submitting=False)
    assert [(p.code, p.params["number"]) for p in told] == [("rule.unique", "RZ-7")]


def test_a_reference_names_a_record_that_is_made() -> None:
    ref = one("a", "form_ref", form="other")
    form = form_with(Rule(kind="open_ref", field="a"), ref)
    world = World(known=[known(OTHER, "X-1", "draft"), known(OTHER, "X-2", "signed")])
    assert [p[1] for p in found(form, {"a": {"id": "id-X-1", "number": "X-1"}}, world)] == [
        "rule.open_ref"
    ]
    assert found(form, {"a": {"id": "id-X-2", "number": "X-2"}}, world) == []
    assert found(form, {"a": {"id": None, "number": "not here yet"}}, world) == []


def test_every_problem_has_a_sentence_with_labels_in_the_language() -> None:
    rule = Rule(kind="not_after", field="a", than="fill_date")
    (problem,) = problems(
        form_with(rule, DAY), {"fields": {"a": "2014-07-01", "fill_date": "2014-06-06"}},
        World(), submitting=False,
    )  # fmt: skip
    assert "fill_date字" in problem.told()
    for code in SENTENCES:
        if code.startswith("rule."):
            params = dict.fromkeys(("than", "field", "low", "high", "limit", "count"), 1)
            params |= dict.fromkeys(("number", "text", "row"), 1)
            assert Problem("a", code, params).told()


def test_there_is_a_function_for_every_kind_in_use() -> None:
    in_use = """min gt range not_before not_after not_less not_future unique unique_in_table
    open_ref equals required_if required_if_not warn_above warn_below warn_differs phone ip cidr
    digits"""
    assert set(in_use.split()) <= RULE_KINDS


@given(st.text(alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17))
def test_one_check_digit_fits_each_credit_code(code: str) -> None:
    fits = [c for c in "0123456789ABCDEFGHJKLMNPQRTUWXY" if formats.is_credit_code(code + c)]
    assert len(fits) == 1


@given(st.text(max_size=30))
def test_any_text_is_judged_without_an_accident(text: str) -> None:
    judged = [formats.is_phone, formats.is_ip, formats.is_cidr, formats.is_digits]
    assert all(judge(text) in (True, False) for judge in judged)
