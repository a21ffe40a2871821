"""Blocks of cells as spreadsheet programs put them on the clipboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def read_block(text: str) -> list[list[str]]:
    """The cells of tab-separated ``text``; a quoted cell may hold line breaks.

    A last line break ends the last row; it does not begin another one.
    """
    clean = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return [row or [""] for row in csv.reader(io.StringIO(clean), delimiter="\t")]


def write_block(rows: Iterable[Sequence[str]]) -> str:
    """``rows`` as tab-separated text; a cell with a tab, quote or line break is quoted."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue().removesuffix("\n")
