"""What goes wrong unforeseen: logged in full, told once and quietly, and the program goes on."""

from __future__ import annotations

import faulthandler
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)

from gydesk import paths

if TYPE_CHECKING:
    from logging import Handler, Logger

# As the library of logging counts them.
_LEVELS = {
    QtMsgType.QtDebugMsg: 10,
    QtMsgType.QtInfoMsg: 20,
    QtMsgType.QtWarningMsg: 30,
    QtMsgType.QtCriticalMsg: 40,
    QtMsgType.QtFatalMsg: 50,
}
_FILE = "window.log"
_KEPT = 5
_MOST = 1_000_000


def start_logging() -> Handler:
    """Log to a file of the user's folder that is kept small; returns its handler, again the
    same one. Called by the first thing to log, at the latest after the first paint: the
    library of logging costs a tenth of an empty window."""
    global _handler
    if _handler is not None:
        return _handler
    import logging
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(
        paths.logs() / _FILE, maxBytes=_MOST, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
    )
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    _handler = handler
    return handler


def stop_logging() -> None:
    """Let go of the file."""
    global _handler
    if _handler is not None:
        import logging

        logging.getLogger().removeHandler(_handler)
        _handler.close()
        _handler = None


def log(name: str = "gydesk.window") -> Logger:
    """A logger that writes into the file."""
    import logging

    start_logging()
    return logging.getLogger(name)


_handler: Handler | None = None


class Guard(QObject):
    """Takes every exception that nobody caught, in any thread, and every word of Qt's."""

    caught = Signal(object)
    """An exception, in the window's thread, once it is logged."""
    _from_thread = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._from_thread.connect(self._tell)
        self._hooks: tuple[Any, Any] | None = None
        self._waiting: list[BaseException] = []

    def install(self) -> None:
        """Stand in for Python's and Qt's own reports."""
        self._hooks = sys.excepthook, threading.excepthook
        sys.excepthook = self._unforeseen
        threading.excepthook = self._in_thread
        qInstallMessageHandler(_qt_said)
        if sys.stderr is not None:  # none in a windowed program of Windows
            faulthandler.enable()

    def uninstall(self) -> None:
        """Give the reports back."""
        if self._hooks is not None:
            sys.excepthook, threading.excepthook = self._hooks
            self._hooks = None
            qInstallMessageHandler(None)

    @Slot(object)
    def take(self, error: BaseException) -> None:
        """Log an exception that came as a value, and tell it."""
        log().error("unforeseen", exc_info=error)
        self.caught.emit(error)

    def _unforeseen(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log().error("unforeseen", exc_info=(kind, error, trace))
        self._from_thread.emit(error)

    def _in_thread(self, given: threading.ExceptHookArgs) -> None:
        error = given.exc_value
        if error is not None:
            log().error("unforeseen in %s", given.thread, exc_info=error)
            self._from_thread.emit(error)

    @Slot(object)
    def _tell(self, error: BaseException) -> None:
        """In the window's thread, but not in the midst of what failed."""
        self._waiting.append(error)
        QTimer.singleShot(0, self._tell_waiting)

    @Slot()
    def _tell_waiting(self) -> None:
        while self._waiting:
            self.caught.emit(self._waiting.pop(0))


def _qt_said(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    level = _LEVELS.get(kind, _LEVELS[QtMsgType.QtWarningMsg])
    log("qt").log(level, "%s", message)
