"""What is wrong, doubtful or missing in a record: every rule of its form, told at its field.

Saving is never refused; a record with an error, or with something missing, is not submitted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gydesk.catalogue.kinds import Field, Form, Rule, Table
from gydesk.domain.facts import Facts, is_blank, is_empty
from gydesk.domain.rule_kinds import KINDS, Level, Place, Problem, unique_in_table

__all__ = ["Level", "Problem", "blocking", "problems"]


def problems(
    form: Form, data: Mapping[str, Any], facts: Facts, *, submitting: bool
) -> list[Problem]:
    """All problems in paper order; what is missing only when ``submitting``.

    While a form is being filled a wrong total is a warning: the lines are not all there yet.
    """
    found = list(_of_rules(form, data, facts))
    if submitting:
        told = {problem.path for problem in found}
        found += [problem for problem in _missing(form, data) if problem.path not in told]
    else:
        found = [_while_filling(problem) for problem in found if problem.level != "missing"]
    order = {item.id: index for index, item in enumerate(form.items())}
    found.sort(key=lambda problem: order.get(problem.path.partition("/")[0], 0))
    return found


def blocking(found: list[Problem]) -> list[Problem]:
    """Those that keep the record from being submitted."""
    return [problem for problem in found if problem.level != "warn"]


def _while_filling(problem: Problem) -> Problem:
    if problem.code.startswith("rule.equals"):
        return Problem(problem.path, problem.code, problem.params, "warn")
    return problem


def _of_rules(form: Form, data: Mapping[str, Any], facts: Facts) -> Iterator[Problem]:
    for rule in form.rules:
        for place in _places(rule, form, data, facts):
            if rule.kind == "unique_in_table":
                yield from unique_in_table(place)
                break
            problem = KINDS[rule.kind](place)
            if problem:
                yield problem


def _places(rule: Rule, form: Form, data: Mapping[str, Any], facts: Facts) -> Iterator[Place]:
    """The field of a rule, or its column in every filled line."""
    item = form.at(rule.field)
    table_id, _, column = rule.field.partition(".")
    if item is None:
        return
    if not column:
        yield Place(rule, form, data, facts, item, rule.field)
        return
    table = form.tables[table_id]
    for row in data.get(table_id, ()):
        if not is_blank(table, row):
            path = f"{table_id}/{row['_id']}/{column}"
            yield Place(rule, form, data, facts, item, path, row, table)


def _missing(form: Form, data: Mapping[str, Any]) -> Iterator[Problem]:
    for item in form.items():
        if isinstance(item, Table):
            yield from _missing_in_table(item, data)
        elif _wanted(item) and is_empty(data["fields"].get(item.id)):
            yield Problem(item.id, "rule.required", {"field": item}, "missing")


def _missing_in_table(table: Table, data: Mapping[str, Any]) -> Iterator[Problem]:
    rows = [row for row in data.get(table.id, ()) if not is_blank(table, row)]
    least = max(table.min_rows, int(table.required))
    if len(rows) < least:
        params = {"field": table, "count": least}
        yield Problem(table.id, "rule.rows", params, "missing")
    for column in filter(_wanted, table.columns):
        for row in rows:
            if is_empty(row.get(column.id)):
                path = f"{table.id}/{row['_id']}/{column.id}"
                yield Problem(path, "rule.required", {"field": column}, "missing")


def _wanted(field: Field) -> bool:
    """Required of who fills the form: not what is computed, nor what is written on paper."""
    return field.required and not field.readonly and not field.by_hand and field.type != "signature"
