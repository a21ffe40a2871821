"""Text as it comes from a keyboard, a clipboard or a file, made fit to be kept."""

from __future__ import annotations

import re
import unicodedata

from gydesk.errors import InputError

MAX_TEXT = 200_000
"""Characters that one field can hold."""
MAX_LINE = 2_000
"""Characters of a name, a number, a choice in words: what stands on one line by its nature."""

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ", 0x00A0: " ", 0x202F: " ", 0xFFE5: "¥", 0x3002: ".",
    0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-", 0x2212: "-",
}  # fmt: skip
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\ufeff\u202a-\u202e\u2066-\u2069]"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAK_OR_TAB = re.compile(r"[\n\t]+")


def narrow(text: str) -> str:
    """Full-width letters, figures and punctuation made plain, 。 a point, every dash a hyphen.

    Not NFKC: that would read 5² as 52.
    """
    return text.translate(_WIDTH).strip()


def paragraphs(text: str) -> str:
    """``text`` for a field of several lines: LF line ends, no control or invisible characters,
    no blanks at line ends and no empty lines around; NFC. Raises InputError ``type.text.long``.
    """
    check_length(text, MAX_TEXT)
    return "\n".join(line.rstrip() for line in _clean(text).split("\n")).strip("\n")


def one_line(text: str, limit: int = MAX_TEXT) -> str:
    """``text`` for a single line: as ``paragraphs``, and breaks and tabs become one space."""
    check_length(text, limit)
    parts = (part.strip() for part in _BREAK_OR_TAB.split(_clean(text)))
    return " ".join(part for part in parts if part)


def is_blank(text: str) -> bool:
    """True where nothing can be seen."""
    return not text or text.isspace() or not _INVISIBLE.sub("", text).strip()


def check_length(text: str, limit: int) -> None:
    """Raises InputError ``type.text.long`` for more than ``limit`` characters."""
    if len(text) > limit and len(text.strip()) > limit:
        raise InputError("type.text.long", length=f"{len(text.strip()):,}", limit=f"{limit:,}")


def check_kept(text: str, limit: int = MAX_TEXT) -> None:
    """That ``text`` may stand in the store. Raises InputError ``type.text.long``,
    ``type.text.control`` (a control character, or half of a surrogate pair)."""
    if len(text) > limit:
        raise InputError("type.text.long", length=f"{len(text):,}", limit=f"{limit:,}")
    if _CONTROL.search(text) or _SURROGATE.search(text):
        raise InputError("type.text.control")


def short(text: str) -> str:
    """``text`` as an error quotes it."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


def _clean(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _INVISIBLE.sub("", _BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", text)
