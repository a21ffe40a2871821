"""The heads of a table's columns and the numbers of its rows, flat as on paper."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.form.line_model import LineModel

_WRAPPED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
HEAD_PAD = 3


class LineHeader(QHeaderView):
    """Drawn from the palette: labels on AlternateBase, ruled in Mid."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.text_font = QFont(self.font())
        """Not the widget's own: an application's style sheet takes that back."""
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(orientation == Qt.Orientation.Vertical)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One head: its text wrapped in the middle, lines at the right and below."""
        text = str(self.model().headerData(section, self.orientation()) or "")
        painter.save()
        painter.setFont(self.text_font)
        _paint_head(painter, rect, text, self.palette())
        model = self.model()
        assert isinstance(model, LineModel)
        if self.orientation() == Qt.Orientation.Horizontal and model.must_fill(section):
            painter.setPen(model.error_color)
            corner = rect.adjusted(0, 1, -HEAD_PAD, 0)
            painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, "*")
        painter.restore()


class LineCorner(QWidget):
    """The head above the row numbers."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text

    def paintEvent(self, event: QPaintEvent) -> None:
        """As a head of a column."""
        painter = QPainter(self)
        _paint_head(painter, self.rect(), self._text, self.palette())
        painter.end()


def _paint_head(painter: QPainter, rect: QRect, text: str, palette: QPalette) -> None:
    """``painter`` has the font of the head."""
    roles = QPalette.ColorRole
    painter.fillRect(rect, palette.color(roles.AlternateBase))
    painter.setPen(palette.color(roles.Mid))
    painter.drawLine(rect.topRight(), rect.bottomRight())
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.setPen(palette.color(roles.Text))
    painter.drawText(rect.adjusted(HEAD_PAD, 0, -HEAD_PAD, 0), _WRAPPED, text)
