"""The look, told once: colours for light and dark, type scale, spacing.

Fusion draws the widgets from the palette made here; ``resources/style.qss`` adds the few
things a palette cannot say. Contrasts are held by a test (WCAG AA).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from gydesk import paths

Theme = Literal["system", "light", "dark"]

SPACE = 8
"""The unit of all distances, in pixels at 100 %."""
ICON = 18
"""Side of an icon in a button, in pixels at 100 %."""
SIZES = (90, 100, 110, 125, 150)
"""The interface sizes offered, in per cent."""

_FACES = (
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


@dataclass(frozen=True, kw_only=True)
class Tokens:
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

_STATES = {
    "draft": ("muted", "grey_soft"),
    "submitted": ("accent", "info_soft"),
    "approved": ("done", "done_soft"),
    "rejected": ("error", "error_soft"),
    "signed": ("done", "done_soft"),
    "archived": ("muted", "grey_soft"),
    "void": ("muted", "grey_soft"),
}

_tokens = LIGHT
_scale = 1.0


def tokens() -> Tokens:
    """The colours in use."""
    return _tokens


def scale() -> float:
    """The interface size in use; 1.0 is 100 %."""
    return _scale


def px(length: float) -> int:
    """A length of the design at 100 % in pixels of the interface size in use."""
    return round(length * _scale)


def state_colours(state: str) -> tuple[QColor, QColor]:
    """Ink and ground of a record's state; never alone, the word stands in it."""
    ink, ground = _STATES.get(state, ("muted", "grey_soft"))
    return QColor(getattr(_tokens, ink)), QColor(getattr(_tokens, ground))


def apply(app: QApplication, theme: Theme = "system", size: int = 100) -> None:
    """Dress the program; again after the theme or the size was changed."""
    global _tokens, _scale
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    wanted = schemes.get(theme)
    hints = app.styleHints()
    if wanted is None:
        hints.unsetColorScheme()
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
    else:
        hints.setColorScheme(wanted)
        dark = wanted == Qt.ColorScheme.Dark
    _tokens, _scale = (DARK if dark else LIGHT), size / 100
    if app.style() is None or app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette(_tokens))
    app.setFont(_font())
    app.setStyleSheet(_sheet(_tokens, _scale))


def palette(colours: Tokens) -> QPalette:
    """The palette of a theme."""
    made = QPalette()
    roles = QPalette.ColorRole
    given = {
        roles.Window: colours.window,
        roles.WindowText: colours.text,
        roles.Base: colours.paper,
        roles.AlternateBase: colours.label,
        roles.Text: colours.text,
        roles.Button: colours.panel,
        roles.ButtonText: colours.text,
        roles.BrightText: colours.on_accent,
        roles.Highlight: colours.accent,
        roles.HighlightedText: colours.on_accent,
        roles.PlaceholderText: colours.muted,
        roles.ToolTipBase: colours.paper,
        roles.ToolTipText: colours.text,
        roles.Link: colours.accent,
        roles.LinkVisited: colours.accent,
        roles.Accent: colours.accent,
        roles.Light: colours.paper,
        roles.Midlight: colours.hover,
        roles.Mid: colours.ruling,
        roles.Dark: colours.ruling,
        roles.Shadow: colours.border,
    }
    for role, colour in given.items():
        made.setColor(role, QColor(colour))
    faint = QColor(colours.muted)
    faint.setAlpha(150)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return made


def heading(font: QFont, step: float) -> QFont:
    """``font`` as a heading: 1.2, 1.5 … times as large, bold."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * step)
    made.setBold(True)
    return made


def _font() -> QFont:
    """The system's Chinese face, or the one that ships with the program."""
    known = QGuiApplication.font()
    chosen = [face for face in _FACES if QFontDatabase.hasFamily(face)][:1]
    chinese = QFontDatabase.WritingSystem.SimplifiedChinese
    if not chosen and not QFontDatabase.families(chinese):
        file = paths.resources() / "fonts" / "NotoSansSC-Regular.gb2312.ttf"
        number = QFontDatabase.addApplicationFont(str(file))
        chosen = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    font = QFont(known)
    if chosen:
        font.setFamilies(chosen)
    font.setPointSizeF(_POINTS * _scale)
    return font


_POINTS = 9.5


def _sheet(colours: Tokens, size: float) -> str:
    """The style sheet with ``@name`` replaced by colours and lengths scaled."""
    text = (paths.resources() / "style.qss").read_text("utf-8")
    names = {field.name: str(getattr(colours, field.name)) for field in fields(colours)}
    text = re.sub(r"@(\w+)", lambda found: names[found[1]], text)
    return re.sub(r"(\d+)px", lambda found: f"{round(int(found[1]) * size)}px", text)
