"""Forms as pages: what is in a record becomes rows of the ruled grid, and these a PDF.

``write_pdf`` takes any number of sheets into one file. The order of a record's pages is that
of its copies: all pages of the first copy, then all of the second.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from gydesk.catalogue.kinds import Field, Section, Table
from gydesk.catalogue.layout import Placed
from gydesk.errors import DeskError, PaperError
from gydesk.paper.fit import fitted, kept
from gydesk.paper.fonts import faces, writing
from gydesk.paper.furniture import A4, LOGO, Furniture, furniture
from gydesk.paper.grid import Cell, Content, Empty, Row, draw
from gydesk.paper.images import picture
from gydesk.paper.ink import Book, Ink, Layer
from gydesk.paper.pictures import picture_rows
from gydesk.paper.plan import BODY, PROJECT, PROJECT_HEADERS, Plan, plan_of
from gydesk.paper.sheet import Identity, Sheet, Signed
from gydesk.paper.signs import sign_rows
from gydesk.paper.speech import N_, speech
from gydesk.paper.table import legend_row, line_rows, none_row
from gydesk.paper.values import HAND, Place, content
from gydesk.paper.wish import wish_of

__all__ = ["Identity", "Made", "Progress", "Sheet", "Signed", "layers", "write_pdf"]

Progress = Callable[[int, int], None]
"""Told how many sheets are done, of how many (0: not known); what it raises ends the work,
and no file is left."""

_ROW = 21.0
_SPLIT_LINES = 3
_PEN_ROWS = 2
_CREATOR = "GYDesk"


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: sheets, and pages of all their copies together."""

    sheets: int
    pages: int


def write_pdf(
    sheets: Iterable[Sheet],
    out: Path | BinaryIO,
    *,
    progress: Progress | None = None,
    invariant: bool = False,
) -> Made:
    """Write ``sheets`` as one PDF. A file appears under its name only when it is whole.

    ``invariant`` leaves the time out, so that the same sheets give the same bytes.
    Raises PaperError ``paper.nothing``, ``paper.write``, ``paper.font``.
    """
    if not isinstance(out, Path):
        return _write(sheets, out, progress, invariant)
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("wb") as file:
            made = _write(sheets, file, progress, invariant)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    except OSError as error:
        raise PaperError("paper.write", path=str(out), reason=error.strerror or "") from error
    finally:
        with suppress(OSError):  # where it could not be made it cannot be taken away
            part.unlink(missing_ok=True)
    return made


def _write(
    sheets: Iterable[Sheet], file: BinaryIO, progress: Progress | None, invariant: bool
) -> Made:
    from reportlab.pdfgen.canvas import Canvas

    first = faces().regular.face.fontName
    kept = BytesIO()
    options: Any = {"pageCompression": 1, "invariant": invariant, "initialFontName": first}
    canvas: Any = Canvas(kept, pagesize=A4, **options)
    book = Book(canvas)
    done = pages = 0
    for done, sheet in enumerate(sheets, 1):
        if done == 1:
            _describe(canvas, sheet)
        for page in layers(book, sheet):
            book.page(page, _size(sheet))
            pages += 1
        if progress is not None:
            progress(done, 0)
    if not pages:
        raise PaperError("paper.nothing")
    book.save()
    file.write(kept.getbuffer())
    return Made(done, pages)


def _describe(canvas: Any, sheet: Sheet) -> None:
    number = sheet.identity.number if sheet.identity else ""
    canvas.setTitle(f"{sheet.form.name(sheet.lang)} {number}".rstrip())
    canvas.setAuthor(str(sheet.company.get("name") or ""))
    canvas.setSubject(str((sheet.project or {}).get("name") or ""))
    canvas.setCreator(_CREATOR)
    canvas.setProducer(_CREATOR)
    canvas.setCatalogEntry("Lang", "zh-CN" if sheet.lang == "zh" else "en")


def _size(sheet: Sheet) -> tuple[float, float]:
    return A4 if sheet.form.orientation == "portrait" else (A4[1], A4[0])


def layers(book: Book, sheet: Sheet) -> Iterator[Sequence[Layer]]:
    """The pages of a sheet, those of every copy, each as layers for ``Book.page``."""
    around = furniture(sheet, _logo(sheet))
    plan = plan_of(sheet, around.frame)
    pages = fitted(Rows(plan, sheet), around.frame)
    height = around.size[1]
    bodies = []
    for number, rows in enumerate(pages, 1):
        ink = Ink(book, height)
        around.head(ink, number)
        draw(ink, rows, around.frame)
        bodies.append(ink.layer())
    for copy in range(max(1, len(sheet.copies))):
        for number, body in enumerate(bodies, 1):
            yield body, _foot(book, around, number, len(bodies), copy)


def _foot(book: Book, around: Furniture, page: int, pages: int, copy: int) -> Layer:
    ink = Ink(book, around.size[1])
    around.foot(ink, page, pages, copy)
    return ink.layer()


def _logo(sheet: Sheet) -> Any:
    files = sheet.company.get("logo")
    if not isinstance(files, list) or not files or sheet.load is None:
        return None
    try:
        bytes_ = sheet.load(str(files[0].get("sha256")))
    except DeskError:
        return None
    return picture(bytes_, *LOGO)


