"""A writing line: Qt's line edit as it behaves in a cell of the paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextOption,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from gydesk.catalogue.cleaning import MAX_TEXT
from ui.form.parts.limits import too_long

Mark = Literal["", "list", "calendar"]
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
LEAVES_OPEN = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
"""Focus going to a popup or menu of the field's own: the field is not left."""
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_MARK_ROOM = 18
_INNER = 2
"""Pixels that Qt leaves at both ends of a line edit."""


class PaperLine(QLineEdit):
    """A line edit without a frame; it never looks at keys while an input method composes.

    ``mark`` draws a small list arrow or calendar at the right end; pressing there, F4 or
    Alt+Down emits ``opened``. ``key_hook`` sees a key first (an open list of suggestions)
    and answers True when it has used it. A text too long for a line is ``refused`` whole.
    """

    enter = Signal()
    left = Signal()
    opened = Signal()
    composing_changed = Signal(bool)
    refused = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, mark: Mark = "") -> None:
        super().__init__(parent)
        self.composing = False
        self.wraps = False
        """While one is elsewhere a long text is shown in several lines, as on paper."""
        self.key_hook: Callable[[QKeyEvent], bool] | None = None
        self._mark = mark
        self.setMaxLength(2 * MAX_TEXT)  # Qt's own 32,767 would cut silently
        self.setFrame(False)
        self.setProperty("paper", True)
        self.setTextMargins(2, 0, _MARK_ROOM if mark else 2, 0)
        clear_ground(self)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the editor of the form while nothing is being typed here; show
        Tab to the hook, which Qt would use up before any key is seen."""
        if event.type() == QEvent.Type.ShortcutOverride and not self.isModified():
            assert isinstance(event, QKeyEvent)
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return False
        if is_tab(event) and self.key_hook is not None and not self.composing:
            assert isinstance(event, QKeyEvent)
            self.key_hook(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends the field; a list opens by F4 or Alt+Down; all else is Qt's."""
        if self.composing:
            super().keyPressEvent(event)
            return
        if self.key_hook is not None and self.key_hook(event):
            event.accept()
            return
        if event.key() in ENTER and event.modifiers() in PLAIN:
            event.accept()
            self.enter.emit()
        elif self._mark and not self.isReadOnly() and _opens(event):
            event.accept()
            self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            event.accept()
            self.take(QGuiApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Compose as Qt does, and tell whether something is being composed."""
        composing = bool(event.preeditString())
        differs, self.composing = composing != self.composing, composing
        super().inputMethodEvent(event)
        if differs:
            self.composing_changed.emit(composing)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving for another field ends this one; a popup or menu of its own does not."""
        super().focusOutEvent(event)
        if event.reason() not in LEAVES_OPEN:
            self.composing = False
            self.left.emit()

    # ---- what comes in at once

    def take(self, data: QMimeData | None) -> None:
        """Write the text of ``data`` at the cursor, or refuse it whole when it is too long."""
        text = data.text() if data is not None else ""
        if text and not self.isReadOnly() and not self._too_much(data):
            self.insert(" ".join(text.split("\n")).replace("\r", "").strip())

    def dropEvent(self, event: QDropEvent) -> None:
        """Text may be dropped as it may be pasted."""
        if self._too_much(event.mimeData()):
            event.ignore()
        else:
            super().dropEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button pastes the marked text where the system has that."""
        clipboard = QGuiApplication.clipboard()
        pastes = event.button() == Qt.MouseButton.MiddleButton and clipboard.supportsSelection()
        if not pastes or not self._too_much(clipboard.mimeData(QClipboard.Mode.Selection)):
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's menu; its Paste is the one of ``take``."""
        menu = self.createStandardContextMenu()
        self._mend(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _mend(self, menu: QMenu) -> None:
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self._paste_chosen)

    def _paste_chosen(self) -> None:
        self.take(QGuiApplication.clipboard().mimeData())

    def _too_much(self, data: QMimeData | None) -> bool:
        added = len(data.text()) if data is not None else 0
        error = too_long(len(self.text()) - len(self.selectedText()) + added)
        if error is not None:
            self.refused.emit(error)
        return error is not None

    # ---- the mark

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pressing the mark opens what it stands for."""
        super().mousePressEvent(event)
        at_mark = event.position().x() >= self.width() - _MARK_ROOM
        if self._mark and at_mark and not self.isReadOnly():
            self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the mark at the right end."""
        if self.wraps and not self.hasFocus() and self._too_narrow():
            self._paint_wrapped()
        else:
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

    def room(self, width: int) -> int:
        """The pixels that a text has in a line of ``width``."""
        margins = self.textMargins()
        return width - margins.left() - margins.right() - 2 * _INNER

    def _too_narrow(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) > self.room(self.width())

    def _paint_wrapped(self) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        left = self.textMargins().left() + _INNER
        rect = QRect(left, 0, self.room(self.width()), self.height())
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        painter.drawText(QRectF(rect), self.text(), option)
        painter.end()


def clear_ground(widget: QWidget) -> None:
    """Let the page be seen behind ``widget``: a calculated cell has another ground."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
    widget.setPalette(palette)


def is_tab(event: QEvent) -> bool:
    """Whether Tab or Shift+Tab is pressed."""
    if event.type() != QEvent.Type.KeyPress:
        return False
    assert isinstance(event, QKeyEvent)
    return event.key() in _TABS


def _opens(event: QKeyEvent) -> bool:
    alt_down = (
        event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier
    )
    return event.key() == Qt.Key.Key_F4 or alt_down
