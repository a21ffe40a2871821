"""Laying small widgets out in lines that wrap, by hand: a nested layout would cost more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget


def flow_rects(sizes: Sequence[QSize], width: int, gap: int, margin: int = 4) -> list[QRect]:
    """Places for boxes of ``sizes`` in lines of at most ``width`` pixels."""
    rects: list[QRect] = []
    x = y = margin
    tallest = 0
    for size in sizes:
        if x > margin and x + size.width() > width - margin:
            x, y, tallest = margin, y + tallest + gap // 2, 0
        rects.append(QRect(x, y, min(size.width(), max(width - 2 * margin, 1)), size.height()))
        x += size.width() + gap
        tallest = max(tallest, size.height())
    return rects


def flow_height(rects: Sequence[QRect], margin: int = 4) -> int:
    """The height that ``rects`` take."""
    return max((rect.bottom() + 1 for rect in rects), default=0) + margin


def place(widgets: Sequence[QWidget], rects: Sequence[QRect]) -> None:
    """Move ``widgets`` to their ``rects``."""
    for widget, rect in zip(widgets, rects, strict=True):
        widget.setGeometry(rect)
