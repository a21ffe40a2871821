"""A picture of the window over a database, for machines without a screen."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from gydesk import paths, words
from gydesk.errors import InputError

_WIDTH, _HEIGHT = 1366, 768
_FORM = "engineering_log"


def save_picture(file: Path) -> int:
    """Open the user's database in a real window, show the newest log, and keep what is seen.

    The exit status. Raises StoreError ``db.*``, InputError ``file.unwritable``.
    """
    from gydesk.store.query import RecordQuery
    from gydesk.workflow.desk import open_desk
    from ui import style
    from ui.guard import Guard
    from ui.main_window import MainWindow
    from ui.settings import UiSettings
    from ui.work import Work

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    settings, holder = UiSettings(), QObject()
    if settings.lang is not None:
        words.set_language(settings.lang)
    style.apply(app, settings.theme, settings.size)
    work = Work(holder)
    window = MainWindow(settings, work, Guard(holder))
    window.resize(_WIDTH, _HEIGHT)
    window.show()
    with open_desk(paths.default_database(), create=False) as desk:
        window.show_desk(desk)
        for row in desk.list(RecordQuery(forms=(_FORM,)), 0, 1):
            window.choose_project(row.project)
            window.open_record(row.id)
        app.processEvents()
        kept = window.grab().save(str(file))
        window.close()
        work.stop()
    if not kept:
        raise InputError("file.unwritable", name=str(file))
    return 0
