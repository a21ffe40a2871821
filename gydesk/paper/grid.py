"""The ruled grid: cells in rows, rows on pages.

A row stands whole on a page unless it is taller than one (or may be split). Rows that keep
with the next stay together; a row that begins a page inside a table gets the table's head
above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from gydesk.paper.ink import FRAME, HAIR, Ink, Style

Align = Literal["left", "centre", "right"]
PAD_X, PAD_Y = 4.0, 3.5

_LINE = 15.0
_LONG = 8 * _LINE
"""A text shorter than this goes to the next page as a whole."""


class Content(Protocol):
    """What stands in a cell."""

    @property
    def height(self) -> float:
        """The height it needs, without padding."""

    def draw(self, ink: Ink, x: float, y: float, width: float, height: float) -> None:
        """Draw it into this place (padding included)."""

    def split(self, room: float) -> tuple[Content, Content]:
        """The part that fits into ``room``, and what is left."""


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of spelt text. ``top``: set at the top of the cell, not in its middle."""

    lines: Sequence[str]
    style: Style
    align: Align = "left"
    top: bool = False

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    def draw(self, ink: Ink, x: float, y: float, width: float, height: float) -> None:
        style = self.style
        y += PAD_Y if self.top else (height - self.height) / 2
        for line in self.lines:
            ink.line(x + PAD_X, y, width - 2 * PAD_X, line, style, self.align)
            y += style.leading

    def split(self, room: float) -> tuple[Content, Content]:
        count = max(0, int((room + 0.01) / self.style.leading))
        return (
            replace(self, lines=self.lines[:count], top=True),
            replace(self, lines=self.lines[count:], top=True),
        )


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing; ``height`` is kept free. ``guides``: dotted lines this far apart to write on;
    ``before`` and ``after`` stand at both ends of the line (¥, a unit)."""

    height: float = 0.0
    guides: float = 0.0
    before: str = ""
    after: str = ""
    style: Style = field(default_factory=Style)

    def draw(self, ink: Ink, x: float, y: float, width: float, height: float) -> None:
        top = y + (height - self.style.leading) / 2
        if self.before:
            ink.line(x + PAD_X, top, width, self.before, self.style)
        if self.after:
            ink.line(x, top, width - PAD_X, self.after, self.style, "right")
        if self.guides:
            count = int(height / self.guides)
            for number in range(1, count):
                ink.guide(x + 6, y + height * number / count, x + width - 6)

    def split(self, room: float) -> tuple[Content, Content]:
        return replace(self, height=room), replace(self, height=max(0.0, self.height - room))


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a row: where it begins, how wide it is, what is in it; labels are tinted."""

    x: float
    width: float
    content: Content
    tint: bool = False


@dataclass(slots=True)
class Row:
    """Cells side by side. ``least`` is the least height; ``keep``: not parted from the next
    row; ``splits``: may go on at the next page, at least ``splits`` lines on either side;
    ``head``: the rows repeated above it at the top of a page; ``open``: no rule below;
    ``again``: what stands in its first cell when it goes on at a page."""

    cells: tuple[Cell, ...]
    least: float = 0.0
    keep: bool = False
    splits: int = 0
    head: tuple[Row, ...] = ()
    open: bool = False
    again: Content | None = None
    height: float = field(init=False)

    def __post_init__(self) -> None:
        self.height = max(self.least, self._filled())

    def _filled(self, tinted: bool = True) -> float:
        contents = (one.content.height for one in self.cells if tinted or not one.tint)
        return max(contents, default=0.0) + 2 * PAD_Y

    @property
    def parts(self) -> float:
        """The height of what can go on at the next page."""
        return self._filled(tinted=False)

    def split(self, height: float) -> tuple[Row, Row]:
        """Two rows, the first no taller than ``height``; tinted cells stand in both."""
        upper, lower = [], []
        for cell in self.cells:
            if cell.tint:
                upper.append(cell)
                lower.append(cell)
                continue
            first, second = cell.content.split(height - 2 * PAD_Y)
            upper.append(replace(cell, content=first))
            lower.append(replace(cell, content=second))
        rest = replace(self, cells=tuple(lower), splits=0)
        return Row(tuple(upper), least=height, head=self.head), rest.resumed()

    def resumed(self) -> Row:
        """The row as it stands when it goes on at a page."""
        if self.again is None:
            return self
        first = replace(self.cells[0], content=self.again)
        return replace(self, cells=(first, *self.cells[1:]))

    def draw(self, ink: Ink, y: float) -> None:
        """Draw it with its top at ``y``; the rule above is the row before's, or the frame."""
        height = self.height
        bottom = y + height
        last = len(self.cells) - 1
        for number, cell in enumerate(self.cells):
            if cell.tint:
                ink.tint(cell.x, y, cell.width, height)
            cell.content.draw(ink, cell.x, y, cell.width, height)
            if number != last:
                edge = cell.x + cell.width
                ink.rule(edge, y, edge, bottom)
        if not self.open:
            end = self.cells[last]
            ink.rule(self.cells[0].x, bottom, end.x + end.width, bottom)


