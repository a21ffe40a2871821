"""Tables of lines: the widths of their columns, their heads and rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, inf
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
_WORDY = ("text", "multiline", "email")
_WISH_LINES = 3
_SPARE_EM = 2.2
_HALVINGS = 40
_WORD = re.compile(r"[!-~]{5,}")
_LONG_DATE: Mapping[Lang, str] = {"zh": "2014年12月28日", "en": "2014-12-28"}
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


@dataclass(frozen=True, slots=True)
class Wish:
    """How wide the lines of a table would like its columns to be, in em (0: no wish): that
    their words are not broken, and that their texts take few lines."""

    words: tuple[float, ...]
    texts: tuple[float, ...]


def wish_of(table: Table, lines: Sequence[Mapping[str, Any]], lang: Lang) -> Wish:
    """What is read off the lines: type numbers and dates stay whole, and long remarks get their
    width, where there is room for it elsewhere."""
    words, texts = [], []
    width = writing().width
    for column in table.columns:
        word = text = 0.0
        if column.type in _WORDY:
            shown = [str(line.get(column.id) or "") for line in lines]
            found = {one for each in shown for one in _WORD.findall(each)}
            word = min(_MOST_WISH, max(map(width, found), default=0.0))
            longest = max((_about(part) for each in shown for part in each.split("\n")), default=0)
            text = min(_MOST_WISH, longest / _WISH_LINES)
        elif column.type == "date":
            text = width(_LONG_DATE[lang])
        words.append(_rounded(word))
        texts.append(_rounded(max(word, text)))
    return Wish(tuple(words), tuple(texts))


def _about(text: str) -> float:
    """The width of a text in em, nearly: Chinese characters take three bytes."""
    wide = (len(text.encode("utf-8", "replace")) - len(text)) / 2
    return wide + (len(text) - wide) * 0.53


def _rounded(em: float) -> float:
    return ceil(em * 5 + 0.5) / 5 if em else 0.0


def columns_of(
    table: Table,
    left: float,
    width: float,
    library: Library,
    lang: Lang,
    most: float,
    wish: Wish | None = None,
) -> Columns:
    """The columns by their weights, none narrower than what stands in it needs; the text is set
    smaller (from ``most`` points on) where they would not find room."""
    none = (0.0,) * len(table.columns)
    sizes = [one for one in _SIZES if one <= most]
    tries: list[tuple[float, tuple[float, ...]]] = []
    if wish is not None:
        for wished in (wish.texts, wish.words):
            tries += [(one, wished) for one in sizes if one >= _WISH_SIZE]
    for size, wished in (*tries, *((one, none) for one in sizes)):
        least = [
            max(_least(column, library, lang, size), em * size + 2 * PAD_X if em else 0.0)
            for column, em in zip(table.columns, wished, strict=True)
        ]
        number = _NUMBER_EM * size + 2 * PAD_X
        if sum(least) + number <= width:
            break
    weights = [column.weight for column in table.columns]
    widths = _shared(weights, least, _most(table.columns, least, size), width - number)
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
            content(column, columns.table.told(column.id, line.get(column.id), columns.lang), place)
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
