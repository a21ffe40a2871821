"""A field written on one line: text, figures, dates, names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from gydesk.errors import InputError
from ui.form.fields.base import FieldWidget, line_height, placeholder
from ui.form.parts.line import Mark, PaperLine
from ui.form.parts.measure import wrapped_height

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.context import FormContext

_TOOLTIP_FROM = 16
_MOST_LINES = 12


class LineField(FieldWidget):
    """A ``PaperLine`` whose text the catalogue's type reads; the unit stands behind it."""

    latin: ClassVar[bool] = False
    """True where an input method should begin with Latin letters: figures, dates, codes."""
    figures: ClassVar[bool] = False
    """True where the text stands at the right, as figures do."""
    mark: ClassVar[Mark] = ""

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.line = PaperLine(self, mark=self.mark)
        self.setFocusProxy(self.line)
        if self.latin:
            self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        if self.figures:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.line.setPlaceholderText(placeholder(field, context.lang))
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 1, 2, 1)
        row.setSpacing(2)
        row.addWidget(self.line)
        self.line.wraps = not self.figures
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._height = 0
        self._unit: QLabel | None = None
        unit = field.unit_in(context.lang)
        if unit:
            self._unit = QLabel(unit, self)
            self._unit.setObjectName("fieldUnit")
            row.addWidget(self._unit)
        self.line.textEdited.connect(self._edited)
        self.line.enter.connect(self._entered)
        self.line.left.connect(self._left)
        self.line.refused.connect(self.notify)
        self.show_read_only(self._read_only)

    def inputs(self) -> list[QWidget]:
        """The line."""
        return [self.line]

    def height_for(self, width: int) -> int:
        """One line, or what a long text takes in several."""
        if not self.line.wraps:
            return line_height(self)
        beside = 4 + (self._unit.sizeHint().width() + 2 if self._unit is not None else 0)
        room, most = self.line.room(width - beside), _MOST_LINES * self.fontMetrics().height()
        text = wrapped_height(self.line.text(), self.line.font(), room, most)
        self._height = max(line_height(self), int(text) + 6)
        return self._height

    def read(self, text: str) -> Any:
        """The value that ``text`` means; raises ``InputError``."""
        return self.kind.parse(text, self.field, self.context.library, self.context.now())

    def commit(self) -> bool:
        """Take in the text; False when the type cannot read it. What an input method is
        composing is no text yet: it is left alone."""
        if self.line.composing or not self.line.isModified():
            return self.refusal is None
        try:
            value = self.read(self.line.text())
        except InputError as error:
            self.refuse(error)
            return False
        self.put(value)
        self.show_value()
        return True

    def commit_pause(self) -> bool:
        """Take in the text after a pause, if it can be read; the text itself stays as typed."""
        if self.line.composing or not self.line.isModified():
            return True
        try:
            value = self.read(self.line.text())
        except InputError:
            return False
        self.put(value)
        return True

    def typed(self) -> str | None:
        """The text, when it could not be read."""
        return self.line.text() if self.refusal is not None else None

    def set_typed(self, text: str) -> None:
        """Show ``text`` again and say again what is wrong with it."""
        self.line.setText(text)
        self.line.setModified(True)
        self.commit()

    def show_value(self) -> None:
        """The value as text, from its beginning; the cursor stays where one is writing."""
        text = self.shown(self._value)
        at = self.line.cursorPosition()
        if self.line.text() != text or self.line.isModified():
            self.line.setText(text)
        if self.line.hasFocus():
            self.line.setCursorPosition(at)
        elif not self.figures:
            self.line.setCursorPosition(0)
        hint = "" if text else self.line.placeholderText()
        self.line.setToolTip(text if len(text) > _TOOLTIP_FROM else hint)
        before = self._height
        if self.line.wraps and self.height_for(self.width()) != before:
            self.updateGeometry()

    def show_read_only(self, locked: bool) -> None:
        """A locked line can be read and copied, but Tab goes past it."""
        self.line.setReadOnly(locked)
        self.line.setFocusPolicy(
            Qt.FocusPolicy.ClickFocus if locked else Qt.FocusPolicy.StrongFocus
        )

    def _edited(self) -> None:
        self.typing.emit()

    def _entered(self) -> None:
        self.commit()
        self.next_wanted.emit()

    def _left(self) -> None:
        self.commit()
        if not self.figures:
            self.line.setCursorPosition(0)
        self.left.emit()
