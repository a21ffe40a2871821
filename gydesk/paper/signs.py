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
from gydesk.paper.text import balanced

MM = 72 / 25.4
_HEIGHT = 26 * MM
_SEAL_HEIGHT = 40 * MM
"""A round seal is 40 mm across; it is set over the signature and the date, as usual."""
_INSET, _TOP, _GAPS = 7.0, 5.0, 15.0
_WIDE = 160.0
"""As many blocks stand side by side as are this wide: three upright, four on a wide page."""
_STYLE = Style(10)
_SMALL = Style(8, grey=0.35)
_DATE = N_("          /        /      ")


@dataclass(frozen=True, slots=True)
class Block:
    """One block: who signs, what is known of it already, the line to sign on, the date."""

    title: tuple[str, ...]
    note: str
    sign: str
    date: str
    blank: str

    @property
    def height(self) -> float:
        """The least height: room above the line to sign on, whatever stands at the top."""
        note = _SMALL.leading if self.note else 0.0
        return _TOP + len(self.title) * _STYLE.leading + note + 2 * _STYLE.leading + _GAPS

    def draw(self, ink: Ink, x: float, y: float, width: float, height: float) -> None:
        """Title at the top, the line for the signature and the date at the bottom."""
        left, right = x + _INSET, x + width - _INSET
        top = y + _TOP
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
    more: int = 0,
) -> list[Row]:
    """The blocks side by side, ``more`` of them than usually; all rows keep together."""
    rows = []
    begin = 0
    for count in _counts(len(blocks), int(width / _WIDE) + more):
        some = blocks[begin : begin + count]
        edges = [left + width * place / count for place in range(count + 1)]
        contents = [_block(one, signed.get(one.id), edges[1] - left, lang) for one in some]
        cells = tuple(
            Cell(edges[place], edges[place + 1] - edges[place], one)
            for place, one in enumerate(contents)
        )
        begin += count
        row = Row(cells, keep=begin < len(blocks))
        least = _SEAL_HEIGHT if any(block.stamp for block in some) else _HEIGHT
        row.height = max(least, *(one.height for one in contents))
        rows.append(row)
    return rows


def _block(block: SignOff, signed: Signed | None, width: float, lang: Lang) -> Block:
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
    room = width - 2 * _INSET
    date, blank = say(N_("Date:")), say(_DATE)
    while _STYLE.width(date + blank) > room and ("\u3000\u3000" in blank or "  " in blank):
        blank = blank.replace("\u3000\u3000", "\u3000").replace("  ", " ")
    return Block(
        title=balanced(spell(title), room / _STYLE.size),
        note=spell(note),
        sign=say(N_("Signature:")),
        date=date,
        blank=blank,
    )


def _counts(count: int, most: int) -> list[int]:
    """How many blocks stand in each row, as equal as can be: seven are three, two and two."""
    rows = -(-count // most)
    return [count // rows + (number < count % rows) for number in range(rows)]
