"""A canvas to draw a plausible photograph on: shapes with shade, cables, lights, words, and
the grain and slant of a hand-held camera. The same caption gives the same picture."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from gydesk import paths

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1024, 768
Colour = tuple[int, int, int]
Point = tuple[float, float]

BLUE: Colour = (40, 92, 190)
GREY: Colour = (150, 154, 160)
ORANGE: Colour = (222, 122, 32)
YELLOW: Colour = (228, 196, 40)
GREEN: Colour = (58, 210, 90)
RED: Colour = (236, 52, 44)


_NEARER = 0.945
"""How much of the drawing is seen: its corners stay out of sight when it is slanted."""

_FACE = "NotoSansSC-Regular.gb2312.ttf"


class Canvas:
    """``rng`` decides whatever may differ from picture to picture."""

    def __init__(self, seed: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> None:
        from PIL import Image, ImageDraw

        self.rng = random.Random(seed)
        self.image = Image.new("RGB", size, (128, 128, 128))
        self.pen = ImageDraw.Draw(self.image)

    # ---- surfaces

    def gradient(self, box: tuple[float, float, float, float], top: Colour, bottom: Colour) -> None:
        """A rectangle that runs from ``top`` to ``bottom``."""
        left, upper, right, lower = (round(one) for one in box)
        for y in range(upper, lower):
            share = (y - upper) / max(1, lower - upper)
            self.pen.line([(left, y), (right, y)], fill=mixed(top, bottom, share))

    def plate(
        self, box: tuple[float, float, float, float], colour: Colour, radius: float = 3
    ) -> None:
        """A solid thing seen from the front: lit above, in shade below."""
        left, upper, right, lower = box
        self.pen.rounded_rectangle(box, radius, fill=colour)
        self.pen.line([(left + 2, upper + 1), (right - 2, upper + 1)], fill=lit(colour, 40))
        self.pen.line([(left + 2, lower - 1), (right - 2, lower - 1)], fill=lit(colour, -45))

    def shape(self, points: Sequence[Point], colour: Colour, edge: Colour | None = None) -> None:
        """A filled polygon."""
        self.pen.polygon(list(points), fill=colour, outline=edge)

    def block(
        self,
        box: tuple[float, float, float, float],
        colour: Colour,
        depth: float = 28,
    ) -> None:
        """A box standing on the floor: its front, its top and its right side."""
        left, upper, right, lower = box
        back = [(left + depth, upper - depth * 0.55), (right + depth, upper - depth * 0.55)]
        self.shape([(left, upper), *back, (right, upper)], lit(colour, 26))
        side = [(right + depth, upper - depth * 0.55), (right + depth, lower - depth * 0.55)]
        self.shape([(right, upper), *side, (right, lower)], lit(colour, -38))
        self.pen.rectangle(box, fill=colour)

    # ---- things

    def cable(self, start: Point, end: Point, colour: Colour, width: int = 4) -> None:
        """A cable that hangs between two points."""
        sag = self.rng.uniform(10, 46)
        points = []
        for step in range(19):
            share = step / 18
            x = start[0] + (end[0] - start[0]) * share
            y = start[1] + (end[1] - start[1]) * share + sag * 4 * share * (1 - share)
            points.append((x, y))
        self.pen.line(points, fill=lit(colour, -40), width=width + 2, joint="curve")
        self.pen.line(points, fill=colour, width=width, joint="curve")

    def light(self, at: Point, colour: Colour, size: float = 3) -> None:
        """A small lamp with its glow."""
        x, y = at
        glow = mixed(colour, (0, 0, 0), 0.55)
        self.pen.ellipse([x - size - 2, y - size - 2, x + size + 2, y + size + 2], fill=glow)
        self.pen.ellipse([x - size, y - size, x + size, y + size], fill=colour)

    def words(self, at: Point, text: str, size: int, colour: Colour, anchor: str = "la") -> None:
        """Some words."""
        self.pen.text(at, text, font=_face(size), fill=colour, anchor=anchor)

    def width_of(self, text: str, size: int) -> float:
        """How wide words are, in pixels."""
        return _face(size).getlength(text)

    # ---- the camera

    def jpeg(self) -> bytes:
        """The picture as a camera gives it: a little slanted, darker at the rim, grainy."""
        from PIL import Image, ImageChops

        width, height = self.image.size
        turn = math.radians(self.rng.uniform(-1.4, 1.4))
        cos, sin = math.cos(turn) * _NEARER, math.sin(turn) * _NEARER
        x, y = width / 2, height / 2
        slant = (cos, sin, x - cos * x - sin * y, -sin, cos, y + sin * x - cos * y)
        picture = self.image.transform(
            (width, height), Image.Transform.AFFINE, slant, Image.Resampling.BILINEAR
        )
        picture = ImageChops.multiply(picture, _rim((width, height)))
        grain = Image.frombytes("L", (256, 256), self.rng.randbytes(256 * 256))
        tiled = Image.new("L", (width, height))
        for x in range(0, width, 256):
            for y in range(0, height, 256):
                tiled.paste(grain, (x, y))
        picture = Image.blend(picture, Image.merge("RGB", (tiled, tiled, tiled)), 0.035)
        told = BytesIO()
        picture.save(told, "JPEG", quality=78)
        return told.getvalue()


@cache
def _face(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(paths.resources() / "fonts" / _FACE), size)


@cache
def _rim(size: tuple[int, int]) -> Any:
    """White in the middle, grey at the rim."""
    from PIL import Image, ImageOps

    ring = ImageOps.invert(Image.radial_gradient("L")).resize(size)
    bright = ring.point([min(255, 150 + value) for value in range(256)])
    return Image.merge("RGB", (bright, bright, bright))


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """``one`` with ``share`` of ``other`` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def lit(colour: Colour, by: int) -> Colour:
    """Lighter, or darker."""
    red, green, blue = (min(255, max(0, part + by)) for part in colour)
    return red, green, blue
