"""Tables of lines: the widths of their columns, their heads and rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gydesk.catalogue.kinds import Field, Lang, Table
from gydesk.domain.facts import is_blank
from gydesk.paper.fonts import writing
from gydesk.paper.grid import PAD_X, Cell, Content, Empty, Row, Text
from gydesk.paper.ink import Style
from gydesk.paper.speech import N_, speech
from gydesk.paper.text import balanced, break_lines
from gydesk.paper.values import HAND, Place, content

if TYPE_CHECKING:
    from gydesk.catalogue.library import Library

_SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_SIGN_WIDTH, _SIGN_HEIGHT = 57.0, 24.0
"""A signature in a cell takes 20 by 8 mm."""
_ROW_HEIGHT = 19.0
_HEAD_LINES = 3
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
_MOST_WISH = 8.0
_WISH_SIZE = 8.5
_WORD = re.compile(r"[!-~]{5,}")
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


Wish = tuple[float, ...]
"""What the words of a table's lines would like each column to be wide, in em."""


def wish_of(table: Table, lines: Iterable[Mapping[str, Any]]) -> Wish:
    """Type numbers and other words without a Chinese character are not broken where there is
    room for them elsewhere."""
    wishes = []
    width = writing().width
    for column in table.columns:
        wish = 0.0
        if column.type in ("text", "multiline"):
            words = {word for line in lines for word in _WORD.findall(str(line.get(column.id, "")))}
            wish = min(_MOST_WISH, max(map(width, words), default=0.0))
        wishes.append(round(wish + 0.24, 1) if wish else 0.0)
    return tuple(wishes)


def columns_of(
    table: Table,
    left: float,
    width: float,
    library: Library,
    lang: Lang,
    most: float,
    wish: Wish = (),
) -> Columns:
    """The columns by their weights, none narrower than what stands in it needs; the text is set
    smaller (from ``most`` points on) where they would not find room."""
    wish = wish or (0.0,) * len(table.columns)
    sizes = [one for one in _SIZES if one <= most]
    tries = [(one, wish) for one in sizes if one >= _WISH_SIZE]
    for size, wished in (*tries, *((one, None) for one in sizes)):
        least = [_least(column, library, lang, size) for column in table.columns]
        if wished is not None:
            pairs = zip(least, wished, strict=True)
            least = [max(one, em * size + 2 * PAD_X if em else 0.0) for one, em in pairs]
        number = _NUMBER_EM * size + 2 * PAD_X
        if sum(least) + number <= width:
            break
    widths = _shared([column.weight for column in table.columns], least, width - number)
    edges = [left, left + number]
    for one in widths:
        edges.append(edges[-1] + one)
    edges[-1] = left + width
    return Columns(table, size, tuple(edges), lang, library)


def _shared(weights: Sequence[int], least: Sequence[float], width: float) -> list[float]:
    """``width`` by weight, but nobody below his least; all less where there is too little."""
    if sum(least) >= width:
        return [one * width / sum(least) for one in least]
    fixed: set[int] = set()
    while True:
        free = width - sum(least[place] for place in fixed)
        shares = sum(weight for place, weight in enumerate(weights) if place not in fixed)
        short = {
            place
            for place, weight in enumerate(weights)
            if place not in fixed and free * weight / shares < least[place]
        }
        if not short:
            return [
                least[place] if place in fixed else free * weight / shares
                for place, weight in enumerate(weights)
            ]
        fixed |= short


def _least(column: Field, library: Library, lang: Lang, size: float) -> float:
    em = _LEAST_EM.get(column.type, _ANY_EM)
    if column.type in ("choice", "multichoice"):
        names = [one.name(lang) for one in library.choices[column.choices].choices]
        em = max(2.05, min(_MOST_CHOICE_EM, max(map(writing().width, names), default=0) + 0.05))
    if lang == "en" and column.type in ("text", "person", "department"):
        em = 4.5
    head = head_text(column, lang)
    width = writing(True).width
    em = max(em, width(head) / _HEAD_LINES, *(width(word) for word in head.split()))
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
        contents.append(Text(balanced(name, room / style.size, True), style, "centre"))
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
    least = HAND if pen else _ROW_HEIGHT
    by_hand = any(one.by_hand or one.type == "signature" for one in columns.table.columns)
    if by_hand:
        least = max(least, _SIGN_HEIGHT)
    places = _places(columns, pen=pen, slash=slash)
    free = _places(columns, pen=True, slash=False) if by_hand else places
    rows = []
    for number, line in enumerate(lines, 1):
        contents: list[Content] = [_number(number, columns.size)]
        contents += [
            content(column, line.get(column.id), place)
            for column, place in zip(
                columns.table.columns,
                free if by_hand and is_blank(columns.table, line) else places,
                strict=True,
            )
        ]
        rows.append(Row(columns.cells(contents), least=least, head=head))
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
