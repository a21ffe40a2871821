"""The face that the screen is written in: the system's own Chinese one, or the program's."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFontDatabase

from gydesk import paths
from ui.tokens import FACES


@cache
def face() -> str:
    """A family's name; "" leaves the choice to Qt where the program's own face is not readable."""
    for name in FACES:
        if QFontDatabase.hasFamily(name):
            return name
    file = paths.resources() / "fonts" / "NotoSansSC-Regular.gb2312.ttf"
    number = QFontDatabase.addApplicationFont(str(file))
    return next(iter(QFontDatabase.applicationFontFamilies(number)), "") if number >= 0 else ""
