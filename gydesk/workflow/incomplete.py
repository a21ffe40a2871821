"""Telling in one sentence what keeps a record from being submitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gydesk.catalogue.kinds import Form
from gydesk.domain.rules import Problem
from gydesk.errors import InputError
from gydesk.words import language, tr

_NAMED = 6


def incomplete(form: Form, data: Mapping[str, Any], found: Sequence[Problem]) -> InputError:
    """InputError ``record.incomplete``: ``problems`` is the whole list, ``count`` its length,
    ``what`` names the first places and what is wrong there."""
    told = [_place(form, data, one) for one in found]
    named = list(dict.fromkeys(told))
    joint = "、" if language() == "zh" else ", "
    what = joint.join(named[:_NAMED])
    if len(named) > _NAMED:
        what = tr("{first} and others", first=what)
    return InputError("record.incomplete", problems=list(found), count=len(found), what=what)


def _place(form: Form, data: Mapping[str, Any], problem: Problem) -> str:
    """``label`` of a field, with the line for a cell, and the sentence unless it is missing."""
    lang = language()
    table, _, rest = problem.path.partition("/")
    row, _, column = rest.partition("/")
    item = form.at(f"{table}.{column}" if rest else table)
    label = item.name(lang) if item is not None else problem.path
    if rest:
        ids = [line["_id"] for line in data.get(table, ())]
        place = ids.index(row) + 1 if row in ids else 0
        label = tr(
            "{table} line {number} {column}",
            table=form.tables[table].name(lang),
            number=place,
            column=label,
        )
    if problem.level == "missing":
        return label
    return tr("{label} ({why})", label=label, why=problem.told().rstrip("。."))
