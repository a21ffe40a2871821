"""Settings: language, size, light or dark; who works here and this computer's letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from gydesk import words
from gydesk.errors import InputError
from gydesk.words import tr
from ui.dialogs.base import Ask, Choice
from ui.settings import UiSettings
from ui.style import SIZES

if TYPE_CHECKING:
    from gydesk.workflow.desk import Desk


class SettingsDialog(Ask):
    """``rebuild`` is True when the window must be built anew to show what was chosen."""

    def __init__(
        self, settings: UiSettings, desk: Desk | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Settings"), tr("OK"), parent)
        self._settings = settings
        self._desk = desk
        self.rebuild = False
        self.lang = Choice([("zh", "中文"), ("en", "English")], self)
        self.lang.choose(words.language())
        self.row(tr("Language"), self.lang)
        self.percent = Choice([(str(size), f"{size} %") for size in SIZES], self)
        self.percent.choose(str(settings.size))
        self.row(tr("Size"), self.percent)
        themes = [
            ("system", tr("As the system")),
            ("light", tr("Light")),
            ("dark", tr("Dark")),
        ]
        self.theme = Choice(themes, self)
        self.theme.choose(settings.theme)
        self.row(tr("Colours"), self.theme)
        self.person = QLineEdit(self)
        self.letter = QLineEdit(self)
        self.letter.setMaxLength(8)
        if desk is not None:
            self.person.setText(str(desk.user.get("name") or ""))
            self.letter.setText(desk.db.device.letter)
            self.row(tr("User"), self.person)
            self.row(
                tr("Letter of this computer"),
                self.letter,
                tr("A new letter begins the numbers anew; those given stay as they are."),
            )

    def take(self) -> None:
        """Keep what was chosen."""
        desk = self._desk
        if desk is not None:
            person, letter = self.person.text().strip(), self.letter.text().strip().upper()
            if not person:
                raise InputError("window.person")
            if (person, letter) != (desk.db.device.person, desk.db.device.letter):
                desk.begin(person=person, letter=letter)
        before = words.language(), self._settings.size
        after = self.lang.code(), int(self.percent.code())
        self.rebuild = before != after
        self._settings.put("lang", after[0])
        self._settings.put("size", after[1])
        self._settings.put("theme", self.theme.code())
        self._settings.write()
