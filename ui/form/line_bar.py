"""The buttons below a table, and its totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from gydesk.catalogue.types import type_of
from gydesk.words import tr
from ui.form.fields.money import with_sign

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field, Form, Table
    from ui.form.context import FormContext


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

    def __init__(self, form: Form, table: Table, context: FormContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._totals = _summed(form, table)
        self._operations = operations(fills=table.prefill is not None)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 6, 2)
        row.setSpacing(2)
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
            row.addWidget(button)
            self.buttons[name] = button
        row.addStretch(1)
        self.total = QLabel(self)
        self.total.setObjectName("tableTotal")
        row.addWidget(self.total)

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
        self.total.setText("    ".join(parts))

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
