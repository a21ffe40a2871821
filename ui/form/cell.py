"""One cell of the sheet: a label, what is written beside it, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from gydesk.catalogue.layout import Placed
from gydesk.words import tr
from ui.form.fields.base import FieldWidget, line_height

_PAD = 5


def plain_label(text: str, name: str, parent: QWidget) -> QLabel:
    """A wrapping label that never reads its text as markup."""
    label = QLabel(text, parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


class Message:
    """The sentence below a field or table; its label is made when there is one to tell."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self.label: QLabel | None = None
        self.level = ""

    def tell(self, text: str, level: str) -> bool:
        """Show ``text`` (empty: nothing); True when the place it takes may have changed."""
        if not text:
            shown = bool(self.level)
            self.level = ""
            if self.label is not None:
                self.label.hide()
            return shown
        if self.label is None:
            self.label = plain_label("", "fieldMessage", self._parent)
        if self.level == level and self.label.text() == text:
            return False
        self.label.setText(text)
        if self.label.property("level") != level:
            self.label.setProperty("level", level)
            self.label.style().unpolish(self.label)
            self.label.style().polish(self.label)
        self.level = level
        self.label.show()
        return True

    def text(self) -> str:
        """What is told now."""
        return self.label.text() if self.label is not None and self.level else ""

    def height_for(self, width: int) -> int:
        """The height of the sentence in pixels; 0 without one."""
        if self.label is None or not self.level:
            return 0
        return self.label.heightForWidth(width - 2 * _PAD) + 4

    def place(self, rect: QRect) -> None:
        """Put the sentence into ``rect``."""
        if self.label is not None:
            self.label.setGeometry(rect.adjusted(_PAD, 0, -_PAD, -2))


class FieldCell:
    """A field in the ruled grid."""

    def __init__(self, placed: Placed, widget: FieldWidget, parent: QWidget) -> None:
        self.field = placed.field
        self.start, self.span = placed.start, placed.span
        self.widget = widget
        lang = widget.context.lang
        name = placed.field.name(lang)
        self.label = plain_label(name, "fieldLabel", parent)
        hint = placed.field.hint_in(lang)
        self.label.setToolTip(hint)
        inputs = widget.inputs()
        self.label.setBuddy(inputs[0] if inputs else widget)
        self.required = placed.field.required and not placed.field.readonly
        widget.set_names(name, self._description(hint))
        widget.setAccessibleName(name)
        self.message = Message(parent)
        self.body = QRect()

    def _description(self, hint: str) -> str:
        return "; ".join(part for part in (tr("required") if self.required else "", hint) if part)

    def tell(self, text: str, level: str) -> bool:
        """Show or take away the sentence below the field; True when the height may differ."""
        self.widget.set_names(self.label.text(), text or self._description(self.label.toolTip()))
        return self.message.tell(text, level)

    def height_for(self, label_width: int, body_width: int) -> int:
        """The height of the cell in pixels."""
        label = self.label.heightForWidth(label_width - 2 * _PAD) + 10
        return max(label, self.widget.height_for(body_width) + self.message.height_for(body_width))

    def place(self, label: QRect, body: QRect) -> None:
        """Put label, field and sentence into their rectangles."""
        self.body = body
        self.label.setGeometry(label.adjusted(_PAD, 2, -_PAD, -2))
        told = self.message.height_for(body.width())
        self.widget.setGeometry(body.adjusted(1, 1, -1, -1 - told))
        self.message.place(QRect(body.left(), body.bottom() - told, body.width(), told))


@dataclass
class StaticCell:
    """A value of the project, to be read only."""

    key: str
    start: int
    span: int
    label: QLabel
    value: QLabel

    def height_for(self, label_width: int, body_width: int) -> int:
        """The height of the cell in pixels."""
        return max(
            self.label.heightForWidth(label_width - 2 * _PAD) + 10,
            self.value.heightForWidth(body_width - 2 * _PAD) + 10,
            line_height(self.label),
        )

    def place(self, label: QRect, body: QRect) -> None:
        """Put label and value into their rectangles."""
        self.label.setGeometry(label.adjusted(_PAD, 2, -_PAD, -2))
        self.value.setGeometry(body.adjusted(_PAD, 2, -_PAD, -2))
