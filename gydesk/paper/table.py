"""Tables of lines: the widths of their columns, their heads and rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any

from gydesk.catalogue.kinds import Field, Lang, Table
from gydesk.domain.facts import is_blank
from gydesk.paper.fonts import writing
from gydesk.paper.grid import PAD_X, Cell, Content, Empty, Row, Text
from gydesk.paper.ink import Style
from gydesk.paper.labels import broken_label
from gydesk.paper.speech import N_, speech
from gydesk.paper.text import break_lines
from gydesk.paper.values import HAND, Place, content
from gydesk.paper.wish import Wish

if TYPE_CHECKING:
    from gydesk.catalogue.library import Library

_SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_SIGN_WIDTH, _SIGN_HEIGHT = 57.0, 24.0
"""A signature in a cell takes 20 by 8 mm."""
_ROW_HEIGHT = 19.0
_TALL, _TALL_ON_WIDE, _WIDE, _SPLIT_LINES = 230.0, 140.0, 600.0, 3
"""Lines taller than a third of a page may go on at the next."""
_HEAD_LINES = 3
_PARTS = re.compile(r"(?=（)|\s")
"""A head is broken before its unit, and between words."""
_NUMBER_EM = 2.0
_LEAST_EM: Mapping[str, float] = {
    "integer": 2.4,
    "decimal": 3.0,
    "percent": 2.6,
    "money": 5.4,
    "date": 4.4,
    "datetime": 4.4,
    "phone": 6.3,
    "person": 3.05,
    "email": 6.0,
    "multiline": 5.0,
    "bool": 2.05,
    "department": 3.05,
    "form_ref": 6.0,
}
"""The least width of a column by its type; dates may take two lines there."""
_ANY_EM = 3.05
_WISH_SIZE = 8.5
_SPARE_EM = 2.2
_NEARLY = 1.015
"""Wishes are told with a little room of their own."""
_HALVINGS = 40
_MOST_CHOICE_EM = 4.05


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table stands on the page: size of its text, edges of its columns, the first of
    them for the number of the line."""

    table: Table
    size: float
    edges: tuple[float, ...]
    lang: Lang
    library: Library

    @property
    def width(self) -> float:
        """From edge to edge."""
        return self.edges[-1] - self.edges[0]

    def cells(self, contents: Iterable[Content], tint: bool = False) -> tuple[Cell, ...]:
        """One cell a column."""
        return tuple(
            Cell(self.edges[place], self.edges[place + 1] - self.edges[place], one, tint)
            for place, one in enumerate(contents)
        )


def columns_of(
    table: Table,
    left: float,
    width: float,
    library: Library,
    lang: Lang,
    most: float,
    wish: Wish | None = None,
) -> Columns:
    """The columns, none narrower than what stands in it needs: by what their lines wish, or by
    their weights; the text is set smaller (from ``most`` points on) where they would not find
    room."""
    none = (0.0,) * len(table.columns)
    sizes = [one for one in _SIZES if one <= most]
    tries: list[tuple[float, tuple[float, ...], bool]] = []
    if wish is not None:
        large = [size for size in sizes if size >= _WISH_SIZE]
        wishes = [(wish.texts, False), (wish.texts, True), (wish.words, False)]
        tries = [(size, wish.lists, True) for size in large if wish.lists]
        tries += [(size, *one) for size in large for one in wishes]
    for size, wished, folded in (*tries, *((one, none, False) for one in sizes)):
        base = [_least(column, library, lang, size, folded) for column in table.columns]
        least = [
            max(low, em * size + 2 * PAD_X if em else 0.0)
            for low, em in zip(base, wished, strict=True)
        ]
        number = _NUMBER_EM * size + 2 * PAD_X
        if sum(least) + number <= width * (_NEARLY if wished is not none else 1.0):
            break
    weights = [column.weight for column in table.columns]
    most_wide = _most(table.columns, least, size)
    if wish is not None:
        if sum(least) > width - number >= sum(base):
            least = _grown(base, least, width - number)
        heads = [writing(True).width(head_text(one, lang)) for one in table.columns]
        for full in (wish.full, heads):
            least = _grown(least, [em * size + 2 * PAD_X for em in full], width - number)
    widths = _shared(weights, least, most_wide, width - number)
    edges = [left, left + number]
    for one in widths:
        edges.append(edges[-1] + one)
    edges[-1] = left + width
    return Columns(table, size, tuple(edges), lang, library)


def _shared(
    weights: Sequence[int], least: Sequence[float], most: Sequence[float], width: float
) -> list[float]:
    """``width`` by weight, nobody below his least nor above his most; all less where there is
    too little."""
    if sum(least) >= width:
        return [one * width / sum(least) for one in least]
    low, high = 0.0, width
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if sum(_clamped(weights, least, most, middle)) > width:
            high = middle
        else:
            low = middle
    return _clamped(weights, least, most, low)


def _grown(least: Sequence[float], full: Sequence[float], width: float) -> list[float]:
    """The least widths, and of what is left to ``width`` for each the same part of what it
    could use to become ``full``."""
    needs = [max(0.0, one - low) for one, low in zip(full, least, strict=True)]
    spare, needed = width - sum(least), sum(needs)
    if spare <= 0 or not needed:
        return list(least)
    part = min(1.0, spare / needed)
    return [low + need * part for low, need in zip(least, needs, strict=True)]


def _clamped(
    weights: Sequence[int], least: Sequence[float], most: Sequence[float], share: float
) -> list[float]:
    together = zip(weights, least, most, strict=True)
    return [max(low, min(high, weight * share)) for weight, low, high in together]


