"""The kinds of rules: one small function each, in a registry.

A rule looks at one value (a field, or a column in
each filled line) and gives a Problem or nothing; an empty value is never wrong, only missing.
``than`` names a field of the form, or a column of the same line where the rule is on one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from gydesk.catalogue import formats
from gydesk.catalogue.calc import operand
from gydesk.catalogue.calc_functions import Operand, as_date, compare_dates
from gydesk.catalogue.kinds import Field, Form, Rule, Table
from gydesk.domain.facts import OPEN_STATES, Facts, is_blank, is_empty
from gydesk.words import tell

Level = Literal["error", "warn", "missing"]


@dataclass(frozen=True)
class Problem:
    """Something about the value at ``path`` (``field``, ``table`` or ``table/row/column``).

    ``error`` and ``missing`` keep a record from being submitted, never from being saved.
    """

    path: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    level: Level = "error"

    def told(self) -> str:
        """The sentence for the user; fields among the parameters by their label."""
        return tell(self.code, self.params)


@dataclass(frozen=True)
class Place:
    """Where a rule looks: one value, the line it stands in (if any), the whole record."""

    rule: Rule
    form: Form
    data: Mapping[str, Any]
    facts: Facts
    field: Field | Table
    path: str
    row: Mapping[str, Any] | None = None
    table: Table | None = None

    @property
    def value(self) -> Any:
        """The stored value; the lines of a table."""
        if isinstance(self.field, Table):
            rows = self.data.get(self.field.id, ())
            return [row for row in rows if not is_blank(self.field, row)]
        holder = self.row if self.row is not None else self.data["fields"]
        return holder.get(self.field.id)

    @property
    def operand(self) -> Operand:
        """The value as formulas see it."""
        return None if isinstance(self.field, Table) else operand(self.field, self.value)

    @property
    def other(self) -> Field | None:
        """The field that ``than`` names."""
        column = self.table.by_id.get(self.rule.than) if self.table else None
        return column or self.form.fields.get(self.rule.than)

    @property
    def other_value(self) -> Any:
        """The stored value of the field that ``than`` names."""
        if self.table and self.row is not None and self.rule.than in self.table.by_id:
            return self.row.get(self.rule.than)
        return self.data["fields"].get(self.rule.than)

    @property
    def limit(self) -> Operand:
        """What the value is compared with: the other field, or the rule's constant."""
        if self.other is not None:
            return operand(self.other, self.other_value)
        constant = self.rule.low if self.rule.value is None else self.rule.value
        return None if constant is None else Decimal(str(constant))

    def bad(self, code: str, level: Level = "error", **params: Any) -> Problem:
        """A problem here; ``than`` is told by its label."""
        if self.other is not None:
            params.setdefault("than", self.other)
        return Problem(self.path, code, params, level)


Kind = Callable[[Place], Problem | None]


def _number(place: Place) -> Decimal | None:
    found = place.operand
    return found if isinstance(found, Decimal) else None


def _min(place: Place) -> Problem | None:
    value, low = _number(place), place.rule.low
    if value is not None and low is not None and value < low:
        return place.bad("rule.min", low=low)
    return None


def _gt(place: Place) -> Problem | None:
    value, low = _number(place), place.rule.low
    if value is not None and low is not None and value <= low:
        return place.bad("rule.gt", low=low)
    return None


def _range(place: Place) -> Problem | None:
    value, low, high = _number(place), place.rule.low, place.rule.high
    if value is None or low is None or high is None or low <= value <= high:
        return None
    return place.bad("rule.range", low=low, high=high)


def _dates(place: Place) -> tuple[Any, Any] | None:
    left, right = compare_dates(place.operand, place.limit)
    return None if left is None or right is None else (left, right)


def _not_before(place: Place) -> Problem | None:
    pair = _dates(place)
    return place.bad("rule.not_before") if pair and pair[0] < pair[1] else None


def _not_after(place: Place) -> Problem | None:
    pair = _dates(place)
    return place.bad("rule.not_after") if pair and pair[0] > pair[1] else None


def _numbers(place: Place) -> tuple[Decimal, Decimal] | None:
    left, right = place.operand, place.limit
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left, right
    return None


def _not_less(place: Place) -> Problem | None:
    pair = _numbers(place)
    return place.bad("rule.not_less") if pair and pair[0] < pair[1] else None


def _not_future(place: Place) -> Problem | None:
    day = as_date(place.operand)
    return place.bad("rule.not_future") if day and day > place.facts.now.date() else None