class Rows:
    """The rows of one sheet, from its head to its signature blocks."""

    def __init__(self, plan: Plan, sheet: Sheet) -> None:
        self._plan = plan
        self._sheet = sheet
        self._data: Mapping[str, Any] = sheet.data or {}
        self._fields: Mapping[str, Any] = self._data.get("fields") or {}
        tables = plan.form.tables.values()
        self._longest = max(tables, key=lambda table: table.blank_rows, default=None)
        self._more_lines = 0
        self._slash = sheet.form.empty == "slash" and not sheet.by_pen

    @property
    def by_pen(self) -> bool:
        """True for an empty form."""
        return self._sheet.by_pen

    def body(self, more_lines: int = 0) -> list[Row]:
        """Every row down to the signature blocks, in the order of the paper; ``more_lines`` in
        the longest table of an empty form."""
        plan = self._plan
        self._more_lines = more_lines
        rows = self._head()
        for number, section in enumerate(plan.form.sections, 1):
            rows.append(plan.heading(section, number))
            for line in plan.lines(section):
                if isinstance(line, Table):
                    rows += self._table(line, section)
                else:
                    rows += self._line(line)
        if plan.form.sign_off and rows:
            rows[-1] = kept(rows[-1])
        return rows

    def signs(self, more: int = 0) -> list[Row]:
        """The signature blocks, ``more`` side by side than usually."""
        plan, sheet = self._plan, self._sheet
        blocks = plan.form.sign_off
        return sign_rows(blocks, sheet.signed, plan.left, plan.width, sheet.lang, more)

    # ---- fields

    def _head(self) -> list[Row]:
        rows: list[Row] = []
        line: list[Placed] = []
        for placed in self._plan.head_fields():
            if placed.start == 0 and line:
                rows += self._line(tuple(line), self._head_value)
                line = []
            line.append(placed)
        if line:
            rows += self._line(tuple(line), self._head_value)
        return rows

    def _head_value(self, item: Field) -> Any:
        if item.id in _PROJECT_FIELDS and self._plan.form.header in PROJECT_HEADERS:
            return (self._sheet.project or {}).get(item.id)
        return self._fields.get(item.id)

    def _line(
        self, line: Sequence[Placed], value: Callable[[Field], Any] | None = None
    ) -> list[Row]:
        value = value or (lambda item: self._fields.get(item.id))
        if len(line) == 1 and line[0].field.type == "photo":
            photos = value(line[0].field)
            if isinstance(photos, list) and photos:
                return self._photos(line[0], photos)
        plan = self._plan
        cells: list[Cell] = []
        splits = 0
        for placed in line:
            left, middle, right = plan.edges(placed)
            cells.append(Cell(left, plan.label_width, plan.label(placed.field), tint=True))
            shown = self._content(placed.field, value(placed.field), right - middle)
            cells.append(Cell(middle, right - middle, shown))
            if placed.field.type in ("multiline", "text"):
                splits = _SPLIT_LINES
        least = HAND if self._sheet.by_pen else _ROW
        return [Row(tuple(cells), least=least, splits=splits)]

    def _content(self, item: Field, value: Any, width: float) -> Content:
        sheet = self._sheet
        place = Place(
            library=sheet.library,
            lang=sheet.lang,
            width=width,
            size=BODY,
            pen=sheet.by_pen,
            slash=self._slash,
        )
        if item.type == "photo" and sheet.by_pen:
            return Empty(3 * HAND)
        return content(item, value, place)

    def _photos(self, placed: Placed, photos: Sequence[Mapping[str, Any]]) -> list[Row]:
        plan, sheet = self._plan, self._sheet
        left, middle, right = plan.edges(placed)
        rows = []
        label: Content = plan.label(placed.field)
        contents = picture_rows(photos, right - middle, sheet.load, sheet.lang)
        for number, one in enumerate(contents, 1):
            cells = (
                Cell(left, plan.label_width, label, tint=True),
                Cell(middle, right - middle, one),
            )
            again = None if number == 1 else plan.label(placed.field)
            rows.append(Row(cells, least=_ROW, open=number < len(contents), again=again))
            label = Empty()
        return rows

    # ---- tables

    def _table(self, table: Table, section: Section) -> list[Row]:
        plan, sheet = self._plan, self._sheet
        lines: list[Mapping[str, Any]] = list(self._data.get(table.id) or ())
        wish = wish_of(table, lines, sheet.library, sheet.lang) if lines else None
        columns, head = plan.columns(table, wish)
        rows: list[Row] = []
        named = table is section.items[0] and table.name(sheet.lang) == section.name(sheet.lang)
        if not named:
            rows.append(plan.caption(table))
        rows += head
        if sheet.by_pen:
            lines += _standing(table)
            lines += [{}] * max(_PEN_ROWS if lines else 0, table.blank_rows - len(lines))
            if table is self._longest:
                lines += [{}] * self._more_lines
            rows += line_rows(columns, lines, head, pen=True)
            legend = legend_row(columns, head)
            if legend is not None:
                rows[-1] = kept(rows[-1])
                rows.append(legend)
            return rows
        if lines:
            return rows + line_rows(columns, lines, head, slash=self._slash)
        if any(one.by_hand or one.type == "signature" for one in table.columns):
            lines = [{}] * table.blank_rows
            return rows + line_rows(columns, lines, head, pen=True)
        word = ""
        if self._slash and not table.required:
            word = writing().spell(speech(sheet.lang)(N_("None")))
        return [*rows, none_row(columns, word, head)]


def _standing(table: Table) -> list[dict[str, Any]]:
    """The lines that stand in a table before anyone writes."""
    count = max((len(values) for values in table.default_rows.values()), default=0)
    return [
        {name: values[at] for name, values in table.default_rows.items() if at < len(values)}
        for at in range(count)
    ]


_PROJECT_FIELDS = frozenset(name for name, _ in PROJECT)
