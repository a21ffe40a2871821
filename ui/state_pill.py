"""A record's state as a word on its quiet colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import style


def paint_state(painter: QPainter, room: QRectF, text: str, state: str) -> QRectF:
    """Draw a state's word on its ground at the left of ``room``; the place it took."""
    ink, ground = style.state_colours(state)
    metrics = painter.fontMetrics()
    width = min(metrics.horizontalAdvance(text) + 14, room.width())
    height = min(metrics.height() + 4, room.height() - 2)
    pill = QRectF(room.left(), room.center().y() - height / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setPen(ink)
    if state == "void":
        font = painter.font()
        font.setStrikeOut(True)
        painter.setFont(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width) - 10)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()
    return pill


class StatePill(QWidget):
    """The word beside a title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._state = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, state: str) -> None:
        """Show another state."""
        self._text, self._state = text, state
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 16, metrics.height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._text:
            painter = QPainter(self)
            paint_state(painter, QRectF(self.rect()), self._text, self._state)
            painter.end()
