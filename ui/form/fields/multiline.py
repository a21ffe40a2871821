"""Text of several lines."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gydesk.errors import InputError
from ui.form.fields.base import FieldWidget, line_height, placeholder
from ui.form.parts.measure import wrapped_height
from ui.form.parts.paragraph import PaperText

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.context import FormContext

_MOST_LINES = 40


class MultilineWidget(FieldWidget):
    """Grows with its text up to a page; beyond that it scrolls inside."""

    wants_width = True

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.edit = PaperText(self)
        self.setFocusProxy(self.edit)
        self.edit.setPlaceholderText(placeholder(field, context.lang))
        self._height = 0
        self._showing = False
        self.edit.textChanged.connect(self._changed)
        self.edit.left.connect(self._left)
        self.edit.refused.connect(self.notify)
        self.show_read_only(self._read_only)

    def inputs(self) -> list[QWidget]:
        """The writing space."""
        return [self.edit]

    def height_for(self, width: int) -> int:
        """The height of the text, at least of the lines that the form gives the field."""
        line = self.fontMetrics().lineSpacing()
        least = max(self.field.lines, 2) * line
        most = _MOST_LINES * line
        text = wrapped_height(self.edit.toPlainText(), self.edit.font(), width - 11, most)
        self._height = math.ceil(min(max(least, text), most)) + 12
        return max(self._height, line_height(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The writing space fills the cell; it has a scroll bar only beyond the most lines."""
        self.edit.setGeometry(2, 2, self.width() - 4, self.height() - 4)
        full = self._height >= _MOST_LINES * self.fontMetrics().lineSpacing()
        self.edit.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if full else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )

    def commit(self) -> bool:
        """Take in the text; what an input method is composing is no text yet."""
        return self.refusal is None if self.edit.composing else self._take(tidy=True)

    def commit_pause(self) -> bool:
        """Take in the text after a pause; it stays as it stands."""
        return self.edit.composing or self._take(tidy=False)

    def typed(self) -> str | None:
        """The text, when it was refused."""
        return self.edit.toPlainText() if self.refusal is not None else None

    def set_typed(self, text: str) -> None:
        """Show ``text`` again and say again what is wrong with it."""
        self._show(text)
        self.edit.document().setModified(True)
        self.commit()

    def show_value(self) -> None:
        """The text from its beginning; the cursor stays where one is writing."""
        text = self.shown(self._value)
        if self.edit.toPlainText() != text:
            at = self.edit.textCursor().position() if self.edit.hasFocus() else 0
            self._show(text)
            cursor = self.edit.textCursor()
            cursor.setPosition(min(at, len(text)))
            self.edit.setTextCursor(cursor)
        self.edit.document().setModified(False)

    def show_read_only(self, locked: bool) -> None:
        """A locked text can be read and copied, but Tab goes past it."""
        self.edit.setReadOnly(locked)
        self.edit.setFocusPolicy(
            Qt.FocusPolicy.ClickFocus if locked else Qt.FocusPolicy.StrongFocus
        )

    def _take(self, *, tidy: bool) -> bool:
        if not self.edit.document().isModified():
            return self.refusal is None
        try:
            value = self.kind.parse(self.edit.toPlainText(), self.field, self.context.library)
        except InputError as error:
            self.refuse(error)
            return False
        self.put(value)
        if tidy:
            self.show_value()
        return True

    def _show(self, text: str) -> None:
        """Nobody types this: Qt calls the old text modified until the new one stands."""
        self._showing = True
        self.edit.setPlainText(text)
        self._showing = False

    def _changed(self) -> None:
        before = self._height
        if self.height_for(self.width()) != before:
            self.updateGeometry()
        if self.edit.document().isModified() and not self._showing:
            self.typing.emit()

    def _left(self) -> None:
        self.commit()
        self.left.emit()
