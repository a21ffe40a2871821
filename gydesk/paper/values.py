"""What is printed in the place of a value: text, boxes to tick, room for a pen.

A choice of few entries prints them all, the chosen ones ticked, as printed forms do. The box
is drawn; under it lies, unseen, √ (chosen) or □ (not), so that a copied or searched text
tells which entry was chosen: "√合格 □不合格".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gydesk.catalogue.kinds import ChoiceSet, Field, Lang
from gydesk.catalogue.types import type_of
from gydesk.paper.fonts import writing
from gydesk.paper.grid import PAD_X, Align, Content, Empty, Text
from gydesk.paper.ink import Ink, Style
from gydesk.paper.speech import N_, speech
from gydesk.paper.text import widest, without_widow
from gydesk.paper.wish import packed

if TYPE_CHECKING:
    from gydesk.catalogue.library import Library

FIGURES = frozenset({"integer", "decimal", "money", "percent"})
_ONE_LINE = FIGURES | {"date", "datetime", "phone", "email"}
_WORDY = frozenset({"text", "multiline", "date", "datetime", "supplier_ref"})
_CENTRED = frozenset({"date", "datetime", "bool", "choice", "person", "department"})
_FEW = 5
_FEW_OF_SEVERAL = 8
_MOST_LINES = 2
_LEAST_SCALE, _LEAST_SCALE_OF_WORDS = 0.72, 0.88
HAND = 24.0
"""The height of a line for handwriting in points (8.5 mm)."""

_ONE_OF = {"people": "person", "copies": "copy"}
TICKED, UNTICKED = "√", "□"
_BLANK_DATE = N_("      /      /")
_BLANK_TIME = N_("      /      /            :")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is printed: how wide (in points, padding included), in which size; ``pen``
    when the form is filled by hand; ``column`` when it stands in a table; ``slash`` when an
    optional value that is missing is crossed out."""

    library: Library
    lang: Lang
    width: float
    size: float
    pen: bool = False
    column: bool = False
    slash: bool = False

    @property
    def room(self) -> float:
        """The width that text may take."""
        return self.width - 2 * PAD_X


def content(field: Field, value: Any, place: Place) -> Content:
    """What stands in the place of ``value``; None is empty."""
    if value is None or value in ("", []):
        return _missing(field, place)
    if field.type == "signature":
        return Empty()
    if field.type in ("choice", "multichoice", "bool"):
        boxes = _boxes(field, value, place)
        if boxes is not None:
            return boxes
    return text(printed(field, value, place.library, place.lang), field, place)


def printed(field: Field, value: Any, library: Library, lang: Lang) -> str:
    """The text of a value that is not empty, its unit with it (in a table the unit stands in
    the head of the column)."""
    shown = type_of(field).text(value, field, library, lang)
    return f"人民币{shown}" if "cny_upper(" in field.calc else shown


def with_unit(shown: str, field: Field, place: Place) -> str:
    """``shown`` with its unit, where it has one and it stands nowhere else."""
    if field.type == "money":
        return f"-¥{shown[1:]}" if shown.startswith("-") else f"¥{shown}"
    unit = field.unit_in(place.lang)
    if not unit or place.column:
        return shown
    if place.lang == "zh":
        return f"{shown}{unit}"
    return f"{shown} {_ONE_OF.get(unit, unit.removesuffix('s')) if shown == '1' else unit}"


def text(shown: str, field: Field, place: Place) -> Text:
    """The lines of a text; figures and dates are set smaller rather than broken."""
    style = Style(place.size, figures=field.type in FIGURES)
    spelt = writing().spell(with_unit(shown, field, place))
    if place.column and field.type in _WORDY:
        spelt = packed(spelt, place.room / style.size)
    wide = style.width(spelt)
    if wide > place.room:
        least = _LEAST_SCALE
        if field.type not in _ONE_LINE:
            wide = widest(spelt) * style.size if place.column else 0.0
        if place.column and field.type in _WORDY:
            least = _LEAST_SCALE_OF_WORDS
        if place.room < wide <= place.room / least:
            style = replace(style, size=int(style.size * place.room / wide * 20) / 20)
    lines = without_widow(spelt, place.room / style.size)
    return Text(lines, style, _align(field, place, len(lines)))


def _align(field: Field, place: Place, lines: int) -> Align:
    if field.type in FIGURES and (place.column or field.type == "money"):
        return "right"
    if place.column and (field.type in _CENTRED) and lines <= 2:
        return "centre"
    return "left"


# ---- nothing


