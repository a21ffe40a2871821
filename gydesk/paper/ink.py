"""The pen: strings, rules, tints and pictures become the operators of a PDF page.

Places are told in points from the top left corner of the page. What is drawn is kept in
layers (tints, rules, text), so that text is written in one go in the order of reading, and
a layer is plain text that can be put on several pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from gydesk.paper.fonts import saving, writing

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from gydesk.paper.images import Picture

HAIR, FRAME = 0.5, 1.0
"""Widths of the ruling in points."""

_LEAST_SIZE = 4.0
_FIGURE = 0.558
"""The width in em that figures take in columns: all but 1 have it by themselves."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: size in points, weight, grey (0 is black), figures of one width."""

    size: float = 10.5
    bold: bool = False
    grey: float = 0.0
    figures: bool = False

    @property
    def leading(self) -> float:
        """From line to line."""
        return self.size * 1.35

    @property
    def drop(self) -> float:
        """From the top of a line to its baseline: the square of a Chinese character stands
        in the middle of the line."""
        return self.size * 1.055

    def width(self, text: str) -> float:
        """The width of spelt ``text`` in points."""
        wide = writing(self.bold).width(text)
        if self.figures:
            wide += text.count("1") * _narrow(self.bold)
        return wide * self.size

    def fitted(self, text: str, room: float) -> Style:
        """This style, or a smaller one in which spelt ``text`` takes ``room`` points."""
        wide = self.width(text)
        if not wide or wide <= room:
            return self
        return replace(self, size=max(_LEAST_SIZE, int(self.size * room / wide * 20) / 20))


def _narrow(bold: bool) -> float:
    return _FIGURE - writing(bold).advances["1"]


@dataclass(frozen=True, slots=True)
class Layer:
    """Operators that leave the state of the page as it was, and the pictures they show."""

    code: str
    pictures: frozenset[str] = frozenset()


Codes = tuple[tuple[str, str], ...]
"""A text as a document writes it: names of fonts, and what is shown in them."""


