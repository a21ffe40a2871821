"""Dates by keyboard: ``=`` for today, d w m y a day, week, month, year on; capitals back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from gydesk.catalogue.dates import STEPS, stepped
from gydesk.errors import InputError
from ui.form.parts.line import PaperLine


class DateKeys(QObject):
    """Gives a line the date keys: it looks at the text once it changed, never at key events.

    ``read`` makes the stored value of a text (raises ``InputError``), ``write`` the text of
    a moment, ``now`` is the desk's clock.
    """

    def __init__(
        self,
        line: PaperLine,
        read: Callable[[str], Any],
        write: Callable[[datetime], str],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(line)
        self._line = line
        self._read = read
        self._write = write
        self._now = now
        line.textEdited.connect(self._look)

    def moment(self) -> datetime:
        """What the line says, or now where it says nothing that can be read."""
        return self._moment(self._line.text()) or self._now()

    def put(self, moment: datetime) -> None:
        """Write ``moment`` as if it had been typed."""
        self._line.setText(self._write(moment))
        self._line.setModified(True)

    def _look(self, text: str) -> None:
        if self._line.composing:
            return
        if "=" in text or "＝" in text:
            self.put(self._now())
            return
        key = next((char for char in text if char in STEPS), "")
        moment = self._moment(text.replace(key, "", 1)) if key else None
        if moment is not None:
            self.put(datetime.combine(stepped(moment.date(), key), moment.time()))

    def _moment(self, text: str) -> datetime | None:
        try:
            value = self._read(text) if text.strip() else None
        except InputError:
            return None
        return self._now() if value is None else datetime.fromisoformat(value)
