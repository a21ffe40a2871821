"""How tall a text is when it is wrapped at a width."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtGui import QFont, QTextLayout, QTextOption

_ENOUGH = 4_000
"""Characters of one paragraph that are measured: more than any cell shows at once."""


def wrapped_height(text: str, font: QFont, width: float, most: float) -> float:
    """The height in pixels of ``text`` in lines of ``width``; measuring ends above ``most``."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    height = 0.0
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph[:_ENOUGH], font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            height += line.height()
            if height > most:
                break
        layout.endLayout()
        if height > most:
            break
    return height


def widest_word(text: str, font: QFont) -> int:
    """The width in pixels of the widest part of ``text`` that is not broken into lines: an
    English word, a Chinese character with its brackets."""
    return _widest(text, font.toString())


@lru_cache(maxsize=4_000)
def _widest(text: str, described: str) -> int:
    font = QFont()
    font.fromString(described)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    widest = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(1)
        widest = max(widest, line.naturalTextWidth())
    layout.endLayout()
    return math.ceil(widest)
