"""A picture of the window without a screen: ``python -m ui --picture FILE.png``."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from gydesk import paths
from gydesk.errors import DeskError
from gydesk.words import sentence
from ui import style
from ui.guard import Guard
from ui.main_window import MainWindow
from ui.settings import UiSettings
from ui.work import Work

SIZE = (1366, 768)
_SETTLE_MS = 200


def take(file: Path) -> int:
    """Open the database, show a log of the last project in work, and save what is seen.

    The exit status: 1 when the database or the file cannot be used, said on stderr.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from gydesk.workflow.desk import open_desk

    app = QApplication.instance() or QApplication(["gydesk"])
    assert isinstance(app, QApplication)
    style.apply(app, "light")
    try:
        desk = open_desk(paths.default_database())
    except DeskError as error:
        print(sentence(error), file=sys.stderr)  # noqa: T201
        return 1
    with tempfile.TemporaryDirectory() as folder:
        settings = UiSettings(str(Path(folder) / "window.ini"))
        work = Work()
        window = MainWindow(settings, work, Guard())
        window.resize(*SIZE)
        window.show()
        window.show_desk(desk)
        _go(window)
        loop = QEventLoop()
        QTimer.singleShot(_SETTLE_MS, loop.quit)
        loop.exec()
        saved = window.grab().save(str(file))
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        work.stop()
    if not saved:
        print(f"{file}: could not be written", file=sys.stderr)  # noqa: T201
    return 0 if saved else 1


def _go(window: MainWindow) -> None:
    """To the last project that has logs, and its latest log; else to what there is."""
    from gydesk.store.query import RecordQuery

    assert window.desk is not None
    logs = window.desk.list(RecordQuery(forms=("engineering_log",)), 0, 1)
    if logs:
        window.choose_project(logs[0].project)
        window.open_record(logs[0].id)
