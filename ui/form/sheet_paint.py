"""The drawn part of a form's page: paper, ruling, and the marks at its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen

from ui.form.cell import STAR

if TYPE_CHECKING:
    from ui.form.sheet import FormSheet

_EDGE = 3


@dataclass
class Ruling:
    """Where the page, its boxes, its tinted labels and its headings stand."""

    page: QRect = field(default_factory=QRect)
    tints: list[QRect] = field(default_factory=list)
    boxes: list[QRect] = field(default_factory=list)
    titles: list[QRect] = field(default_factory=list)


def paint_sheet(painter: QPainter, area: QRect, sheet: FormSheet) -> None:
    """Draw what of ``sheet`` lies in ``area``."""
    palette, roles, ruling = sheet.palette(), QPalette.ColorRole, sheet.ruling
    painter.fillRect(area, palette.color(roles.Window))
    painter.fillRect(ruling.page, palette.color(roles.Base))
    for rect in (*ruling.tints, *ruling.titles):
        if rect.intersects(area):
            painter.fillRect(rect, palette.color(roles.AlternateBase))
    painter.setPen(palette.color(roles.Mid))
    painter.drawRect(ruling.page.adjusted(0, 0, -1, -1))
    for rect in (*ruling.boxes, *ruling.titles):
        if rect.intersects(area.adjusted(-1, -1, 1, 1)):
            painter.drawRect(rect)
    accent = palette.color(roles.Highlight)
    for rect in ruling.titles:
        painter.fillRect(QRect(rect.left(), rect.top() + 1, _EDGE, rect.height() - 1), accent)
    _paint_marks(painter, area, sheet)
    if sheet.focused is not None:
        painter.setPen(QPen(accent, 2))
        painter.drawRect(sheet.focused.body)


def _paint_marks(painter: QPainter, area: QRect, sheet: FormSheet) -> None:
    ground = sheet.palette().color(QPalette.ColorRole.Base)
    for cell in sheet.cells.values():
        body = cell.body
        if not body.adjusted(-2 * STAR, 0, 0, 0).intersects(area):
            continue
        if cell.message.level:
            colour = sheet.colour(cell.message.level)
            painter.fillRect(QRect(body.left() - 1, body.top(), _EDGE, body.height()), colour)
            cell.message.paint(painter, ground)
        if cell.required and not sheet.locked:
            _paint_star(painter, cell.label.geometry(), sheet.colour("missing"))
    for part in sheet.tables.values():
        part.message.paint(painter, ground)


def _paint_star(painter: QPainter, label: QRect, colour: QColor) -> None:
    painter.setPen(colour)
    room = QRect(label.right() + 1, label.top(), STAR + 4, label.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "*")
