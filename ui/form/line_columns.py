"""How wide the columns of a table are and how tall its head and rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetrics

from ui.form.line_header import HEAD_PAD
from ui.form.parts.measure import widest_word, wrapped_height

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.line_model import LineModel

INSET = 2
"""What a cell is parted from its ruling by, beside the style's own margin."""
MARGINS = 6 + 2 * INSET
"""What of a cell's width its text cannot use."""
PAD = MARGINS + 2
_LEAST = {
    "money": "-99,999.00",
    "date": "2026-12-28",
    "datetime": "2026-12-28",
    "decimal": "9999.9",
    "integer": "9999",
    "percent": "100%",
    "phone": "138 0013",
}
UNBROKEN = frozenset({"integer", "decimal", "money", "percent", "date"})
_ANY_LEAST = "三个字"
_BREAK = "\u200b"
_CODES = re.compile(r"[^\s\u2e80-\uffff]{4,}")
_PARTS = re.compile(r"[^,;/.+-]*[,;/.+-]+|[^,;/.+-]+")


def column_widths(
    free: int, model: LineModel, metrics: QFontMetrics, head: QFont, *, choices: bool
) -> list[int]:
    """Pixels for every column in ``free``: by weight, none so narrow that its usual content, a
    figure in it, a word of its head, or, with ``choices``, of what it offers breaks."""
    columns = model.table.columns
    least = [
        max(
            _least(column, metrics) + PAD,
            _head_word(position, model, head),
            figures_width(position, model, metrics),
            _choice_word(column, model, metrics) if choices else 0,
        )
        for position, column in enumerate(columns)
    ]
    return shared_widths(free, [column.weight for column in columns], least)


def head_height(widths: list[int], model: LineModel, font: QFont) -> int:
    """The height of the head in pixels."""
    return 10 + int(
        max(
            wrapped_height(model.header_text(position), font, width - 2 * HEAD_PAD, 400)
            for position, width in enumerate(widths)
        )
    )


def row_height(row: int, widths: list[int], model: LineModel, font: QFont, line: int) -> int:
    """The height of a row in pixels: ``line``, or as many as its longest text needs."""
    metrics = QFontMetrics(font)
    height = line
    for column, width in enumerate(widths):
        if model.table.columns[column].type in UNBROKEN:
            continue
        room = width - MARGINS
        text = breakable(model.text(row, column), metrics, room)
        if text and ("\n" in text or metrics.horizontalAdvance(text) > room):
            wrapped = wrapped_height(text, font, room, 30 * line)
            height = max(height, int(wrapped) + 10)
    return height


def breakable(text: str, metrics: QFontMetrics, width: int) -> str:
    """``text`` in which a word wider than ``width`` (a serial number) may break anywhere; Qt
    would cut it."""
    if metrics.horizontalAdvance(text) <= width and "\n" not in text:
        return text
    return _CODES.sub(lambda found: _split(found.group(), metrics, width), text)


def _split(word: str, metrics: QFontMetrics, width: int) -> str:
    """Between its parts where they fit (PoE+,4×SFP,740W), else anywhere."""
    if metrics.horizontalAdvance(word) <= width:
        return word
    parts = _PARTS.findall(word)
    return _BREAK.join(
        part if metrics.horizontalAdvance(part) <= width else _BREAK.join(part) for part in parts
    )


def figures_width(
    position: int, model: LineModel, metrics: QFontMetrics, rows: range | None = None
) -> int:
    """What the figures and dates of a column need, for they are never broken; 0 for words."""
    if model.table.columns[position].type not in UNBROKEN:
        return 0
    every = range(model.line_count()) if rows is None else rows
    texts = (model.text(row, position) for row in every)
    return max((metrics.horizontalAdvance(text) for text in texts if text), default=0) + PAD


def _head_word(position: int, model: LineModel, font: QFont) -> int:
    return widest_word(model.header_text(position), font) + 2 * HEAD_PAD + 1


def _choice_word(column: Field, model: LineModel, metrics: QFontMetrics) -> int:
    """What the longest word of the column's choices needs; 0 where there are none."""
    if not column.choices:
        return 0
    choices = model.context.library.choices[column.choices].choices
    names = (choice.name(model.context.lang) for choice in choices)
    words = (word for name in names for word in _CODES.findall(name))
    return max(map(metrics.horizontalAdvance, words), default=0) + PAD


def _least(column: Field, metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance(_LEAST.get(column.type, _ANY_LEAST))


def shared_widths(free: int, weights: list[int], least: list[int]) -> list[int]:
    """Pixels for columns of ``weights`` in ``free`` pixels, each at least its ``least``.

    Where even the least ones do not fit, they are kept: the table then scrolls sideways.
    """
    fixed: dict[int, int] = {}
    while True:
        open_weight = sum(w for i, w in enumerate(weights) if i not in fixed)
        room = free - sum(fixed.values())
        if not open_weight or room <= 0:
            return [fixed.get(i, least[i]) for i in range(len(weights))]
        share = [room * w // open_weight for w in weights]
        narrow = [i for i in range(len(weights)) if i not in fixed and share[i] < least[i]]
        if not narrow:
            widths = [fixed.get(i, share[i]) for i in range(len(weights))]
            widest = max(range(len(weights)), key=lambda i: weights[i])
            widths[widest] += free - sum(widths)
            return widths
        fixed.update({i: least[i] for i in narrow})
