"""Writing space of several lines that grows with its text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from ui.form.parts.limits import too_long
from ui.form.parts.line import LEAVES_OPEN, clear_ground


class PaperText(QPlainTextEdit):
    """Plain text; Tab leaves it; the wheel scrolls the page unless one is writing here.

    A text too long for a field is ``refused`` whole.
    """

    left = Signal()
    refused = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self.setProperty("paper", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)
        self.setCursorWidth(1)
        clear_ground(self)

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

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop: plain text, refused whole when it is too long."""
        here = self.document().characterCount() - len(self.textCursor().selectedText())
        error = too_long(here + len(source.text()))
        if error is not None:
            self.refused.emit(error)
        elif source.hasText():
            self.insertPlainText(source.text())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the text only while one writes here and there is more of it."""
        if self.hasFocus() and self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving for another field ends this one; its own menu does not."""
        super().focusOutEvent(event)
        if event.reason() not in LEAVES_OPEN:
            self.composing = False
            self.left.emit()
