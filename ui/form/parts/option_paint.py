"""How an option is drawn: a box or a ring to tick, as on paper, legible on any ground."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton

from ui.form.parts.measure import wrapped_height

_SIDE = 14
_LEFT = 3
_BETWEEN = 6
OPTION_ROOM = _LEFT + _SIDE + _BETWEEN + 5
"""The width in pixels that an option takes beside its text."""


def option_size(button: QAbstractButton, most: int = 100_000) -> QSize:
    """The size of ``button`` with its text, wrapped where it is wider than ``most`` pixels."""
    metrics = button.fontMetrics()
    wide = metrics.horizontalAdvance(button.text()) + OPTION_ROOM
    line = max(metrics.height(), _SIDE)
    if wide <= most:
        return QSize(wide, line + 6)
    text = wrapped_height(button.text(), button.font(), most - OPTION_ROOM, 10 * line)
    return QSize(most, int(text) + 7)


def paint_option(button: QAbstractButton, *, round_: bool) -> None:
    """Draw ``button``: its ring or box, the tick in it, its text, and a frame with the focus."""
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    roles, palette = QPalette.ColorRole, button.palette()
    active = QPalette.ColorGroup.Active  # also when locked: a signed record is to be read
    ink, accent = palette.color(active, roles.Text), palette.color(active, roles.Highlight)
    box = QRectF(_LEFT, (button.height() - _SIDE) / 2, _SIDE, _SIDE).adjusted(0.7, 0.7, -0.7, -0.7)
    ticked = button.isChecked()
    painter.setPen(QPen(accent if ticked else palette.color(active, roles.PlaceholderText), 1.4))
    painter.setBrush(accent if ticked and not round_ else Qt.BrushStyle.NoBrush)
    if round_:
        painter.drawEllipse(box)
    else:
        painter.drawRoundedRect(box, 2, 2)
    if ticked:
        _paint_tick(painter, box, palette, round_=round_)
    painter.setPen(ink)
    left = _LEFT + _SIDE + _BETWEEN
    room = QRect(left, 0, button.width() - left, button.height())
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(room, flags | int(Qt.TextFlag.TextWordWrap), button.text())
    if button.hasFocus():
        painter.setPen(QPen(accent, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(0.6, 0.6, -0.6, -0.6), 3, 3)
    painter.end()


def _paint_tick(painter: QPainter, box: QRectF, palette: QPalette, *, round_: bool) -> None:
    roles = QPalette.ColorRole
    if round_:
        painter.setBrush(palette.color(QPalette.ColorGroup.Active, roles.Highlight))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(box.center(), 3.6, 3.6)
        return
    middle = box.center()
    painter.setPen(QPen(palette.color(QPalette.ColorGroup.Active, roles.HighlightedText), 1.8))
    painter.drawPolyline(
        [middle + QPointF(-3.2, 0.2), middle + QPointF(-0.8, 2.8), middle + QPointF(3.4, -2.6)]
    )
