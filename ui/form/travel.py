"""Where the cursor goes in a form, and that its place is seen."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.form.line_view import LineView
from ui.form.sheet import FormSheet

_MARGIN = 24


class Travel:
    """Moves the focus over the sheet that ``sheet()`` names, inside a scroll area."""

    def __init__(self, scroll: QScrollArea, sheet: Callable[[], FormSheet | None]) -> None:
        self._scroll = scroll
        self._sheet = sheet

    def first(self) -> None:
        """Put the cursor into the first field to fill."""
        sheet = self._sheet()
        for widget in sheet.inputs() if sheet is not None else ():
            if takes_tab(widget):
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                if sheet is not None and sheet.locked:
                    self._scroll.verticalScrollBar().setValue(0)  # it is read from its head
                return

    def to(self, path: str) -> None:
        """Put the cursor into the field, table or cell that ``path`` names and show it."""
        sheet = self._sheet()
        if sheet is None:
            return
        name, _, rest = path.partition("/")
        if name in sheet.tables:
            row, _, column = rest.partition("/")
            table = sheet.tables[name].widget
            if rest:
                cell = table.go(row, column)
                self.show(cell.translated(table.pos()))
                return
            table.view.enter()
        elif name in sheet.cells:
            inputs = sheet.cells[name].widget.inputs()
            if inputs:
                inputs[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.show(sheet.place_of(path))

    def on(self, widget: QWidget, *, forward: bool, past: Collection[QWidget]) -> bool:
        """Go to the next place to fill after ``widget`` in paper order, passing over ``past``;
        False at the end of the form."""
        sheet = self._sheet()
        assert sheet is not None
        inputs = sheet.inputs()
        step = 1 if forward else -1
        at = inputs.index(widget) + step
        while 0 <= at < len(inputs):
            there = inputs[at]
            if there not in past and takes_tab(there):
                there.setFocus(Qt.FocusReason.TabFocusReason)
                self.show_widget(there)
                return True
            at += step
        return False

    def arrived(self, widget: QWidget | None) -> None:
        """The focus is at ``widget`` now: draw its ring, show it, enter its table."""
        sheet = self._sheet()
        if sheet is None:
            return
        inside = widget is not None and sheet.isAncestorOf(widget)
        sheet.focus_at(widget if inside else None)
        if inside and widget is not None:
            if isinstance(widget, LineView) and not widget.currentIndex().isValid():
                widget.enter()
            self.show_widget(widget)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll so that the whole cell is seen, not only the widget."""
        sheet = self._sheet()
        parent = widget.parentWidget()
        while parent is not None and parent is not sheet:
            widget, parent = parent, parent.parentWidget()
        rect = widget.geometry()
        if rect.height() < self._scroll.viewport().height():
            self.show(rect)

    def show(self, rect: QRect) -> None:
        """Scroll so that ``rect`` of the sheet is seen, its top at least."""
        bar = self._scroll.verticalScrollBar()
        view = self._scroll.viewport().height()
        if rect.top() - _MARGIN < bar.value():
            bar.setValue(rect.top() - _MARGIN)
        elif rect.bottom() + _MARGIN > bar.value() + view:
            bar.setValue(min(rect.bottom() + _MARGIN - view, rect.top() - _MARGIN))


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops at ``widget``."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
