"""How wide the lines of a table would like its columns to be.

What is read off the lines: short words, type numbers and dates stay whole, long remarks get
their width, and long lists of serial numbers stand two to a line, where there is room.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from gydesk.catalogue.kinds import Field, Lang, Table
from gydesk.paper.fonts import writing

if TYPE_CHECKING:
    from gydesk.catalogue.library import Library

_MOST_WORD = 9.0
_LEAST_TEXT, _MOST_TEXT = 4.2, 7.6
_MOST_FULL = 15.0
_SHORT = 6.0
_LINES = 3
_GAP_EM = 1.0
_LIST, _LONG_LIST = 3, 8
_WORDY = ("text", "multiline", "email")
_NAMES = ("person", "phone", "supplier_ref", "form_ref")
_WORD = re.compile(r"[!-+\--~\u00c0-\u024f]{5,}")
_CODE = re.compile(r"[!-~]{3,24}")
_LONG_DATE: Mapping[Lang, str] = {"zh": "2014年12月28日", "en": "2014-12-28"}
_FIGURE_EM = 0.56


@dataclass(frozen=True, slots=True)
class Wish:
    """Widths in em, one a column (0: no wish). ``words`` keeps words whole, ``texts`` lets texts
    take few lines, ``lists`` sets long lists of serial numbers two to a line (none where there
    are no such lists); ``full`` is what a column can use at the most."""

    words: tuple[float, ...]
    texts: tuple[float, ...]
    full: tuple[float, ...]
    lists: tuple[float, ...] = ()


def wish_of(table: Table, lines: Sequence[Mapping[str, Any]], library: Library, lang: Lang) -> Wish:
    """What ``lines`` wish."""
    found = [
        _column(column, [line.get(column.id) for line in lines], library, lang)
        for column in table.columns
    ]
    words, texts, full = (tuple(map(_rounded, one)) for one in zip(*found, strict=True))
    codes_of = [
        _widest_code(column, [line.get(column.id) for line in lines]) for column in table.columns
    ]
    if not any(codes_of):
        return Wish(words, texts, full)
    two = [_rounded(2 * wide + _GAP_EM) if wide else 0.0 for wide in codes_of]
    return Wish(words, texts, full, tuple(map(max, two, texts)))


def _column(
    column: Field, values: Sequence[Any], library: Library, lang: Lang
) -> tuple[float, float, float]:
    width = writing().width
    if column.type == "date":
        whole = width(_LONG_DATE[lang])
        return 0.0, whole, whole
    if column.type == "datetime":
        return 0.0, 0.0, width(_LONG_DATE[lang]) + 3.0
    if column.type == "money":
        whole = max((_money(str(value)) for value in values if value), default=0.0)
        return whole, whole, whole
    if column.type in ("choice", *_NAMES):
        names = [value for value in values if isinstance(value, str)]
        if column.type == "choice":
            known = library.choices[column.choices].by_code
            names = [known[one].name(lang) if one in known else one for one in names]
        wide = [min(_MOST_FULL, one) for one in map(_about, names)]
        return 0.0, max((one for one in wide if one <= _SHORT), default=0.0), max(wide, default=0.0)
    if column.type not in _WORDY:
        return 0.0, 0.0, 0.0
    shown = [str(value) for value in values if value]
    found = {one for each in shown for one in _WORD.findall(each)}
    word = min(_MOST_WORD, max(map(width, found), default=0.0))
    longest = max((_about(part) for each in shown for part in each.split("\n")), default=0.0)
    text = longest if longest <= _SHORT else min(_MOST_TEXT, longest / _LINES)
    least = max(word, min(_LEAST_TEXT, longest))
    return least, max(least, text), max(least, min(_MOST_FULL, longest))


def _widest_code(column: Field, values: Sequence[Any]) -> float:
    """How wide one serial number of the long lists is; 0 where there are none."""
    if column.type not in _WORDY:
        return 0.0
    lists = [found for one in values if one and len(found := codes(str(one))) >= _LONG_LIST]
    return max((writing().width(code) for found in lists for code in found), default=0.0)


def codes(text: str) -> list[str]:
    """The lines of a list of serial numbers; none where ``text`` is not one."""
    lines = text.split("\n")
    if len(lines) < _LIST or not all(map(_CODE.fullmatch, lines)):
        return []
    return lines


def packed(text: str, room: float) -> str:
    """A list of serial numbers with as many on a line as ``room`` em holds; other text as it
    is."""
    lines = codes(text)
    if not lines:
        return text
    width = writing().width
    beside = int((room + _GAP_EM) / (max(map(width, lines)) + _GAP_EM))
    if beside < 2:
        return text
    gap = " " * round(_GAP_EM / width(" "))
    return "\n".join(
        gap.join(lines[place : place + beside]) for place in range(0, len(lines), beside)
    )


def _money(value: str) -> float:
    """The width of an amount as it is printed, with its sign and its commas."""
    digits = len(value.lstrip("-").partition(".")[0])
    return (len(value) + 1 + (digits - 1) // 3) * _FIGURE_EM - (digits - 1) // 3 * 0.3


def _about(text: str) -> float:
    """The width of a text in em, nearly: Chinese characters take three bytes."""
    wide = (len(text.encode("utf-8", "replace")) - len(text)) / 2
    return wide + (len(text) - wide) * 0.55


def _rounded(em: float) -> float:
    return ceil(em * 5 + 0.5) / 5 if em else 0.0
