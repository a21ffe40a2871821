"""Rows on as few pages as is natural.

A last page that holds little beside the signatures is paper wasted. Where rows set a little
closer, or four signature blocks in one row, save it, they are set so; an empty form that
takes the page anyway gets more lines to write on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from typing import Protocol

from gydesk.paper.grid import Empty, Frame, Placed, Row, paginate
from gydesk.paper.values import HAND

_CLOSER, _CLOSER_SIGNS = 3.7, 2.8
"""Points: a row for the pen is still 7.1 mm high then, a signature block 25 mm."""
_TRIES = 4
_LITTLE = 0.6
"""The part of a page that is little."""


class Source(Protocol):
    """Where the rows come from."""

    @property
    def by_pen(self) -> bool:
        """True for an empty form."""

    def body(self, more_lines: int = 0) -> list[Row]:
        """The rows down to the signature blocks, with ``more_lines`` to write on."""

    def signs(self, more: int = 0) -> list[Row]:
        """The signature blocks, ``more`` side by side than usually."""


def fitted(source: Source, frame: Frame) -> list[list[Placed]]:
    """The rows on pages."""
    body, signs = source.body(), source.signs()
    pages = paginate([*body, *signs], frame)
    if len(pages) == 1 or not _holds_little(pages[-1], frame):
        return pages
    for rows in _closer(source, body, signs):
        fewer = paginate(rows, frame)
        if len(fewer) < len(pages):
            return fewer
    return _with_more_lines(source, pages, frame) if source.by_pen else pages


def kept(row: Row) -> Row:
    """A copy of ``row`` that is not parted from the next: plans share theirs."""
    other = copy(row)
    other.keep = True
    return other


def _closer(source: Source, body: list[Row], signs: list[Row]) -> Iterator[list[Row]]:
    """Ways to set the rows closer, the least visible first."""
    close, close_signs = _tightened(body), list(map(_lower_signs, signs))
    yield [*close, *close_signs]
    beside = source.signs(1) if len(signs) > 1 else signs
    if len(beside) < len(signs):
        close_signs = list(map(_lower_signs, beside))
        yield [*body, *beside]
        yield [*close, *close_signs]
    yield [*map(_one_guide_less, close), *close_signs]


def _with_more_lines(source: Source, pages: list[list[Placed]], frame: Frame) -> list[list[Placed]]:
    """An empty form that takes the page anyway, its longest table filling it."""
    top, last = pages[-1][-1]
    most = int((frame.bottom - top - last.height) / HAND)
    for more in range(most, max(0, most - _TRIES), -1):
        fuller = paginate([*source.body(more), *source.signs()], frame)
        if len(fuller) == len(pages):
            return fuller
    return pages


def _holds_little(page: Sequence[Placed], frame: Frame) -> bool:
    top, last = page[-1]
    return top + last.height - frame.top < _LITTLE * (frame.bottom - frame.top)


def _tightened(rows: Sequence[Row]) -> list[Row]:
    heads: dict[int, tuple[Row, ...]] = {0: ()}
    found = []
    for row in rows:
        if row.head and id(row.head) not in heads:
            heads[id(row.head)] = tuple(map(_lower, row.head))
        other = _lower(row)
        other.head = heads[id(row.head) if row.head else 0]
        found.append(other)
    return found


def _lower(row: Row, by: float = _CLOSER) -> Row:
    other = copy(row)
    other.height -= by
    return other


def _one_guide_less(row: Row) -> Row:
    """A row to write into by hand with a line less, where it has three or more."""
    guides = (one.content.guides for one in row.cells if isinstance(one.content, Empty))
    step = max(guides, default=0.0)
    return _lower(row, step) if step and row.height > 2.5 * step else row


def _lower_signs(row: Row) -> Row:
    return _lower(row, _CLOSER_SIGNS)
