"""What is wrong with a draft, as sentences at their places on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gydesk.words import sentence

if TYPE_CHECKING:
    from gydesk.domain.draft import Draft
    from gydesk.domain.rules import Problem
    from ui.form.line_table import LineTable
    from ui.form.sheet import FormSheet

Mark = tuple[str, str]
"""A sentence and its level: ``error``, ``missing`` or ``warn``."""


@dataclass
class Marks:
    """Sentences by field, by table, and by cell of a table: (row id, column id)."""

    fields: dict[str, Mark] = field(default_factory=dict)
    cells: dict[str, dict[tuple[str, str], Mark]] = field(default_factory=dict)

    def blocking(self) -> int:
        """How many places keep the record from being submitted."""
        every = [
            *self.fields.values(),
            *(m for cells in self.cells.values() for m in cells.values()),
        ]
        return sum(level != "warn" for _, level in every)

    def add(self, other: Marks) -> None:
        """Take over the places of ``other`` that have no mark here."""
        for name, mark in other.fields.items():
            self.fields.setdefault(name, mark)
        for name, cells in other.cells.items():
            self.cells[name] = cells | self.cells.get(name, {})


def marks(problems: Iterable[Problem]) -> Marks:
    """The first problem of each place."""
    found = Marks()
    for problem in problems:
        table, _, rest = problem.path.partition("/")
        mark = (problem.told(), problem.level)
        if rest:
            row, _, column = rest.partition("/")
            found.cells.setdefault(table, {}).setdefault((row, column), mark)
        else:
            found.fields.setdefault(table, mark)
    return found


def tell_problems(sheet: FormSheet, draft: Draft, *, missing: bool) -> tuple[bool, int]:
    """Mark every place of ``sheet`` where something is wrong, with ``missing`` also where
    something is. Whether heights differ, and how many places keep it from being submitted."""
    every = marks(draft.problems(submitting=True))
    told = marks(draft.problems())
    if missing:
        told.add(every)
    higher = False
    for name, cell in sheet.cells.items():
        text, level = told.fields.get(name, ("", ""))
        error = cell.widget.refusal or cell.widget.notice
        if error is not None:
            text, level = sentence(error), "error"
        higher |= cell.tell(text, level)
    for name, part in sheet.tables.items():
        part.widget.set_problems(told.cells.get(name, {}))
        higher |= part.message.tell(*_table_mark(part.widget, told))
    return higher, every.blocking()


def _table_mark(table: LineTable, told: Marks) -> Mark:
    """The sentence below a table: of what it could not take in, of the whole, else of its
    first marked cell."""
    name, model = table.table.id, table.model
    first = table.notice or model.first_unread()
    if first:
        return first, "error"
    if name in told.fields:
        return told.fields[name]
    for (row_id, column_id), mark in told.cells.get(name, {}).items():
        row, column = model.row_of(row_id), model.column_of(column_id)
        if row >= 0 and column >= 0:
            return model.place(row, column) + mark[0], mark[1]
    return "", ""
