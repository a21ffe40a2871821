"""The buttons below a table, and its totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QToolButton, QWidget

from gydesk.catalogue.types import type_of
from gydesk.words import tr
from ui.form.fields.money import with_sign
from ui.form.parts.flow import flow_rects, place

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field, Form, Table
    from ui.form.context import FormContext


_GAP = 4
_MARGIN = 3


def operations(*, fills: bool) -> list[tuple[str, str, str]]:
    """What can be done with the lines of a table: id, text, keys. With ``fills`` they can be
    taken over from another form."""
    found = [
        ("add", tr("Add row"), "Ctrl+Insert"),
        ("copy", tr("Copy row"), "Ctrl+D"),
        ("up", tr("Move up"), "Alt+↑"),
        ("down", tr("Move down"), "Alt+↓"),
        ("remove", tr("Remove row"), "Ctrl+Delete"),
    ]
    if fills:
        found.append(("pull", tr("Take over lines"), ""))
    return found


class LineBar(QWidget):
    """One button an operation, none of them a stop of Tab: each has its key in the table."""

    wanted = Signal(str)
    resized = Signal()
    """The totals take other room than before."""

    def __init__(self, form: Form, table: Table, context: FormContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._totals = _summed(form, table)
        self._operations = operations(fills=table.prefill is not None)
        self.buttons: dict[str, QToolButton] = {}
        for name, text, keys in self._operations:
            button = QToolButton(self)
            button.setProperty("role", "table")
            button.setProperty("row", name)
            button.setText(text)
            button.setToolTip(f"{text}  {keys}".rstrip())
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(text)
            button.clicked.connect(self._pressed)
            self.buttons[name] = button
        self.total = QLabel(self)
        self.total.setObjectName("tableTotal")

    def height_for(self, width: int) -> int:
        """As many lines as buttons and totals need."""
        rects, total = self._rects(width)
        return max(rects[-1].bottom(), total.bottom()) + 1 + _MARGIN

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons from the left, the totals at the right, below them where there is no room."""
        rects, total = self._rects(self.width())
        place(list(self.buttons.values()), rects)
        self.total.setGeometry(total)

    def _rects(self, width: int) -> tuple[list[QRect], QRect]:
        sizes = [button.sizeHint() for button in self.buttons.values()]
        rects = flow_rects(sizes, width, _GAP, _MARGIN)
        last, size = rects[-1], self.total.sizeHint()
        left = width - 2 * _MARGIN - size.width()
        below = 0 if left >= last.right() + 3 * _GAP else last.height()
        return rects, QRect(left, last.top() + below, size.width(), last.height())

    def show_total(self) -> None:
        """The form's fields that add up a column of the table."""
        draft, context = self._context.draft, self._context
        if draft is None or not self._totals:
            return
        parts = []
        for field in self._totals:
            value = draft.get(field.id)
            if value is not None:
                text = type_of(field).text(value, field, context.library, context.lang)
                text = with_sign(text) if field.type == "money" else text
                parts.append(f"{field.name(context.lang)} {text}")
        text = "    ".join(parts)
        if text != self.total.text():
            self.total.setText(text)
            self.resized.emit()

    def add_to(self, menu: QMenu) -> None:
        """The same operations in a menu."""
        for name, text, keys in self._operations:
            action = menu.addAction(f"{text}\t{keys}")
            action.setProperty("row", name)
            action.triggered.connect(self._pressed)

    def _pressed(self) -> None:
        self.wanted.emit(self.sender().property("row"))


def _summed(form: Form, table: Table) -> list[Field]:
    start = f"sum({table.id}."
    return [field for field in form.fields.values() if field.calc.startswith(start)]
