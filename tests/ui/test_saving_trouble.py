"""Trouble while saving: told in place, nothing typed is lost, typing goes on, and all is saved
by itself as soon as that is possible again.

Real disks, real files, another real process; see ``tests/helpers/disks.py``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from gydesk.store.verify import check
from gydesk.workflow.desk import Desk, open_desk
from tests.helpers.desks import make_desk, make_project
from tests.helpers.disks import failing_disk, mounted_at, plug_in, pull_out, small_disk
from tests.helpers.keyboard import CTRL, KEY, press, settle, type_text
from tests.ui.conftest import MakeWindow
from ui.main_window import MainWindow
from ui.record_page import RecordPage

_LOG = "engineering_log"
_SOON = 8_000
_HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
held.execute("ROLLBACK")
"""


@pytest.fixture
def write(make_window: MakeWindow) -> Iterator[Callable[[Desk], RecordPage]]:
    """Opens a window on a desk, and a log with its place of work written and saved."""
    pages: list[RecordPage] = []

    def begin(desk: Desk) -> RecordPage:
        project = make_project(desk)
        window = make_window(desk)
        window.refresh()
        window.choose_project(project)
        window.open_form(_LOG)
        press(KEY.Key_N, CTRL)
        page = window.tab_page.page
        pages.append(page)
        page.editor.focus_path("work_place")
        type_text("图书馆")
        press(KEY.Key_S, CTRL)
        assert stored(desk, page) == "图书馆"
        return page

    yield begin
    for page in pages:
        page.saver.watch(None)  # a test that failed must not be asked when its window closes


def stored(desk: Desk, page: RecordPage) -> str:
    """The place of work in the database."""
    assert page.draft is not None
    return str(desk.records.get(page.draft.id).data["fields"]["work_place"])


def shown(page: RecordPage) -> str:
    """The place of work on the screen."""
    sheet = page.editor.sheet
    assert sheet is not None
    return sheet.cells["work_place"].widget.inputs()[0].text()  # type: ignore[attr-defined]


def told(page: RecordPage, code: str, qtbot: QtBot) -> None:
    """The page says in a sentence that nothing is saved; no dialog stands in the way."""
    qtbot.waitUntil(
        lambda: page.saver.error is not None and page.saver.error.code == code, timeout=_SOON
    )
    assert page.told.text() == "未保存"
    assert page.notice.isVisible()
    assert page.notice.label.text().endswith("您填写的内容仍在此处。")
    assert QApplication.activeModalWidget() is None


def saved_again(page: RecordPage, desk: Desk, text: str, qtbot: QtBot) -> None:
    """It is saved without anybody's doing, all of it, and the page says so."""
    qtbot.waitUntil(lambda: page.told.text().startswith("已保存 "), timeout=_SOON)
    assert stored(desk, page) == shown(page) == text
    assert not page.notice.isVisible()
    assert check(desk.db, desk.library) == []


def test_a_full_disk(write: Callable[[Desk], RecordPage], qtbot: QtBot, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "6m") as disk, closing(make_desk(disk)) as desk:
        page = write(desk)
        filler = disk / "filler"
        with filler.open("wb", buffering=0) as out, suppress(OSError):
            while True:
                out.write(bytes(4096))
        type_text("，" + "北" * 9_000)
        told(page, "db.full", qtbot)
        type_text("，三层")
        whole = "图书馆，" + "北" * 9_000 + "，三层"
        assert shown(page) == whole
        filler.unlink()
        saved_again(page, desk, whole, qtbot)
        page.window().close()


def test_a_disk_that_fails(
    write: Callable[[Desk], RecordPage], qtbot: QtBot, tmp_path: Path
) -> None:
    """Linux makes it read-only; what is on the page stays there, and closing asks."""
    with (
        failing_disk(tmp_path / "disk", tmp_path / "disk.img") as fail,
        closing(make_desk(tmp_path / "disk")) as desk,
    ):
        page = write(desk)
        fail()
        type_text("三层")
        told(page, "db.io", qtbot)
        type_text("北侧")
        told(page, "db.readonly", qtbot)
        assert shown(page) == "图书馆三层北侧"
        assert stored(desk, page) == "图书馆"
        window = page.window()
        QTimer.singleShot(0, _press_default)
        assert not window.close()
        assert shown(page) == "图书馆三层北侧"
        QTimer.singleShot(0, _press_other)
        assert window.close()


def _press_default() -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    box.defaultButton().click()


def _press_other() -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    next(one for one in box.buttons() if one is not box.defaultButton()).click()


def test_a_stick_that_is_pulled(
    write: Callable[[Desk], RecordPage], qtbot: QtBot, tmp_path: Path
) -> None:
    """The system still takes what is written to it; nobody would ever find it again."""
    (tmp_path / "flash").mkdir()
    with (
        mounted_at(tmp_path / "flash", tmp_path / "stick") as stick,
        closing(make_desk(stick)) as desk,
    ):
        page = write(desk)
        pull_out(stick)
        type_text("三层")
        told(page, "db.gone", qtbot)
        type_text("北侧")
        plug_in(tmp_path / "flash", stick)
        saved_again(page, desk, "图书馆三层北侧", qtbot)
        page.window().close()
    with open_desk(tmp_path / "flash" / "gydesk.db", create=False) as desk:
        assert stored(desk, page) == "图书馆三层北侧"


