"""Photographs on a form: side by side, a caption below each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gydesk.catalogue.kinds import Lang
from gydesk.errors import DeskError
from gydesk.paper.fonts import writing
from gydesk.paper.grid import PAD_X, PAD_Y, Content
from gydesk.paper.images import Picture, picture
from gydesk.paper.ink import Ink, Style
from gydesk.paper.sheet import Load
from gydesk.paper.speech import N_, speech
from gydesk.paper.text import break_lines

_CAPTION = Style(8.5)
_GAP = 6.0
_BESIDE = 225.0
"""Another picture stands beside when each has about this width."""
_TALLEST = 165.0
_NOTE_HEIGHT = 60.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, or the note that stands where it is missing, and its caption."""

    picture: Picture | None
    note: tuple[str, ...]
    caption: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures side by side in places of equal width."""

    pictures: tuple[Shown, ...]
    places: int

    @property
    def height(self) -> float:
        captions = max(len(one.caption) for one in self.pictures) * _CAPTION.leading
        return self._tallest() + captions + 5

    def _tallest(self) -> float:
        return max(one.height for one in self.pictures)

    def draw(self, ink: Ink, x: float, y: float, width: float, height: float) -> None:
        place = (width - 2 * PAD_X) / self.places
        below = y + PAD_Y + self._tallest() + 3
        for number, one in enumerate(self.pictures):
            left = x + PAD_X + number * place
            at = left + (place - one.width) / 2
            top = below - 3 - one.height
            if one.picture is not None:
                ink.picture(one.picture, at, top, one.width, one.height)
            else:
                _frame(ink, at, top, one)
            line = below
            for text in one.caption:
                ink.line(left, line, place, text, _CAPTION, "centre")
                line += _CAPTION.leading

    def split(self, room: float) -> tuple[Content, Content]:
        """Never asked for: pictures are lower than a page."""
        raise NotImplementedError


def _frame(ink: Ink, x: float, y: float, one: Shown) -> None:
    right, bottom = x + one.width, y + one.height
    for line in ((x, y, right, y), (x, bottom, right, bottom), (x, y, x, bottom)):
        ink.rule(*line, 0.4)
    ink.rule(right, y, right, bottom, 0.4)
    top = y + (one.height - len(one.note) * _CAPTION.leading) / 2
    for text in one.note:
        ink.line(x, top, one.width, text, _CAPTION, "centre")
        top += _CAPTION.leading


def picture_rows(
    files: Sequence[Mapping[str, Any]], width: float, load: Load | None, lang: Lang
) -> list[Content]:
    """The contents of one cell after another, for a place of ``width``."""
    room = width - 2 * PAD_X
    places = max(1, min(len(files), round(room / _BESIDE)))
    one = room / places - _GAP
    shown = [_shown(file, one, load, lang) for file in files]
    return [Pictures(tuple(shown[at : at + places]), places) for at in range(0, len(shown), places)]


def _shown(file: Mapping[str, Any], width: float, load: Load | None, lang: Lang) -> Shown:
    name = str(file.get("name") or "")
    spell = writing().spell
    caption = spell(str(file.get("caption") or name))
    lines = break_lines(caption, width / _CAPTION.size) if caption else ()
    content = _bytes(str(file.get("sha256") or ""), load)
    found = picture(content, width, _TALLEST) if content is not None else None
    if found is not None:
        wide, high = found.within(width, _TALLEST)
        return Shown(found, (), lines, wide, high)
    why = N_("Not on this computer: {name}") if content is None else N_("Not a picture: {name}")
    note = break_lines(spell(speech(lang)(why, name=name)), (width - 8) / _CAPTION.size)
    height = max(_NOTE_HEIGHT, len(note) * _CAPTION.leading + 8)
    return Shown(None, note, lines, width, height)


def _bytes(digest: str, load: Load | None) -> bytes | None:
    if load is None:
        return None
    try:
        return load(digest)
    except DeskError:
        return None