def _most(columns: Sequence[Field], least: Sequence[float], size: float) -> list[float]:
    """A column of figures, dates or choices gets little more than it needs, so that the width
    goes to those of text; where there are none of these, all are as wide as they weigh."""
    if not any(one.type in ("text", "multiline") for one in columns):
        return [inf] * len(columns)
    return [
        inf if one.type in ("text", "multiline", "supplier_ref") else low + _SPARE_EM * size
        for one, low in zip(columns, least, strict=True)
    ]


def _least(column: Field, library: Library, lang: Lang, size: float, folded: bool = False) -> float:
    """The least width of a column; ``folded``: its head may stand on two lines."""
    em = _LEAST_EM.get(column.type, _ANY_EM)
    if column.type in ("choice", "multichoice"):
        names = [one.name(lang) for one in library.choices[column.choices].choices]
        most = _ANY_EM if folded else _MOST_CHOICE_EM
        em = max(2.05, min(most, max(map(writing().width, names), default=0) + 0.05))
    if lang == "en" and column.type in ("text", "person", "department"):
        em = 4.5
    head = head_text(column, lang)
    width = writing(True).width
    em = max(em, width(head) / _HEAD_LINES)
    if not folded or lang != "zh":
        em = max(em, *map(width, _PARTS.split(head)))
    while len(break_lines(head, em, True)) > _HEAD_LINES:
        em += 0.25
    least = em * size + 2 * PAD_X
    return max(least, _SIGN_WIDTH) if column.type == "signature" else least


def head_text(column: Field, lang: Lang) -> str:
    """The head of a column with its unit."""
    name, unit = column.name(lang), column.unit_in(lang)
    if unit:
        name = f"{name}（{unit}）" if lang == "zh" else f"{name} ({unit})"
    return writing(True).spell(name)


def head_row(columns: Columns) -> Row:
    """The row that begins the table on every page."""
    style = Style(columns.size, bold=True)
    names = ["序号" if columns.lang == "zh" else "No."]
    names += [head_text(column, columns.lang) for column in columns.table.columns]
    contents = []
    for place, name in enumerate(names):
        room = columns.edges[place + 1] - columns.edges[place] - 2 * PAD_X
        contents.append(Text(broken_label(name, room / style.size, True), style, "centre"))
    return Row(columns.cells(contents, tint=True), least=_ROW_HEIGHT, keep=True)


def line_rows(
    columns: Columns,
    lines: Sequence[Mapping[str, Any]],
    head: tuple[Row, ...],
    *,
    slash: bool = False,
    pen: bool = False,
) -> list[Row]:
    """A row a line. What is missing is crossed out (``slash``) or room for a pen (``pen``);
    an empty line of a table that people sign by hand is there for who comes late."""
    written = [one for one in columns.table.columns if one.by_hand or one.type == "signature"]
    by_hand = bool(written)
    places = _places(columns, pen=pen, slash=slash)
    free = _places(columns, pen=True, slash=False) if by_hand else places
    tall = _TALL if columns.width < _WIDE else _TALL_ON_WIDE
    style, going_on = Style(columns.size * 0.8), speech(columns.lang)(N_("cont."))
    rows = []
    for number, line in enumerate(lines, 1):
        contents: list[Content] = [_number(number, columns.size)]
        contents += [
            content(column, columns.table.told(column.id, line.get(column.id), columns.lang), place)
            for column, place in zip(
                columns.table.columns,
                free if by_hand and is_blank(columns.table, line) else places,
                strict=True,
            )
        ]
        free_cell = any(line.get(one.id) in (None, "", []) for one in written)
        row = Row(
            columns.cells(contents),
            least=HAND if pen else _SIGN_HEIGHT if free_cell else _ROW_HEIGHT,
            head=head,
        )
        if row.height > tall:
            row.splits = _SPLIT_LINES
            row.again = Text((str(number), going_on), style, "centre", top=True)
        rows.append(row)
    return rows


def legend_row(columns: Columns, head: tuple[Row, ...]) -> Row | None:
    """What may be written into the columns of choices that have no boxes, for whoever fills
    the table by pen; None when there are no such columns."""
    say = speech(columns.lang)
    told = []
    places = _places(columns, pen=True, slash=False)
    for column, place in zip(columns.table.columns, places, strict=True):
        if column.type not in ("choice", "multichoice") or column.open_choice:
            continue
        if isinstance(content(column, None, place), Empty):
            entries = [
                one.name(columns.lang) for one in columns.library.choices[column.choices].choices
            ]
            names = ("／" if columns.lang == "zh" else " / ").join(entries)
            told.append(
                say(N_("{column}: {entries}"), column=column.name(columns.lang), entries=names)
            )
    if not told:
        return None
    style = Style(columns.size - 1)
    text = writing().spell(("；" if columns.lang == "zh" else "; ").join(told))
    lines = break_lines(text, (columns.width - 2 * PAD_X) / style.size)
    return Row((Cell(columns.edges[0], columns.width, Text(lines, style)),), head=head)


def none_row(columns: Columns, word: str, head: tuple[Row, ...]) -> Row:
    """One row across that says there is nothing."""
    text = Text((word,), Style(columns.size), "centre") if word else Empty()
    return Row((Cell(columns.edges[0], columns.width, text),), least=_ROW_HEIGHT, head=head)


def _number(number: int, size: float) -> Content:
    return Text((str(number),), Style(size), "centre")


def _places(columns: Columns, *, pen: bool, slash: bool) -> list[Place]:
    return [
        Place(
            library=columns.library,
            lang=columns.lang,
            width=columns.edges[place + 2] - columns.edges[place + 1],
            size=columns.size,
            pen=pen,
            column=True,
            slash=slash,
        )
        for place in range(len(columns.table.columns))
    ]
