"""First values: what a new record knows already, and what comes with a reference.

A default names its source (``today``, ``user``, ``project.<attr>``, ``<ref field>.<attr>`` …);
a table may take its rows from the record that a reference names, or from the project's
records of a form, inside the period of the new record. All of it may be changed by hand, and
what was changed is left alone when the source changes later.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gydesk.catalogue.calc import operand, stored
from gydesk.catalogue.calc_functions import as_date
from gydesk.catalogue.kinds import Field, Form, Prefill, Table
from gydesk.domain.derive import Data, Row, period_fields
from gydesk.domain.facts import Facts, Known, is_blank

_ROW_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_row_ids = random.SystemRandom()

REFERENCES = frozenset({"form_ref", "supplier_ref"})
ADDED = frozenset({"integer", "decimal", "money"})
SAME_LINE: Mapping[str, tuple[str, ...]] = {
    "engineering_log.work_items": ("item", "location"),
    "engineering_log.problems": ("domain", "problem"),
}
"""By which of their columns lines of several records are one line (rule R38)."""
DONE_WITH: Mapping[str, tuple[str, str]] = {"engineering_log.problems": ("state", "closed")}
"""Lines that in the end have this value in this column of theirs are not taken over (R38)."""


def new_row_id() -> str:
    """A row id: 8 characters of base32, random."""
    return "".join(_row_ids.choices(_ROW_ALPHABET, k=8))


def defaults(form: Form, facts: Facts) -> Data:
    """The data of a new record: defaults, constant values, standing rows; no calculations."""
    fields = {}
    for field in form.fields.values():
        value = first_value(field, facts)
        if value is not None:
            fields[field.id] = value
    data: Data = {"fields": fields}
    for table in form.tables.values():
        data[table.id] = standing_rows(table, facts)
    return data


def first_value(field: Field, facts: Facts) -> Any:
    """What ``field`` starts with, apart from references and calculations; None for nothing."""
    if field.value is not None:
        return field.value
    source, _, attribute = field.default.partition(".")
    match source:
        case "today":
            return facts.now.date().isoformat()
        case "now":
            return facts.now.isoformat(timespec="minutes")[:16]
        case "user":
            return facts.user.get(attribute or "name")
        case "project":
            return (facts.project or {}).get(attribute)
        case "company":
            return facts.company.get(attribute)
    return None


def blank_row(table: Table, facts: Facts) -> Row:
    """A new line with the first values of its columns."""
    row: Row = {"_id": new_row_id()}
    for column in table.columns:
        value = first_value(column, facts)
        if value is not None:
            row[column.id] = value
    return row


def standing_rows(table: Table, facts: Facts) -> list[Row]:
    """The lines that every new record of the form begins with."""
    count = max((len(values) for values in table.default_rows.values()), default=0)
    rows = [blank_row(table, facts) for _ in range(count)]
    for column, values in table.default_rows.items():
        for row, value in zip(rows, values, strict=False):
            row[column] = value
    return rows


def pulled_values(form: Form, ref: Field, source: Known | None) -> dict[str, Any]:
    """What the record named by the reference field ``ref`` gives to the fields of ``form``;
    None where it has nothing, nothing at all without a record."""
    if source is None:
        return {}
    found: dict[str, Any] = {}
    for field in form.fields.values():
        owner, _, attribute = field.default.partition(".")
        if owner == ref.id and attribute:
            found[field.id] = _converted(source, attribute, field)
    return found


def _converted(source: Known, attribute: str, target: Field) -> Any:
    value = source.value(attribute)
    theirs = source.form.fields.get(attribute)
    if theirs is None or theirs.type == target.type or target.type in REFERENCES:
        return value
    return stored(target, operand(theirs, value))


def ref_tables(form: Form, ref: Field) -> Iterator[Table]:
    """The tables of ``form`` whose lines come from the record that ``ref`` names."""
    for table in form.tables.values():
        if table.prefill and table.prefill.source.partition(".")[0] == ref.id:
            yield table


def ref_rows(form: Form, table: Table, source: Known | None, facts: Facts) -> list[Row]:
    """The lines that ``table`` takes over from the record ``source``, with new row ids."""
    if source is None or table.prefill is None:
        return []
    return [_taken(table, table.prefill, source, line, facts) for line in _lines(table, source)]


def form_tables(form: Form) -> Iterator[tuple[Table, str]]:
    """The tables whose lines come from all records of another form, with that form's id."""
    for table in form.tables.values():
        if table.prefill:
            owner = table.prefill.source.partition(".")[0]
            if owner not in form.fields:
                yield table, owner


