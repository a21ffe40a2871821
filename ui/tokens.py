"""The colours of light and dark, and the sizes offered: all the look that the first paint needs."""

from __future__ import annotations

from typing import Literal, NamedTuple

Theme = Literal["system", "light", "dark"]

SIZES = (90, 100, 110, 125, 150)
"""The interface sizes offered, in per cent."""
POINTS = 9.5
"""The size of text at 100 %."""
FACES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
"""The faces for the screen, the best first."""


class Tokens(NamedTuple):
    """The colours of one theme, as ``#rrggbb``."""

    window: str
    panel: str
    paper: str
    label: str
    text: str
    muted: str
    border: str
    ruling: str
    accent: str
    on_accent: str
    selected: str
    hover: str
    error: str
    warn: str
    done: str
    error_soft: str
    warn_soft: str
    done_soft: str
    info_soft: str
    grey_soft: str


LIGHT = Tokens(
    window="#eceef1",
    panel="#f7f8fa",
    paper="#ffffff",
    label="#f4f6f8",
    text="#1d2329",
    muted="#5a6470",
    border="#d5dae0",
    ruling="#b4bcc6",
    accent="#1f5fb8",
    on_accent="#ffffff",
    selected="#dbe8f8",
    hover="#e6eaef",
    error="#b3261e",
    warn="#8a5200",
    done="#1b6b3a",
    error_soft="#fbe6e4",
    warn_soft="#fbefd9",
    done_soft="#dff2e5",
    info_soft="#e2ecf9",
    grey_soft="#e6e9ed",
)
DARK = Tokens(
    window="#14171b",
    panel="#1a1e23",
    paper="#20252b",
    label="#272d34",
    text="#e4e7eb",
    muted="#a4adb8",
    border="#343b44",
    ruling="#4d5763",
    accent="#7fb2f5",
    on_accent="#0d1d33",
    selected="#2b4162",
    hover="#2a3038",
    error="#ff9d94",
    warn="#f0bd6a",
    done="#7fd19a",
    error_soft="#45272a",
    warn_soft="#40331c",
    done_soft="#1f3a29",
    info_soft="#243852",
    grey_soft="#2f363f",
)
