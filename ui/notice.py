"""A line above the page that tells what is in the way, and offers what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from gydesk.words import tr
from ui import icons, style

Level = Literal["info", "warn", "error"]


class Notice(QFrame):
    """One sentence at a time, each with a key of its own so that it can be taken back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.key = ""
        self._then: Callable[[], object] | None = None
        self.mark = QLabel(self)
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton(self)
        self.button.setObjectName("link")
        self.button.clicked.connect(self._pressed)
        self.cross = QToolButton(self)
        self.cross.setIcon(icons.icon("x"))
        self.cross.setIconSize(QSize(14, 14))
        self.cross.setAccessibleName(tr("Put this message away"))
        self.cross.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.px(12), style.px(4), style.px(6), style.px(4))
        row.addWidget(self.mark)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        row.addWidget(self.cross)
        self.hide()

    def tell(
        self,
        key: str,
        text: str,
        level: Level = "info",
        *,
        button: str = "",
        then: Callable[[], object] | None = None,
    ) -> None:
        """Show ``text``; ``button`` calls ``then``, a bound method."""
        self.key, self._then = key, then
        names = {"info": "info-circle", "warn": "alert-triangle", "error": "alert-triangle"}
        inks = {"info": "accent", "warn": "warn", "error": "error"}
        colour = QColor(getattr(style.tokens(), inks[level]))
        side = style.px(16)
        self.mark.setPixmap(icons.pixmap(names[level], side, colour, self.devicePixelRatioF()))
        self.setProperty("level", level)
        self.style().unpolish(self)
        self.style().polish(self)
        self.label.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.show()

    @Slot()
    def clear(self, key: str | bool = "") -> None:
        """Take away what is shown; with a key only if it is that."""
        if not key or key == self.key:
            self.key, self._then = "", None
            self.hide()

    @Slot()
    def _pressed(self) -> None:
        then = self._then
        self.clear()
        if then is not None:
            then()
