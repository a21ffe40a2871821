"""The look, told once: colours for light and dark, type scale, spacing.

Fusion draws the widgets from the palette made here; ``resources/style.qss`` adds the few
things a palette cannot say. Contrasts are held by a test (WCAG AA).
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from gydesk import paths
from ui.face import face
from ui.tokens import DARK, LIGHT, POINTS, SIZES, Theme, Tokens

__all__ = ["DARK", "LIGHT", "SIZES", "Theme", "Tokens"]

SPACE = 8
"""The unit of all distances, in pixels at 100 %."""
ICON = 18
"""Side of an icon in a button, in pixels at 100 %."""
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
    """The program's face at the size in use."""
    font = QFont(QGuiApplication.font())
    family = face()
    if family:
        font.setFamilies([family])
    font.setPointSizeF(POINTS * _scale)
    return font


def _sheet(colours: Tokens, size: float) -> str:
    """The style sheet with ``@name`` replaced by colours and lengths scaled."""
    text = (paths.resources() / "style.qss").read_text("utf-8")
    names = colours._asdict()
    text = re.sub(r"@(\w+)", lambda found: names[found[1]], text)
    return re.sub(r"(\d+)px", lambda found: f"{round(int(found[1]) * size)}px", text)
