"""A writing line: Qt's line edit as it behaves in a cell of the paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QLineEdit, QWidget

Mark = Literal["", "list", "calendar"]
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MARK_ROOM = 18


class PaperLine(QLineEdit):
    """A line edit without a frame; it never looks at keys while an input method composes.

    ``mark`` draws a small list arrow or calendar at the right end; pressing there, F4 or
    Alt+Down emits ``opened``. ``key_hook`` sees a key first (an open list of suggestions)
    and answers True when it has used it.
    """

    enter = Signal()
    left = Signal()
    opened = Signal()
    composing_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, mark: Mark = "") -> None:
        super().__init__(parent)
        self.composing = False
        self.key_hook: Callable[[QKeyEvent], bool] | None = None
        self._mark = mark
        self.setFrame(False)
        self.setProperty("paper", True)
        self.setTextMargins(2, 0, _MARK_ROOM if mark else 2, 0)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the editor of the form while nothing is being typed here."""
        if event.type() == QEvent.Type.ShortcutOverride and not self.isModified():
            assert isinstance(event, QKeyEvent)
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends the field; a list opens by F4 or Alt+Down; all else is Qt's."""
        if self.composing:
            super().keyPressEvent(event)
            return
        if self.key_hook is not None and self.key_hook(event):
            event.accept()
            return
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.key() in ENTER and plain:
            event.accept()
            self.enter.emit()
            return
        alt_down = (
            event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier
        )
        if self._mark and not self.isReadOnly() and (event.key() == Qt.Key.Key_F4 or alt_down):
            event.accept()
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Compose as Qt does, and tell whether something is being composed."""
        composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if composing != self.composing:
            self.composing = composing
            self.composing_changed.emit(composing)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving for another field ends this one; a popup or menu of its own does not."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        ):
            self.composing = False
            self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pressing the mark opens what it stands for."""
        super().mousePressEvent(event)
        at_mark = event.position().x() >= self.width() - _MARK_ROOM
        if self._mark and at_mark and not self.isReadOnly():
            self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the mark at the right end."""
        super().paintEvent(event)
        if not self._mark or self.isReadOnly():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.3))
        middle = QPoint(self.width() - _MARK_ROOM // 2 - 1, self.height() // 2)
        if self._mark == "list":
            painter.drawPolyline(
                [middle + QPoint(-4, -2), middle + QPoint(0, 2), middle + QPoint(4, -2)]
            )
        else:
            painter.drawRect(middle.x() - 5, middle.y() - 4, 10, 9)
            painter.drawLine(middle.x() - 5, middle.y() - 1, middle.x() + 5, middle.y() - 1)
            painter.drawLine(middle.x() - 2, middle.y() - 6, middle.x() - 2, middle.y() - 4)
            painter.drawLine(middle.x() + 2, middle.y() - 6, middle.x() + 2, middle.y() - 4)
        painter.end()
