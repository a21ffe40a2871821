"""The sentence below a field or table that says what is wrong, with a mark of its level."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QLabel, QWidget

_PAD = 5
_MARK = 16
_HALF = 5


def plain_label(text: str, name: str, parent: QWidget) -> QLabel:
    """A wrapping label that never reads its text as markup."""
    label = QLabel(text, parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


class Message:
    """``level`` is ``error``, ``missing``, ``warn`` or empty. The label is made when there is
    one to tell; ``colour`` gives the ink of a level."""

    def __init__(self, parent: QWidget, colour: Callable[[str], QColor]) -> None:
        self._parent = parent
        self._colour = colour
        self.label: QLabel | None = None
        self.level = ""

    def tell(self, text: str, level: str) -> bool:
        """Show ``text`` (empty: nothing); True when the place it takes may have changed."""
        if not text:
            shown = bool(self.level)
            self.level = ""
            if self.label is not None:
                self.label.hide()
            return shown
        if self.label is None:
            self.label = plain_label("", "fieldMessage", self._parent)
        if self.level == level and self.label.text() == text:
            return False
        self.label.setText(text)
        shade = "warn" if level == "warn" else "error"
        if self.label.property("level") != shade:
            self.label.setProperty("level", shade)
            self.label.style().unpolish(self.label)
            self.label.style().polish(self.label)
        self.level = level
        self.recolour()
        self.label.show()
        return True

    def recolour(self) -> None:
        """Take the ink of the level anew, after the colours changed."""
        if self.label is not None and self.level:
            palette = self.label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, self._colour(self.level))
            self.label.setPalette(palette)

    def text(self) -> str:
        """What is told now."""
        return self.label.text() if self.label is not None and self.level else ""

    def height_for(self, width: int) -> int:
        """The height of the sentence in pixels; 0 without one."""
        if self.label is None or not self.level:
            return 0
        return self.label.heightForWidth(width - 2 * _PAD - _MARK) + 4

    def place(self, rect: QRect) -> None:
        """Put the sentence into ``rect``."""
        if self.label is not None:
            self.label.setGeometry(rect.adjusted(_PAD + _MARK, 0, -_PAD, -4))

    def paint(self, painter: QPainter, ground: QColor) -> None:
        """The mark before the sentence: a disc with a bar for an error, a ring for something
        missing, a triangle for a doubt."""
        if self.label is None or not self.level:
            return
        middle = self.label.fontMetrics().lineSpacing() // 2
        at = self.label.geometry().topLeft() + QPoint(-_MARK // 2 - 1, middle)
        colour = self._colour(self.level)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.4))
        if self.level == "warn":
            top = at + QPoint(0, -_HALF)
            painter.drawPolygon(
                [top, at + QPoint(-_HALF, _HALF - 1), at + QPoint(_HALF, _HALF - 1)]
            )
            painter.drawLine(at + QPoint(0, -1), at + QPoint(0, 1))
        elif self.level == "missing":
            painter.drawEllipse(at, _HALF - 1, _HALF - 1)
        else:
            painter.setBrush(colour)
            painter.drawEllipse(at, _HALF, _HALF)
            painter.setPen(QPen(ground, 1.6))
            painter.drawLine(at + QPoint(0, -3), at + QPoint(0, 0))
            painter.drawPoint(at + QPoint(0, 3))
        painter.restore()
