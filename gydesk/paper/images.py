"""Photographs for the page: turned as they were held, no finer than paper shows, as JPEG."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 200
_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG and its size in pixels; equal pictures have one ``name``."""

    name: str
    jpeg: bytes
    width: int
    height: int

    def within(self, width: float, height: float) -> tuple[float, float]:
        """Its size in ``width`` and ``height``, proportions kept, never enlarged beyond what
        its pixels give at 72 dpi."""
        scale = min(width / self.width, height / self.height, 1.0)
        return self.width * scale, self.height * scale


@lru_cache(maxsize=32)
def picture(content: bytes, width: float, height: float) -> Picture | None:
    """The picture that ``content`` holds, for a place of ``width`` by ``height`` points; None
    when it cannot be read as one."""
    from PIL import Image, ImageOps

    most = (round(width / 72 * DPI), round(height / 72 * DPI))
    try:
        with Image.open(BytesIO(content)) as opened:
            as_it_is = _usable(opened, most)
            opened.draft("RGB", most)
            image = ImageOps.exif_transpose(opened)
            size = image.size
            jpeg = content if as_it_is else _encoded(image, most)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if not as_it_is:
        scale = min(most[0] / size[0], most[1] / size[1], 1.0)
        size = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
    return Picture(f"photo{sha256(jpeg).hexdigest()[:24]}", jpeg, *size)


def _usable(image: Image, most: tuple[int, int]) -> bool:
    """True for a JPEG that can go into the file byte for byte."""
    return (
        image.format == "JPEG"
        and image.mode in ("L", "RGB")
        and image.getexif().get(0x0112, 1) == 1
        and image.width <= most[0]
        and image.height <= most[1]
    )


def _encoded(image: Image, most: tuple[int, int]) -> bytes:
    from PIL import Image as Images

    if image.mode in ("RGBA", "LA", "PA", "P"):
        layered = image.convert("RGBA")
        image = Images.new("RGB", layered.size, "white")
        image.paste(layered, mask=layered.getchannel("A"))
    elif image.mode not in ("L", "RGB"):
        image = image.convert("RGB")
    scale = min(most[0] / image.width, most[1] / image.height, 1.0)
    if scale < 1:
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        image = image.resize(size, Images.Resampling.LANCZOS)
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
