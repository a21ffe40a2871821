"""The window as it is painted first: its outline, drawn with the little that is loaded by then.

Every class of Qt that is named costs its part of a millisecond, the names of ``Qt`` alone an
eighth of an empty window; so the widgets come right after the first paint and take the place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFont, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from gydesk.words import tr
from ui.face import face
from ui.tabs import tab_names
from ui.tokens import DARK, LIGHT, POINTS

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang
    from ui.settings import UiSettings

NARROW = 1180
"""Below this width, in pixels at 100 %, the list of projects is hidden at first."""
_WIDE, _HIGH = 1366, 768
_LEAST = (860, 520)
_BAR, _PANEL, _FOOT = 38, 200, 36


class Shell(QMainWindow):
    """The one top-level window; ``take`` gives it its content, another one any time."""

    painted = Signal()
    """The first picture is on its way to the screen."""
    closed = Signal()
    """The user is done."""

    def __init__(self, settings: UiSettings, lang: Lang) -> None:
        super().__init__()
        self.setWindowTitle(tr("GYDesk"))
        first_size(self, settings)
        self.setCentralWidget(_Outline(settings, lang, self))

    def take(self, content: QMainWindow) -> None:
        """Show ``content``, whose title and closing become the window's."""
        from PySide6.QtCore import Qt

        content.setWindowFlags(Qt.WindowType.Widget)
        content.windowTitleChanged.connect(self.setWindowTitle)
        self.setCentralWidget(content)
        self.setWindowTitle(content.windowTitle())
        content.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The content decides."""
        content = self.centralWidget()
        if content is not None and not content.close():
            event.ignore()
        else:
            self.closed.emit()


def first_size(window: QMainWindow, settings: UiSettings) -> None:
    """The place the window was left in, or a laptop's screen."""
    scale = settings.size / 100
    area = window.screen().availableGeometry()
    wide, high = round(_LEAST[0] * scale), round(_LEAST[1] * scale)
    window.setMinimumSize(min(area.width(), wide), min(area.height(), high))
    geometry = settings.state("geometry")
    if geometry is None or not window.restoreGeometry(geometry):
        wide, high = round(_WIDE * scale), round(_HIGH * scale)
        window.resize(min(area.width(), wide), min(area.height(), high))


class _Outline(QLabel):
    """Bar, names of the tabs, panel and status line, as the widgets will stand.

    Labels with a style sheet: to name one colour to a painter loads all the names of ``Qt``.
    """

    def __init__(self, settings: UiSettings, lang: Lang, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._told = False
        self._scale = settings.size / 100
        dark = settings.theme == "dark"
        if settings.theme == "system":
            dark = QApplication.palette().window().color().lightness() < 128
        colours = DARK if dark else LIGHT
        family = face()
        font = QFont(family) if family else QFont(self.font())
        font.setPointSizeF(POINTS * self._scale)
        self.setFont(font)
        line = f"1px solid {colours.border}"
        self.setStyleSheet(
            f"QLabel {{ background: {colours.window}; color: {colours.muted}; }}"
            f"#bar {{ background: {colours.panel}; border-bottom: {line}; }}"
            f"#panel {{ background: {colours.panel}; border-right: {line}; }}"
            f"#foot {{ background: {colours.panel}; border-top: {line}; }}"
            "#tab { background: transparent; }"
        )
        self._bar, self._panel, self._foot = (self._part(n) for n in ("bar", "panel", "foot"))
        self._panel.setVisible(settings.flag("projects", shell.width() >= NARROW * self._scale))
        self._tabs = [self._part("tab", name) for _, name in tab_names(lang)]

    def _part(self, name: str, text: str = "") -> QLabel:
        part = QLabel(self)
        part.setObjectName(name)
        part.setText(text)
        return part

    def resizeEvent(self, event: QResizeEvent) -> None:
        bar, panel, foot = (round(one * self._scale) for one in (_BAR, _PANEL, _FOOT))
        wide, high = self.width(), self.height()
        self._bar.setGeometry(0, 0, wide, bar)
        self._panel.setGeometry(0, bar, panel + 1, high - bar - foot)
        self._foot.setGeometry(0, high - foot, wide, foot)
        x = round(57 * self._scale)
        for tab in self._tabs:
            width = tab.fontMetrics().horizontalAdvance(tab.text())
            tab.setGeometry(x, 0, width + 2, bar - 2)
            x += width + round(24 * self._scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self._shell.painted.emit)
