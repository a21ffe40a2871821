"""The dialogs: projects, people and suppliers on their page, settings, about."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gydesk.workflow.desk import Desk
from tests.helpers.keyboard import CTRL, KEY, press, settle, type_text
from tests.ui.conftest import MakeWindow
from ui.actions import commands
from ui.dialogs.about import About
from ui.dialogs.entities import EntityDialog, EntityList
from ui.dialogs.print_preview import PrintPreview
from ui.dialogs.settings import SettingsDialog


def shown(widget: QWidget) -> None:
    """Show a dialog as the program does, without waiting in it."""
    widget.show()
    widget.activateWindow()
    settle()


def test_a_new_project_is_there_once_it_has_what_it_needs(
    make_window: MakeWindow, desk: Desk, qtbot: QtBot
) -> None:
    window = make_window(desk)
    dialog = EntityDialog(desk, "zh", "project", "", window)
    shown(dialog)
    dialog.page.editor.focus_path("name")
    type_text("人民医院机房")
    dialog.accept()
    assert dialog.isVisible(), "the number is missing"
    assert dialog.page.notice.isVisible()
    dialog.page.editor.focus_path("project_no")
    type_text("GY2014-009")
    dialog.accept()
    assert not dialog.isVisible()
    assert dialog.id in {row.id for row in desk.projects("GY2014-009")}
    window.refresh()
    window.choose_project(dialog.id)
    assert window.projects.current == dialog.id
    dialog.deleteLater()


def test_closing_an_untouched_new_one_leaves_nothing(make_window: MakeWindow, desk: Desk) -> None:
    before = len(desk.projects())
    dialog = EntityDialog(desk, "zh", "project", "", make_window(desk))
    shown(dialog)
    dialog.accept()
    assert dialog.id == ""
    assert len(desk.projects()) == before
    dialog.deleteLater()


def test_esc_keeps_what_was_typed(make_window: MakeWindow, desk: Desk) -> None:
    project = desk.projects()[0].id
    dialog = EntityDialog(desk, "zh", "project", project, make_window(desk))
    shown(dialog)
    dialog.page.editor.focus_path("site_address")
    press(KEY.Key_A, CTRL)
    type_text("新校区")
    dialog.reject()
    values = desk.project(project)
    assert values is not None and values["site_address"] == "新校区"
    dialog.deleteLater()


def test_people_are_found_added_and_deleted(make_window: MakeWindow, desk: Desk) -> None:
    dialog = EntityList(desk, "zh", "person", make_window(desk))
    shown(dialog)
    everybody = dialog.list.count()
    dialog.search.setText("wg")
    assert [dialog.list.item(n).text() for n in range(dialog.list.count())] == ["吴工"]
    dialog.search.clear()
    dialog.add()
    type_text("新来的")
    dialog.page.save()
    assert dialog.list.count() == everybody + 1
    assert "新来的" in {one.name for one in desk.people()}
    row = next(n for n in range(dialog.list.count()) if dialog.list.item(n).text() == "新来的")
    dialog.list.setCurrentRow(row)
    dialog.remove.click()
    assert "新来的" not in {one.name for one in desk.people()}
    dialog.reject()
    dialog.deleteLater()


def test_settings_are_kept_and_a_language_needs_a_new_window(
    make_window: MakeWindow, desk: Desk
) -> None:
    window = make_window(desk)
    dialog = SettingsDialog(window.settings, desk, window)
    dialog.theme.choose("dark")
    dialog.person.setText("郑工")
    dialog.accept()
    assert not dialog.rebuild
    assert window.settings.theme == "dark"
    assert desk.user["name"] == "郑工"
    again = SettingsDialog(window.settings, desk, window)
    assert again.theme.code() == "dark"
    again.lang.choose("en")
    again.percent.choose("125")
    again.accept()
    assert again.rebuild
    assert (window.settings.lang, window.settings.size) == ("en", 125)
    wrong = SettingsDialog(window.settings, desk, window)
    shown(wrong)
    wrong.letter.setText("1!")
    wrong.accept()
    assert wrong.wrong.isVisible()
    assert desk.db.device.letter == "A"
    for one in (dialog, again, wrong):
        one.deleteLater()


def test_about_tells_every_key(make_window: MakeWindow, desk: Desk) -> None:
    window = make_window(desk)
    dialog = About(window.actions_, str(desk.db.path), window)
    texts = {label.text() for label in dialog.findChildren(QLabel)}
    assert str(desk.db.path) in texts
    for command in commands():
        if command.keys:
            assert command.text in texts
    dialog.deleteLater()


def test_no_copy_chosen_is_no_paper(make_window: MakeWindow, desk: Desk, qtbot: QtBot) -> None:
    window = make_window(desk)
    window.choose_project(desk.projects()[0].id)
    window.open_form("stop_work_report")
    window.actions_["new"].trigger()
    window.actions_["print"].trigger()
    preview = window.printing.preview
    assert isinstance(preview, PrintPreview)
    qtbot.waitUntil(preview.print_button.isEnabled, timeout=30_000)
    for check in preview.copies:
        check.setChecked(False)
    qtbot.waitUntil(lambda: "至少" in preview.told.text())
    assert not preview.print_button.isEnabled()
    preview.reject()


def test_everything_that_is_worked_with_has_a_name(make_window: MakeWindow, desk: Desk) -> None:
    """Screen readers hear every button and field of the window, in Chinese."""
    window = make_window(desk)
    window.choose_project(desk.projects()[0].id)
    window.open_form("engineering_log")
    window.actions_["new"].trigger()
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy().value and widget.isVisible() and not _name(widget)
    ]
    assert [f"{type(one).__name__} {one.objectName()}" for one in nameless] == []
    english = [
        name
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and re.fullmatch(r"[A-Za-z ,.]{4,}", name := _name(widget))
    ]
    assert english == []
    assert QApplication.focusWidget() is not None


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    if widget.accessibleName():
        return widget.accessibleName()
    if widget.focusProxy() is not None or widget.parentWidget() is None:
        return "（代理）"
    given = str(text()) if callable(text) else ""
    return given or widget.toolTip()
