"""A line that opens something: a name, what stands beside it, and a state in its colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import style
from ui.state_pill import paint_state


class Line(QAbstractButton):
    """Reached by Tab, pressed by Enter, Space and the mouse; ``target`` is told back."""

    opened = Signal(str)

    def __init__(
        self,
        target: str,
        text: str,
        detail: str = "",
        *,
        state: tuple[str, str] | None = None,
        quiet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``state`` is its word and its code; ``quiet`` writes the name in grey."""
        super().__init__(parent)
        self._target = target
        self._detail = detail
        self._state = state
        self._quiet = quiet
        self.setText(text)
        told = (text, detail, state[0] if state else "")
        self.setAccessibleName("，".join(part for part in told if part))
        self.setToolTip("\n".join(part for part in told if part))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._clicked)

    def _clicked(self) -> None:
        self.opened.emit(self._target)

    def sizeHint(self) -> QSize:
        return QSize(style.px(200), self.fontMetrics().height() + style.px(9))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isDown() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selected if self.isDown() else colours.hover)
            painter.drawRoundedRect(whole, 4, 4)
        if self.hasFocus():
            painter.setPen(colours.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole, 4, 4)
        metrics = painter.fontMetrics()
        inside = self.rect().adjusted(style.px(8), 0, -style.px(8), 0)
        right = inside.right()
        if self._state is not None:
            wide = min(metrics.horizontalAdvance(self._state[0]) + 14, inside.width() * 45 // 100)
            place = QRectF(right - wide, inside.top(), wide, inside.height())
            paint_state(painter, place, *self._state)
            right -= wide + style.px(8)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        if self._detail:
            most = (right - inside.left()) * 6 // 10
            detail = metrics.elidedText(self._detail, Qt.TextElideMode.ElideRight, most)
            painter.setPen(colours.muted)
            room = QRect(inside.left(), inside.top(), right - inside.left(), inside.height())
            painter.drawText(room, flags | Qt.AlignmentFlag.AlignRight, detail)
            right -= metrics.horizontalAdvance(detail) + style.px(8)
        painter.setPen(colours.muted if self._quiet else colours.text)
        room = QRect(inside.left(), inside.top(), right - inside.left(), inside.height())
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags, text)
        painter.end()
