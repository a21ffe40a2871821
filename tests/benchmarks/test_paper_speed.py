"""Printing beside a bare canvas that draws the same strings and lines in the same faces.

The bare canvas knows where everything stands and has measured nothing; its QR codes are
drawn row by row as ours are, but not computed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from gydesk.catalogue.library import library
from gydesk.paper import ink
from gydesk.paper.fonts import faces, writing
from gydesk.paper.form import Identity, Sheet, write_pdf
from tests.helpers.hostile import Hostile

LIBRARY = library()
FORM = "engineering_log"


@dataclass
class Strokes:
    """Everything that one printing drew, page by page."""

    pages: list[list[tuple[Any, ...]]] = field(default_factory=lambda: [[]])

    def draw(self) -> None:
        """Draw it again on a bare canvas, and write the file."""
        ways = faces()
        options: Any = {"initialFontName": ways.regular.face.fontName, "pageCompression": 1}
        canvas: Any = Canvas(BytesIO(), **options)
        for page in self.pages:
            for kind, *what in page:
                if kind == "text":
                    x, y, runs, size = what
                    text = canvas.beginText(x, y)
                    for name, run in runs:
                        text.setFont(name, size)
                        text.textOut(run)
                    canvas.drawText(text)
                elif kind == "line":
                    *places, width = what
                    canvas.setLineWidth(width)
                    canvas.line(*places)
                else:
                    grey, areas = what
                    canvas.setFillGray(grey)
                    for area in areas:
                        canvas.rect(*area, stroke=0, fill=1)
                    canvas.setFillGray(0)
            canvas.showPage()
        canvas.save()


@pytest.fixture
def strokes(monkeypatch):
    """What is printed while this is in use."""
    kept = Strokes()
    text, rule, tint, modules = ink.Ink.text, ink.Ink.rule, ink.Ink.tint, ink.Ink.modules
    page = ink.Book.page

    def keep_text(self, x, baseline, shown, style, mode=0):
        if shown:
            runs = [(face.fontName, run) for face, run in writing(style.bold).runs(shown)]
            kept.pages[-1].append(("text", x, 842 - baseline, runs, style.size))
        text(self, x, baseline, shown, style, mode)

    def keep_rule(self, x, y, to_x, to_y, width=ink.HAIR):
        kept.pages[-1].append(("line", x, 842 - y, to_x, 842 - to_y, width))
        rule(self, x, y, to_x, to_y, width)

    def keep_tint(self, x, y, width, height, grey=0.94):
        kept.pages[-1].append(("area", grey, [(x, 842 - y - height, width, height)]))
        tint(self, x, y, width, height, grey)

    def keep_modules(self, x, y, side, rows):
        step = side / len(rows)
        areas = []
        for number, row in enumerate(rows):
            place = 0
            while place < len(row):
                begin = place
                while place < len(row) and row[place] == row[begin]:
                    place += 1
                if row[begin]:
                    top = 842 - y - (number + 1) * step
                    areas.append((x + begin * step, top, (place - begin) * step, step))
        kept.pages[-1].append(("area", 0, areas))
        modules(self, x, y, side, rows)

    def next_page(self, layers, size):
        page(self, layers, size)
        kept.pages.append([])

    monkeypatch.setattr(ink.Ink, "text", keep_text)
    monkeypatch.setattr(ink.Ink, "rule", keep_rule)
    monkeypatch.setattr(ink.Ink, "tint", keep_tint)
    monkeypatch.setattr(ink.Ink, "modules", keep_modules)
    monkeypatch.setattr(ink.Book, "page", next_page)
    return kept


def sheets(count: int) -> list[Sheet]:
    hostile = Hostile(LIBRARY, text=14, multiline=60)
    form = LIBRARY.forms[FORM]
    return [
        Sheet(
            form=form,
            library=LIBRARY,
            data=hostile.data(form, 4),
            identity=Identity(id=f"01970f3c-0000-7000-8000-{number:012x}", hash="a1" * 16),
            company={"name": "光远科技有限公司"},
        )
        for number in range(count)
    ]


@pytest.mark.parametrize(("count", "aim"), [(1, 1.3), (200, 1.2)])
def test_forms_in_one_file(count, aim, strokes, monkeypatch, compare):
    printed = sheets(count)
    write_pdf(printed, BytesIO())
    monkeypatch.undo()
    assert sum(map(len, strokes.pages)) > 100 * count
    compare(
        f"{count} form(s) in one PDF / a bare canvas",
        lambda: write_pdf(printed, BytesIO()),
        strokes.draw,
        aim,
        rounds=30 if count == 1 else 5,
    )
