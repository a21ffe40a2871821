"""What is wrong with a draft, as sentences at their fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gydesk.domain.rules import Problem

Mark = tuple[str, str]
"""A sentence and its level: ``error``, ``missing`` or ``warn``."""


@dataclass
class Marks:
    """Sentences by field, by table, and by cell of a table: (row id, column id)."""

    fields: dict[str, Mark] = field(default_factory=dict)
    cells: dict[str, dict[tuple[str, str], Mark]] = field(default_factory=dict)


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
