"""A grid of lines that is filled from the keyboard as a spreadsheet is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QTableView, QWidget

from ui.form.line_editors import CellLine, CellText
from ui.form.line_model import LineModel
from ui.form.parts.line import ENTER

_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier

ROW_KEYS = {
    (Qt.Key.Key_Insert, _CTRL): "add",
    (Qt.Key.Key_D, _CTRL): "copy",
    (Qt.Key.Key_Delete, _CTRL): "remove",
    (Qt.Key.Key_Up, _ALT): "up",
    (Qt.Key.Key_Down, _ALT): "down",
}


class LineView(QTableView):
    """Typing replaces, F2 changes, Enter and Tab go to the next cell and from the empty last
    line out of the table. ``row_wanted`` names an operation of ``ROW_KEYS``."""

    row_wanted = Signal(str)
    pasted = Signal(str)
    leave = Signal(bool)
    reverted = Signal(QWidget)
    """A cell was ended by Esc."""

    def __init__(self, model: LineModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = model
        self.setObjectName("lineTable")
        self.setModel(model)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked
            | triggers.SelectedClicked
            | triggers.EditKeyPressed
            | triggers.AnyKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setShowGrid(False)  # Qt's is black on a dark page: the delegate rules its cells
        self._clear_marking()
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: the marking stays the delegate's."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._clear_marking()

    def _clear_marking(self) -> None:
        """Let the delegate alone draw what is marked: Qt fills it under the cell."""
        palette = self.palette()
        clear = Qt.GlobalColor.transparent
        if palette.color(QPalette.ColorRole.Highlight).alpha():
            for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
                palette.setColor(group, QPalette.ColorRole.Highlight, clear)
            self.setPalette(palette)

    # ---- where the cursor goes

    def enter(self, *, forward: bool = True) -> None:
        """Take the focus at the first cell to fill, or at the last one."""
        if not self.currentIndex().isValid() or not forward:
            row = 0 if forward else self._lines.rowCount() - 1
            columns = range(self._lines.columnCount())
            self._go(row, next((c for c in columns if self._lines.can_type(c)), 0))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def step(self, *, forward: bool) -> bool:
        """Go to the next cell that can be filled; False at the end of the table."""
        index = self.currentIndex()
        width = self._lines.columnCount()
        place = index.row() * width + index.column()
        if not index.isValid():
            place = -1 if forward else self._lines.rowCount() * width
        while True:
            place += 1 if forward else -1
            row, column = divmod(place, width)
            if not 0 <= row < self._lines.rowCount():
                return False
            if self._lines.can_type(column):
                self._go(row, column)
                return True

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter and Tab the next cell is marked, ready for typing; none is opened."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint == hints.RevertModelCache:
            self.reverted.emit(editor)
        if hint in (hints.SubmitModelCache, hints.EditNextItem):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.step(forward=True)
        elif hint == hints.EditPreviousItem:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.step(forward=False)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell; from the empty last line it leaves the table."""
        if (forward and self._on_empty_line()) or not self.step(forward=forward):
            self.leave.emit(forward)
        return True

    # ---- keys

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A phrase composed on a closed cell opens it. Qt gives the cell what is composed, but
        loses what comes without composing (，。０ of a Chinese keyboard): that is handed on."""
        index = self.currentIndex()
        closed = self.indexWidget(index) is None if index.isValid() else False
        super().inputMethodEvent(event)
        if closed and event.commitString() and not event.preeditString():
            editor = self.indexWidget(index)
            if isinstance(editor, CellLine | CellText) and not editor.modified():
                QCoreApplication.sendEvent(editor, event)

    def event(self, event: QEvent) -> bool:
        """The table's own keys come before the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if (event.key(), event.modifiers() & ~_KEYPAD) in ROW_KEYS or _clipboard(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys while no cell is open; an open cell has Qt's own."""
        modifiers = event.modifiers() & ~_KEYPAD
        wanted = ROW_KEYS.get((Qt.Key(event.key()), modifiers))
        keys = QKeySequence.StandardKey
        if wanted:
            self.row_wanted.emit(wanted)
        elif event.matches(keys.Copy):
            self.copy()
        elif event.matches(keys.Cut):
            self.copy()
            self._lines.clear(self.selectedIndexes())
        elif event.matches(keys.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Delete and modifiers == _NONE:
            self._lines.clear(self.selectedIndexes())
        elif event.key() in ENTER and modifiers == _NONE:
            if self._on_empty_line() or not self.step(forward=True):
                self.leave.emit(True)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def copy(self) -> None:
        """Put the marked block on the clipboard."""
        rows, columns = self.block()
        if rows and columns:
            QGuiApplication.clipboard().setText(self._lines.copy(rows, columns))

    def block(self) -> tuple[range, range]:
        """The rows and columns of the marked block."""
        marked = self.selectedIndexes()
        if not marked:
            return range(0), range(0)
        rows = [index.row() for index in marked]
        columns = [index.column() for index in marked]
        return range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is marked is shown while one is here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And no longer when one is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Without the focus the wheel belongs to the page."""
        if self.hasFocus() and self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def go(self, row: int, column: int) -> None:
        """Mark a cell and show it."""
        self._go(row, column)

    def _go(self, row: int, column: int) -> None:
        index = self._lines.index(row, column)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def _on_empty_line(self) -> bool:
        row = self.currentIndex().row()
        return not self._lines.locked and row == self._lines.line_count()


def _clipboard(event: QKeyEvent) -> bool:
    keys = QKeySequence.StandardKey
    return any(event.matches(key) for key in (keys.Copy, keys.Cut, keys.Paste))
