"""Recording what happened on the paper: who signed, when, with which opinion and scan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from gydesk.errors import InputError
from gydesk.words import tr
from ui import style
from ui.dialogs.base import Ask, Choice

if TYPE_CHECKING:
    from gydesk.workflow.desk import Desk


class SignOffDialog(Ask):
    """Asks for one signature. ``people`` are offered by name; ``kinds`` whether it was given on
    paper or is given here."""

    def __init__(
        self,
        title: str,
        desk: Desk,
        *,
        name: str = "",
        blocks: list[tuple[str, str]] | None = None,
        with_kind: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, tr("Record"), parent)
        self._desk = desk
        self._today = desk.clock.today()
        self.scans: list[dict[str, Any]] = []
        self.block = Choice(blocks or [], self)
        if blocks and len(blocks) > 1:
            self.row(tr("Whose signature"), self.block)
        else:
            self.block.hide()
        self.name = QLineEdit(name, self)
        self.row(tr("Name"), self.name)
        self.day = QLineEdit(self._today.isoformat(), self)
        self.row(tr("Date"), self.day)
        self.kind = Choice([("paper", tr("On paper")), ("desk", tr("Here, by myself"))], self)
        if with_kind:
            self.row(tr("Signed"), self.kind)
        else:
            self.kind.hide()
        self.opinion = QPlainTextEdit(self)
        self.opinion.setTabChangesFocus(True)
        self.opinion.setFixedHeight(style.px(56))
        self.row(tr("Opinion"), self.opinion)
        self.scan_text = QLabel(tr("none"), self)
        self.scan_text.setWordWrap(True)
        add = QPushButton(tr("Add scan or photo…"), self)
        add.setAutoDefault(False)
        add.clicked.connect(self._add_scan)
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.scan_text, 1)
        row.addWidget(add)
        self.row(tr("Scan of the paper"), line)
        self.name.setFocus()

    @property
    def on(self) -> str:
        """The day as stored."""
        return self._day().isoformat()

    def take(self) -> None:
        """Refuses a missing name and a date that is none."""
        if not self.name.text().strip():
            raise InputError("signoff.name")
        self._day()

    def _day(self) -> date:
        from gydesk.catalogue.kinds import Field
        from gydesk.catalogue.types import type_of

        field = Field(id="day", zh="", en="", type="date")
        typed = self.day.text().strip()
        value = type_of(field).parse(typed, field, self._desk.library) if typed else None
        return date.fromisoformat(str(value)) if value else self._today

    @Slot()
    def _add_scan(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self,
            tr("Scan of the paper"),
            "",
            tr("Pictures and PDF") + " (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)",
        )
        for file in chosen:
            try:
                self.scans.append(dict(self._desk.attach(Path(file))))
            except InputError as error:
                from gydesk.words import sentence

                self.refuse(sentence(error))
        names = [str(scan.get("name", "")) for scan in self.scans]
        self.scan_text.setText("\n".join(names) or tr("none"))


class ReasonDialog(Ask):
    """Asks for a reason that stays in the record's history."""

    def __init__(
        self,
        title: str,
        text: str,
        ok: str,
        *,
        needed: bool = True,
        name: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, ok, parent)
        self.say(text)
        self._needed = needed
        self.name = QLineEdit(name or "", self)
        if name is not None:
            self.row(tr("Name"), self.name)
        else:
            self.name.hide()
        self.reason = QPlainTextEdit(self)
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(style.px(84))
        self.row(tr("Reason"), self.reason)
        self.reason.setFocus()

    @property
    def text_typed(self) -> str:
        """The reason."""
        return self.reason.toPlainText().strip()

    def take(self) -> None:
        """Refuses an empty reason where one is needed."""
        if self._needed and not self.text_typed:
            raise InputError("state.reason")
