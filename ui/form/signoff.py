"""Signature blocks, drawn blank as they will print."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from gydesk.catalogue.kinds import Lang, SignOff
from gydesk.words import tr

_LINES = 4.6
"""Height of a block in lines of text: a seal of 4 cm must fit on paper."""


class SignBlocks(QWidget):
    """The blocks of a form side by side: who signs, the line to sign on, the date.

    ``set_signed`` shows who has signed on paper, by the id of the block.
    """

    def __init__(self, blocks: tuple[SignOff, ...], lang: Lang, parent: QWidget) -> None:
        super().__init__(parent)
        self._blocks = blocks
        self._lang = lang
        self._signed: Mapping[str, tuple[str, str]] = {}
        names = "、" if lang == "zh" else ", "
        self.setAccessibleName(tr("Signatures"))
        self.setAccessibleDescription(names.join(block.name(lang) for block in blocks))

    def set_signed(self, signed: Mapping[str, tuple[str, str]]) -> None:
        """Block id → (name, date as text)."""
        self._signed = signed
        self.update()

    def height_for(self, width: int) -> int:
        """The height of all rows of blocks in pixels."""
        rows = -(-len(self._blocks) // self._columns())
        return rows * self._block_height() + 1

    def sizeHint(self) -> QSize:
        """Room for the blocks at the least width of a page."""
        return QSize(600, self.height_for(600))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ruled boxes as on paper."""
        painter = QPainter(self)
        palette = self.palette()
        ruling = palette.color(QPalette.ColorRole.Mid)
        text = palette.color(QPalette.ColorRole.Text)
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        for position, block in enumerate(self._blocks):
            box = self._box(position)
            painter.setPen(ruling)
            painter.drawRect(box)
            inside = box.adjusted(10, 6, -10, -8)
            painter.setPen(text)
            name = block.name(self._lang)
            if block.stamp and not _names_seal(name):
                name += tr(" (seal)")
            painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, name)
            signer, on = self._signed.get(block.id, ("", ""))
            line = self.fontMetrics().lineSpacing()
            upper = QRect(inside.left(), inside.bottom() - 2 * line - 8, inside.width(), line)
            lower = QRect(inside.left(), inside.bottom() - line, inside.width(), line)
            self._draw_line(painter, upper, tr("Signature:"), signer, text, faint, ruling)
            blank = on or tr("        /       /      ")
            self._draw_line(painter, lower, tr("Date:"), blank, text, faint, ruling)
        painter.end()

    def _draw_line(
        self,
        painter: QPainter,
        rect: QRect,
        label: str,
        value: str,
        text: QColor,
        faint: QColor,
        ruling: QColor,
    ) -> None:
        painter.setPen(faint)
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft, label)
        start = rect.left() + self.fontMetrics().horizontalAdvance(label) + 6
        painter.setPen(ruling)
        painter.drawLine(start, rect.bottom() + 2, rect.right(), rect.bottom() + 2)
        painter.setPen(text)
        painter.drawText(rect.adjusted(start - rect.left() + 4, 0, 0, 0), 0, value)

    def _columns(self) -> int:
        count = len(self._blocks)
        return count if count <= 3 else 2 if count == 4 else 3

    def _block_height(self) -> int:
        return int(self.fontMetrics().lineSpacing() * _LINES) + 14

    def _box(self, position: int) -> QRect:
        """Equal boxes; those of a last row that is not full share its width."""
        columns, height = self._columns(), self._block_height()
        row, column = divmod(position, columns)
        in_row = min(columns, len(self._blocks) - row * columns)
        left = (self.width() - 1) * column // in_row
        right = (self.width() - 1) * (column + 1) // in_row
        return QRect(left, row * height, right - left, height)


def _names_seal(name: str) -> bool:
    return "章" in name or "seal" in name.casefold() or "stamp" in name.casefold()
