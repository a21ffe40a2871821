"""The pictures and papers that the demo's records name."""

from __future__ import annotations

import time
from io import BytesIO

from gydesk.workflow.demo.canvas import Canvas
from gydesk.workflow.demo.entries import Picture, Sheet
from gydesk.workflow.demo.scenes import SCENES

_PAGE = (827, 1169)
"""A4 at 100 dots an inch."""


def picture(one: Picture) -> bytes:
    """A photograph, JPEG, 1024 by 768: always the same for the same kind and caption."""
    canvas = Canvas(f"{one.kind}|{one.caption}")
    SCENES[one.kind](canvas, one.caption)
    return canvas.jpeg()


def sheet(one: Sheet) -> bytes:
    """A PDF of one page with the title and the look of a document; always the same."""
    title = one.name.removesuffix(".pdf")
    canvas = Canvas(one.name, _PAGE)
    width, height = _PAGE
    canvas.pen.rectangle([0, 0, width, height], fill=(255, 255, 255))
    size = 30
    while size > 16 and canvas.width_of(title, size) > width - 160:
        size -= 1
    canvas.words((width / 2, 120), title, size, (0, 0, 0), "mm")
    canvas.pen.line([(80, 160), (width - 80, 160)], fill=(0, 0, 0), width=2)
    y = 200
    while y < height - 160:
        for _ in range(canvas.rng.randint(3, 6)):
            end = width - 90 - canvas.rng.randint(0, 40)
            canvas.pen.line([(90, y), (end, y)], fill=(0, 0, 0), width=3)
            y += 22
        y += 26
    canvas.words((width / 2, height - 80), "演示资料，内容为虚构。", 18, (0, 0, 0), "mm")
    made = time.struct_time((2014, 6, 6, 8, 0, 0, 4, 157, 0))
    told = BytesIO()
    page = canvas.image.convert("1")
    page.save(told, "PDF", resolution=100, title=title, creationDate=made, modDate=made)
    return told.getvalue()
