"""A signature: written on paper, so its place stays blank on the screen."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QPalette

from gydesk.words import tr
from ui.form.fields.base import FieldWidget, line_height


class SignatureWidget(FieldWidget):
    """Drawn as it prints: a line to sign on; nothing is stored."""

    def height_for(self, width: int) -> int:
        """Room for a hand-written name."""
        return 2 * line_height(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """签字 and a line."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        text = tr("Signature:")
        base = self.height() - 12
        painter.drawText(6, base, text)
        start = 12 + self.fontMetrics().horizontalAdvance(text)
        painter.drawLine(start, base + 2, self.width() - 8, base + 2)
        painter.end()
