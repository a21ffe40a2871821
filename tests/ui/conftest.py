"""A whole window over a real desk on a real file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gydesk.words import set_language
from gydesk.workflow.desk import Desk
from tests.helpers.desks import make_desk, make_project
from tests.helpers.keyboard import settle
from ui.guard import Guard
from ui.main_window import MainWindow
from ui.settings import UiSettings
from ui.work import Work

MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with a company, people and one project, the user 吴工."""
    made = make_desk(tmp_path)
    make_project(made)
    yield made
    made.close()


@pytest.fixture
def make_window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MakeWindow]:
    """Makes windows of a laptop's size that remember themselves in one file."""
    made: list[MainWindow] = []
    works: list[Work] = []

    def make(desk: Desk | None = None, target: Path | None = None) -> MainWindow:
        work = Work()
        window = MainWindow(UiSettings(str(tmp_path / "window.ini")), work, Guard())
        made.append(window)
        works.append(work)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        if desk is not None:
            window.target = str(desk.db.path)
            window.show_desk(desk)
        elif target is not None:
            window.open_database(str(target))
        settle()
        return window

    yield make
    for window, work in zip(made, works, strict=True):
        window.close()
        work.stop()
        window.deleteLater()
    settle()
    set_language("zh")
