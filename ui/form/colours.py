"""The colours of what is wrong, for a light and a dark page, until a style sheet gives others."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

_ERROR = {"light": "#b3261e", "dark": "#ff9d94"}
_WARN = {"light": "#8a5200", "dark": "#f0bd6a"}


def error_colour(palette: QPalette) -> QColor:
    """Ink for an error or something missing."""
    return QColor(_ERROR[_ground(palette)])


def warn_colour(palette: QPalette) -> QColor:
    """Ink for a doubt."""
    return QColor(_WARN[_ground(palette)])


def _ground(palette: QPalette) -> str:
    return "dark" if palette.color(QPalette.ColorRole.Base).lightness() < 128 else "light"
