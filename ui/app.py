"""The program with a window: builds everything once and passes it on.

The window paints its frame first; the database, and with it every heavy library, comes after
that, off the window's thread.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QLibraryInfo,
    QObject,
    QStandardPaths,
    Qt,
    QTimer,
    QTranslator,
    Signal,
    Slot,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from gydesk import __version__, paths, words
from gydesk.errors import DeskError
from ui import guard, icons, style
from ui.garbage import Garbage
from ui.settings import UiSettings
from ui.single import Single
from ui.work import Work

if TYPE_CHECKING:
    from ui.main_window import MainWindow

PAINTED = "GYDESK_PAINTED"
"""Set for measuring: the program ends after the first paint and tells what was loaded."""


def run(argv: Sequence[str] = ()) -> int:
    """Open the window and stay until it is closed; the exit status."""
    _choose_input_method()
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    QApplication.setApplicationName("GYDesk")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("gydesk")
    app = QApplication([sys.argv[0] if sys.argv else "gydesk", *argv])
    program = Program(app)
    return program.start()


class Program(QObject):
    """What lives as long as the process: settings, threads, reports, the one window."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.app = app
        self.settings = UiSettings()
        self.guard = guard.Guard(self)
        self.garbage = Garbage(self)
        self.work = Work(self)
        self.work.unheard.connect(self.guard.take)
        self.target = paths.default_database()
        self.single = Single(self.target, paths.user_data(), self)
        self.window: MainWindow | None = None
        self._translator = QTranslator(self)
        self._paint: _FirstPaint | None = None

    def start(self) -> int:
        """Show the window and run; the exit status."""
        self.guard.install()
        self.garbage.start()
        try:
            self._speak()
            style.apply(self.app, self.settings.theme, self.settings.size)
            if not self.single.first():
                return self._second()
            self.app.styleHints().colorSchemeChanged.connect(self._scheme_changed)
            self.app.commitDataRequest.connect(self._suspend)
            self.app.applicationStateChanged.connect(self._state_changed)
            self.single.called.connect(self._come_forward)
            self._make_window()
            return self.app.exec()
        finally:
            self.work.stop()
            self.garbage.stop()
            self.single.release()
            self.guard.uninstall()

    # ---- the window

    def _make_window(self) -> None:
        from ui.main_window import MainWindow

        window = MainWindow(self.settings, self.work, self.guard)
        self.window = window
        window.dress_wanted.connect(self._dress)
        window.again_wanted.connect(self._rebuild)
        window.other_wanted.connect(self._other)
        self._paint = _FirstPaint(window)
        self._paint.painted.connect(self._painted)
        window.show()

    @Slot()
    def _painted(self) -> None:
        report = os.environ.get(PAINTED)
        if report is not None:
            print("\n".join(sorted(sys.modules)))  # noqa: T201  read by a test
            self.app.exit(0)
            return
        assert self.window is not None
        guard.start_logging()
        self.app.setWindowIcon(icons.icon("briefcase"))
        self.window.open_database(self.target)
        self.single.listen()

    @Slot(str)
    def _other(self, target: str) -> None:
        """Another database, in a window built anew."""
        self.target = target
        self._rebuild()

    @Slot()
    def _rebuild(self) -> None:
        """Another language or size: the same place in a window built anew."""
        old = self.window
        assert old is not None
        self._speak()
        self._dress()
        self._make_window()
        assert self.window is not None
        self.window.move(old.pos())
        old.deleteLater()

    @Slot()
    def _dress(self) -> None:
        style.apply(self.app, self.settings.theme, self.settings.size)

    @Slot()
    def _scheme_changed(self) -> None:
        if self.settings.theme == "system":
            QTimer.singleShot(0, self._dress)

    @Slot()
    def _come_forward(self) -> None:
        if self.window is None:
            return
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    @Slot(Qt.ApplicationState)
    def _state_changed(self, state: Qt.ApplicationState) -> None:
        """Another program is in front, or the machine goes to sleep."""
        if state != Qt.ApplicationState.ApplicationActive:
            self._suspend()

    @Slot()
    def _suspend(self, *_: object) -> None:
        if self.window is not None:
            self.window.save_all()

    def _second(self) -> int:
        if self.single.call():
            return 0
        from ui.dialogs.trouble import tell

        tell(None, DeskError("window.running"))
        return 1

    def _speak(self) -> None:
        """Set the language of words, and of Qt's own dialogs."""
        chosen = self.settings.lang
        if chosen is not None:
            words.set_language(chosen)
        self.app.removeTranslator(self._translator)
        if words.language() == "zh":
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if self._translator.load("qtbase_zh_CN", folder):
                self.app.installTranslator(self._translator)


class _FirstPaint(QObject):
    """Tells once when the window's first picture is on its way to the screen."""

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False


def _choose_input_method() -> None:
    """The wheel of PySide6 has no plug-in for fcitx, which speaks ibus as well."""
    if sys.platform != "linux" or os.environ.get("QT_IM_MODULE") not in (None, "fcitx", "fcitx5"):
        return
    if any(QStandardPaths.findExecutable(name) for name in ("fcitx5", "fcitx")):
        os.environ["QT_IM_MODULE"] = "ibus"