def _told_limit(place: Place, code: str, level: Level) -> Problem:
    """A comparison with another field is told by its name, with a constant by its figure."""
    if place.other is not None:
        return place.bad(f"{code}.field", level)
    return place.bad(code, level, limit=place.limit)


def _equals(place: Place) -> Problem | None:
    pair = _numbers(place)
    return _told_limit(place, "rule.equals", "error") if pair and pair[0] != pair[1] else None


def _warn_above(place: Place) -> Problem | None:
    pair = _numbers(place)
    return _told_limit(place, "rule.warn_above", "warn") if pair and pair[0] > pair[1] else None


def _warn_below(place: Place) -> Problem | None:
    pair = _numbers(place)
    return _told_limit(place, "rule.warn_below", "warn") if pair and pair[0] < pair[1] else None


def _warn_differs(place: Place) -> Problem | None:
    pair = _numbers(place)
    return _told_limit(place, "rule.warn_differs", "warn") if pair and pair[0] != pair[1] else None


def _has_value(place: Place) -> bool:
    """Whether the other field has the rule's value; texts and codes as they are, numbers by
    what they are worth."""
    found, wanted = place.other_value, place.rule.value
    number = operand(place.other, found) if place.other else None
    if isinstance(number, Decimal) and isinstance(wanted, int):
        return number == wanted
    return bool(found == wanted)


def _required_if(place: Place) -> Problem | None:
    if is_empty(place.value) and _has_value(place):
        return place.bad("rule.required_if", "missing")
    return None


def _required_if_not(place: Place) -> Problem | None:
    if is_empty(place.value) and not is_empty(place.other_value) and not _has_value(place):
        return place.bad("rule.required_if", "missing")
    return None


def _unique(place: Place) -> Problem | None:
    names = [name for name in place.rule.fields if name != "project"]
    if not names:
        names = [place.field.id]
    values = {name: place.data["fields"].get(name) for name in names}
    if any(is_empty(value) for value in values.values()):
        return None
    in_project = "project" in place.rule.fields
    found = place.facts.same(place.form.id, values, in_project=in_project)
    if not found:
        return None
    first = found[0]
    number = first.number or first.title or "、".join(map(_plain, values.values()))
    return place.bad("rule.unique", number=number, record=first.id)


def _plain(value: Any) -> str:
    return str(value.get("number") or "") if isinstance(value, Mapping) else str(value)


def _open_ref(place: Place) -> Problem | None:
    if is_empty(place.value) or not isinstance(place.field, Field):
        return None
    known = place.facts.referred(place.field, place.value)
    if known is None or known.state in OPEN_STATES:
        return None
    return place.bad("rule.open_ref", number=known.number or known.title)


def unique_in_table(place: Place) -> Iterator[Problem]:
    """Each text that stands in the column twice, one per line inside a cell, at the later one."""
    assert isinstance(place.field, Field)
    assert place.table is not None
    seen: dict[str, int] = {}
    for index, row in enumerate(place.data.get(place.table.id, ()), 1):
        for text in str(row.get(place.field.id) or "").splitlines():
            key = formats.plain(text).casefold()
            if not key:
                continue
            if key in seen:
                path = f"{place.table.id}/{row['_id']}/{place.field.id}"
                params = {"text": text.strip(), "row": seen[key]}
                yield Problem(path, "rule.unique_in_table", params)
            seen.setdefault(key, index)


def _format(fits: Callable[[str], bool], code: str, level: Level = "error") -> Kind:
    def check(place: Place) -> Problem | None:
        text = place.value
        if not isinstance(text, str) or not text.strip() or fits(text):
            return None
        return place.bad(code, level)

    return check


KINDS: Mapping[str, Kind] = {
    "min": _min,
    "gt": _gt,
    "range": _range,
    "not_before": _not_before,
    "not_after": _not_after,
    "not_less": _not_less,
    "not_future": _not_future,
    "equals": _equals,
    "warn_above": _warn_above,
    "warn_below": _warn_below,
    "warn_differs": _warn_differs,
    "required_if": _required_if,
    "required_if_not": _required_if_not,
    "unique": _unique,
    "open_ref": _open_ref,
    "phone": _format(formats.is_phone, "rule.phone"),
    "ip": _format(formats.is_ip, "rule.ip"),
    "cidr": _format(formats.is_cidr, "rule.cidr"),
    "digits": _format(formats.is_digits, "rule.digits"),
    "credit_code": _format(formats.is_credit_code, "rule.credit_code", "warn"),
}

RULE_KINDS = frozenset({*KINDS, "unique_in_table"})
"""All kinds of rules there are."""