def _missing(field: Field, place: Place) -> Content:
    style = Style(place.size)
    if field.type == "signature":
        return Empty()
    if place.pen or field.by_hand:
        return _room_for_pen(field, place)
    if field.required or not place.slash:
        return _boxes(field, None, place) or Empty(style.leading)
    align: Align = "centre" if place.column else "left"
    return Text(("/",), style, align)


def _room_for_pen(field: Field, place: Place) -> Content:
    boxes = _boxes(field, None, place)
    if boxes is not None:
        return boxes
    style = Style(place.size)
    if place.column:
        return Empty()
    if field.type == "multiline":
        return Empty(max(3, field.lines) * HAND, guides=HAND)
    say = speech(place.lang)
    if field.type in ("date", "datetime"):
        blank = say(_BLANK_DATE if field.type == "date" else _BLANK_TIME)
        return Text((_widest(blank, style, place.room),), style)
    if field.type == "money":
        return Empty(before="¥", style=style)
    after = "%" if field.type == "percent" else field.unit_in(place.lang)
    return Empty(after=writing().spell(after), style=style)


def _widest(blank: str, style: Style, room: float) -> str:
    """A date to fill in, its gaps made narrower until it fits."""
    while style.width(blank) > room and "  " in blank:
        blank = blank.replace("  ", " ", 1)
    return blank


# ---- boxes


@dataclass(frozen=True, slots=True)
class Boxes:
    """Entries with a box before each; ``lines`` of (ticked, text)."""

    lines: tuple[tuple[tuple[bool, str], ...], ...]
    style: Style
    align: Align = "left"

    @property
    def height(self) -> float:
        return len(self.lines) * self._leading

    @property
    def _leading(self) -> float:
        return self.style.size * 1.5

    def draw(self, ink: Ink, x: float, y: float, width: float, height: float) -> None:
        style = self.style
        side, leading = style.size * 0.82, self._leading
        top = y + (height - self.height) / 2
        hidden = Style(style.size)
        left = x + PAD_X
        if self.align == "centre":
            wide = max(sum(_entry_width(one, style) for _, one in line) for line in self.lines)
            left = x + (width - wide + style.size * _GAP) / 2
        for line in self.lines:
            at = left
            for ticked, name in line:
                lift = (leading - side) / 2
                ink.box(at + 0.4, top + lift, side, ticked)
                baseline = top + (leading - style.leading) / 2 + style.drop
                ink.text(at, baseline, TICKED if ticked else UNTICKED, hidden, mode=3)
                ink.text(at + style.size * _BOX, baseline, name, style)
                at += _entry_width(name, style)
            top += leading

    def split(self, room: float) -> tuple[Content, Content]:
        count = max(0, int((room + 0.01) / self._leading))
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])


_BOX, _GAP = 1.12, 0.7


def _entry_width(name: str, style: Style) -> float:
    return style.size * (_BOX + _GAP) + style.width(name)


def _boxes(field: Field, value: Any, place: Place) -> Boxes | None:
    """The entries with their boxes, when they are few and find room; else None."""
    entries = _entries(field, value, place)
    if entries is None:
        return None
    style = Style(place.size)
    lines: list[list[tuple[bool, str]]] = [[]]
    used = 0.0
    for ticked, name in entries:
        wide = _entry_width(name, style)
        bare = wide - style.size * _GAP
        if bare > place.room:
            return None
        if used + bare > place.room:
            lines.append([])
            used = 0.0
        lines[-1].append((ticked, name))
        used += wide
    if len(lines) > (_MOST_LINES + 1 if place.pen and not place.column else _MOST_LINES):
        return None
    return Boxes(tuple(map(tuple, lines)), style, "centre" if place.column else "left")


def _entries(field: Field, value: Any, place: Place) -> list[tuple[bool, str]] | None:
    if place.column and not place.pen:
        return None
    spell = writing().spell
    if field.type == "bool":
        if value not in (None, True, False):
            return None
        kind = type_of(field)
        return [
            (value is one, spell(kind.text(one, field, place.library, place.lang)))
            for one in (True, False)
        ]
    if field.type not in ("choice", "multichoice"):
        return None
    known: ChoiceSet = place.library.choices[field.choices]
    chosen = value if isinstance(value, list) else [value] if value is not None else []
    few = _FEW_OF_SEVERAL if field.type == "multichoice" or place.pen else _FEW
    if len(known.choices) > few or any(code not in known.by_code for code in chosen):
        return None
    return [(one.id in chosen, spell(one.name(place.lang))) for one in known.choices]
