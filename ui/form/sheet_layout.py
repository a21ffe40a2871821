"""Where everything of a form's page stands: from the company's name down to the signatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel

from gydesk.catalogue.kinds import Orientation, Table
from gydesk.catalogue.layout import UNITS, lines
from ui.form.cell import FieldCell, StaticCell
from ui.form.line_table import LineTable
from ui.form.message import Message
from ui.form.sheet_paint import Ruling
from ui.form.signoff import SignBlocks

OUTSIDE = 10
INSIDE = 22
PAPER_PAGE = 724
"""The least width at which the lines of the paper have room."""
LEAST_PAGE = 520
"""The least width of a page; below that of the paper no line has more than two fields."""
_MOST_PAGE: dict[Orientation, int] = {"portrait": 980, "landscape": 1280}


@dataclass
class TablePart:
    """A table in the grid, with what stands above and below it."""

    table: Table
    widget: LineTable
    message: Message
    caption: QLabel | None
    frame: QRect = field(default_factory=QRect)


Standing = tuple[FieldCell | StaticCell, int, int]
"""A cell, the unit of its line that it begins at, and the units it takes."""
Line = tuple[Standing, ...] | TablePart


@dataclass
class Part:
    """What stands under one heading; ``mark`` says that it is internal."""

    title: QLabel | None
    mark: QLabel | None
    lines: list[Line]


class PageLayout:
    """Lays a page out from the top; ``done`` gives its ruling and its height in pixels."""

    def __init__(self, width: int, orientation: Orientation, label_width: int) -> None:
        self._page = max(LEAST_PAGE, min(width - 2 * OUTSIDE, _MOST_PAGE[orientation]))
        self._left = max(OUTSIDE, (width - self._page) // 2)
        self._x, self._inner = self._left + INSIDE, self._page - 2 * INSIDE
        self._y = OUTSIDE + 16
        self._label_width = label_width
        self._ruling = Ruling()

    def done(self) -> tuple[Ruling, int]:
        """The page ends here."""
        self._y += INSIDE
        self._ruling.page = QRect(self._left, OUTSIDE, self._page, self._y - OUTSIDE)
        return self._ruling, self._y + OUTSIDE

    def head(self, company: QLabel, number: QLabel, title: QLabel, line: int) -> None:
        """Company and number side by side, the title below them."""
        x, inner, half = self._x, self._inner, self._inner // 2
        company.setGeometry(x, self._y, half, line)
        number.setGeometry(x + half, self._y, inner - half, line)
        self._y += line + 4
        height = title.heightForWidth(inner) + 4
        title.setGeometry(x, self._y, inner, height)
        self._y += height + 10

    def part(self, part: Part) -> None:
        """A heading and what stands under it."""
        if part.title is not None:
            self._heading(part.title, part.mark)
        narrow = self._page < PAPER_PAGE
        for line in _two_abreast(part.lines) if narrow else part.lines:
            if isinstance(line, TablePart):
                self._table(line)
            else:
                self._line(line)

    def signs(self, blocks: SignBlocks) -> None:
        """The signature blocks."""
        height = blocks.height_for(self._inner)
        self._y += 14
        blocks.setGeometry(self._x, self._y, self._inner + 1, height)
        self._y += height

    def _heading(self, title: QLabel, mark: QLabel | None) -> None:
        self._y += 10
        room = self._inner - 16
        wide = 0
        if mark is not None:
            wide = mark.fontMetrics().horizontalAdvance(mark.text()) + 4
            room -= wide + 10
        height = title.heightForWidth(room) + 10
        title.setGeometry(self._x + 10, self._y, room, height)
        if mark is not None:
            mark.setGeometry(self._x + self._inner - wide - 8, self._y, wide, height)
        self._ruling.titles.append(QRect(self._x, self._y, self._inner, height))
        self._y += height

    def _line(self, line: Iterable[Standing]) -> None:
        places = []
        height = 0
        for cell, first, span in line:
            start = self._x + self._inner * first // UNITS
            end = self._x + self._inner * (first + span) // UNITS
            body = end - start - self._label_width
            places.append((cell, start, body))
            height = max(height, cell.height_for(self._label_width, body))
        for cell, start, body in places:
            label_rect = QRect(start, self._y, self._label_width, height)
            body_rect = QRect(start + self._label_width, self._y, body, height)
            self._ruling.tints.append(label_rect)
            if isinstance(cell, StaticCell) or cell.field.readonly:
                self._ruling.tints.append(body_rect)
            self._ruling.boxes += [label_rect, body_rect]
            cell.place(label_rect, body_rect.adjusted(1, 1, -1, -1))
        self._y += height

    def _table(self, part: TablePart) -> None:
        x, inner, top = self._x, self._inner, self._y
        if part.caption is not None:
            height = part.caption.heightForWidth(inner - 16) + 8
            rect = QRect(x, self._y, inner, height)
            part.caption.setGeometry(rect.adjusted(10, 0, -6, 0))
            self._ruling.tints.append(rect)
            self._ruling.boxes.append(rect)
            self._y += height
        height = part.widget.height_for(inner - 1)
        part.widget.setGeometry(x + 1, self._y + 1, inner - 1, height)
        self._y += height + 1
        told = part.message.height_for(inner)
        part.message.place(QRect(x, self._y, inner, told))
        self._y += told
        part.frame = QRect(x, top, inner, self._y - top)
        self._ruling.boxes.append(part.frame)


def _two_abreast(given: Iterable[Line]) -> Iterator[Line]:
    """The same cells in the same order, a line of three parted in two."""
    run: list[FieldCell | StaticCell] = []
    for line in given:
        if isinstance(line, TablePart):
            yield from _placed(run)
            run = []
            yield line
        else:
            run += [cell for cell, _, _ in line]
    yield from _placed(run)


def _placed(cells: list[FieldCell | StaticCell]) -> Iterator[Line]:
    wider = {cell.field.id: cell for cell in cells}
    fields = [replace(c.field, width="full" if c.field.width == "full" else "half") for c in cells]
    for line in lines(fields):
        assert not isinstance(line, Table)
        yield tuple((wider[one.field.id], one.start, one.span) for one in line)
