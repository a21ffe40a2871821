"""The protocol that the widgets of all field types share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from gydesk.catalogue.types import type_of
from gydesk.errors import DeskError, InputError
from gydesk.words import tr

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field, Lang
    from ui.form.context import FormContext


class FieldWidget(QWidget):
    """One field of a form on the screen.

    It holds the value last committed. What is typed becomes a value when the field is left,
    on Enter, or after a pause; ``committed`` then carries it. Text that is no value stays
    on the screen, ``refusal`` says why, and ``typed()`` hands it to whoever must keep it.
    """

    committed = Signal(object)
    """The new value, in stored form; ``None`` is empty."""
    told = Signal()
    """``refusal`` or ``notice`` differs."""
    typing = Signal()
    left = Signal()
    next_wanted = Signal()
    inputs_changed = Signal()
    """There are other ``inputs`` than before."""

    wants_width: ClassVar[bool] = False
    """True where a wide cell is of use (``height_for`` depends on the width)."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.context = context
        self.kind = type_of(field)
        self.refusal: InputError | None = None
        self.notice: DeskError | None = None
        """What could not be taken in (a file, an endless text); the value is as it was."""
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
        self.refusal = self.notice = None
        self.show_value()

    def commit(self) -> bool:
        """Take in what is being typed; False when it cannot be read as a value."""
        return True

    def commit_pause(self) -> bool:
        """Take in what is typed so far; False when it cannot be read as a value yet. It stays
        on the screen as it is."""
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
        was_told = self.refusal is not None or self.notice is not None
        self.refusal = self.notice = None
        if value != self._value:
            self._value = value
            self.committed.emit(value)
        if was_told:
            self.told.emit()

    def refuse(self, error: InputError) -> None:
        """Keep what is typed on the screen and say why it is no value."""
        self.refusal = error
        self.told.emit()

    def notify(self, error: DeskError) -> None:
        """Say what could not be taken in; it is forgotten with the next change."""
        self.notice = error
        self.told.emit()


def line_height(widget: QWidget) -> int:
    """The height of one writing line in a cell of the sheet, in pixels."""
    return widget.fontMetrics().height() + 8


def placeholder(field: Field, lang: Lang) -> str:
    """What stands faintly in an empty field: its hint, or that a pen fills it on paper."""
    return field.hint_in(lang) or (tr("By hand on paper") if field.by_hand else "")
