"""The whole window over a real database: begin, find the way by keyboard, type, come back."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from gydesk.store.query import RecordQuery
from gydesk.workflow.desk import Desk, open_desk
from tests.helpers.desks import make_project
from tests.helpers.keyboard import CTRL, KEY, press, settle, type_text
from tests.helpers.typist import answering
from tests.ui.conftest import MakeWindow
from ui.dialogs.first_start import FirstStart

_LOG = "engineering_log"


def test_an_empty_database_asks_four_things_and_begins(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(target=tmp_path / "new.db")
    qtbot.waitUntil(
        lambda: isinstance(QApplication.activeModalWidget(), FirstStart), timeout=20_000
    )
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FirstStart)
    dialog.accept()
    assert dialog.wrong.isVisible(), "a name is needed"
    dialog.person.setFocus()
    type_text("吴工")
    dialog.department.choose("engineering")
    dialog.company.setText("光远科技有限公司")
    dialog.letter.setText("c")
    dialog.accept()
    settle()
    desk = window.desk
    assert desk is not None
    assert desk.user["name"] == "吴工"
    assert desk.user["department"] == "engineering"
    assert desk.company["name"] == "光远科技有限公司"
    assert desk.db.device.letter == "C"
    assert window.overview_page.stack.currentWidget() is window.overview_page.empty
    assert "吴工" in window.who.text()
    text = window.overview_page.empty.text
    assert text.height() >= text.heightForWidth(text.width()), "no line of it is cut"


def test_what_is_typed_is_on_disk_soon_and_back_after_a_new_start(
    make_window: MakeWindow, desk: Desk, qtbot: QtBot
) -> None:
    path = desk.db.path
    assert path is not None
    window = make_window(desk)
    window.projects.search.setFocus()
    type_text("sldx")
    press(KEY.Key_Return)
    window.show_tab("engineering")
    assert window.tab_page.department == "engineering"
    window.open_form(_LOG)
    press(KEY.Key_N, CTRL)
    page = window.tab_page.page
    draft = page.draft
    assert draft is not None and draft.is_new
    page.editor.focus_path("work_place")
    type_text("图书馆三层弱电间")
    qtbot.waitUntil(lambda: page.saver.standing == "saved", timeout=3_000)
    stored = desk.records.get(draft.id)
    assert stored.data["fields"]["work_place"] == "图书馆三层弱电间"
    assert page.told.text().endswith(page.saver.at.strftime("%H:%M"))
    assert "未提交" in window.windowTitle()
    assert window.tab_page.records.model.rowCount() == 1
    type_text("，北侧")
    window.close()
    assert desk.db._lock is None

    again = open_desk(path, anywhere=True)
    window = make_window(again)
    draft_again = window.tab_page.page.draft
    assert draft_again is not None and draft_again.id == draft.id
    assert draft_again.get("work_place") == "图书馆三层弱电间，北侧"
    assert window.tab == "engineering"


def test_an_untouched_new_record_leaves_no_trace(make_window: MakeWindow, desk: Desk) -> None:
    window = make_window(desk)
    window.choose_project(desk.projects()[0].id)
    window.open_form(_LOG)
    window.actions_["new"].trigger()
    assert window.tab_page.page.draft is not None
    window.open_form("weekly_report")
    window.open_form(_LOG)
    assert desk.count(RecordQuery(forms=(_LOG,), alive=None)) == 0


def test_forms_that_need_a_project_wait_for_one(make_window: MakeWindow, desk: Desk) -> None:
    window = make_window(desk)
    window.choose_project("")
    window.open_form(_LOG)
    assert not window.actions_["new"].isEnabled()
    assert window.tab_page.page.stack.currentWidget() is window.tab_page.page.empty
    window.choose_project(desk.projects()[0].id)
    assert window.actions_["new"].isEnabled()


def test_a_crash_is_told_with_form_and_time(
    make_window: MakeWindow, desk: Desk, qtbot: QtBot
) -> None:
    project = desk.projects()[0].id
    draft = desk.new_draft(_LOG, project)
    draft.set("work_place", "机房")
    head = desk.save(draft)
    assert head is not None
    window = make_window()
    place = {"project": project, "tab": "engineering", "form": _LOG, "record": head.id}
    window.settings.put("place", json.dumps(place))
    window.settings.put_flag("open", True)
    window.target = str(desk.db.path)
    window.show_desk(desk)
    notice = window.tab_page.page.notice
    assert notice.isVisible()
    assert "项目工程日志" in notice.label.text()
    assert window.tab_page.page.draft is not None
    window.close()
    assert not window.settings.flag("open")


def test_the_overview_opens_what_it_shows(
    make_window: MakeWindow, desk: Desk, qtbot: QtBot
) -> None:
    project = desk.projects()[0].id
    draft = desk.new_draft(_LOG, project)
    draft.set("work_place", "机房")
    desk.save(draft)
    window = make_window(desk)
    window.choose_project(project)
    window.show_tab("")
    from ui.line import Line

    def found() -> list[Line]:
        lines = window.overview_page.findChildren(Line)
        return [line for line in lines if "2014-06-06　机房" in line.accessibleName()]

    qtbot.waitUntil(lambda: bool(found()))
    waiting = found()[0]
    waiting.setFocus()
    press(KEY.Key_Return)
    assert window.tab == "engineering"
    assert window.tab_page.page.draft is not None
    assert window.tab_page.page.draft.id == draft.id


def test_lists_fold_away_and_stay_folded(make_window: MakeWindow, desk: Desk) -> None:
    window = make_window(desk)
    window.choose_project(desk.projects()[0].id)
    window.open_form(_LOG)
    window.actions_["projects"].setChecked(True)
    settle()
    before = window.tab_page.page.width()
    press(KEY.Key_F9)
    press(KEY.Key_F8)
    settle()
    assert window.tab_page.page.width() > before + 400
    assert "示例大学" in window.project_button.text()
    window.close()
    again = open_desk(desk.db.path, anywhere=True)
    window = make_window(again)
    assert not window.projects.isVisible()
    assert not window.tab_page.panel.isVisible()


def test_a_form_is_found_by_pinyin_initials(
    make_window: MakeWindow, desk: Desk, qtbot: QtBot
) -> None:
    from ui.dialogs.find_form import FindForm, found

    window = make_window(desk)
    dialog = FindForm(desk.library, "zh", window)
    dialog.show()
    dialog.text.setFocus()
    type_text("xcpx")
    assert dialog.found.count() >= 1
    press(KEY.Key_Return)
    assert dialog.form == "training_record"
    dialog.deleteLater()
    forms = desk.library.forms.values()
    log = desk.library.forms[_LOG]
    for typed in ("日志", "gcrz", "engineering log", "施工日报", "RZ"):
        assert log in found(forms, typed), typed
    assert found(forms, "tgbg")[0].id == "stop_work_report"
    assert found(forms, "zzzz") == []
    assert len(found(forms, " ")) == len(forms)


def test_leaving_the_window_saves(make_window: MakeWindow, desk: Desk) -> None:
    window = make_window(desk)
    window.choose_project(desk.projects()[0].id)
    window.open_form(_LOG)
    window.actions_["new"].trigger()
    page = window.tab_page.page
    page.editor.focus_path("work_place")
    type_text("楼顶")
    assert window.save_all()
    assert page.draft is not None
    assert desk.records.get(page.draft.id).data["fields"]["work_place"] == "楼顶"


def test_everything_in_english(make_window: MakeWindow, desk: Desk) -> None:
    from gydesk.words import set_language

    set_language("en")
    window = make_window(desk)
    window.choose_project(desk.projects()[0].id)
    window.open_form(_LOG)
    window.actions_["new"].trigger()
    page = window.tab_page.page
    assert page.title.text() == desk.library.forms[_LOG].en
    assert window.tabs.tabText(0) == "Overview"
    assert window.actions_["save"].text() == "Save"


def test_two_projects_each_remember_their_place(make_window: MakeWindow, desk: Desk) -> None:
    first = desk.projects()[0].id
    second = make_project(desk, project_no="GY2014-002", name="另一个项目")
    window = make_window(desk)
    window.choose_project(first)
    window.open_form("weekly_report")
    window.choose_project(second)
    window.open_form(_LOG)
    window.choose_project(first)
    assert window.tab_page.form is not None
    assert window.tab_page.form.id == "weekly_report"


def test_a_text_that_is_no_date_is_there_after_a_new_start(
    make_window: MakeWindow, desk: Desk, qtbot: QtBot
) -> None:
    window = make_window(desk)
    window.choose_project(desk.projects()[0].id)
    window.open_form(_LOG)
    window.actions_["new"].trigger()
    page = window.tab_page.page
    page.editor.focus_path("work_place")
    type_text("机房")
    page.editor.focus_path("log_date")
    press(KEY.Key_A, CTRL)
    type_text("六月三十二")
    press(KEY.Key_Tab)
    assert page.editor.unread() == {"log_date": "六月三十二"}
    window.close()
    window = make_window(open_desk(desk.db.path, anywhere=True))
    assert window.tab_page.page.editor.unread() == {"log_date": "六月三十二"}


def test_a_backup_is_written_and_gone_back_to(
    make_window: MakeWindow, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch
) -> None:
    dialog = "PySide6.QtWidgets.QFileDialog"
    kept = tmp_path / "stick" / "kept.db"
    kept.parent.mkdir()
    monkeypatch.setattr(f"{dialog}.getSaveFileName", lambda *_: (str(kept), ""))
    monkeypatch.setattr(f"{dialog}.getOpenFileName", lambda *_: (str(kept), ""))
    window = make_window(desk)
    window.actions_["backup"].trigger()
    qtbot.waitUntil(lambda: "kept.db" in window.statusBar().currentMessage(), timeout=10_000)
    make_project(desk, project_no="GY2014-002", name="备份以后的项目")

    def yes() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == "恢复").click()

    answering(yes)
    with qtbot.waitSignal(window.other_wanted, timeout=10_000) as wanted:
        window.actions_["restore_backup"].trigger()
    with open_desk(wanted.args[0], anywhere=True) as again:
        assert [row.project_no for row in again.projects()] == ["GY2014-001"]
