"""Blocks of cells as spreadsheet programs put them on the clipboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from gydesk.errors import InputError
from gydesk.words import sentence

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.line_model import LineModel


class BadCell(NamedTuple):
    """A cell of a block that its column cannot read: how many rows down, and why."""

    down: int
    column: str
    text: str
    why: str


@dataclass
class Paste:
    """A block on its way into a table: from ``row`` on, into ``columns``. ``stored`` has the
    values of each row that could be read, ``bad`` the cells that could not."""

    row: int
    block: list[list[str]]
    columns: Sequence[Field]
    stored: list[dict[str, Any]] = field(default_factory=list)
    bad: list[BadCell] = field(default_factory=list)


def read_paste(model: LineModel, text: str, row: int, column: int) -> Paste:
    """What pasting the block ``text`` at a cell would do; nothing is done yet.

    A first row that repeats the heads of the columns is passed over, as are read-only columns.
    """
    block = read_block(text)
    columns = model.table.columns[column:]
    if block and _is_head(block[0], columns):
        del block[0]
    paste = Paste(row=row, block=block, columns=columns)
    for down, cells in enumerate(block):
        stored: dict[str, Any] = {}
        for position, (field_, cell) in enumerate(zip(columns, cells, strict=False), column):
            if not model.can_type(position):
                continue
            try:
                stored[field_.id] = model.read(position, cell)
            except InputError as error:
                paste.bad.append(BadCell(down, field_.id, cell, sentence(error)))
        paste.stored.append(stored)
    return paste


def _is_head(cells: list[str], columns: Sequence[Field]) -> bool:
    plain = [cell.strip().rstrip("*").strip() for cell in cells]
    pairs = list(zip(plain, columns, strict=False))
    known = sum(cell in (column.zh, column.en) for cell, column in pairs)
    return len(pairs) > 1 and known * 2 > len(pairs)


def read_block(text: str) -> list[list[str]]:
    """The cells of tab-separated ``text``; a quoted cell may hold line breaks.

    A last line break ends the last row; it does not begin another one. A quote inside a cell
    (a 24" screen) is a quote.
    """
    clean = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not clean:
        return []
    quoted = clean.startswith('"') or '\t"' in clean or '\n"' in clean
    if not quoted:
        return [line.split("\t") for line in clean.split("\n")]
    try:
        return [row or [""] for row in csv.reader(io.StringIO(clean), delimiter="\t")]
    except csv.Error:  # no spreadsheet wrote this: a lone quote before an endless cell
        return [line.split("\t") for line in clean.split("\n")]


def write_block(rows: Iterable[Sequence[str]]) -> str:
    """``rows`` as tab-separated text; a cell with a tab, quote or line break is quoted."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue().removesuffix("\n")