def form_rows(form: Form, table: Table, data: Data, facts: Facts) -> list[Row]:
    """The lines of the project's records of the source form inside this record's period:
    the same line of several records becomes one, with the greatest progress, the sum of
    quantities, all lines of long texts and the latest of everything else."""
    if table.prefill is None:
        return []
    owner = table.prefill.source.partition(".")[0]
    since = until = None
    period = period_fields(form, owner)
    if period:
        first, last = (_day(form, data, name) for name in period)
        if first is None or last is None:
            return []
        since, until = first, last
    merged: dict[tuple[str, ...], Row] = {}
    for known in facts.records(owner, since, until):
        for line in _lines(table, known):
            row = _taken(table, table.prefill, known, line, facts)
            key = line_key(table, row)
            if key in merged:
                _merge(table, merged[key], row)
            else:
                merged[key] = row
    name, done = DONE_WITH.get(table.prefill.source, ("", ""))
    column = table.prefill.columns.get(name, "")
    return [row for row in merged.values() if not column or row.get(column) != done]


def _day(form: Form, data: Data, name: str) -> date | None:
    return as_date(operand(form.fields[name], data["fields"].get(name)))


def _lines(table: Table, source: Known) -> Iterator[Row]:
    assert table.prefill is not None
    name = table.prefill.source.partition(".")[2]
    kind = source.form.tables.get(name)
    for line in source.data.get(name, ()):
        if kind is None or not is_blank(kind, line):
            yield line


def _taken(table: Table, prefill: Prefill, source: Known, line: Row, facts: Facts) -> Row:
    row = blank_row(table, facts)
    theirs = source.form.tables.get(prefill.source.partition(".")[2])
    for name, ours in prefill.columns.items():
        target, origin = table.by_id.get(ours), theirs.by_id.get(name) if theirs else None
        value = line.get(name)
        if target and origin and target.type != origin.type:
            value = stored(target, operand(origin, value))
        if value is not None:
            row[ours] = value
    return row


def line_key(table: Table, row: Row) -> tuple[str, ...]:
    """What makes two taken lines the same line: the columns of ``SAME_LINE``, otherwise all
    that were taken except figures and long texts."""
    assert table.prefill is not None
    columns = table.prefill.columns
    same = SAME_LINE.get(table.prefill.source, tuple(columns))
    plain = ADDED | {"percent", "multiline"}
    return tuple(
        _plain(row.get(columns[name]))
        for name in same
        if name in columns and table.by_id[columns[name]].type not in plain
    )


def _plain(value: Any) -> str:
    return "" if value is None else "".join(str(value).split()).casefold()


def _merge(table: Table, into: Row, row: Row) -> None:
    for column in table.columns:
        old, new = into.get(column.id), row.get(column.id)
        if new is None or old is None:
            into.update({column.id: new} if new is not None else {})
            continue
        left, right = operand(column, old), operand(column, new)
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            together = left + right if column.type in ADDED else max(left, right)
            into[column.id] = stored(column, together)
        elif column.type == "multiline":
            kept = str(old).split("\n")
            added = [line for line in str(new).split("\n") if line not in kept]
            into[column.id] = "\n".join(kept + added)
        else:
            into[column.id] = new


def same_rows(table: Table, left: list[Row], right: list[Row]) -> bool:
    """Whether two lists of lines hold the same, apart from row ids, order and calculations."""

    def content(rows: list[Row]) -> list[dict[str, Any]]:
        columns = [column.id for column in table.columns if not column.readonly]
        return [
            {name: row[name] for name in columns if row.get(name) is not None}
            for row in rows
            if not is_blank(table, row)
        ]

    return content(left) == content(right)
