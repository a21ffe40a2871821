"""Autosave tells the truth, also when the disk is full."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from gydesk.store.query import RecordQuery
from tests.helpers.desks import make_desk, make_project
from tests.helpers.disks import small_disk
from tests.helpers.keyboard import settle, type_text
from tests.helpers.typist import answering
from tests.ui.conftest import MakeWindow

_LOG = "engineering_log"


def fill_up(file: Path) -> None:
    """Take every byte there is."""
    with file.open("wb", buffering=0) as out, suppress(OSError):
        while True:
            out.write(b"x" * 4096)


def test_a_full_disk_is_told_nothing_is_lost_and_it_is_tried_again(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", "6m") as disk, closing(make_desk(disk)) as desk:
        window = make_window(desk)
        window.choose_project(make_project(desk))
        window.refresh()
        window.choose_project(desk.projects()[0].id)
        window.open_form(_LOG)
        window.actions_["new"].trigger()
        page = window.tab_page.page
        filler = disk / "filler"
        fill_up(filler)
        page.editor.focus_path("work_place")
        typed = "弱电间" * 2_000
        type_text(typed)
        qtbot.waitUntil(lambda: page.saver.standing == "failed", timeout=5_000)
        assert page.saver.error is not None and page.saver.error.code == "db.full"
        assert page.notice.isVisible()
        assert page.told.text() == "未保存"
        assert page.draft is not None and page.draft.get("work_place") == typed

        answered: list[str] = []

        def stay() -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            answered.append(box.text())
            box.defaultButton().click()

        answering(stay)
        assert not window.close()
        assert answered

        filler.unlink()
        page.notice.button.click()
        settle()
        assert page.saver.standing == "saved"
        assert not page.notice.isVisible()
        assert desk.records.get(page.draft.id).data["fields"]["work_place"] == typed
        assert desk.count(RecordQuery(forms=(_LOG,))) == 1
        window.close()
