"""What a cell of a line table is written in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.form.parts.line import ENTER, Mark, PaperLine, is_tab
from ui.form.parts.paragraph import PaperText
from ui.form.parts.suggest import (
    Entry,
    bool_options,
    choice_entries,
    department_entries,
    meant,
    narrowed,
)

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.context import FormContext, Offer


class CellLine(PaperLine):
    """A line in a cell. ``offer`` is the entry last taken from its list; ``shown`` the cell's
    text that stands for what was last taken in, ``before`` the stored value at the start."""

    tabbed = Signal(bool)

    def __init__(self, parent: QWidget, *, mark: Mark = "") -> None:
        super().__init__(parent, mark=mark)
        self.offers: CellOffers | None = None
        self.offer: Offer | None = None
        self.shown: str | None = None
        self.before: Any = None

    def modified(self) -> bool:
        """Whether something was written that is not taken in."""
        return self.isModified()

    def set_modified(self, modified: bool) -> None:
        """Begin anew with what stands there."""
        self.setModified(modified)

    def written(self) -> str:
        """The text."""
        return self.text()

    def write(self, text: str) -> None:
        """Show ``text``."""
        self.setText(text)
        self.offer = None

    def event(self, event: QEvent) -> bool:
        """Tab takes the marked entry and goes to the neighbouring cell."""
        if is_tab(event) and not self.composing:
            assert isinstance(event, QKeyEvent)
            if self.key_hook is not None:
                self.key_hook(event)
            event.accept()
            self.tabbed.emit(event.key() == Qt.Key.Key_Tab)
            return True
        return super().event(event)


class CellText(PaperText):
    """Several lines in a cell: Enter ends it as in a spreadsheet, Alt+Enter breaks the line."""

    done = Signal()
    tabbed = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: str | None = None
        self.before: Any = None

    def modified(self) -> bool:
        """Whether something was written that is not taken in."""
        return self.document().isModified()

    def set_modified(self, modified: bool) -> None:
        """Begin anew with what stands there."""
        self.document().setModified(modified)

    def written(self) -> str:
        """The text."""
        return self.toPlainText()

    def write(self, text: str) -> None:
        """Show ``text``, all of it marked so that typing replaces it."""
        self.setPlainText(text)
        self.set_modified(False)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's own keys but for Enter; nothing is looked at while composing."""
        if not self.composing and event.key() in ENTER:
            event.accept()
            if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.insertPlainText("\n")
            else:
                self.done.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab goes to the neighbouring cell."""
        if is_tab(event) and not self.composing:
            assert isinstance(event, QKeyEvent)
            event.accept()
            self.tabbed.emit(event.key() == Qt.Key.Key_Tab)
            return True
        return super().event(event)


class CellOffers:
    """What is offered in the cells of one column."""

    def __init__(self, column: Field, context: FormContext) -> None:
        self.column = column
        self._context = context
        self.strict = column.type == "bool" or (column.type == "choice" and not column.open_choice)

    def find(self, text: str) -> Sequence[Any]:
        """The entries for ``text``."""
        kind = self.column.type
        if kind in ("choice", "multichoice"):
            return narrowed(choice_entries(self.column, self._context), text)
        if kind == "bool":
            options = bool_options(self.column, self._context)
            return narrowed([Entry(name, value) for value, name in options], text)
        if kind == "department":
            return narrowed(department_entries(self._context), text)
        if kind == "text" and not text.strip():
            return ()
        return self._context.options(self.column, text)

    def meant(self, text: str) -> Offer | None:
        """The entry that ``text`` names; plain text names nothing."""
        return None if self.column.type == "text" else meant(self.find, text, strict=self.strict)
