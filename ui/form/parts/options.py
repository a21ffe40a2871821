"""Options shown side by side, ticked as on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from ui.form.fields.base import FieldWidget, line_height
from ui.form.parts.flow import flow_height, flow_rects, place
from ui.form.parts.line import ENTER, PLAIN
from ui.form.parts.option_paint import OPTION_ROOM, option_size, paint_option

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.context import FormContext

_GAP = 12


def options_width(texts: Sequence[str], metrics: QFontMetrics) -> int:
    """The width in pixels that ``texts`` need as options on one line."""
    return sum(metrics.horizontalAdvance(text) + OPTION_ROOM + _GAP for text in texts)


class _Radio(QRadioButton):
    """Pressed once more it lets go, as one rubs out a tick."""

    key_pressed = Signal(QKeyEvent)
    cleared = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._was_ticked = self.isChecked()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._was_ticked and self.rect().contains(event.position().toPoint()):
            self.cleared.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(False)
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return option_size(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_option(self, round_=True)


class _Check(QCheckBox):
    key_pressed = Signal(QKeyEvent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(False)
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return option_size(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_option(self, round_=False)


class OptionField(FieldWidget):
    """One stop for Tab; the arrows go from option to option, Space ticks, Enter goes on.

    With ``several`` the value is a list of the ticked values, else one of them; Backspace or
    Delete, or a second press, takes a single tick away.
    """

    wants_width = True

    def __init__(
        self,
        field: Field,
        context: FormContext,
        parent: QWidget | None,
        options: Sequence[tuple[Any, str]],
        *,
        several: bool = False,
    ) -> None:
        super().__init__(field, context, parent)
        self._several = several
        self._values = [value for value, _ in options]
        self._buttons: list[_Radio | _Check] = []
        for position, (_, text) in enumerate(options):
            button = _Check(text, self) if several else _Radio(text, self)
            button.setAutoExclusive(False)
            button.setProperty("paper", True)
            button.setProperty("position", position)
            button.key_pressed.connect(self._key)
            button.clicked.connect(self._clicked)
            if isinstance(button, _Radio):
                button.cleared.connect(self._clear)
            self._buttons.append(button)
        self._retab()

    def inputs(self) -> list[QWidget]:
        """The button that Tab reaches comes first."""
        return sorted(self._buttons, key=lambda b: not b.focusPolicy() & Qt.FocusPolicy.TabFocus)

    def options(self) -> list[Any]:
        """What each option stands for, in stored form."""
        return list(self._values)

    def buttons(self) -> list[QAbstractButton]:
        """The options in their order."""
        return list(self._buttons)

    def set_names(self, name: str, description: str) -> None:
        """Each option is told with the name of its field."""
        for button in self._buttons:
            button.setAccessibleName(f"{name} {button.text()}")
            button.setAccessibleDescription(description)

    def show_value(self) -> None:
        """Tick what the value names."""
        ticked = (self._value or []) if self._several else [self._value]
        for value, button in zip(self._values, self._buttons, strict=True):
            button.setChecked(value in ticked)
        self._retab()

    def show_read_only(self, locked: bool) -> None:
        """A locked option cannot be pressed."""
        for button in self._buttons:
            button.setEnabled(not locked)

    def height_for(self, width: int) -> int:
        """As many lines as the options need."""
        return max(flow_height(flow_rects(self._sizes(width), width, _GAP)), line_height(self))

    def minimumSizeHint(self) -> QSize:
        """The widest option."""
        widest = max(button.sizeHint().width() for button in self._buttons)
        return QSize(widest + 8, line_height(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the options out again."""
        rects = flow_rects(self._sizes(self.width()), self.width(), _GAP)
        spare = max(0, (self.height() - flow_height(rects)) // 2)
        place(self._buttons, [rect.translated(0, spare) for rect in rects])

    def _sizes(self, width: int) -> list[QSize]:
        return [option_size(button, width - 8) for button in self._buttons]

    def _retab(self) -> None:
        """Tab reaches the ticked option, or the first."""
        stop = next((b for b in self._buttons if b.isChecked()), self._buttons[0])
        for button in self._buttons:
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            )

    def _clicked(self) -> None:
        pressed = self.sender()
        if not self._several:
            for button in self._buttons:
                button.setChecked(button is pressed)
        self._take()

    def _clear(self) -> None:
        for button in self._buttons:
            button.setChecked(False)
        self._take()

    def _take(self) -> None:
        ticked = [
            value
            for value, button in zip(self._values, self._buttons, strict=True)
            if button.isChecked()
        ]
        self._retab()
        if self._several:
            others = [value for value in self._value or [] if value not in self._values]
            self.put([*ticked, *others] or None)
        else:
            self.put(ticked[0] if ticked else None)

    def _key(self, event: QKeyEvent) -> None:
        source = self.sender()
        assert isinstance(source, QAbstractButton)
        if not source.isEnabled():
            return
        key = event.key()
        here = source.property("position")
        step = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
        }.get(Qt.Key(key), 0)
        if step and event.modifiers() in PLAIN:
            event.accept()
            self._buttons[(here + step) % len(self._buttons)].setFocus(
                Qt.FocusReason.TabFocusReason
            )
        elif key in ENTER and event.modifiers() in PLAIN:
            event.accept()
            self.next_wanted.emit()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not self._several:
            event.accept()
            self._clear()
