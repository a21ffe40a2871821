"""What the small dialogs share: a heading, a form, one sentence for what is wrong, buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gydesk.errors import DeskError
from gydesk.words import sentence, tr
from ui import style


class Ask(QDialog):
    """A heading, rows, and OK/Cancel; ``accept`` calls ``take``, which may refuse."""

    def __init__(self, title: str, ok: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(style.px(440))
        self.heading = QLabel(title, self)
        self.heading.setFont(style.heading(self.font(), 1.25))
        self.text = QLabel(self)
        self.text.setObjectName("hint")
        self.text.setWordWrap(True)
        self.text.hide()
        self.rows = QFormLayout()
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows.setHorizontalSpacing(style.px(12))
        self.rows.setVerticalSpacing(style.px(10))
        self.wrong = QLabel(self)
        self.wrong.setProperty("level", "error")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(ok, QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.ok.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.box = QVBoxLayout(self)
        margin = style.px(20)
        self.box.setContentsMargins(margin, margin, margin, style.px(16))
        self.box.setSpacing(style.px(12))
        self.box.addWidget(self.heading)
        self.box.addWidget(self.text)
        self.box.addLayout(self.rows)
        self.box.addWidget(self.wrong)
        self.box.addWidget(self.buttons)

    def say(self, text: str) -> None:
        """Explain what is asked, below the heading."""
        self.text.setText(text)
        self.text.setVisible(bool(text))

    def row(self, label: str, widget: QWidget, hint: str = "") -> None:
        """A labelled field."""
        told = QLabel(label, self)
        told.setBuddy(widget)
        widget.setAccessibleName(label)
        if not hint:
            self.rows.addRow(told, widget)
            return
        widget.setAccessibleDescription(hint)
        below = QLabel(hint, self)
        below.setObjectName("hint")
        below.setWordWrap(True)
        both = QVBoxLayout()
        both.setSpacing(style.px(3))
        both.addWidget(widget)
        both.addWidget(below)
        self.rows.addRow(told, both)

    def accept(self) -> None:
        """Do what was asked; a refusal is told below the fields."""
        try:
            self.take()
        except DeskError as error:
            self.refuse(sentence(error))
            return
        super().accept()

    def done(self, result: int) -> None:
        """Give the focus back, which not every window manager does."""
        super().done(result)
        owner = self.parentWidget()
        if owner is not None:
            owner.activateWindow()

    def take(self) -> None:
        """What OK does; a DeskError refuses."""

    def refuse(self, text: str) -> None:
        """Say what is wrong and stay."""
        self.wrong.setText(text)
        self.wrong.show()


class Choice(QComboBox):
    """A list of (code, name); the wheel turns it only while it has the focus."""

    def __init__(self, choices: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for code, name in choices:
            self.addItem(name, code)

    def code(self) -> str:
        """The code chosen."""
        return str(self.currentData() or "")

    def choose(self, code: str) -> None:
        """Choose a code; nothing happens when it is not in the list."""
        at = self.findData(code)
        if at >= 0:
            self.setCurrentIndex(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