class Book:
    """One PDF in the making: its canvas, and how texts are coded in it."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._doc: Any = canvas._doc  # type: ignore[attr-defined]
        self._codes: dict[tuple[str, bool, bool], Codes] = {}
        self._pictures: set[str] = set()

    def codes(self, text: str, bold: bool, figures: bool) -> Codes:
        """``text`` (spelt, not empty) as operands of Tf and operators that show it."""
        key = (text, bold, figures)
        found = self._codes.get(key)
        if found is None:
            found = self._codes[key] = tuple(self._encoded(text, bold, figures))
        return found

    def _encoded(self, text: str, bold: bool, figures: bool) -> list[tuple[str, str]]:
        coded = []
        for face, run in writing(bold).runs(text):
            for subset, part in face.splitString(run, self._doc):
                name = face.getSubsetInternalName(subset, self._doc)
                coded.append((name, f"<{part.hex()}> Tj"))
        if figures and "1" in text and len(coded) == 1:
            return [(coded[0][0], self._figures(text, bold))]
        return coded

    def _figures(self, text: str, bold: bool) -> str:
        """The operator that shows a text with the room of other figures around every 1."""
        face = writing(bold).face
        pad = round(-500 * _narrow(bold))
        parts = []
        for one in re.split("(1)", text):
            if one:
                code = face.splitString(one, self._doc)[0][1].hex()
                parts.append(f"{pad} <{code}> {pad}" if one == "1" else f"<{code}>")
        return f"[{' '.join(parts)}] TJ"

    def page(self, layers: Iterable[Layer], size: tuple[float, float]) -> None:
        """Put ``layers`` on a page of ``size`` and close it."""
        canvas: Any = self.canvas
        canvas.setPageSize(size)
        for layer in layers:
            canvas._code.append(layer.code)
            canvas._formsinuse.extend(layer.pictures)
        canvas.showPage()

    def picture(self, picture: Picture) -> str:
        """The name by which pages show ``picture``; its bytes are put in once."""
        from reportlab.pdfbase.pdfdoc import PDFImageXObject

        name = picture.name
        if name not in self._pictures:
            self._pictures.add(name)
            image: Any = PDFImageXObject(name)
            image.loadImageFromJPEG(BytesIO(picture.jpeg))
            self._doc.addForm(name, image)
        shown: str = self._doc.getXObjectName(name)
        return shown

    def save(self) -> None:
        """Write the file. One document at a time: the faces are shared."""
        with saving:
            self.canvas.save()


class Ink:
    """What is drawn on one page, or on a part of it."""

    def __init__(self, book: Book, height: float) -> None:
        self.book = book
        self._height = height
        self._tints: list[str] = []
        self._rules: dict[float, list[str]] = {}
        self._texts: list[str] = []
        self._pictures: list[str] = []
        self._shown: set[str] = set()
        self._font = ""
        self._grey = 0.0
        self._mode = 0

    # ---- drawing

    def tint(self, x: float, y: float, width: float, height: float, grey: float = 0.94) -> None:
        """A grey area."""
        bottom = self._height - y - height
        self._tints.append(f"{grey} g {x:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f")

    def rule(self, x: float, y: float, to_x: float, to_y: float, width: float = HAIR) -> None:
        """A black line."""
        top = self._height
        self._rules.setdefault(width, []).append(
            f"{x:.2f} {top - y:.2f} m {to_x:.2f} {top - to_y:.2f} l"
        )

    def guide(self, x: float, y: float, to_x: float) -> None:
        """A fine dotted line to write on by hand."""
        y = self._height - y
        self._tints.append(
            f"q 0.55 G 0.4 w [0.6 1.8] 0 d {x:.2f} {y:.2f} m {to_x:.2f} {y:.2f} l S Q"
        )

    def box(self, x: float, y: float, side: float, ticked: bool) -> None:
        """A box to tick, with or without its tick; ``y`` is its top."""
        bottom = self._height - y - side
        lines = self._rules.setdefault(0.6, [])
        lines.append(f"{x:.2f} {bottom:.2f} {side:.2f} {side:.2f} re")
        if ticked:
            self._rules.setdefault(1.1, []).append(
                f"{x + side * 0.16:.2f} {bottom + side * 0.52:.2f} m "
                f"{x + side * 0.42:.2f} {bottom + side * 0.22:.2f} l "
                f"{x + side * 0.98:.2f} {bottom + side * 1.05:.2f} l"
            )

    def text(self, x: float, baseline: float, text: str, style: Style, mode: int = 0) -> None:
        """Spelt ``text`` from ``x`` on; ``mode`` 3 is there to be found and copied, unseen."""
        if not text:
            return
        out = self._texts
        if style.grey != self._grey:
            self._grey = style.grey
            out.append(f"{style.grey} g")
        if mode != self._mode:
            self._mode = mode
            out.append(f"{mode} Tr")
        out.append(f"1 0 0 1 {x:.2f} {self._height - baseline:.2f} Tm")
        for name, shown in self.book.codes(text, style.bold, style.figures):
            font = f"{name} {style.size:.6g} Tf"
            if font != self._font:
                self._font = font
                out.append(font)
            out.append(shown)

    def line(
        self,
        x: float,
        top: float,
        width: float,
        text: str,
        style: Style,
        align: Literal["left", "centre", "right"] = "left",
    ) -> None:
        """One line of spelt text, placed in ``width``; ``top`` is the top of the line."""
        if align != "left":
            free = width - style.width(text.rstrip(" \u3000"))
            x += free if align == "right" else free / 2
        self.text(x, top + style.drop, text, style)

    def watermark(self, text: str, width: float) -> None:
        """Large and light across the page, below everything."""
        style = Style(min(150.0, width / (len(text) + 0.6) * 0.9), bold=True)
        half = style.width(text) / 2
        codes = self.book.codes(text, True, False)
        shown = " ".join(f"{name} {style.size:.6g} Tf {one}" for name, one in codes)
        cos, sin = 0.8660, 0.5
        x, y = width / 2, self._height / 2
        self._tints.insert(
            0,
            f"BT 0.9 g {cos} {sin} {-sin} {cos} "
            f"{x - half * cos + style.size * 0.38 * sin:.2f} "
            f"{y - half * sin - style.size * 0.38 * cos:.2f} Tm {shown} ET",
        )

    def modules(self, x: float, y: float, side: float, rows: Sequence[Sequence[bool]]) -> None:
        """A QR code: dark modules as areas, one for each run of a row."""
        step = side / len(rows)
        top = self._height - y
        areas = []
        for number, row in enumerate(rows):
            begin = -1
            for place, dark in enumerate((*row, False)):
                if dark and begin < 0:
                    begin = place
                elif not dark and begin >= 0:
                    areas.append(
                        f"{x + begin * step:.3f} {top - (number + 1) * step:.3f} "
                        f"{(place - begin) * step:.3f} {step:.3f} re"
                    )
                    begin = -1
        self._tints.append("0 g " + " ".join(areas) + " f")

    def picture(self, picture: Picture, x: float, y: float, width: float, height: float) -> None:
        """A picture in exactly this place."""
        name = self.book.picture(picture)
        self._shown.add(picture.name)
        bottom = self._height - y - height
        self._pictures.append(
            f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {bottom:.2f} cm /{name} Do Q"
        )

    # ---- the result

    def layer(self) -> Layer:
        """All that was drawn."""
        parts = ["q", *self._tints, *self._pictures, "0 G 0 g"]
        for width, lines in self._rules.items():
            parts += [f"{width} w", *lines, "S"]
        if self._texts:
            parts += ["BT", *self._texts, "ET"]
        parts.append("Q")
        return Layer("\n".join(parts), frozenset(self._shown))
