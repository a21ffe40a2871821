"""The first start: who works here, this computer's letter, the company on the paper."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from gydesk.errors import InputError
from gydesk.words import tr
from ui.dialogs.base import Ask, Choice

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang
    from gydesk.workflow.desk import Desk


class FirstStart(Ask):
    """Four questions; ``wants_demo`` tells whether the sample projects are wished for."""

    def __init__(self, desk: Desk, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(tr("Welcome to GYDesk"), tr("Begin"), parent)
        self.say(tr("Four things, so that the forms fill themselves. All can be changed later."))
        self._desk = desk
        self.person = QLineEdit(str(desk.user.get("name") or ""), self)
        self.row(tr("Your name"), self.person)
        departments = [("", tr("(not given)"))]
        departments += [(one.id, one.name(lang)) for one in desk.library.departments]
        self.department = Choice(departments, self)
        self.row(tr("Department"), self.department)
        self.company = QLineEdit(str(desk.company.get("name") or ""), self)
        self.row(tr("Company name"), self.company, tr("As it stands at the head of the paper."))
        self.letter = QLineEdit(desk.db.device.letter, self)
        self.letter.setMaxLength(8)
        self.row(
            tr("Letter of this computer"),
            self.letter,
            tr("Part of every number, so that two computers never give the same one: A, B, C …"),
        )
        self.demo = QCheckBox(
            tr("Show me the sample data first: three projects to try everything with"), self
        )
        self.rows.addRow("", self.demo)
        self.person.setFocus()

    @property
    def wants_demo(self) -> bool:
        """Whether the sample projects are to be filled in."""
        return self.demo.isChecked()

    def take(self) -> None:
        """Set the device up."""
        person = self.person.text().strip()
        if not person:
            self.person.setFocus()
            raise InputError("window.person")
        self._desk.begin(
            name=platform.node(),
            person=person,
            letter=self.letter.text().strip().upper(),
            company=self.company.text().strip(),
        )
        department = self.department.code()
        known = next((one for one in self._desk.people() if one.name == person), None)
        if known is not None and department:
            self._desk.set_entity(known.id, {"department": department})