def test_a_file_that_is_moved_away(
    write: Callable[[Desk], RecordPage], desk_alone: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = write(desk_alone)
    path = desk_alone.db.path
    assert path is not None
    path.rename(tmp_path / "elsewhere.db")
    type_text("三层")
    told(page, "db.gone", qtbot)
    shutil.copyfile(tmp_path / "elsewhere.db", path)
    type_text("北侧")
    press(KEY.Key_S, CTRL)
    told(page, "db.gone", qtbot)
    (tmp_path / "elsewhere.db").replace(path)
    saved_again(page, desk_alone, "图书馆三层北侧", qtbot)


def test_another_program_that_holds_the_database_for_seconds(
    write: Callable[[Desk], RecordPage], desk_alone: Desk, qtbot: QtBot
) -> None:
    page = write(desk_alone)
    with holding(desk_alone):
        type_text("三层")
        began = time.monotonic()
        press(KEY.Key_S, CTRL)
        assert time.monotonic() - began < 3, "the window stood still"
        told(page, "db.locked", qtbot)
        type_text("北侧")
        qtbot.waitUntil(lambda: page.draft.get("work_place") == "图书馆三层北侧", timeout=_SOON)
        assert page.saver.standing == "failed"
        assert stored(desk_alone, page) == "图书馆"
    saved_again(page, desk_alone, "图书馆三层北侧", qtbot)


def test_a_file_that_is_made_read_only(
    write: Callable[[Desk], RecordPage], qtbot: QtBot, tmp_path: Path
) -> None:
    """As long as it is open, the system goes on writing; opened anew, it does not."""
    with tempfile.TemporaryDirectory() as folder, closing(make_desk(Path(folder))) as desk:
        page = write(desk)
        files = [file for file in Path(folder).iterdir() if file.suffix != ".lock"]
        for file in files:
            file.chmod(0o444)
        with no_privileges(folder):
            type_text("三层")
            saved_again(page, desk, "图书馆三层", qtbot)
            desk.db._drop_writer()
            desk.db.engine.dispose()
            type_text("北侧")
            told(page, "db.readonly", qtbot)
            assert shown(page) == "图书馆三层北侧"
        for file in files:
            file.chmod(0o644)
        saved_again(page, desk, "图书馆三层北侧", qtbot)
        page.window().close()


@contextmanager
def holding(desk: Desk) -> Iterator[None]:
    """Another process holds the lock for writing."""
    command = [sys.executable, "-c", _HOLDER, str(desk.db.path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin is not None and other.stdout is not None
        assert other.stdout.readline() == "held\n"
        try:
            yield
        finally:
            other.stdin.close()
            other.wait()


@contextmanager
def no_privileges(folder: str) -> Iterator[None]:
    """Root may write to any file: be somebody else, the owner of ``folder``, for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.chown(folder, 65534, 65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def desk_alone(tmp_path: Path) -> Iterator[Desk]:
    """A desk in a folder of its own."""
    (tmp_path / "desk").mkdir()
    with make_desk(tmp_path / "desk") as desk:
        yield desk


# ---- the words beside a record tell the truth


def test_nothing_is_called_saved_while_it_is_being_typed(
    write: Callable[[Desk], RecordPage], desk_alone: Desk, qtbot: QtBot
) -> None:
    page = write(desk_alone)
    assert page.told.text().startswith("已保存 ")
    type_text("三")
    assert page.told.text() == "正在保存…"
    qtbot.waitUntil(lambda: page.told.text().startswith("已保存 "), timeout=_SOON)
    assert stored(desk_alone, page) == "图书馆三"


def test_half_a_date_is_not_called_saved(
    write: Callable[[Desk], RecordPage], desk_alone: Desk, qtbot: QtBot
) -> None:
    page = write(desk_alone)
    page.editor.focus_path("log_date")
    press(KEY.Key_A, CTRL)
    type_text("2014-06-")
    qtbot.waitUntil(lambda: not page.editor.typing, timeout=_SOON)
    assert page.told.text().endswith("无法识别的内容除外")
    press(KEY.Key_Tab)
    settle()
    assert page.told.text().endswith("无法识别的内容除外"), "marked, and still on the page"
    page.editor.focus_path("log_date")
    press(KEY.Key_A, CTRL)
    type_text("2014-06-05")
    press(KEY.Key_Tab)
    qtbot.waitUntil(lambda: page.told.text().startswith("已保存 "), timeout=_SOON)
    assert not page.told.text().endswith("除外")


def test_saving_leaves_the_cursor_alone(
    write: Callable[[Desk], RecordPage], desk_alone: Desk
) -> None:
    page = write(desk_alone)
    type_text("三层")
    press(KEY.Key_S, CTRL)
    type_text("北侧")
    press(KEY.Key_Left)
    press(KEY.Key_S, CTRL)
    type_text("西")
    assert shown(page) == "图书馆三层北西侧"


def test_who_writes_without_a_pause_is_saved_all_the_same(
    write: Callable[[Desk], RecordPage],
    desk_alone: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = write(desk_alone)
    page.editor._longest.setInterval(300)
    typed = ""
    until = time.monotonic() + 20
    while stored(desk_alone, page) == "图书馆":
        assert time.monotonic() < until
        type_text("a")
        typed += "a"
    assert ("图书馆" + typed).startswith(stored(desk_alone, page))


def test_a_bug_is_never_called_saved(
    write: Callable[[Desk], RecordPage], desk_alone: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = write(desk_alone)
    window = page.window()
    assert isinstance(window, MainWindow)

    def broken(_draft: object) -> None:
        raise ZeroDivisionError

    type_text("三层")
    with monkeypatch.context() as patch:
        patch.setattr(desk_alone, "save", broken)
        with pytest.raises(ZeroDivisionError):
            window.save_all()
        assert page.told.text() == "未保存"
    assert window.save_all()
    assert stored(desk_alone, page) == "图书馆三层"
