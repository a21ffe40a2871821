"""Signature blocks, drawn blank as they will print."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from gydesk.catalogue.kinds import Lang, SignOff
from gydesk.words import tr

_LINES = 2.2
"""Empty room under a name, in lines of text: a hand signs large, and a seal is set there."""
_SIDE, _TOP, _BOTTOM, _GAP = 10, 6, 8, 8


class SignBlocks(QWidget):
    """The blocks of a form side by side: who signs, the line to sign on, the date.

    ``set_signed`` shows who has signed on paper, by the id of the block.
    """

    def __init__(self, blocks: tuple[SignOff, ...], lang: Lang, parent: QWidget) -> None:
        super().__init__(parent)
        self._blocks = blocks
        self._lang = lang
        self._signed: Mapping[str, tuple[str, str]] = {}
        self.setObjectName("signBlocks")
        self.setAccessibleName(tr("Signatures"))
        self.set_signed({})

    def set_signed(self, signed: Mapping[str, tuple[str, str]]) -> None:
        """Block id → (name, date as text)."""
        self._signed = signed
        told = [
            " ".join((self._name(block), *signed.get(block.id, ("", "")))).strip()
            for block in self._blocks
        ]
        self.setAccessibleDescription("; ".join(told))
        self.update()

    def height_for(self, width: int) -> int:
        """The height of all rows of blocks in pixels."""
        rows = -(-len(self._blocks) // self._columns(width))
        return rows * self._block_height(width) + 1

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
        line = self.fontMetrics().lineSpacing()
        for position, block in enumerate(self._blocks):
            box = self._box(position)
            painter.setPen(ruling)
            painter.drawRect(box)
            inside = box.adjusted(_SIDE, _TOP, -_SIDE, -_BOTTOM)
            painter.setPen(text)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            painter.drawText(inside, flags, self._name(block))
            signer, on = self._signed.get(block.id, ("", ""))
            low = inside.bottom() - line
            upper = QRect(inside.left(), low - line - _GAP, inside.width(), line)
            lower = QRect(inside.left(), low, inside.width(), line)
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

    def _name(self, block: SignOff) -> str:
        name = block.name(self._lang)
        sealed = "章" in name or "seal" in name.casefold() or "stamp" in name.casefold()
        return name + tr(" (seal)") if block.stamp and not sealed else name

    def _columns(self, width: int) -> int:
        """As on paper, or fewer where the line for the date has no room."""
        count = len(self._blocks)
        columns = count if count <= 3 else 2 if count == 4 else 3
        date = self.fontMetrics().horizontalAdvance(tr("Date:") + tr("        /       /      "))
        return max(1, min(columns, width // (date + 2 * _SIDE + 12)))

    def _block_height(self, width: int) -> int:
        """As high as the longest name wants, the empty room, and the two lines."""
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
        metrics = self.fontMetrics()
        room = QRect(0, 0, width // self._columns(width) - 2 * _SIDE - 1, 1000)
        names = (self._name(block) for block in self._blocks)
        tallest = max(metrics.boundingRect(room, flags, name).height() for name in names)
        line = metrics.lineSpacing()
        return int(tallest + (_LINES + 1) * line) + _TOP + _BOTTOM + _GAP

    def _box(self, position: int) -> QRect:
        """Equal boxes; those of a last row that is not full share its width."""
        width = self.width() - 1
        columns, height = self._columns(width), self._block_height(width)
        row, column = divmod(position, columns)
        in_row = min(columns, len(self._blocks) - row * columns)
        left = width * column // in_row
        right = width * (column + 1) // in_row
        return QRect(left, row * height, right - left, height)
