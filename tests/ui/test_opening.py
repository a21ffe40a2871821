"""Starting: what is loaded before the first paint, one window only, databases that won't open."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from gydesk.errors import StoreError
from gydesk.store import backup
from gydesk.store.database import open_database
from gydesk.workflow.desk import Desk
from tests.helpers.desks import make_desk, make_project
from tests.helpers.disks import read_only
from tests.helpers.keyboard import settle
from tests.ui.conftest import MakeWindow
from ui import guard as guard_module
from ui.app import PAINTED
from ui.dialogs.trouble import box
from ui.guard import Guard
from ui.main_window import MainWindow
from ui.single import Single
from ui.unopened import Unopened

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("sqlalchemy", "alembic", "reportlab", "openpyxl", "pypinyin", "PIL", "PySide6.QtPdf")


def start(tmp_path: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Start the program in a process of its own."""
    environment = {
        **os.environ,
        "GYDESK_HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
        **more,
    }
    return subprocess.run(
        [sys.executable, "-m", "ui", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_nothing_heavy_is_loaded_at_first_paint(tmp_path: Path) -> None:
    done = start(tmp_path, **{PAINTED: "1"})
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "PySide6.QtWidgets" in loaded
    assert "ui.shell" in loaded
    assert "ui.main_window" not in loaded, "the window's parts come after its first paint"
    assert [name for name in loaded if name.split(".")[0] in HEAVY or name in HEAVY] == []
    assert "gydesk.catalogue.library" not in loaded


def test_the_tabs_are_those_of_the_catalogue(qapp: QApplication) -> None:
    from gydesk.catalogue.library import library
    from ui.tabs import Tab, department_tabs

    wanted = [Tab(one.id, one.zh, one.en) for one in library().departments if one.tab]
    assert department_tabs() == wanted


def test_words_go_to_the_command_line(tmp_path: Path) -> None:
    done = start(tmp_path, "forms", "--json")
    assert done.returncode == 0, done.stderr
    assert "engineering_log" in done.stdout


def test_a_second_start_brings_the_first_window_forward(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    first = Single("one.db", tmp_path)
    assert first.first()
    first.listen()
    second = Single("one.db", tmp_path)
    other = Single("other.db", tmp_path)
    try:
        assert not second.first()
        with qtbot.waitSignal(first.called):
            assert second.call()
        assert other.first(), "another database has a window of its own"
    finally:
        first.release()
        other.release()
    assert second.first(), "the place is free again"
    second.release()


def told(window: MainWindow, qtbot: QtBot) -> Unopened:
    """The page that stands where the database would not open."""
    qtbot.waitUntil(lambda: isinstance(window.stack.currentWidget(), Unopened), timeout=20_000)
    page = window.stack.currentWidget()
    assert isinstance(page, Unopened)
    return page


def texts(page: Unopened) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_a_damaged_database_is_told_and_a_backup_restored(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(tmp_path)
    make_project(desk)
    kept = backup.beside(desk.db, "import")
    assert kept is not None
    path = desk.db.path
    assert path is not None
    desk.close()
    content = bytearray(path.read_bytes())
    content[:64] = b"\xff" * 64
    path.write_bytes(content)

    window = make_window(target=path)
    page = told(window, qtbot)
    assert "db.damaged" in texts(page)
    assert "Traceback" not in texts(page)
    assert path.read_bytes() == bytes(content)
    choose = "PySide6.QtWidgets.QFileDialog.getOpenFileName"
    monkeypatch.setattr(choose, lambda *_: (str(kept), ""))
    button = next(b for b in page.findChildren(QPushButton) if "备份" in b.text())
    button.click()
    qtbot.waitUntil(lambda: window.desk is not None, timeout=20_000)
    assert window.desk is not None
    assert [row.project_no for row in window.desk.projects()] == ["GY2014-001"]


def test_a_database_in_use_is_told_and_opens_when_it_is_free(
    make_window: MakeWindow, qtbot: QtBot, desk: Desk
) -> None:
    path = desk.db.path
    assert path is not None
    window = make_window(target=path)
    page = told(window, qtbot)
    assert "db.in_use" in texts(page)
    desk.close()
    next(b for b in page.findChildren(QPushButton) if b.text() == "重试").click()
    qtbot.waitUntil(lambda: window.desk is not None, timeout=20_000)


def test_a_database_of_a_newer_program_is_left_alone(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "newer.db"
    with open_database(path, anywhere=True) as db, db.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num='9999'")
    before = path.read_bytes()
    page = told(make_window(target=path), qtbot)
    assert "db.newer" in texts(page)
    assert path.read_bytes() == before


def test_a_read_only_folder_is_told(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    with read_only(folder):
        page = told(make_window(target=folder / "x.db"), qtbot)
        assert "db.readonly" in texts(page)


@pytest.fixture
def guard(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The program's own reports, logging into a folder of the test's."""
    monkeypatch.setenv("GYDESK_HOME", str(tmp_path))
    guard_module.stop_logging()
    guard_module.start_logging()
    made = Guard()
    made.install()
    yield made
    made.uninstall()
    guard_module.stop_logging()


def log_of(folder: Path) -> str:
    return (folder / "logs" / "window.log").read_text("utf-8")


def test_an_unforeseen_error_is_logged_in_full_and_told(
    guard: Guard, qtbot: QtBot, tmp_path: Path
) -> None:
    heard: list[BaseException] = []
    guard.caught.connect(heard.append)
    error = ZeroDivisionError("in a slot")
    sys.excepthook(type(error), error, None)
    qtbot.waitUntil(lambda: heard == [error])

    def fail() -> None:
        raise KeyError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(heard) == 2)
    text = log_of(tmp_path)
    assert "ZeroDivisionError: in a slot" in text
    assert "KeyError: 'in a thread'" in text
    assert "Traceback" in text


@pytest.mark.qt_no_exception_capture
def test_qts_own_words_go_to_the_log(guard: Guard, tmp_path: Path) -> None:
    qWarning("something about a layout")
    assert "qt: something about a layout" in log_of(tmp_path)


def test_the_dialog_tells_known_errors_in_a_sentence_and_bugs_as_such(
    qapp: QApplication,
) -> None:
    known = box(None, StoreError("db.full", place="C:\\x.db"))
    assert "C:\\x.db" in known.text()
    assert "db.full" in known.informativeText()
    assert known.detailedText() == ""
    bug = box(None, ZeroDivisionError("oops"))
    assert "oops" not in bug.text()
    assert "ZeroDivisionError: oops" in bug.detailedText()
    for dialog in (known, bug):
        dialog.deleteLater()
    settle()


def test_many_errors_at_once_are_one_dialog(make_window: MakeWindow, desk: Desk) -> None:
    window = make_window(desk)
    for number in range(4):
        window.tell(ValueError(number))
    dialogs = window.findChildren(QMessageBox)
    assert len(dialogs) == 1
    dialogs[0].reject()
    settle()
    assert window.findChildren(QMessageBox) == []


def test_none_keeps_its_references(qapp: QApplication) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one at most void calls, until the process aborts."""
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(10_000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 100
