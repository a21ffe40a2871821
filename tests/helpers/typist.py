"""Someone who fills forms with nothing but a keyboard, as the paper goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from tests.helpers.keyboard import CTRL, KEY, focus, press, settle, type_text
from ui.form.editor import FormEditor
from ui.form.line_table import LineTable
from ui.form.parts.options import OptionField

Plan = Mapping[str, str | Sequence[Mapping[str, str]]]
"""What to write: per field its text (of an option its name), per table its lines."""

_MOST_STOPS = 300


def answering(keys: Callable[[], object]) -> None:
    """Press ``keys`` in the dialog that opens next."""
    before = QApplication.activeModalWidget()

    def press_them() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is before or dialog is None or not dialog.isActiveWindow():
            QTimer.singleShot(5, press_them)
            return
        try:
            keys()
        finally:
            if QApplication.activeModalWidget() is dialog:
                dialog.close()

    QTimer.singleShot(0, press_them)


class Typist:
    """Goes from field to field with Enter and Tab, and writes what the plan has for each."""

    def __init__(self, editor: FormEditor) -> None:
        self._editor = editor

    def fill(self, plan: Plan) -> None:
        """From the field the cursor is in to the end of the form."""
        left = dict(plan)
        for _ in range(_MOST_STOPS):
            place = self._place()
            if place is None:
                break
            name, widget = place
            given = left.pop(name, None)
            if isinstance(widget, LineTable):
                self._lines(widget, given if given and not isinstance(given, str) else ())
            elif isinstance(widget, OptionField):
                self._option(widget, given if isinstance(given, str) else "")
            else:
                self._text(given if isinstance(given, str) else "")
            after = self._place()
            if after is not None and after[0] == name:
                break
            if not left and after is None:
                break
        assert not left, f"never came to {sorted(left)}"

    def _place(self) -> tuple[str, QWidget] | None:
        """The field or table that the cursor is in; None outside of the form."""
        widget: QWidget | None = QApplication.focusWidget()
        if widget is None or not self._editor.isAncestorOf(widget):
            return None
        while widget is not None and widget is not self._editor:
            if isinstance(widget, LineTable):
                return widget.table.id, widget
            if widget.property("path"):
                return str(widget.property("path")), widget
            widget = widget.parentWidget()
        return None

    def _text(self, text: str) -> None:
        if text:
            press(KEY.Key_A, CTRL)
            type_text(text)
            assert isinstance(focus(), QLineEdit | QPlainTextEdit)
        press(KEY.Key_Tab)

    def _option(self, widget: OptionField, name: str) -> None:
        if name:
            wanted = next(button for button in widget.buttons() if button.text() == name)
            for _ in widget.buttons():
                if focus() is wanted:
                    break
                press(KEY.Key_Down)
            press(KEY.Key_Space)
            assert wanted.isChecked(), name
        press(KEY.Key_Tab)

    def _lines(self, table: LineTable, lines: Sequence[Mapping[str, str]]) -> None:
        """Cell by cell; Tab passes one over, and leaves from the empty last line."""
        model, view = table.model, table.view
        for line in lines:
            row = view.currentIndex().row()
            while view.currentIndex().row() == row and self._in(table):
                column = table.table.columns[view.currentIndex().column()].id
                text = line.get(column, "")
                if text:
                    type_text(text)
                press(KEY.Key_Tab)
        for _ in range(model.rowCount() * model.columnCount() + 1):
            if not self._in(table):
                return
            press(KEY.Key_Tab)
        raise AssertionError(f"{table.table.id} never lets go")

    def _in(self, table: LineTable) -> bool:
        settle()
        widget = QApplication.focusWidget()
        return widget is not None and table.isAncestorOf(widget)
