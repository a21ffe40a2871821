"""The program with a window: builds everything once and passes it on.

The window paints its frame first; the database, and with it every heavy library, comes after
that, off the window's thread.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from gydesk import __version__, paths, words
from gydesk.errors import DeskError
from ui import guard
from ui.garbage import Garbage
from ui.settings import UiSettings
from ui.shell import Shell
from ui.single import Single

if TYPE_CHECKING:
    from PySide6.QtCore import Qt, QTranslator

    from ui.main_window import MainWindow
    from ui.work import Work

PAINTED = "GYDESK_PAINTED"
"""Set for measuring: the program ends after the first paint and tells what was loaded."""


def run(argv: Sequence[str] = ()) -> int:
    """Open the window and stay until it is closed; the exit status."""
    _choose_input_method()
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
        self.target = paths.default_database()
        self.single = Single(self.target, paths.user_data(), self)
        self.shell: Shell
        self.window: MainWindow | None = None
        self.work: Work
        self._translator: QTranslator | None = None

    def start(self) -> int:
        """Show the window and run; the exit status."""
        self.guard.install()
        self.garbage.start()
        if self.settings.lang is not None:
            words.set_language(self.settings.lang)
        try:
            if not self.single.first():
                return self._second()
            self.single.called.connect(self._come_forward)
            self.shell = Shell(self.settings, words.language())
            self.shell.painted.connect(self._painted)
            self.shell.closed.connect(self.app.quit)
            self.shell.show()
            return self.app.exec()
        finally:
            if self.window is not None:
                self.work.stop()
            self.garbage.stop()
            self.single.release()
            self.guard.uninstall()

    # ---- the window

    @Slot()
    def _painted(self) -> None:
        """The outline stands: now everything that makes it work."""
        if PAINTED in os.environ:
            print("\n".join(sorted(sys.modules)))  # noqa: T201  read by a test
            self.app.exit(0)
            return
        from ui import icons
        from ui.work import Work

        guard.start_logging()
        self.work = Work(self)
        self.work.unheard.connect(self.guard.take)
        self.app.setWindowIcon(icons.icon("briefcase"))
        self.app.styleHints().colorSchemeChanged.connect(self._scheme_changed)
        self.app.commitDataRequest.connect(self._suspend)
        self.app.applicationStateChanged.connect(self._state_changed)
        self._make_window()
        self.single.listen()

    def _make_window(self) -> None:
        self._speak()
        self._dress()
        from ui.main_window import MainWindow

        window = MainWindow(self.settings, self.work, self.guard)
        self.window = window
        window.dress_wanted.connect(self._dress)
        window.again_wanted.connect(self._rebuild)
        window.other_wanted.connect(self._other)
        self.shell.take(window)
        window.open_database(self.target)

    @Slot(str)
    def _other(self, target: str) -> None:
        """Another database, in a window built anew."""
        self.target = target
        self._rebuild()

    @Slot()
    def _rebuild(self) -> None:
        """Another language or size: the same place, built anew in the same window."""
        self._make_window()

    @Slot()
    def _dress(self) -> None:
        from ui import style

        style.apply(self.app, self.settings.theme, self.settings.size)

    @Slot()
    def _scheme_changed(self) -> None:
        if self.settings.theme == "system":
            QTimer.singleShot(0, self._dress)

    @Slot()
    def _come_forward(self) -> None:
        from PySide6.QtCore import Qt

        shell = self.shell
        shell.setWindowState(shell.windowState() & ~Qt.WindowState.WindowMinimized)
        shell.show()
        for window in (shell, QApplication.activeModalWidget()):
            if window is not None:
                window.raise_()
                window.activateWindow()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        """Another program is in front, or the machine goes to sleep."""
        from PySide6.QtCore import Qt

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

        self._dress()
        tell(None, DeskError("window.running"))
        return 1

    def _speak(self) -> None:
        """Set the language of words, and of Qt's own dialogs."""
        from PySide6.QtCore import QLibraryInfo, QTranslator

        if self.settings.lang is not None:
            words.set_language(self.settings.lang)
        if self._translator is not None:
            self.app.removeTranslator(self._translator)
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if words.language() == "zh" and self._translator.load("qtbase_zh_CN", folder):
            self.app.installTranslator(self._translator)


def _choose_input_method() -> None:
    """The wheel of PySide6 has no plug-in for fcitx, which speaks ibus as well."""
    if sys.platform != "linux" or os.environ.get("QT_IM_MODULE") not in (None, "fcitx", "fcitx5"):
        return
    folders = os.environ.get("PATH", "").split(os.pathsep)
    if any(os.access(f"{one}/{name}", os.X_OK) for one in folders for name in ("fcitx5", "fcitx")):
        os.environ["QT_IM_MODULE"] = "ibus"
