"""A record's life from the window: submitted, sent back, approved, signed, void, deleted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from gydesk.catalogue.kinds import Form
from gydesk.domain.states import actions
from gydesk.workflow.desk import Desk
from tests.helpers import typist
from tests.helpers.desks import fill
from tests.helpers.keyboard import CTRL, KEY, SHIFT, press, settle
from tests.ui.conftest import MakeWindow
from ui.dialogs.signoff import ReasonDialog, SignOffDialog
from ui.main_window import MainWindow

_STOP = "stop_work_report"


@pytest.fixture
def window(make_window: MakeWindow, desk: Desk) -> MakeWindow:
    """A window on a filled stop-work report, still a draft."""
    project = desk.projects()[0].id
    draft = desk.new_draft(_STOP, project)
    fill(desk, draft)
    desk.save(draft)
    made = make_window(desk)
    made.choose_project(project)
    made.open_record(draft.id)
    return made


def answering(do: Callable[[QDialog], None]) -> None:
    """Answer the next dialog with ``do``; whoever fails in it is not left waiting."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        do(dialog)

    typist.answering(answer)


def state(window: MainWindow) -> str:
    head = window.tab_page.page.head
    assert head is not None
    return head.state


def test_submit_numbers_and_freezes(window: MainWindow, desk: Desk) -> None:
    page = window.tab_page.page
    assert page._steps["submit"].isVisible()
    press(KEY.Key_Return, CTRL | SHIFT)
    assert state(window) == "submitted"
    assert page.head is not None and page.head.number
    assert page.number.text() == page.head.number
    assert page.notice.isVisible() and page.head.number in page.notice.label.text()
    assert not window.actions_["save"].isEnabled()
    assert "未提交" not in window.windowTitle()
    work = page.editor.sheet.cells
    assert all(cell.widget._read_only for cell in work.values())
    shown = window.tab_page.records.model.head(0)
    assert shown is not None and shown.state == "submitted"


def test_what_is_missing_is_shown_instead(make_window: MakeWindow, desk: Desk) -> None:
    made = make_window(desk)
    made.choose_project(desk.projects()[0].id)
    made.open_form(_STOP)
    made.actions_["new"].trigger()
    made.actions_["submit"].trigger()
    page = made.tab_page.page
    assert state(made) == "draft"
    assert page.notice.isVisible()
    assert page.editor.isAncestorOf(QApplication.focusWidget())


def test_commands_follow_the_state(window: MainWindow, desk: Desk) -> None:
    page = window.tab_page.page
    names = {"restart": "revise", "reopen": "revise"}

    def offered(form: Form) -> set[str]:
        assert page.head is not None
        wanted = {names.get(one, one) for one in actions(form, page.head.state)}
        shown = {id for id in window.actions_.ids() if window.actions_[id].isEnabled()}
        life = {"submit", "approve", "reject", "revise", "sign", "archive", "void"}
        assert shown & life == wanted
        return wanted

    assert page.draft is not None
    form = page.draft.form
    assert "submit" in offered(form)
    window.actions_["submit"].trigger()
    assert "approve" in offered(form)
    answering(lambda dialog: (dialog.reason.setPlainText("作废重写"), dialog.accept()))
    window.actions_["void"].trigger()
    assert state(window) == "void"
    assert offered(form) == set()


def test_approvals_are_recorded_one_by_one(window: MainWindow, desk: Desk) -> None:
    window.actions_["submit"].trigger()
    record = window.tab_page.page.head.id
    steps = 0
    while state(window) == "submitted":

        def sign(dialog: QDialog) -> None:
            assert isinstance(dialog, SignOffDialog)
            dialog.name.setText("孙工程")
            dialog.day.setText("2014.6.6")
            dialog.accept()

        answering(sign)
        window.actions_["approve"].trigger()
        steps += 1
        assert len(desk.signoffs(record)) == steps
    assert state(window) == "approved"
    assert all(one.date == "2014-06-06" for one in desk.signoffs(record).values())


def test_a_wrong_date_keeps_the_dialog_open(window: MainWindow, desk: Desk) -> None:
    window.actions_["submit"].trigger()
    seen: list[bool] = []

    def wrong(dialog: QDialog) -> None:
        assert isinstance(dialog, SignOffDialog)
        dialog.name.setText("孙工程")
        dialog.day.setText("六月三十二")
        dialog.accept()
        seen.append(dialog.isVisible() and dialog.wrong.isVisible())

    answering(wrong)
    window.actions_["approve"].trigger()
    assert seen == [True]
    assert state(window) == "submitted"


def test_sent_back_and_taken_up_again_keeps_the_number(window: MainWindow, desk: Desk) -> None:
    window.actions_["submit"].trigger()
    number = window.tab_page.page.head.number

    def opinion(dialog: QDialog) -> None:
        assert isinstance(dialog, ReasonDialog)
        dialog.accept()
        assert dialog.isVisible(), "an opinion is needed"
        dialog.reason.setPlainText("停工原因写清楚")
        dialog.accept()

    answering(opinion)
    window.actions_["reject"].trigger()
    assert state(window) == "rejected"
    window.actions_["revise"].trigger()
    head = window.tab_page.page.head
    assert (head.state, head.number, head.revision) == ("draft", number, 2)
    assert window.actions_["save"].isEnabled()


def test_the_customer_signs_and_a_correction_is_a_new_revision(
    window: MainWindow, desk: Desk
) -> None:
    window.actions_["submit"].trigger()

    def customer(dialog: QDialog) -> None:
        assert isinstance(dialog, SignOffDialog)
        assert dialog.name.text() == "何主任"
        dialog.accept()

    answering(customer)
    window.actions_["sign"].trigger()
    assert state(window) == "signed"
    answering(lambda dialog: dialog.accept())
    window.actions_["revise"].trigger()
    assert state(window) == "draft"
    assert window.tab_page.page.head.revision == 2


def test_delete_is_taken_back(window: MainWindow, desk: Desk) -> None:
    record = window.tab_page.page.head.id
    window.actions_["delete"].trigger()
    page = window.tab_page.page
    assert page.draft is None
    assert not desk.head(record).alive
    assert window.tab_page.records.model.rowCount() == 0
    page.notice.button.click()
    settle()
    assert desk.head(record).alive
    assert page.draft is not None and page.draft.id == record

    window.actions_["delete"].trigger()
    window.actions_["bin"].setChecked(True)
    assert window.tab_page.records.model.rowCount() == 1
    window.tab_page.open_record(record)
    assert not window.actions_["save"].isEnabled()
    window.actions_["restore"].trigger()
    assert desk.head(record).alive


def test_a_numbered_record_is_not_deleted(window: MainWindow, desk: Desk) -> None:
    window.actions_["submit"].trigger()
    assert not window.actions_["delete"].isEnabled()


def test_dialogs_do_not_pile_up(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    window.actions_["submit"].trigger()
    for _ in range(5):
        answering(lambda dialog: dialog.reject())
        window.actions_["void"].trigger()
        settle()
    assert window.findChildren(QDialog) == []
