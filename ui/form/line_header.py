"""The heads of a table's columns and the numbers of its rows, flat as on paper."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QWidget

_WRAPPED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
_PAD = 3


class LineHeader(QHeaderView):
    """Drawn from the palette: labels on AlternateBase, ruled in Mid."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(orientation == Qt.Orientation.Vertical)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One head: its text wrapped in the middle, lines at the right and below."""
        roles, palette = QPalette.ColorRole, self.palette()
        painter.fillRect(rect, palette.color(roles.AlternateBase))
        painter.setPen(palette.color(roles.Mid))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = str(self.model().headerData(section, self.orientation()) or "")
        painter.setPen(palette.color(roles.Text))
        painter.drawText(rect.adjusted(_PAD, 0, -_PAD, 0), _WRAPPED, text)
