"""The protocol that the widgets of all field types share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from gydesk.catalogue.types import type_of
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from gydesk.errors import InputError

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.context import FormContext


class FieldWidget(QWidget):
    """One field of a form on the screen.

    It holds the value last committed. What is typed becomes a value when the field is left,
    on Enter, or after a pause; ``committed`` then carries it. Text that is no value stays
    on the screen, ``refusal`` says why, and ``typed()`` hands it to whoever must keep it.
    """

    committed = Signal(object)
    """The new value, in stored form; ``None`` is empty."""
    refused = Signal()
    """What is typed is no value; see ``refusal``."""
    accepted = Signal()
    """What was refused before is gone or mended."""
    left = Signal()
    next_wanted = Signal()

    wants_width: ClassVar[bool] = False
    """True where a wide cell is of use (``height_for`` depends on the width)."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.context = context
        self.kind = type_of(field)
        self.refusal: InputError | None = None
        self._value: Any = None
        self._read_only = field.readonly
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # ---- what the sheet and the editor use

    def value(self) -> Any:
        """The value last committed or set, in stored form."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show ``value``; nothing is emitted, whatever was typed and refused is gone."""
        self._value = value
        self.refusal = None
        self.show_value()

    def commit(self) -> bool:
        """Take in what is being typed; False when it cannot be read as a value."""
        return True

    def typed(self) -> str | None:
        """The text on the screen that could not be read; None when there is none."""
        return None

    def set_typed(self, text: str) -> None:
        """Show again a text that could not be read."""

    def set_read_only(self, locked: bool) -> None:
        """Lock the field, or give it back (a calculated one stays locked)."""
        self._read_only = locked or self.field.readonly
        self.show_read_only(self._read_only)

    def height_for(self, width: int) -> int:
        """The height in pixels wanted at ``width``."""
        return max(self.sizeHint().height(), line_height(self))

    def inputs(self) -> list[QWidget]:
        """The widgets that take the focus, in their order."""
        return []

    def set_names(self, name: str, description: str) -> None:
        """Tell screen readers the field's name and state."""
        for widget in self.inputs():
            widget.setAccessibleName(name)
            widget.setAccessibleDescription(description)

    # ---- what a field type provides

    def show_value(self) -> None:
        """Show ``self._value``."""

    def show_read_only(self, locked: bool) -> None:
        """Show the field locked or open."""

    # ---- shared by the field types

    def shown(self, value: Any) -> str:
        """``value`` as text on the screen."""
        if value is None:
            return ""
        return self.kind.list_text(value, self.field, self.context.library, self.context.lang)

    def put(self, value: Any) -> None:
        """Make ``value`` the committed one; tell it when it differs."""
        was_refused = self.refusal is not None
        self.refusal = None
        if value != self._value:
            self._value = value
            self.committed.emit(value)
        if was_refused:
            self.accepted.emit()

    def refuse(self, error: InputError) -> None:
        """Keep what is typed on the screen and say why it is no value."""
        self.refusal = error
        self.refused.emit()


def line_height(widget: QWidget) -> int:
    """The height of one writing line in a cell of the sheet, in pixels."""
    return widget.fontMetrics().height() + 12
