"""The page of one form: its widgets, in the order and the grid of the paper."""

from __future__ import annotations

from dataclasses import replace
from itertools import count, pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from gydesk.catalogue.kinds import Field, Form, Item, Section, Table
from gydesk.catalogue.layout import UNITS, Placed, lines
from gydesk.paper.speech import speech
from gydesk.words import tr
from ui.form.cell import STAR, FieldCell, StaticCell, internal_note, label_text
from ui.form.colours import error_colour, warn_colour
from ui.form.fields import widget_for
from ui.form.line_table import LineTable
from ui.form.message import Message, plain_label
from ui.form.parts.measure import widest_word
from ui.form.sheet_layout import (
    INSIDE,
    LEAST_PAGE,
    OUTSIDE,
    PAPER_PAGE,
    Line,
    PageLayout,
    Part,
    TablePart,
)
from ui.form.sheet_paint import Ruling, paint_sheet
from ui.form.signoff import SignBlocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gydesk.domain.draft import Draft
    from ui.form.context import FormContext
    from ui.form.edits import DraftEdits

_PROJECT = {"name": "half", "project_no": "half", "customer_name": "third"}
_PROJECT_HEADERS = ("project", "project_optional")


class FormSheet(QWidget):
    """Built once for a form and used for all its records; it only shows.

    The page is drawn from the palette: paper in Base, labels on AlternateBase, ruling in Mid,
    the ring around the field in work in Highlight. ``errorColor`` and ``warnColor`` may be
    set by a style sheet.
    """

    moved = Signal()
    """Heights differ: the place in the scroll area may need to follow."""

    def __init__(
        self, form: Form, context: FormContext, edits: DraftEdits, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.form = form
        self.context = context
        self.cells: dict[str, FieldCell] = {}
        self.tables: dict[str, TablePart] = {}
        self.ruling = Ruling()
        self.focused: FieldCell | None = None
        self.locked = False
        self._edits = edits
        self._error, self._warn = error_colour(self.palette()), warn_colour(self.palette())
        self._styled = False
        self.label_width = self._wanted_label_width()
        self._company = plain_label("", "sheetCompany", self)
        self._number = plain_label("", "sheetNumber", self)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._title = plain_label(form.name(context.lang), "sheetTitle", self)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setFont(_bold(self.font(), 1.6))
        self._statics: list[StaticCell] = []
        self._parts = [self._head(), *map(self._section, form.sections, count(1))]
        self._signs = SignBlocks(form.sign_off, context.lang, self) if form.sign_off else None

    # ---- what the editor uses

    def inputs(self) -> list[QWidget]:
        """Everything that takes the focus by Tab, in paper order."""
        found: list[QWidget] = []
        for part in self._parts:
            for line in part.lines:
                if isinstance(line, TablePart):
                    found.append(line.widget.view)
                else:
                    for cell, _, _ in line:
                        if isinstance(cell, FieldCell):
                            found.extend(cell.widget.inputs())
        return found

    def chain_tabs(self) -> None:
        """Make Qt's own chain of Tab the paper order."""
        for before, after in pairwise(self.inputs()):
            QWidget.setTabOrder(before, after)

    def labels(self) -> Iterator[QLabel]:
        """Every printed word of the page that is a label."""
        yield from (self._company, self._number, self._title)
        for part in self._parts:
            yield from filter(None, (part.title, part.mark))
            for line in part.lines:
                if isinstance(line, TablePart):
                    yield from filter(None, (line.caption, line.message.label))
                else:
                    for cell, _, _ in line:
                        yield cell.label
                        if isinstance(cell, StaticCell):
                            yield cell.value
                        elif cell.message.label is not None:
                            yield cell.message.label

    def show_draft(self, draft: Draft) -> None:
        """Show the values of ``draft`` that belong to no field: company, number, project."""
        facts, head = draft.facts, draft.head
        self._company.setText(str(facts.company.get("name", "") or ""))
        number = getattr(head, "number", "") or ""
        if self.form.header == "entity":
            self._number.setText("")
        else:
            self._number.setText(
                tr("No. {number}", number=number) if number else tr("No.: given on submitting")
            )
        project = facts.project or {}
        for cell in self._statics:
            cell.value.setText(str(project.get(cell.field.id) or ""))

    def set_read_only(self, locked: bool) -> None:
        """Lock everything, or give it back; a locked page asks for nothing."""
        self.locked = locked
        for cell in self.cells.values():
            cell.widget.set_read_only(locked)
        for part in self.tables.values():
            part.widget.set_read_only(locked)
        self.update()

    def set_signed(self, signed: dict[str, tuple[str, str]]) -> None:
        """Who has signed: block id → (name, date)."""
        if self._signs is not None:
            self._signs.set_signed(signed)

    def focus_at(self, widget: QWidget | None) -> None:
        """Draw the ring around the cell that ``widget`` stands in."""
        cell = self._cell_of(widget)
        if cell is not self.focused:
            for one in (self.focused, cell):
                if one is not None:
                    self.update(one.body.adjusted(-3, -3, 3, 3))
            self.focused = cell

    def place_of(self, path: str) -> QRect:
        """Where a field or table stands, label and sentence included."""
        name = path.partition("/")[0]
        if name in self.cells:
            body = self.cells[name].body
            return body.adjusted(-self.label_width, 0, 0, 0)
        return self.tables[name].frame if name in self.tables else QRect()

    # ---- building

    def _head(self) -> Part:
        """Project and header fields in one grid."""
        items: list[Item] = []
        known = self.context.library.entities["project"].fields
        shown = _PROJECT if self.form.header in _PROJECT_HEADERS else {}
        fixed = {key: replace(known[key], width=width) for key, width in shown.items()}  # type: ignore[arg-type]
        items += [*fixed.values(), *self.form.head]
        statics = {id(one) for one in fixed.values()}
        rows: list[Line] = []
        for line in lines(items):
            assert not isinstance(line, Table)
            rows.append(
                tuple(
                    (
                        self._static(one) if id(one.field) in statics else self._field(one),
                        one.start,
                        one.span,
                    )
                    for one in line
                )
            )
        return Part(None, None, rows)

    def _section(self, section: Section, number: int) -> Part:
        lang = self.context.lang
        point = "、" if lang == "zh" else ". "
        name = f"{speech(lang).count(number)}{point}{section.name(lang)}"
        title = plain_label(name, "sectionTitle", self)
        title.setFont(_bold(self.font()))
        mark = None
        if section.internal:
            mark = plain_label(internal_note(), "internalMark", self)
            mark.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rows: list[Line] = []
        for line in lines(section.items):
            if isinstance(line, Table):
                made = self._table(line, section)
                rows.append(made)
                if made.caption is None:
                    title.setBuddy(made.widget.view)
            else:
                rows.append(tuple((self._field(one), one.start, one.span) for one in line))
        return Part(title, mark, rows)

    def _field(self, placed: Placed) -> FieldCell:
        room = (PAPER_PAGE - 2 * INSIDE) * placed.span // UNITS - self.label_width - 10
        widget = widget_for(placed.field, self.context, self, room)
        cell = FieldCell(placed, widget, Message(self, self.colour), self)
        widget.inputs_changed.connect(self.chain_tabs)
        self.cells[placed.field.id] = cell
        return cell

    def _static(self, placed: Placed) -> StaticCell:
        described: Field = placed.field
        label = plain_label(described.name(self.context.lang), "fieldLabel", self)
        value = plain_label("", "staticValue", self)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAccessibleName(label.text())
        label.setBuddy(value)
        cell = StaticCell(described, label, value)
        self._statics.append(cell)
        return cell

    def _table(self, table: Table, section: Section) -> TablePart:
        lang = self.context.lang
        widget = LineTable(self.form, table, self.context, self._edits, self)
        caption = None
        if table.name(lang) != section.name(lang) or table.internal:
            caption = plain_label(label_text(table, lang), "fieldLabel", self)
            caption.setBuddy(widget.view)
        hint = table.hint if lang == "zh" else table.hint_en or table.hint
        widget.set_names(table.name(lang), hint)
        part = TablePart(table, widget, Message(self, self.colour), caption)
        self.tables[table.id] = part
        return part

    def _wanted_label_width(self) -> int:
        """Six Chinese characters, or the longest English word of a label."""
        words = (label_text(one, self.context.lang) for one in self.form.fields.values())
        longest = max((widest_word(text, self.font()) for text in words), default=0)
        six = self.fontMetrics().horizontalAdvance("项目客户名称")
        return max(six, longest) + 12 + STAR

    # ---- laying out

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: the inks follow the ground unless a style sheet gives them."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self._styled:
            self._error, self._warn = error_colour(self.palette()), warn_colour(self.palette())
            self._recolour()

    def event(self, event: QEvent) -> bool:
        """A child's wish for another height lays the page out again."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.lay_out(self.width())
            return True
        return super().event(event)

    def lay_out(self, width: int) -> None:
        """Put everything into its place on a page that fits ``width`` pixels."""
        layout = PageLayout(width, self.form.orientation, self.label_width)
        layout.head(self._company, self._number, self._title, self.fontMetrics().lineSpacing() + 2)
        for part in self._parts:
            layout.part(part)
        if self._signs is not None:
            layout.signs(self._signs)
        self.ruling, height = layout.done()
        self.setMinimumWidth(LEAST_PAGE + 2 * OUTSIDE)
        self.setFixedHeight(height)
        self.update()
        self.moved.emit()

    # ---- drawing

    def colour(self, level: str) -> QColor:
        """The ink of a level of problem."""
        return self._warn if level == "warn" else self._error

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, ruling, the ring around the field in work, marks where something is wrong."""
        painter = QPainter(self)
        paint_sheet(painter, event.rect(), self)
        painter.end()

    def _cell_of(self, widget: QWidget | None) -> FieldCell | None:
        while widget is not None and widget is not self:
            for cell in self.cells.values():
                if cell.widget is widget:
                    return cell
            widget = widget.parentWidget()
        return None

    def _recolour(self) -> None:
        for part in self.tables.values():
            part.widget.model.error_color, part.widget.model.warn_color = self._error, self._warn
            part.message.recolour()
        for cell in self.cells.values():
            cell.message.recolour()
        self.update()

    def _get_error(self) -> QColor:
        return self._error

    def _set_error(self, colour: QColor) -> None:
        self._error, self._styled = colour, True
        self._recolour()

    def _get_warn(self) -> QColor:
        return self._warn

    def _set_warn(self, colour: QColor) -> None:
        self._warn, self._styled = colour, True
        self._recolour()

    errorColor = Property(QColor, _get_error, _set_error)
    warnColor = Property(QColor, _get_warn, _set_warn)


def _bold(font: QFont, larger: float = 1.0) -> QFont:
    bold = QFont(font)
    bold.setPointSizeF(font.pointSizeF() * larger)
    bold.setBold(True)
    return bold
