"""What the window remembers on this computer: a small file in the user's folder.

Facts of the work (user, company, device) stand in the database, not here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QByteArray, QSettings

from gydesk import paths
from ui.tokens import SIZES, Theme

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang


class UiSettings:
    """Language, size, theme, places of the splitters, the record last open."""

    def __init__(self, file: str = "") -> None:
        where = file or str(paths.user_data() / "window.ini")
        self._kept = QSettings(where, QSettings.Format.IniFormat)

    @property
    def lang(self) -> Lang | None:
        """The language chosen, None before anyone chose."""
        found = self.text("lang")
        return cast("Lang", found) if found in ("zh", "en") else None

    @property
    def size(self) -> int:
        """The interface size in per cent."""
        found = self.text("size")
        return min(max(int(found), SIZES[0]), SIZES[-1]) if found.isdigit() else 100

    @property
    def theme(self) -> Theme:
        """Light, dark, or as the system has it."""
        found = self.text("theme")
        return cast("Theme", found) if found in ("light", "dark") else "system"

    def text(self, key: str, default: str = "") -> str:
        """A kept text."""
        return str(self._kept.value(key, default))

    def put(self, key: str, value: Any) -> None:
        """Keep a value; written to disk by Qt shortly after, and when the program ends."""
        self._kept.setValue(key, value)

    def flag(self, key: str, default: bool = False) -> bool:
        """A kept yes or no."""
        return self.text(key, "true" if default else "false") == "true"

    def put_flag(self, key: str, value: bool) -> None:
        """Keep a yes or no."""
        self.put(key, "true" if value else "false")

    def state(self, key: str) -> QByteArray | None:
        """The kept state of a splitter or a window."""
        found = self._kept.value(key)
        return found if isinstance(found, QByteArray) and not found.isEmpty() else None

    def write(self) -> None:
        """Write what is kept to disk now."""
        self._kept.sync()
