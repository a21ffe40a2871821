"""What stands where there is nothing yet: what to do next, and a button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui import icons, style


class Empty(QWidget):
    """A quiet picture, a heading, a sentence, up to two buttons."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._actions: list[QAction] = []
        self.picture = QLabel(self)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.heading = QLabel(self)
        self.heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.heading.setWordWrap(True)
        self.heading.setFont(style.heading(self.font(), 1.15))
        self.text = QLabel(self)
        self.text.setObjectName("hint")
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setWordWrap(True)
        self.text.setFixedWidth(style.px(420))
        self.buttons = [QPushButton(self), QPushButton(self)]
        self.buttons[0].setObjectName("primary")
        self.buttons[0].clicked.connect(self._first)
        self.buttons[1].clicked.connect(self._second)
        box = QVBoxLayout(self)
        box.setSpacing(style.px(8))
        box.addStretch(2)
        box.addWidget(self.picture)
        box.addWidget(self.heading)
        box.addWidget(self.text, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addSpacing(style.px(6))
        for button in self.buttons:
            button.hide()
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)

    def tell(self, heading: str, text: str, *actions: QAction) -> None:
        """Say what is (not) here and offer ``actions``, at most two."""
        self.heading.setText(heading)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.text.setMinimumHeight(max(0, self.text.heightForWidth(self.text.maximumWidth())))
        self._actions = list(actions)
        for position, button in enumerate(self.buttons):
            button.setVisible(position < len(actions))
            if position < len(actions):
                action = actions[position]
                keys = action.shortcut().toString()
                button.setText(f"{action.text()}  {keys}" if keys else action.text())
                button.setToolTip(action.statusTip())
        side = style.px(40)
        colour = QColor(style.tokens().ruling)
        self.picture.setPixmap(icons.pixmap(self._icon, side, colour, self.devicePixelRatioF()))

    def _first(self) -> None:
        self._actions[0].trigger()

    def _second(self) -> None:
        self._actions[1].trigger()
