"""The typefaces of the paper, opened once a process, and which of them has a character.

Nearly every page needs the two everyday faces only (GB 2312, regular and bold). Whatever
they lack is looked for in the others, which are opened when it comes to that; a character
that none of them has is written as its name in brackets, so that nothing is dropped. Emoji
that are joined of several are set side by side, the signs that join them kept, unseen, for
whoever copies the text.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont

from gydesk import paths
from gydesk.errors import PaperError

REGULAR = "NotoSerifSC-Regular.gb2312.ttf"
BOLD = "NotoSerifSC-Bold.gb2312.ttf"
_WHOLE = "NotoSerifSC-Regular.whole.ttf"
_RARE_HAN = "RareHan-Regular.ttf"
_SERIF = "NotoSerif-Regular.rest.ttf"
_SYMBOLS = "NotoSansSymbols2-Regular.rest.ttf"
_EMOJI = "NotoEmoji-Regular.ttf"

_HAN = (_WHOLE, _RARE_HAN)
_SIGNS = (_SERIF, _SYMBOLS, _EMOJI, _WHOLE, _RARE_HAN)
_PICTURES = (_EMOJI, _SYMBOLS, _SERIF, _WHOLE, _RARE_HAN)

_JOINING = "\u200d\ufe0e\ufe0f"
_TAB = "    "

rl_config.useA85 = 0  # binary streams: a fifth smaller, and quicker

saving = Lock()
"""Held while a document is closed: a face reads its own file then, with one place in it."""


class Face(TTFont):
    """A face as reportlab embeds it: a subset, with a way back to the text."""

    def __init__(self, file: str, folder: Path) -> None:
        """Raises PaperError ``paper.font``."""
        try:
            super().__init__(file.removesuffix(".ttf"), str(folder / file), asciiReadable=False)
        except (OSError, TTFError, LookupError, ValueError, struct.error) as error:
            raise PaperError("paper.font", name=file) from error
        registerFont(self)
        self.has: frozenset[str] = frozenset(map(chr, self.face.charToGlyph))
        self.advances: dict[str, float] = {
            chr(code): width / 1000 for code, width in self.face.charWidths.items()
        }

    def addObjects(self, doc: Any) -> None:
        """Put the subsets into ``doc``. reportlab writes the way back to the text for the
        first 65,536 characters only; ours holds for all."""
        subsets = list(self.state[doc].subsets)
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name).decode("ascii")
            doc.idToObject[f"toUnicodeCMap:{name}"].content = _to_unicode(name, subset)


class Faces:
    """All faces of the process; see ``faces()``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, Face] = {}
        self._lock = Lock()
        self.others: dict[str, Face] = {}
        self.regular = Writing(self, self.open(REGULAR))
        self.bold = Writing(self, self.open(BOLD))

    def open(self, file: str) -> Face:
        """The face of ``file``, read at the first call."""
        with self._lock:
            if file not in self._open:
                self._open[file] = Face(file, self._folder)
            return self._open[file]

    def find(self, character: str) -> Face | None:
        """The first of the other faces that has ``character``; both ways of writing take it."""
        face = self._found(character)
        if face is not None:
            for one in (self.regular, self.bold):
                one.advances.setdefault(character, face.advances[character])
            self.others[character] = face
        return face

    def _found(self, character: str) -> Face | None:
        code = ord(character)
        order: tuple[str, ...] = _SIGNS
        if character in _JOINING or (code >= 0x1F000 and not 0x20000 <= code < 0x40000):
            order = _PICTURES
        elif 0x2E80 <= code < 0xA000 or 0xF900 <= code < 0xFB00 or code >= 0x20000:
            order = _HAN
        return next((face for name in order if character in (face := self.open(name)).has), None)


class Writing:
    """One way of writing (regular or bold): its face, and the others for what that one lacks.

    ``advances`` gives the width of a character in em.
    """

    def __init__(self, faces: Faces, face: Face) -> None:
        self._faces = faces
        self._other = faces.others
        self.face = face
        self._spelt: dict[str, str] = {"\t": _TAB, "\r": "", "\n": "\n"}
        self.advances: dict[str, float] = {**face.advances, "\n": 0.0}

    def spell(self, text: str) -> str:
        """``text`` in characters that have a shape here (and line ends)."""
        if self.face.has.issuperset(text):
            return text
        return "".join(map(self._spell, text))

    def _spell(self, character: str) -> str:
        if character in self.face.has or character in self._other:
            return character
        known = self._spelt.get(character)
        if known is None:
            known = self._spelt[character] = self._look(character)
        return known

    def _look(self, character: str) -> str:
        if character in "\u2028\u2029\x0b\x0c\x85":
            return "\n"
        if character not in _JOINING and _is_unseen(character):
            return ""
        if self._faces.find(character) is None:
            return f"[{unicodedata.name(character, f'U+{ord(character):04X}')}]"
        return character

    def width(self, text: str) -> float:
        """The width of spelt ``text`` in em."""
        return sum(map(self.advances.__getitem__, text))

    def runs(self, text: str) -> Iterator[tuple[Face, str]]:
        """Spelt ``text`` cut where the face changes."""
        if self.face.has.issuperset(text):
            yield self.face, text
            return
        begin, current = 0, self._other.get(text[0], self.face)
        for place, character in enumerate(text):
            face = self._other.get(character, self.face)
            if face is not current:
                yield current, text[begin:place]
                begin, current = place, face
        yield current, text[begin:]


def _is_unseen(character: str) -> bool:
    """True for control characters, marks of direction, and selectors of a variant."""
    variant = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return variant or unicodedata.category(character) in ("Cc", "Cf")


@cache
def faces() -> Faces:
    """The faces of this process."""
    return Faces(paths.resources() / "fonts")


def writing(bold: bool = False) -> Writing:
    """The regular or the bold way of writing."""
    return faces().bold if bold else faces().regular


def _to_unicode(name: str, subset: list[int]) -> str:
    """A CMap from the codes of a subset to UTF-16, in blocks of a hundred as the format asks."""
    pairs = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
    ]
    blocks = []
    for begin in range(0, len(pairs), 100):
        block = pairs[begin : begin + 100]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )
