"""The formulas of calculated fields: checked against their form, walked by our own code.

A formula is text that happens to be a Python expression: numbers, fields, ``table.column``,
``+ - * /``, one comparison, and the functions of ``calc_functions``. Nothing is ever
evaluated by Python itself: forms travel between machines, so their formulas may not be code.

Empty operands and a division by zero give an empty result; sums over nothing are 0. A column's
formula sees the columns of its row first, then the fields of the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import (
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from typing import Any, Protocol

from gydesk.catalogue.calc_check import check_formula
from gydesk.catalogue.calc_functions import (
    FUNCTIONS,
    NUMBER_TYPES,
    Operand,
    as_date,
    compare_dates,
)
from gydesk.catalogue.calc_grammar import (
    LIMIT,
    Binary,
    Call,
    Comparison,
    Formula,
    Member,
    Name,
    Negative,
    Node,
    Number,
    parse_formula,
    series_tables,
)
from gydesk.catalogue.figures import PLACES
from gydesk.catalogue.kinds import Field

__all__ = [
    "Formula",
    "Scope",
    "check_formula",
    "evaluate",
    "operand",
    "parse_formula",
    "stored",
]


class Scope(Protocol):
    """What a formula can see, as operands."""

    @property
    def today(self) -> date:
        """The current day."""

    def value(self, name: str) -> Operand:
        """A column of the formula's own row, else a field of the form."""

    def length(self, table: str) -> int:
        """How many rows ``table`` has."""

    def cell(self, table: str, index: int, column: str) -> Operand:
        """One cell of the row at ``index``."""

    def records(
        self, form: str, field: str, since: date | None, until: date | None
    ) -> Iterable[tuple[date | None, Operand]]:
        """Main date and ``field`` (empty when "") of the project's records of ``form``, none
        of them void; with a period, those whose main date is inside."""


_ARITHMETIC = Context(prec=50, Emax=99, traps=[DivisionByZero, InvalidOperation, Overflow])


def evaluate(formula: Formula, scope: Scope) -> Operand:
    """The result of ``formula`` in ``scope``; None where an operand is empty."""
    with localcontext(_ARITHMETIC):
        try:
            result = _value(formula.root, scope)
        except (ArithmeticError, ValueError):
            return None
    if isinstance(result, Decimal) and abs(result) > LIMIT:
        return None
    return result


def _value(node: Node, scope: Scope, row: tuple[str, int] | None = None) -> Operand:
    """``row`` is set inside a series: the table and the index its columns are read at."""
    match node:
        case Number(value=value):
            return value
        case Name(id="today"):
            return scope.today
        case Name(id=name):
            return scope.value(name)
        case Member(owner=table, id=column):
            return scope.cell(table, row[1], column) if row and row[0] == table else None
        case Negative(of=inner):
            found = _value(inner, scope, row)
            return -found if isinstance(found, Decimal) else None
        case Binary(op=op, left=left, right=right):
            return _arithmetic(op, _value(left, scope, row), _value(right, scope, row))
        case Comparison(op=op, left=left, right=right):
            return _compare(op, _value(left, scope, row), _value(right, scope, row))
        case Call():
            return _called(node, scope, row)


def _arithmetic(op: str, left: Operand, right: Operand) -> Decimal | None:
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return None
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right if right else None


def _compare(op: str, left: Operand, right: Operand) -> bool | None:
    if left is None or right is None:
        return None
    if isinstance(left, date) or isinstance(right, date):
        left, right = compare_dates(left, right)
    if left is None or right is None or (isinstance(left, str) != isinstance(right, str)):
        return None
    match op:
        case "<":
            return bool(left < right)  # type: ignore[operator]
        case "<=":
            return bool(left <= right)  # type: ignore[operator]
        case ">":
            return bool(left > right)  # type: ignore[operator]
        case ">=":
            return bool(left >= right)  # type: ignore[operator]
        case "==":
            return left == right
        case _:
            return left != right


def _called(call: Call, scope: Scope, row: tuple[str, int] | None) -> Operand:
    plain = FUNCTIONS[call.function].call
    if plain is not None:
        values = [_value(arg, scope, row) for arg in call.args]
        return None if any(value is None for value in values) else plain(*values)
    subject = call.args[0]
    if call.function in ("sum", "count_distinct"):
        cells = _series(subject, scope)
        if call.function == "sum":
            return sum((cell for cell in cells if isinstance(cell, Decimal)), Decimal(0))
        return Decimal(len({cell for cell in cells if cell is not None}))
    if call.function == "count":
        assert isinstance(subject, Name)
        return Decimal(
            sum(
                all(scope.cell(subject.id, index, column) == code for column, code in call.where)
                for index in range(scope.length(subject.id))
            )
        )
    return _over_forms(call, scope)


def _series(node: Node, scope: Scope) -> Iterator[Operand]:
    (table,) = series_tables(node)
    for index in range(scope.length(table)):
        yield _value(node, scope, (table, index))


def _over_forms(call: Call, scope: Scope) -> Operand:
    period = [as_date(_value(arg, scope)) for arg in call.args[1:]]
    if None in period:
        return None
    since, until = period or (None, None)
    subject = call.args[0]
    if isinstance(subject, Name):
        return Decimal(sum(1 for _ in scope.records(subject.id, "", since, until)))
    assert isinstance(subject, Member)
    found = scope.records(subject.owner, subject.id, since, until)
    numbers = [(day, value) for day, value in found if isinstance(value, Decimal)]
    if call.function == "sum_forms":
        return sum((value for _, value in numbers), Decimal(0))
    largest: dict[date | None, Decimal] = {}
    for day, value in numbers:
        largest[day] = max(value, largest.get(day, value))
    return sum(largest.values(), Decimal(0))


def operand(field: Field, value: Any) -> Operand:
    """The stored ``value`` of ``field`` as a formula sees it; None when it is no legal one.

    References count by what is printed: the number of a form, the name of a supplier.
    """
    if value is None or value == "":
        return None
    if isinstance(value, Mapping):
        return value.get("number") or value.get("name") or None
    try:
        if field.type in NUMBER_TYPES:
            number = Decimal(str(value))
            return number if number.is_finite() else None
        if field.type == "date":
            return date.fromisoformat(str(value))
        if field.type == "datetime":
            return datetime.fromisoformat(str(value))
    except (ArithmeticError, ValueError):
        return None
    return value if isinstance(value, bool | str) else None


def stored(field: Field, value: Operand) -> Any:
    """A result in the stored form of ``field``: rounded half up (money, percent 2 decimals,
    decimal 4), dates and times as ISO text, truths as bool, or yes and no for a choice."""
    if value is None:
        return None
    if field.type in NUMBER_TYPES:
        return _number(field.type, value) if isinstance(value, Decimal) else None
    if field.type == "date":
        day = as_date(value)
        return day.isoformat() if day else None
    if field.type == "datetime":
        return value.isoformat(timespec="minutes") if isinstance(value, datetime) else None
    if isinstance(value, bool):
        return value if field.type == "bool" else "yes" if value else "no"
    return str(value)


def _number(kind: str, value: Decimal) -> int | str | None:
    if abs(value) > LIMIT:
        return None
    rounded = value.quantize(Decimal(1).scaleb(-PLACES[kind]), ROUND_HALF_UP, Context(prec=50))
    if kind == "integer":
        return int(rounded)
    rounded = rounded or abs(rounded)
    text = format(rounded, "f")
    return text if kind == "money" else text.rstrip("0").rstrip(".") if "." in text else text
