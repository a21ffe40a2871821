"""The named functions of the formulas: what each takes and gives.

Values are Decimals, dates, datetimes, texts, truths, or None for empty. A function is called
only when none of its arguments is empty; what it cannot answer is None. Aggregates over
tables and over other forms are in ``calc``, which walks them.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any, Literal

from gydesk.catalogue.money import cny_upper

Operand = Decimal | date | datetime | str | bool | None
Kind = Literal["number", "date", "text", "bool", "series", "table", "form", "form_field"]

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBER_TYPES = frozenset({"integer", "decimal", "money", "percent"})
CYCLE_MONTHS = {"monthly": 1, "quarterly": 3, "half_year": 6, "yearly": 12}
MAX_DAYS = 366_000
MAX_MONTHS = 12_000


@dataclass(frozen=True)
class Function:
    """``takes`` the kinds of the arguments in order, the last ``optional`` of which may be
    left out together; ``gives`` the kind of the answer; ``call`` is None for aggregates."""

    takes: tuple[Kind, ...]
    gives: Kind
    call: Callable[..., Operand] | None = None
    optional: int = 0
    where: bool = False


def as_date(value: Operand) -> date | None:
    """The day of a date or a datetime."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def as_moment(value: Operand) -> datetime | None:
    """A datetime as it is, a date as its midnight."""
    if isinstance(value, datetime):
        return value
    return datetime.combine(value, time()) if isinstance(value, date) else None


def compare_dates(left: Operand, right: Operand) -> tuple[Any, Any]:
    """Both sides made comparable: two datetimes as they are, otherwise by their days."""
    if isinstance(left, datetime) and isinstance(right, datetime):
        return left, right
    return as_date(left), as_date(right)


def days(start: date, end: date) -> Operand:
    """Days from ``start`` to ``end``; the same day is 0."""
    first, last = as_date(start), as_date(end)
    return None if first is None or last is None else Decimal((last - first).days)


def _seconds(start: Operand, end: Operand) -> Decimal | None:
    first, last = as_moment(start), as_moment(end)
    if first is None or last is None:
        return None
    return Decimal((last - first).total_seconds())


def hours(start: date, end: date) -> Operand:
    """Hours between, to one decimal."""
    seconds = _seconds(start, end)
    return None if seconds is None else (seconds / 3600).quantize(Decimal("0.1"), ROUND_HALF_UP)


def minutes(start: date, end: date) -> Operand:
    """Whole minutes between."""
    seconds = _seconds(start, end)
    return None if seconds is None else (seconds / 60).quantize(Decimal(1), ROUND_FLOOR)


def weekday(day: date) -> Operand:
    """The Chinese weekday."""
    return WEEKDAYS[day.weekday()]


def monday(day: date) -> Operand:
    """Monday of the week of ``day``."""
    found = as_date(day)
    return None if found is None else found - timedelta(days=found.weekday())


def iso_year(day: date) -> Operand:
    """The ISO 8601 year of the week of ``day``."""
    return Decimal(day.isocalendar().year)


def iso_week(day: date) -> Operand:
    """The ISO 8601 week of ``day``, 1 to 53."""
    return Decimal(day.isocalendar().week)


def plus_days(day: date, count: Decimal) -> Operand:
    """``day`` and ``count`` whole days."""
    found = as_date(day)
    if found is None or abs(count) > MAX_DAYS:
        return None
    return found + timedelta(days=int(count))


def months_later(day: date, months: int) -> tuple[date, bool]:
    """The same day of a later month, and whether that month has it (otherwise its last day)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)), day.day <= last


def add_months(day: date, count: Decimal) -> Operand:
    """The last day covered by ``count`` months that begin with ``day``.

    The day before the same day of the month; where that month has no such day, its last one
    (民法典 art. 203): twelve months from 2024-02-29 end on 2025-02-28.
    """
    first = as_date(day)
    if first is None or abs(count) > MAX_MONTHS:
        return None
    found, exact = months_later(first, int(count))
    return found - timedelta(days=1) if exact else found


def next_inspection(day: date, cycle: str) -> Operand:
    """The day one cycle later; a cycle with no length of its own (holiday) has none."""
    first = as_date(day)
    if first is None:
        return None
    if cycle == "weekly":
        return first + timedelta(days=7)
    months = CYCLE_MONTHS.get(cycle)
    return None if months is None else months_later(first, months)[0]


FUNCTIONS: Mapping[str, Function] = {
    "days": Function(("date", "date"), "number", days),
    "hours": Function(("date", "date"), "number", hours),
    "minutes": Function(("date", "date"), "number", minutes),
    "weekday": Function(("date",), "text", weekday),
    "monday": Function(("date",), "date", monday),
    "iso_year": Function(("date",), "number", iso_year),
    "iso_week": Function(("date",), "number", iso_week),
    "plus_days": Function(("date", "number"), "date", plus_days),
    "add_months": Function(("date", "number"), "date", add_months),
    "next_inspection": Function(("date", "text"), "date", next_inspection),
    "cny_upper": Function(("number",), "text", cny_upper),
    "sum": Function(("series",), "number"),
    "count": Function(("table",), "number", where=True),
    "count_distinct": Function(("series",), "number"),
    "count_forms": Function(("form", "date", "date"), "number", optional=2),
    "sum_forms": Function(("form_field", "date", "date"), "number", optional=2),
    "sum_daily_max": Function(("form_field", "date", "date"), "number", optional=2),
}
