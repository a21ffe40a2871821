"""The page of one form: its widgets, in the order and the grid of the paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QWidget

from gydesk.catalogue.kinds import Form, Section, Table
from gydesk.catalogue.layout import SPANS, UNITS, Placed, lines
from gydesk.words import tr
from ui.form.cell import FieldCell, Message, StaticCell, plain_label
from ui.form.fields import widget_for
from ui.form.line_table import LineTable
from ui.form.signoff import SignBlocks

if TYPE_CHECKING:
    from gydesk.domain.draft import Draft
    from ui.form.context import FormContext
    from ui.form.edits import DraftEdits

_OUTSIDE = 10
_INSIDE = 22
_LEAST_PAGE = 724
_MOST_PAGE = {"portrait": 980, "landscape": 1280}
_PROJECT = (("name", "half"), ("project_no", "half"), ("customer_name", "third"))
_PROJECT_HEADERS = ("project", "project_optional")


@dataclass
class _TablePart:
    table: Table
    widget: LineTable
    message: Message
    caption: QLabel | None
    frame: QRect = field(default_factory=QRect)


_Line = tuple[FieldCell | StaticCell, ...] | _TablePart


@dataclass
class _Part:
    """What stands under one heading."""

    title: QLabel | None
    lines: list[_Line]


class FormSheet(QWidget):
    """Built once for a form and used for all its records; it only shows.

    The page is drawn from the palette: paper in Base, labels on AlternateBase, ruling in Mid,
    the ring around the field in work in Highlight.
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
        self.tables: dict[str, _TablePart] = {}
        self._edits = edits
        self._error, self._warn = QColor("#c0392b"), QColor("#b26a00")
        self._focused: FieldCell | None = None
        self._page = QRect()
        self._tints: list[QRect] = []
        self._rules: list[QRect] = []
        self._titles: list[QRect] = []
        self._company = plain_label("", "sheetCompany", self)
        self._number = plain_label("", "sheetNumber", self)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._title = plain_label(form.name(context.lang), "sheetTitle", self)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setBold(True)
        self._title.setFont(font)
        self._statics: list[StaticCell] = []
        self._parts = [self._head(), *(self._section(section) for section in form.sections)]
        self._signs = SignBlocks(form.sign_off, context.lang, self) if form.sign_off else None
        self._label_width = self._wanted_label_width()

    # ---- what the editor uses

    def inputs(self) -> list[QWidget]:
        """Everything that takes the focus by Tab, in paper order."""
        found: list[QWidget] = []
        for part in self._parts:
            for line in part.lines:
                if isinstance(line, _TablePart):
                    found.append(line.widget.view)
                else:
                    for cell in line:
                        if isinstance(cell, FieldCell):
                            found.extend(cell.widget.inputs())
        return found

    def chain_tabs(self) -> None:
        """Make Qt's own chain of Tab the paper order."""
        inputs = self.inputs()
        for before, after in zip(inputs, inputs[1:], strict=False):
            QWidget.setTabOrder(before, after)

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
            cell.value.setText(str(project.get(cell.key) or ""))

    def set_signed(self, signed: dict[str, tuple[str, str]]) -> None:
        """Who has signed: block id → (name, date)."""
        if self._signs is not None:
            self._signs.set_signed(signed)

    def focus_at(self, widget: QWidget | None) -> None:
        """Draw the ring around the cell that ``widget`` stands in."""
        cell = self._cell_of(widget)
        if cell is not self._focused:
            for one in (self._focused, cell):
                if one is not None:
                    self.update(one.body.adjusted(-3, -3, 3, 3))
            self._focused = cell

    def place_of(self, path: str) -> QRect:
        """Where a field or table stands, label and sentence included."""
        name = path.partition("/")[0]
        if name in self.cells:
            body = self.cells[name].body
            return body.adjusted(-self._label_width, 0, 0, 0)
        return self.tables[name].frame if name in self.tables else QRect()

    # ---- building

    def _head(self) -> _Part:
        """Project and header fields in one grid."""
        placed: list[tuple[Any, str]] = []
        if self.form.header in _PROJECT_HEADERS:
            placed += [(key, width) for key, width in _PROJECT]
        placed += [(one, one.width) for one in self.form.head]
        rows: list[_Line] = []
        row: list[FieldCell | StaticCell] = []
        start = 0
        for what, width in placed:
            span = SPANS[width]  # type: ignore[index]
            if start + span > UNITS:
                rows.append(_stretched(row))
                row, start = [], 0
            if isinstance(what, str):
                row.append(self._static(what, start, span))
            else:
                row.append(self._field(Placed(field=what, start=start, span=span)))
            start += span
        if row:
            rows.append(_stretched(row))
        return _Part(None, rows)

    def _section(self, section: Section) -> _Part:
        title = plain_label(section.name(self.context.lang), "sectionTitle", self)
        font = QFont(self.font())
        font.setBold(True)
        title.setFont(font)
        rows: list[_Line] = []
        for line in lines(section.items):
            if isinstance(line, Table):
                rows.append(self._table(line, section))
            else:
                rows.append(tuple(self._field(placed) for placed in line))
        return _Part(title, rows)

    def _field(self, placed: Placed) -> FieldCell:
        room = (_LEAST_PAGE - 2 * _INSIDE) * placed.span // UNITS - self._wanted_label_width() - 10
        widget = widget_for(placed.field, self.context, self, room)
        cell = FieldCell(placed, widget, self)
        self.cells[placed.field.id] = cell
        return cell

    def _static(self, key: str, start: int, span: int) -> StaticCell:
        described = self.context.library.entities["project"].fields[key]
        label = plain_label(described.name(self.context.lang), "fieldLabel", self)
        value = plain_label("", "staticValue", self)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAccessibleName(label.text())
        label.setBuddy(value)
        cell = StaticCell(key, start, span, label, value)
        self._statics.append(cell)
        return cell

    def _table(self, table: Table, section: Section) -> _TablePart:
        lang = self.context.lang
        widget = LineTable(self.form, table, self.context, self._edits, self)
        caption = None
        if len(section.items) > 1 or table.name(lang) != section.name(lang):
            caption = plain_label(table.name(lang), "fieldLabel", self)
            caption.setBuddy(widget.view)
        hint = table.hint if lang == "zh" else table.hint_en or table.hint
        widget.set_names(table.name(lang), hint)
        part = _TablePart(table, widget, Message(self), caption)
        self.tables[table.id] = part
        return part

    def _wanted_label_width(self) -> int:
        """Six Chinese characters, or a longer English word."""
        metrics = self.fontMetrics()
        sample = "项目客户名称" if self.context.lang == "zh" else "Configuration"
        return metrics.horizontalAdvance(sample) + 14

    # ---- laying out

    def event(self, event: QEvent) -> bool:
        """A child's wish for another height lays the page out again."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.lay_out(self.width())
            return True
        return super().event(event)

    def lay_out(self, width: int) -> None:
        """Put everything into its place on a page that fits ``width`` pixels."""
        most = _MOST_PAGE[self.form.orientation]
        page = max(_LEAST_PAGE, min(width - 2 * _OUTSIDE, most))
        left = max(_OUTSIDE, (width - page) // 2)
        x, inner = left + _INSIDE, page - 2 * _INSIDE
        self._tints, self._rules, self._titles = [], [], []
        y = self._lay_title(x, _OUTSIDE + 16, inner)
        for part in self._parts:
            if part.title is not None:
                y = self._lay_heading(part.title, x, y, inner)
            for line in part.lines:
                if isinstance(line, _TablePart):
                    y = self._lay_table(line, x, y, inner)
                else:
                    y = self._lay_line(line, x, y, inner)
        if self._signs is not None:
            height = self._signs.height_for(inner)
            y += 14
            self._signs.setGeometry(x, y, inner + 1, height)
            y += height
        y += _INSIDE
        self._page = QRect(left, _OUTSIDE, page, y - _OUTSIDE)
        self.setMinimumWidth(_LEAST_PAGE + 2 * _OUTSIDE)
        self.setFixedHeight(y + _OUTSIDE)
        self.update()
        self.moved.emit()

    def _lay_title(self, x: int, y: int, inner: int) -> int:
        line = self.fontMetrics().lineSpacing() + 2
        half = inner // 2
        self._company.setGeometry(x, y, half, line)
        self._number.setGeometry(x + half, y, inner - half, line)
        y += line + 4
        height = self._title.heightForWidth(inner) + 4
        self._title.setGeometry(x, y, inner, height)
        return y + height + 10

    def _lay_heading(self, title: QLabel, x: int, y: int, inner: int) -> int:
        y += 10
        height = title.sizeHint().height() + 10
        title.setGeometry(x + 10, y, inner - 16, height)
        self._titles.append(QRect(x, y, inner, height))
        return y + height

    def _lay_line(self, line: Iterable[FieldCell | StaticCell], x: int, y: int, inner: int) -> int:
        places = []
        height = 0
        label_width = self._label_width
        for cell in line:
            start = x + inner * cell.start // UNITS
            end = x + inner * (cell.start + cell.span) // UNITS
            body = end - start - label_width
            places.append((cell, start, body))
            height = max(height, cell.height_for(label_width, body))
        for cell, start, body in places:
            label_rect = QRect(start, y, label_width, height)
            body_rect = QRect(start + label_width, y, body, height)
            self._tints.append(label_rect)
            self._rules += [label_rect, body_rect]
            cell.place(label_rect, body_rect.adjusted(1, 1, -1, -1))
        return y + height

    def _lay_table(self, part: _TablePart, x: int, y: int, inner: int) -> int:
        top = y
        if part.caption is not None:
            height = part.caption.sizeHint().height() + 8
            rect = QRect(x, y, inner, height)
            part.caption.setGeometry(rect.adjusted(10, 0, -6, 0))
            self._tints.append(rect)
            self._rules.append(rect)
            y += height
        height = part.widget.height_for(inner - 1)
        part.widget.setGeometry(x + 1, y + 1, inner - 1, height)
        y += height + 1
        told = part.message.height_for(inner)
        part.message.place(QRect(x, y, inner, told))
        y += told
        part.frame = QRect(x, top, inner, y - top)
        self._rules.append(part.frame)
        return y

    # ---- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, ruling, the ring around the field in work, edges where something is wrong."""
        painter = QPainter(self)
        palette, area = self.palette(), event.rect()
        roles = QPalette.ColorRole
        painter.fillRect(area, palette.color(roles.Window))
        painter.fillRect(self._page, palette.color(roles.Base))
        for rect in (*self._tints, *self._titles):
            if rect.intersects(area):
                painter.fillRect(rect, palette.color(roles.AlternateBase))
        painter.setPen(palette.color(roles.Mid))
        painter.drawRect(self._page.adjusted(0, 0, -1, -1))
        for rect in (*self._rules, *self._titles):
            if rect.intersects(area.adjusted(-1, -1, 1, 1)):
                painter.drawRect(rect)
        accent = palette.color(roles.Highlight)
        for rect in self._titles:
            painter.fillRect(QRect(rect.left(), rect.top() + 1, 3, rect.height() - 1), accent)
        self._paint_states(painter, accent)
        painter.end()

    def _paint_states(self, painter: QPainter, accent: QColor) -> None:
        for cell in self.cells.values():
            if cell.message.level:
                colour = self._warn if cell.message.level == "warn" else self._error
                body = cell.body
                painter.fillRect(QRect(body.left() - 1, body.top(), 3, body.height()), colour)
            if cell.required:
                painter.setPen(self._error)
                painter.drawText(
                    QRect(cell.body.left() - 12, cell.body.top() + 1, 10, 18),
                    Qt.AlignmentFlag.AlignHCenter,
                    "*",
                )
        if self._focused is not None:
            painter.setPen(QPen(accent, 2))
            painter.drawRect(self._focused.body.adjusted(0, 0, 0, 0))

    def _cell_of(self, widget: QWidget | None) -> FieldCell | None:
        while widget is not None and widget is not self:
            for cell in self.cells.values():
                if cell.widget is widget:
                    return cell
            widget = widget.parentWidget()
        return None

    def _get_error(self) -> QColor:
        return self._error

    def _set_error(self, colour: QColor) -> None:
        self._error = colour
        for part in self.tables.values():
            part.widget.model.error_color = colour

    def _get_warn(self) -> QColor:
        return self._warn

    def _set_warn(self, colour: QColor) -> None:
        self._warn = colour
        for part in self.tables.values():
            part.widget.model.warn_color = colour

    errorColor = Property(QColor, _get_error, _set_error)
    warnColor = Property(QColor, _get_warn, _set_warn)


def _stretched(row: list[FieldCell | StaticCell]) -> tuple[FieldCell | StaticCell, ...]:
    """The last cell of a line reaches to its end, as in ``catalogue.layout``."""
    row[-1].span = UNITS - row[-1].start
    return tuple(row)
