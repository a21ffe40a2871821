"""Where the fields of a section stand in its grid: one answer for the editor and the paper.

A printed line has six units; a field of a third takes two, of a half three, of the full
width six. Fields fill a line from the left in their order; what does not fit begins the next
line, and the last field of a line reaches to its end, so that the ruled grid is whole. A
table has its own place between the lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gydesk.catalogue.kinds import Field, Item, Table

UNITS = 6
SPANS = {"third": 2, "half": 3, "full": UNITS}


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A field, the unit its cell begins at, and the units it takes (1 to ``UNITS``)."""

    field: Field
    start: int
    span: int


Line = tuple[Placed, ...] | Table


def lines(items: Iterable[Item]) -> Iterator[Line]:
    """The grid lines of ``items`` in paper order: placed fields, or a table by itself."""
    line: list[Placed] = []
    for item in items:
        if isinstance(item, Table):
            if line:
                yield _closed(line)
                line = []
            yield item
            continue
        span = SPANS[item.width]
        start = line[-1].start + line[-1].span if line else 0
        if start + span > UNITS:
            yield _closed(line)
            line, start = [], 0
        line.append(Placed(field=item, start=start, span=span))
    if line:
        yield _closed(line)


def _closed(line: list[Placed]) -> Line:
    last = line[-1]
    return (*line[:-1], Placed(field=last.field, start=last.start, span=UNITS - last.start))