Placed = tuple[float, Row]
"""A row and the distance of its top from the top of the page."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a page that rows fill: its edges, the top of the first page and of others."""

    left: float
    right: float
    first: float
    top: float
    bottom: float


def paginate(rows: Iterable[Row], frame: Frame) -> list[list[Placed]]:
    """The rows on pages."""
    pages = _Pages(frame)
    for group in _groups(rows):
        pages.put(group)
    return pages.pages


def draw(ink: Ink, rows: Sequence[Placed], frame: Frame) -> None:
    """Draw the rows of one page, and the frame around them."""
    if not rows:
        return
    for y, row in rows:
        row.draw(ink, y)
    top, (last, row) = rows[0][0], rows[-1]
    bottom = last + row.height
    for x, y, to_x, to_y in (
        (frame.left, top, frame.right, top),
        (frame.left, bottom, frame.right, bottom),
        (frame.left, top, frame.left, bottom),
        (frame.right, top, frame.right, bottom),
    ):
        ink.rule(x, y, to_x, to_y, FRAME)


class _Pages:
    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._y = frame.first
        self._fresh = True
        self.pages: list[list[Placed]] = [[]]

    def put(self, group: list[Row]) -> None:
        """Place rows that stay together where that is possible."""
        height = sum(row.height for row in group)
        head = group[0].head
        if height <= self._left():
            self._add(group)
        elif height + _height(head) > self._room() or self._may_begin(group):
            self._flow(group)
        else:
            self._turn(head)
            self._add(group)

    def _may_begin(self, group: list[Row]) -> bool:
        """True where a long text among the rows may begin here and go on at the next page."""
        before = 0.0
        for row in group:
            if row.splits and row.height > _LONG:
                return self._left() - before >= _least(row)
            before += row.height
        return False

    def _flow(self, group: list[Row]) -> None:
        """Place rows that are too tall for one page, or that may go over two."""
        rest = list(group)
        while rest:
            row = rest[0]
            if _height(rest) <= self._left():
                self._add(rest)
                return
            least = _least(row)
            if self._can_split(row):
                if self._left() < least:
                    self._turn(row.head)
                upper, rest[0] = row.split(min(self._left(), row.parts - least))
                self._add([upper])
                self._turn(row.head)
            elif self._fresh or self._fits_here(rest):
                self._add([rest.pop(0)])
            else:
                self._turn(row.head)

    def _can_split(self, row: Row) -> bool:
        least = _least(row)
        if row.parts < 2 * least:
            return False
        whole = self._left() if self._fresh else self._room() - _height(row.head)
        return bool(row.splits) or row.height > whole

    def _fits_here(self, rest: list[Row]) -> bool:
        row, follower = rest[0], rest[1] if len(rest) > 1 else None
        wanted = row.height
        if row.keep and follower is not None:
            wanted += _least(follower) if self._can_split(follower) else follower.height
        return wanted <= self._left()

    def _room(self) -> float:
        return self._frame.bottom - self._frame.top

    def _left(self) -> float:
        return self._frame.bottom - self._y + 0.01

    def _turn(self, head: Sequence[Row]) -> None:
        self.pages.append([])
        self._y = self._frame.top
        self._add(head)
        self._fresh = True

    def _add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if self._fresh and row.cells[0].tint:
                row = row.resumed()
            self.pages[-1].append((self._y, row))
            self._y += row.height
            self._fresh = False


def _height(rows: Iterable[Row]) -> float:
    return sum(row.height for row in rows)


def _least(row: Row) -> float:
    """The least height of a part of a row that is split."""
    return max(row.splits, 1) * _LINE + 2 * PAD_Y


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows that keep with the next, together with it."""
    group: list[Row] = []
    for row in rows:
        group.append(row)
        if not row.keep:
            yield group
            group = []
    if group:
        yield group


__all__ = ["HAIR", "Align", "Cell", "Content", "Empty", "Frame", "Row", "Text", "draw", "paginate"]
