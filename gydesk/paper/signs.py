"""Signature blocks: who signs, room for the signature and the seal, the date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gydesk.catalogue.kinds import Lang, SignOff
from gydesk.paper.fonts import writing
from gydesk.paper.grid import Cell, Content, Row
from gydesk.paper.ink import Ink, Style
from gydesk.paper.sheet import Signed
from gydesk.paper.speech import N_, speech
from gydesk.paper.text import break_lines

MM = 72 / 25.4
_HEIGHT = 26 * MM
_SEAL_HEIGHT = 40 * MM
"""A round seal is 40 mm across; it is set over the signature and the date, as usual."""
_INSET = 7.0
_STYLE = Style(10)
_SMALL = Style(8, grey=0.35)
_DATE = N_("          /        /      ")


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``height`` is that of its row."""

    title: tuple[str, ...]
    note: str
    sign: str
    date: str
    blank: str
    height: float

    def draw(self, ink: Ink, x: float, y: float, width: float, height: float) -> None:
        """Title at the top, the line for the signature and the date at the bottom."""
        left, right = x + _INSET, x + width - _INSET
        top = y + 5
        for line in self.title:
            ink.line(left, top, right - left, line, _STYLE)
            top += _STYLE.leading
        if self.note:
            ink.line(left, top, right - left, self.note, _SMALL)
        lower = y + height - _STYLE.leading - 6
        upper = lower - _STYLE.leading - 7
        ink.line(left, upper, right - left, self.sign, _STYLE)
        begin = left + _STYLE.width(self.sign) + 2
        ink.rule(begin, upper + _STYLE.leading, right, upper + _STYLE.leading, 0.4)
        ink.line(left, lower, right - left, self.date, _STYLE)
        ink.line(left, lower, right - left, self.blank, _STYLE, "right")

    def split(self, room: float) -> tuple[Content, Content]:
        """Never asked for: blocks are lower than a page."""
        raise NotImplementedError


def sign_rows(
    blocks: Sequence[SignOff],
    signed: Mapping[str, Signed],
    left: float,
    width: float,
    lang: Lang,
) -> list[Row]:
    """The blocks two or three side by side; all rows keep together."""
    columns = _columns(len(blocks))
    rows = []
    for begin in range(0, len(blocks), columns):
        some = blocks[begin : begin + columns]
        height = _SEAL_HEIGHT if any(block.stamp for block in some) else _HEIGHT
        edges = [left + width * place / len(some) for place in range(len(some) + 1)]
        cells = tuple(
            Cell(
                edges[place],
                edges[place + 1] - edges[place],
                _block(block, signed.get(block.id), edges[1] - edges[0], height, lang),
            )
            for place, block in enumerate(some)
        )
        row = Row(cells, keep=begin + columns < len(blocks))
        row.height = height
        rows.append(row)
    return rows


def _block(block: SignOff, signed: Signed | None, width: float, height: float, lang: Lang) -> Block:
    say, spell = speech(lang), writing().spell
    title = block.name(lang)
    if block.stamp and "盖章" not in title:
        title += say(N_(" (seal)"))
    if lang == "zh":
        title += "："
    note = ""
    if signed is not None:
        how = (
            N_("Signed by key: {name} {date}") if signed.digital else N_("Recorded: {name} {date}")
        )
        note = say(how, name=signed.name, date=signed.date).rstrip()
    room = (width - 2 * _INSET) / _STYLE.size
    return Block(
        title=break_lines(spell(title), room),
        note=spell(note),
        sign=say(N_("Signature:")),
        date=say(N_("Date:")),
        blank=say(_DATE),
        height=height,
    )


def _columns(count: int) -> int:
    """As the window lays them out: up to three side by side, four as two by two."""
    return count if count <= 3 else 2 if count == 4 else 3
