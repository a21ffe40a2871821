"""What the command line is given: records and projects by name, record data as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gydesk.catalogue.kinds import Field
from gydesk.catalogue.types import type_of
from gydesk.errors import InputError

if TYPE_CHECKING:
    from gydesk.domain.draft import Draft
    from gydesk.workflow.desk import Desk


def record_id(desk: Desk, given: str) -> str:
    """The record that ``given`` names: its id, or its printed number where only one has it.

    Raises InputError ``cli.record`` (none), ``cli.records`` (several have the number).
    """
    if desk.head(given) is not None:
        return given
    found = desk.by_number(given)
    if not found:
        raise InputError("cli.record", given=given)
    if len(found) > 1:
        raise InputError("cli.records", given=given, ids=", ".join(one.id for one in found))
    return found[0].id


def project_id(desk: Desk, given: str) -> str:
    """The project that ``given`` names by id or number. Raises InputError ``cli.project``."""
    for row in desk.projects():
        if given in (row.id, row.project_no):
            return row.id
    raise InputError("cli.project", given=given)


def read_data(given: str) -> dict[str, Any]:
    """Record data out of a file, or of standard input for ``-``; ``fields`` is always there.

    Raises InputError ``cli.unreadable``; ``cli.json`` for what is no such JSON.
    """
    try:
        text = sys.stdin.read() if given == "-" else Path(given).read_text("utf-8-sig")
        data = json.loads(text, parse_float=str)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("cli.unreadable", name=given, reason=reason) from error
    except (ValueError, RecursionError) as error:
        raise InputError("cli.json", name=given, reason=str(error)) from error
    if not isinstance(data, dict) or not isinstance(data.setdefault("fields", {}), dict):
        raise InputError("cli.json", name=given, reason="fields")
    return data


def put_data(draft: Draft, data: Mapping[str, Any], desk: Desk) -> None:
    """Write record data into ``draft``: the fields named, and the tables named as a whole.

    A line with an ``_id`` of the record stays that line. Keys that ``record show`` adds (id,
    state …) are passed over. Raises InputError ``cli.field`` and ``cli.value``.
    """
    form = draft.form
    values = {}
    for name, value in data["fields"].items():
        field = form.fields.get(name)
        if field is None:
            raise InputError("cli.field", form=form.id, name=name)
        values[name] = stored_value(field, value, desk)
    lines = {name: data[name] for name in data if name in form.tables}
    unknown = data.keys() - lines.keys() - _SHOWN - {"fields"}
    if unknown:
        raise InputError("cli.field", form=form.id, name=", ".join(sorted(unknown)))
    draft.set_many(values)
    for name, rows in lines.items():
        _put_rows(draft, name, rows, desk)


def stored_value(field: Field, value: Any, desk: Desk) -> Any:
    """``value`` in the stored form of ``field``; texts may be written as one types them.

    Raises InputError ``cli.value`` with the field and the reason.
    """
    kind = type_of(field)
    try:
        if isinstance(value, str) and kind.can_type:
            return kind.parse(value, field, desk.library, desk.clock.now().replace(tzinfo=None))
        return kind.accept(value, field, desk.library)
    except InputError as error:
        raise InputError("cli.value", field=field, reason=error) from error


def _put_rows(draft: Draft, name: str, rows: Any, desk: Desk) -> None:
    table = draft.form.tables[name]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError("cli.field", form=draft.form.id, name=name)
    here = {row["_id"] for row in draft.data[name]}
    kept = [row.get("_id") for row in rows if row.get("_id") in here]
    for gone in here - set(kept):
        draft.remove_row(name, gone)
    for place, row in enumerate(rows):
        values = {}
        for column, value in row.items():
            if column.startswith("_"):
                continue
            if column not in table.by_id:
                raise InputError("cli.field", form=draft.form.id, name=f"{name}.{column}")
            values[column] = stored_value(table.by_id[column], value, desk)
        line = row.get("_id")
        if line in here:
            old = [one["_id"] for one in draft.data[name]].index(line)
            if old != place:
                draft.move_row(name, line, place - old)
            absent = dict.fromkeys(draft.row(name, line).keys() - values.keys())
            full = {key: value for key, value in (absent | values).items() if key in table.by_id}
            draft.set_many({f"{name}/{line}/{key}": value for key, value in full.items()})
        else:
            draft.add_row(name, place, values)


_SHOWN = {
    "id",
    "form",
    "form_version",
    "project",
    "number",
    "state",
    "revision",
    "title",
    "date",
    "person",
    "alive",
    "created",
    "updated",
    "conflicts",
    "signoffs",
}
"""Header keys that ``record show`` prints beside the data."""
