"""The formulas: what they give, what they refuse, what they find wrong with a form."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gydesk.catalogue.calc import check_formula, evaluate, operand, parse_formula, stored
from gydesk.catalogue.calc_functions import Operand
from gydesk.catalogue.kinds import Field, Form, Section, Table
from gydesk.errors import CatalogueError


@dataclass
class Sheet:
    """A scope over plain values."""

    values: dict[str, Operand] = field(default_factory=dict)
    tables: dict[str, list[dict[str, Operand]]] = field(default_factory=dict)
    others: list[tuple[str, date, dict[str, Operand]]] = field(default_factory=list)
    today: date = date(2014, 6, 6)

    def value(self, name: str) -> Operand:
        return self.values.get(name)

    def length(self, table: str) -> int:
        return len(self.tables[table])

    def cell(self, table: str, index: int, column: str) -> Operand:
        return self.tables[table][index].get(column)

    def records(
        self, form: str, name: str, since: date | None, until: date | None
    ) -> Iterable[tuple[date | None, Operand]]:
        for other, day, values in self.others:
            inside = (since is None or since <= day) and (until is None or day <= until)
            if other == form and inside:
                yield day, values.get(name)


def D(text: str) -> Decimal:
    return Decimal(text)


def result(text: str, sheet: Sheet | None = None, **values: Operand) -> Operand:
    return evaluate(parse_formula(text), sheet or Sheet(values))


def test_arithmetic_follows_the_usual_precedence() -> None:
    found = result("(price - cost) / price * 100", price=D("200"), cost=D("150"))
    assert found == 25
    assert result("-a + 2 * 3", a=D("1")) == 5


@pytest.mark.parametrize("text", ["a + 1", "a / b", "1 / b", "days(a, b)", "a < 1", "-a"])
def test_an_empty_operand_or_a_division_by_zero_gives_empty(text: str) -> None:
    assert result(text, a=None, b=D("0")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("days(a, b)", D("33")),
        ("days(b, a)", D("-33")),
        ("weekday(a)", "星期一"),
        ("monday(b)", date(2014, 6, 2)),
        ("monday(today)", date(2014, 6, 2)),
        ("iso_week(b)", D("23")),
        ("iso_year(newyear)", D("2015")),
        ("plus_days(a, 30)", date(2014, 6, 4)),
        ("add_months(june, 12)", date(2015, 6, 9)),
        ("add_months(leap, 12)", date(2025, 2, 28)),
        ("add_months(january, 1)", date(2014, 2, 28)),
        ("hours(t1, t2)", D("2.3")),
        ("minutes(t1, t2)", D("135")),
        ("days(t1, t2)", D("0")),
        ("next_inspection(a, quarterly)", date(2014, 8, 5)),
        ("next_inspection(a, holiday)", None),
        ("a < b", True),
        ("t1 >= b", True),
        ("cny_upper(amount)", "叁佰贰拾伍元零肆分"),
    ],
)
def test_functions(text: str, expected: Operand) -> None:
    found = result(
        text,
        a=date(2014, 5, 5),
        b=date(2014, 6, 7),
        june=date(2014, 6, 10),
        leap=date(2024, 2, 29),
        january=date(2014, 1, 30),
        newyear=date(2014, 12, 29),
        t1=datetime(2014, 6, 7, 9, 0),
        t2=datetime(2014, 6, 7, 11, 15),
        quarterly="quarterly",
        holiday="holiday",
        amount=D("325.04"),
    )
    assert found == expected


def test_sums_walk_the_rows_and_skip_empty_cells() -> None:
    sheet = Sheet(
        tables={
            "lines": [
                {"a": D("2"), "b": D("3"), "s": "x"},
                {"a": D("5"), "b": None, "s": "y"},
                {"a": D("1"), "b": D("10"), "s": "x"},
            ],
            "none": [],
        }
    )
    assert result("sum(lines.a)", sheet) == 8
    assert result("sum(lines.a * lines.b)", sheet) == 16
    assert result("sum(none.a)", sheet) == 0
    assert result('count(lines, s="x")', sheet) == 2
    assert result("count(lines)", sheet) == 3
    assert result("count_distinct(lines.s)", sheet) == 2


def test_other_forms_are_counted_summed_and_taken_once_a_day() -> None:
    sheet = Sheet(
        {"since": date(2014, 6, 2), "until": date(2014, 6, 8)},
        others=[
            ("log", date(2014, 6, 2), {"heads": D("5")}),
            ("log", date(2014, 6, 2), {"heads": D("7")}),
            ("log", date(2014, 6, 3), {"heads": D("4")}),
            ("log", date(2014, 6, 9), {"heads": D("50")}),
            ("other", date(2014, 6, 3), {"heads": D("9")}),
        ],
    )
    assert result("count_forms(log, since, until)", sheet) == 3
    assert result("sum_daily_max(log.heads, since, until)", sheet) == 11
    assert result("sum_forms(log.heads)", sheet) == 66
    assert result("sum_forms(nothing.heads)", sheet) == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1 +", "calc.syntax"),
        ("__import__('os').system('x')", "calc.part"),
        ("a.b.c", "calc.part"),
        ("[x for x in y]", "calc.part"),
        ("a ** 9", "calc.part"),
        ("a if b else c", "calc.part"),
        ("a < b < c", "calc.part"),
        ("'text'", "calc.part"),
        ("True", "calc.part"),
        ("1e400", "calc.part"),
        ("open(a)", "calc.function"),
        ("days(a)", "calc.arguments"),
        ("days(a, b, c)", "calc.arguments"),
        ("sum(a)", "calc.arguments"),
        ("sum(t.a * u.b)", "calc.arguments"),
        ("count(t.a)", "calc.arguments"),
        ("count(t, a=3)", "calc.arguments"),
        ("sum(t.a, b='x')", "calc.arguments"),
        ("count(t, **a)", "calc.arguments"),
        ("+".join(["a"] * 200), "calc.too_long"),
        ("(" * 250 + "a" + ")" * 250, "calc.too_long"),
        ("-" * 40 + "a", "calc.too_long"),
        ("\0", "calc.syntax"),
    ],
)
def test_anything_outside_the_grammar_is_refused(text: str, code: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_formula(text)
    assert caught.value.code == code


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_a_known_error(text: str) -> None:
    with contextlib.suppress(CatalogueError):
        assert parse_formula(text).names is not None


def test_a_formula_names_what_it_reads() -> None:
    formula = parse_formula('count(items, result="pass") / total + sum_forms(change.cost)')
    assert formula.names == {"items", "items.result", "total"}
    assert formula.forms == {"change"}
    assert parse_formula("monday(today)").names == set()


def make(identifier: str, kind: str, **more: Any) -> Field:
    return Field(id=identifier, zh=identifier, en=identifier, type=kind, **more)


def make_form(identifier: str, *items: Field | Table) -> Form:
    section = Section(id="s", zh="s", en="s", items=items)
    return Form(id=identifier, zh=identifier, en=identifier, sections=(section,))


LINES = Table(
    id="lines",
    zh="lines",
    en="lines",
    columns=(make("quantity", "decimal"), make("name", "text"), make("amount", "money")),
)
ORDER = make_form("order", make("total", "money"), make("made", "date"), LINES)
OTHER = make_form("other", make("cost", "money"), make("note", "text"))


class Library:
    forms: Mapping[str, Form] = {"order": ORDER, "other": OTHER}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("totl * 2", "totl"),
        ("sum(lines.quantitiy)", "lines.quantitiy"),
        ("sum(line.quantity)", "line.quantity"),
        ('count(lines, state="x")', "lines.state"),
        ("count_forms(nothing)", "nothing"),
        ("sum_forms(other.costs)", "other.costs"),
    ],
)
def test_an_unknown_name_is_named(text: str, name: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        check_formula(parse_formula(text), ORDER, Library())
    assert (caught.value.code, caught.value.params["name"]) == ("calc.name", name)


@pytest.mark.parametrize(
    "text",
    [
        "made * 2",
        "sum(lines.name)",
        "days(total, made)",
        "made < total",
        "count(made)",
        "sum_forms(other.note)",
        "lines + 1",
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(text: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        check_formula(parse_formula(text), ORDER, Library())
    assert caught.value.code == "calc.kind"


def test_the_result_must_fit_its_field() -> None:
    formula = parse_formula("plus_days(made, 3)")
    check_formula(formula, ORDER, Library(), target=make("due", "date"))
    with pytest.raises(CatalogueError):
        check_formula(formula, ORDER, Library(), target=make("due", "money"))


def test_a_column_sees_its_row_before_the_form() -> None:
    formula = parse_formula("total * quantity")
    check_formula(formula, ORDER, Library(), table=LINES)
    with pytest.raises(CatalogueError):
        check_formula(formula, ORDER, Library())


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        ("money", D("2.675"), "2.68"),
        ("money", D("-0.001"), "0.00"),
        ("money", D("1E+5"), "100000.00"),
        ("percent", D("33.333333"), "33.33"),
        ("percent", D("50.00"), "50"),
        ("percent", D("100"), "100"),
        ("decimal", D("2.30"), "2.3"),
        ("integer", D("2.5"), 3),
        ("date", datetime(2014, 6, 6, 8, 30), "2014-06-06"),
        ("datetime", datetime(2014, 6, 6, 8, 30), "2014-06-06T08:30"),
        ("bool", True, True),
        ("choice", False, "no"),
        ("text", "星期一", "星期一"),
        ("money", None, None),
        ("money", D("1E+40"), None),
    ],
)
def test_results_are_kept_as_their_field_stores_them(kind: str, value: Operand, kept: Any) -> None:
    assert stored(make("x", kind), value) == kept


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_money_kept_reads_back_within_half_a_cent(value: Decimal) -> None:
    money = make("x", "money")
    again = operand(money, stored(money, value))
    assert isinstance(again, Decimal)
    assert abs(again - value) <= D("0.005")


@pytest.mark.parametrize("value", ["NaN", "x", "2014-13-01", [], {}, "", None])
def test_what_is_no_legal_value_counts_as_empty(value: Any) -> None:
    assert operand(make("x", "money"), value) is None
    assert operand(make("x", "date"), value) is None
