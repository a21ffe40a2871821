"""Writing space of several lines that grows with its text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget


class PaperText(QPlainTextEdit):
    """Plain text; Tab leaves it; the wheel scrolls the page unless one is writing here."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self.setProperty("paper", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)
        self.setCursorWidth(1)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the editor of the form while nothing is being typed here."""
        typing = self.document().isModified()
        if event.type() == QEvent.Type.ShortcutOverride and not typing:
            assert isinstance(event, QKeyEvent)
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Compose as Qt does, and remember whether something is being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Without the focus the wheel belongs to the page."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving for another field ends this one; its own menu does not."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        ):
            self.composing = False
            self.left.emit()
