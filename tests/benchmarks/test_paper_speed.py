"""Printing beside a bare canvas that draws the same strings and lines in the same faces.

The bare canvas knows where everything stands and has measured nothing; its QR codes are
drawn row by row as ours are, but not computed.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
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


def test_a_word_template_through_libreoffice(tmp_path, compare):
    """What the company did before: the same texts in a Word table, made a PDF."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("needs LibreOffice (Debian: libreoffice-writer-nogui)")
    printed = sheets(1)
    write_pdf(printed, BytesIO())
    document = tmp_path / "log.docx"
    document.write_bytes(word_table(PdfReader(pdf_of(printed)).pages[0].extract_text()))
    command = [
        office, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--convert-to", "pdf", "--outdir", str(tmp_path), str(document),
    ]  # fmt: skip

    def convert() -> None:
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        assert (tmp_path / "log.pdf").stat().st_size > 0

    compare(
        "one form / a Word template through LibreOffice",
        lambda: write_pdf(printed, BytesIO()),
        convert,
        1 / 40,
        rounds=5,
    )


def pdf_of(printed: list[Sheet]) -> BytesIO:
    """The sheets as a file in memory."""
    out = BytesIO()
    write_pdf(printed, out)
    out.seek(0)
    return out


def word_table(text: str) -> bytes:
    """A Word document with a two-column table of the lines of ``text``."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    lines = [escape(line) for line in text.splitlines()]
    rows = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in pair)
        + "</w:tr>"
        for pair in zip(lines[::2], lines[1::2], strict=False)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Override PartName="/d.xml" ContentType="{types}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" '
        f'Type="{office}/officeDocument" Target="d.xml"/></Relationships>',
        "d.xml": f'<w:document xmlns:w="{main}"><w:body><w:tbl>{rows}</w:tbl><w:p/></w:body>'
        "</w:document>",
    }
    out = BytesIO()
    with ZipFile(out, "w") as file:
        for name, content in parts.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return out.getvalue()
