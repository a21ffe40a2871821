"""What all records of one form share on paper, measured once: labels, headings, columns."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gydesk.catalogue.kinds import Field, Form, Lang, Orientation, Section, Table
from gydesk.catalogue.layout import SPANS, UNITS, Line, Placed, lines
from gydesk.paper.fonts import writing
from gydesk.paper.grid import PAD_X, Align, Cell, Frame, Row, Text
from gydesk.paper.ink import Style
from gydesk.paper.labels import broken_label
from gydesk.paper.speech import speech
from gydesk.paper.table import Columns, columns_of, head_row
from gydesk.paper.text import break_lines
from gydesk.paper.wish import Wish

if TYPE_CHECKING:
    from gydesk.catalogue.library import Library
    from gydesk.paper.sheet import Sheet

BODY = 10.5
_LABEL_WIDTH: dict[Lang, float] = {"zh": 59.0, "en": 74.0}
_LABEL_SIZE: dict[Lang, float] = {"zh": 10.0, "en": 9.0}
_HEADING = Style(10.5, bold=True)
_HEADING_HEIGHT = 21.0
_CAPTION_HEIGHT = 19.0
_TABLE_SIZE: dict[Orientation, float] = {"portrait": 9.5, "landscape": 9.0}
_KEPT = 200

PROJECT = (("name", "half"), ("project_no", "half"), ("customer_name", "third"))
"""The project's own block above every form of a project."""
PROJECT_HEADERS = ("project", "project_optional")


@dataclass
class Plan:
    """The form as it is shown (``Sheet.shown_form``) on pages of ``frame``'s width."""

    form: Form
    library: Library
    lang: Lang
    frame: Frame
    _labels: dict[str, Text] = field(default_factory=dict)
    _columns: dict[tuple[str, Wish | None], tuple[Columns, tuple[Row, ...]]] = field(
        default_factory=dict
    )
    _lines: dict[str, tuple[Line, ...]] = field(default_factory=dict)

    @property
    def left(self) -> float:
        """The left edge of the grid."""
        return self.frame.left

    @property
    def width(self) -> float:
        """The width of the grid."""
        return self.frame.right - self.frame.left

    @property
    def label_width(self) -> float:
        """The width of the cell of a label."""
        return _LABEL_WIDTH[self.lang]

    def edges(self, placed: Placed) -> tuple[float, float, float]:
        """Where the cells of a field stand: the left of its label, of its value, its right."""
        left = self.left + self.width * placed.start / UNITS
        right = self.left + self.width * (placed.start + placed.span) / UNITS
        return left, left + self.label_width, right

    def lines(self, section: Section) -> tuple[Line, ...]:
        """The grid lines of a section."""
        found = self._lines.get(section.id)
        if found is None:
            found = self._lines[section.id] = tuple(lines(section.items))
        return found

    def head_fields(self) -> tuple[Placed, ...]:
        """Project and header fields in one run, placed as in the window."""
        fields: list[Field] = []
        if self.form.header in PROJECT_HEADERS:
            known = self.library.entities["project"].fields
            fields += [_wide(known[name], width) for name, width in PROJECT]
        fields += self.form.head
        return tuple(
            placed for line in lines(fields) if not isinstance(line, Table) for placed in line
        )

    def label(self, item: Field) -> Text:
        """The label of a field."""
        found = self._labels.get(item.id)
        if found is None:
            style = Style(_LABEL_SIZE[self.lang])
            room = (self.label_width - 2 * PAD_X) / style.size
            name = writing().spell(item.name(self.lang))
            align: Align = "centre" if self.lang == "zh" else "left"
            found = Text(broken_label(name, room), style, align)
            self._labels[item.id] = found
        return found

    def heading(self, section: Section, number: int) -> Row:
        """The row that names a section."""
        say = speech(self.lang)
        point = "、" if self.lang == "zh" else ". "
        name = f"{say.count(number)}{point}{section.name(self.lang)}"
        return self._across(name, _HEADING, _HEADING_HEIGHT)

    def caption(self, table: Table) -> Row:
        """The row that names a table."""
        return self._across(table.name(self.lang), Style(10), _CAPTION_HEIGHT)

    def _across(self, name: str, style: Style, height: float) -> Row:
        name = writing(style.bold).spell(name)
        found = break_lines(name, (self.width - 2 * PAD_X) / style.size, style.bold)
        cell = Cell(self.left, self.width, Text(found, style), tint=True)
        return Row((cell,), least=height, keep=True)

    def columns(self, table: Table, wish: Wish | None = None) -> tuple[Columns, tuple[Row, ...]]:
        """The columns of a table, and the rows that are repeated above its lines."""
        key = (table.id, wish)
        found = self._columns.get(key)
        if found is None:
            most = _TABLE_SIZE[self.form.orientation]
            if len(self._columns) > _KEPT:
                self._columns.clear()
            made = columns_of(table, self.left, self.width, self.library, self.lang, most, wish)
            found = self._columns[key] = (made, (head_row(made),))
        return found


_plans: OrderedDict[tuple[int, int, str, bool], tuple[Form, Library, Plan]] = OrderedDict()


def plan_of(sheet: Sheet, frame: Frame) -> Plan:
    """The plan of a sheet's form; kept, for the next record will be of the same form."""
    key = (id(sheet.form), id(sheet.library), sheet.lang, sheet.internal)
    known = _plans.get(key)
    if known is not None and known[2].frame.left == frame.left:
        return known[2]
    plan = Plan(sheet.shown_form, sheet.library, sheet.lang, frame)
    _plans[key] = (sheet.form, sheet.library, plan)
    while len(_plans) > _KEPT:
        _plans.popitem(last=False)
    return plan


def _wide(item: Field, width: str) -> Field:
    """The project's field as one above a form, where "Name" alone would not say whose."""
    assert width in SPANS
    en = "Project name" if item.id == "name" else item.en
    return replace(item, width=width, en=en)  # type: ignore[arg-type]
