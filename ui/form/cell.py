"""One cell of the sheet: a label, what is written beside it, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QWidget

from gydesk.catalogue.kinds import Field, Lang, Table
from gydesk.catalogue.layout import Placed
from gydesk.words import tr
from ui.form.fields.base import FieldWidget, line_height
from ui.form.message import Message, plain_label

_PAD = 5
_FRAME = 4
"""Pixels between the ruling and what is written, on both sides together."""
STAR = 9
"""Room at the right of a label for the star of what must be filled."""


def label_text(item: Field | Table, lang: Lang) -> str:
    """The name of a field or table; what never reaches a customer says so."""
    return item.name(lang) + (tr(" (internal)") if item.internal else "")


def internal_note() -> str:
    """What ``internal`` means, in full."""
    return tr("Internal: not on the customer's copies")


class FieldCell:
    """A field in the ruled grid."""

    def __init__(
        self, placed: Placed, widget: FieldWidget, message: Message, parent: QWidget
    ) -> None:
        self.field = placed.field
        self.widget = widget
        self.message = message
        lang = widget.context.lang
        name = label_text(placed.field, lang)
        self.label = plain_label(name, "fieldLabel", parent)
        self._hint = placed.field.hint_in(lang)
        notes = [self._hint, internal_note() if placed.field.internal else ""]
        self.label.setToolTip("\n".join(filter(None, notes)))
        inputs = widget.inputs()
        self.label.setBuddy(inputs[0] if inputs else widget)
        self.required = placed.field.required and not placed.field.readonly
        widget.setAccessibleName(name)
        widget.inputs_changed.connect(self._name_inputs)
        self.body = QRect()
        self._name_inputs()

    def tell(self, text: str, level: str) -> bool:
        """Show or take away the sentence below the field; True when the height may differ."""
        higher = self.message.tell(text, level)
        self._name_inputs()
        return higher

    def height_for(self, label_width: int, body_width: int) -> int:
        """The height of the cell in pixels."""
        label = self.label.heightForWidth(label_width - 2 * _PAD - STAR) + 10
        body = self.widget.height_for(body_width - _FRAME) + _FRAME
        return max(label, body + self.message.height_for(body_width - _FRAME // 2))

    def place(self, label: QRect, body: QRect) -> None:
        """Put label, field and sentence into their rectangles."""
        self.body = body
        self.label.setGeometry(label.adjusted(_PAD, 2, -_PAD - STAR, -2))
        told = self.message.height_for(body.width())
        self.widget.setGeometry(body.adjusted(1, 1, -1, -1 - told))
        self.message.place(QRect(body.left(), body.bottom() - told, body.width(), told))

    def _name_inputs(self) -> None:
        """Screen readers hear the label, then what is wrong, or what is wanted."""
        wanted = [tr("required") if self.required else "", self._hint]
        told = self.message.text() or "; ".join(filter(None, wanted))
        self.widget.set_names(self.label.text(), told)


@dataclass
class StaticCell:
    """A value of the project, to be read only; ``field`` is the project's."""

    field: Field
    label: QLabel
    value: QLabel

    def height_for(self, label_width: int, body_width: int) -> int:
        """The height of the cell in pixels."""
        return max(
            self.label.heightForWidth(label_width - 2 * _PAD - STAR) + 10,
            self.value.heightForWidth(body_width - 2 * _PAD - 4) + 10,
            line_height(self.label),
        )

    def place(self, label: QRect, body: QRect) -> None:
        """Put label and value into their rectangles."""
        self.label.setGeometry(label.adjusted(_PAD, 2, -_PAD - STAR, -2))
        self.value.setGeometry(body.adjusted(_PAD + 2, 2, -_PAD, -2))
