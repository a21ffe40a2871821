"""Setting text: how wide it is, and where its lines end.

A line does not begin with closing punctuation, nor end with opening punctuation; words of
letters and figures stay whole, with the unit of a date or a percentage, and so do joined
emoji, unless they are longer than a line. Blanks at the end of a line hang out of it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gydesk.paper.fonts import writing

CLOSING = (
    "，。、；：？！．·…‥）】》」』〕〗〉］｝”’％‰℃°々ー～〞＂"
    ",.;:?!)]}%"
    "ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
"""No line begins with one of these."""

OPENING = "（【《「『〔〖〈［｛“‘￥＄〝([{¥$€£#"
"""No line ends with one of these."""

_WORD = r"[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff'\-_./:@&+=*~#,^\\|<>\"%]"
_BLANK = r"[ \u3000]"
_SIGN = r"[^ \u3000](?:[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d.)*"
_CLOSE = f"[{re.escape(CLOSING)}]"
_FRACTION = rf"(?:[.](?=[0-9]){_WORD}+)?"
_MEASURE = rf"{_WORD}+(?:(?<=[0-9])[年月日时分秒周号台套个米]|[㎡㎥Ω])?"
_ATOM = re.compile(
    rf"{_BLANK}*(?:[{re.escape(OPENING)}]{_BLANK}*)*"
    rf"(?:{_MEASURE}(?:×{_MEASURE})*|——|{_SIGN}{_FRACTION}/?)?"
    rf"{_CLOSE}*(?:{_BLANK}+{_CLOSE}+)*{_BLANK}*",
)
_SLACK = 1e-6
_FEW_LINES = 4
_WIDOW = 2.2


def atoms(paragraph: str) -> list[str]:
    """A paragraph cut at every place where a line may end; joined they give it again."""
    return [atom for atom in _ATOM.findall(paragraph) if atom]


@lru_cache(maxsize=20_000)
def break_lines(text: str, room: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of ``text`` (spelt) in ``room`` em; no text is one empty line."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if writing(bold).width(paragraph) <= room + _SLACK:
            lines.append(paragraph)
        else:
            lines += _fill(paragraph, room, bold)
    return tuple(lines)


def balanced(text: str, room: float, bold: bool = False) -> tuple[str, ...]:
    """As few lines as ``break_lines`` needs, as equal in length as they can be: for labels."""
    lines = break_lines(text, room, bold)
    count = len(lines)
    if count < 2 or "\n" in text:
        return lines
    tight = max(writing(bold).width(text) / count, widest(text, bold))
    while tight < room:
        closer = break_lines(text, tight, bold)
        if len(closer) == count:
            return closer
        tight += 0.25
    return lines


def without_widow(text: str, room: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of ``break_lines``, a little shorter where the last would hold no more than a
    character or two, and parted before a bracket at the end where that takes no more lines."""
    lines = break_lines(text, room, bold)
    width = writing(bold).width
    if not 2 <= len(lines) <= _FEW_LINES or "\n" in text:
        return lines
    cut = text.rfind("（") if text.endswith("）") else 0
    if cut > 0:
        apart = break_lines(text[:cut], room, bold) + break_lines(text[cut:], room, bold)
        if len(apart) == len(lines):
            return apart
    if width(lines[-1]) >= _WIDOW:
        return lines
    for less in range(1, 5):
        closer = break_lines(text, room - less, bold) if room - less > _WIDOW else lines
        if len(closer) == len(lines) and width(closer[-1]) >= _WIDOW:
            return closer
    return lines


def widest(text: str, bold: bool = False) -> float:
    """The width in em of the widest part of ``text`` that should not be broken."""
    width = writing(bold).width
    return max(
        (width(atom.rstrip(" \u3000")) for part in text.split("\n") for atom in atoms(part)),
        default=0.0,
    )


def _fill(paragraph: str, room: float, bold: bool) -> list[str]:
    width = writing(bold).width
    lines: list[str] = []
    line, used = "", 0.0
    room += _SLACK
    for atom in atoms(paragraph):
        bare = atom.rstrip(" \u3000")
        wide = width(bare)
        if used + wide > room and line:
            lines.append(line)
            line, used = "", 0.0
        if wide > room:
            *full, atom = _chop(atom, room, bold)
            lines += full
        line += atom
        used += width(atom)
    lines.append(line)
    return lines


def _chop(atom: str, room: float, bold: bool) -> list[str]:
    """Pieces of what is longer than a line: cut after a stroke or point where there is one in
    the latter half of the line, else anywhere."""
    advances = writing(bold).advances
    pieces: list[str] = []
    begin, used = 0, 0.0
    for place, character in enumerate(atom):
        wide = advances[character]
        if used + wide > room and place > begin and character not in " \u3000":
            cut = _good_cut(atom, begin, place)
            pieces.append(atom[begin:cut])
            used = writing(bold).width(atom[cut:place])
            begin = cut
        used += wide
    return [*pieces, atom[begin:]]


def _good_cut(atom: str, begin: int, place: int) -> int:
    for cut in range(place, begin + (place - begin) // 2, -1):
        if atom[cut - 1] in "-/_.:,;@+&×" and atom[cut] not in CLOSING:
            return cut
    cut = place
    while cut > begin + 1 and (atom[cut] in CLOSING or atom[cut - 1] in OPENING):
        cut -= 1
    return place if atom[cut] in CLOSING or atom[cut - 1] in OPENING else cut
