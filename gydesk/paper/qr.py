"""The QR code of a page: which record, revision and page it is, and of which content.

``GYD1:<record>:<page>-<pages>:<revision>:<hash>:<number>``, the record's id without strokes
and, as all of it, in capitals: such a text takes the fewest modules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

_KIND = "GYD1"
_HASH = 12
_MASK = 2
"""Any of the eight masks reads; trying all to find the most even one takes ten times as long."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a page says of itself. ``hash`` is the beginning of the content's hash."""

    record: str
    page: int
    pages: int
    revision: int
    hash: str
    number: str

    def text(self) -> str:
        """The text of the QR code."""
        record = self.record.replace("-", "").upper()
        parts = (f"{self.page}-{self.pages}", str(self.revision), self.hash[:_HASH].upper())
        return ":".join((_KIND, record, *parts, self.number))


def read(text: str) -> Mark | None:
    """The mark in the text of a QR code; None when it is none of ours."""
    kind, _, rest = text.partition(":")
    parts = rest.split(":", 4)
    if kind != _KIND or len(parts) != 5:
        return None
    record, page, revision, hash, number = parts
    first, _, last = page.partition("-")
    try:
        if len(record) == 32:
            record = str(UUID(record))
        return Mark(record, int(first), int(last), int(revision), hash.lower(), number)
    except ValueError:
        return None


@lru_cache(maxsize=512)
def modules(text: str) -> Sequence[Sequence[bool]]:
    """The code of ``text`` as rows of dark and light modules; error correction M."""
    code = _code(None)
    code.addData(text)
    code.version = code.calculate_version()
    code._dataPosList = _places(code.version)
    code.makeImpl(False, _MASK)
    return tuple(tuple(map(bool, row)) for row in code.modules)


@lru_cache(maxsize=40)
def _places(version: int) -> Any:
    """The places that data take in a code of ``version``, in their order."""
    code = _code(version)
    code.moduleCount = version * 4 + 17
    return list(code._dataPosIterator())


def _code(version: int | None) -> Any:
    """An empty code. Imported here: reportlab's bar codes bring half of its other parts along,
    and an empty form needs none."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    return QRCode(version, QRErrorCorrectLevel.M)
