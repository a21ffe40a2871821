"""Chinese is composed, then committed: no editor may look at it, cut it or lose it meanwhile.

``textChanged`` is silent while an input method composes; the tests send what it sends.
"""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from gydesk.catalogue.kinds import Field
from tests.helpers.form_desk import FormDesk, Given
from tests.helpers.keyboard import KEY, commit, focus, pause_of, preedit, press, settle, type_text
from tests.helpers.world import lines, make_form, one
from tests.ui.form.conftest import MakeEditor
from ui.form.editor import FormEditor

PHRASE = "滨海市人民医院新院区智能化系统工程弱电间机柜及配线架安装调试全过程记录"
WORDS = ("text", "multiline", "person", "department", "supplier_ref")
"""The types whose value is words; a long phrase is a value of each."""
LINES = (*WORDS, "integer", "decimal", "money", "percent", "date", "datetime", "phone", "email",
         "form_ref", "choice")  # fmt: skip
"""Every type that is written on a line or in a text, so every kind of editor."""


def described(kind: str) -> Field:
    more: dict[str, Any] = {"choice": {"choices": "weather"}}.get(kind, {})
    return one("a", kind, **more)


def shown() -> str:
    widget = focus()
    if isinstance(widget, QLineEdit):
        return widget.text()
    assert isinstance(widget, QPlainTextEdit)
    return widget.toPlainText()


@pytest.fixture
def field(make_editor: MakeEditor, request: pytest.FixtureRequest) -> FormEditor:
    """A form of one field of a kind, the cursor in it."""
    desk = FormDesk(offers={"person": [Given("滨海人", "滨海人")]})
    form = make_form("t", described(request.param), one("b"), head=(), header="none")
    editor = make_editor(form, desk=desk)
    editor.focus_path("a")
    return editor


@pytest.fixture
def cell(make_editor: MakeEditor, request: pytest.FixtureRequest) -> FormEditor:
    """A form of one table with a column of a kind, its first cell marked, not open."""
    form = make_form("t", lines("rows", described(request.param), one("b")), head=(), header="none")
    editor = make_editor(form)
    editor.focus_path("rows")
    return editor


class TestField:
    @pytest.mark.parametrize("field", LINES, indirect=True)
    def test_nothing_is_looked_at_while_composing(self, field: FormEditor, qtbot: QtBot) -> None:
        told = QSignalSpy(field.edited)
        for part in ("b", "bi", "bin", "bin'h", "bin'hai"):
            preedit(part)
            assert shown() == ""
            assert QApplication.activePopupWidget() is None
        field.sheet.cells["a"].widget.commit_pause()  # type: ignore[union-attr]
        field.commit()
        settle()
        assert told.count() == 0
        assert field.sheet.cells["a"].message.level == ""  # type: ignore[union-attr]
        query = focus().inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
        assert query is True
        commit("滨海")
        assert shown() == "滨海"

    @pytest.mark.parametrize("field", WORDS, indirect=True)
    def test_a_long_phrase_arrives_whole(self, field: FormEditor) -> None:
        preedit("bhsrmyy")
        commit(PHRASE)
        press(KEY.Key_Tab)
        value = field.draft.get("a")  # type: ignore[union-attr]
        assert value in (PHRASE, {"name": PHRASE})

    @pytest.mark.parametrize("field", ["text", "multiline"], indirect=True)
    def test_a_pause_waits_until_the_phrase_is_there(self, field: FormEditor, qtbot: QtBot) -> None:
        type_text("a")
        preedit("zhong")
        pause_of(field, 60)
        qtbot.waitUntil(lambda: not pause_of(field).isActive(), timeout=2_500)
        assert field.draft.get("a") is None  # type: ignore[union-attr]
        with qtbot.waitSignal(field.edited, timeout=2_500):
            commit("中")
        assert field.draft.get("a") == "a中"  # type: ignore[union-attr]

    @pytest.mark.parametrize("field", ["choice", "person"], indirect=True)
    def test_an_open_list_closes_for_the_composition(self, field: FormEditor) -> None:
        press(KEY.Key_F4)
        assert QApplication.activePopupWidget() is not None
        preedit("x")
        assert QApplication.activePopupWidget() is None
        commit("雨" if field.draft.form.fields["a"].type == "choice" else "滨")  # type: ignore[union-attr]
        assert QApplication.activePopupWidget() is not None

    @pytest.mark.parametrize("field", ["text", "multiline", "date", "choice"], indirect=True)
    def test_keys_of_the_composition_are_not_the_forms(self, field: FormEditor) -> None:
        before = focus()
        preedit("ni")
        press(KEY.Key_Return)
        press(KEY.Key_Down)
        assert focus() is before
        commit("你")
        assert shown() in ("你", "\n你")

    @pytest.mark.parametrize("field", ["date"], indirect=True)
    def test_letters_of_a_composition_are_no_date_keys(self, field: FormEditor) -> None:
        preedit("d")
        preedit("dw")
        assert shown() == ""
        commit("２０１４年５月１日")
        press(KEY.Key_Return)
        assert field.draft.get("a") == "2014-05-01"  # type: ignore[union-attr]

    @pytest.mark.parametrize("field", LINES, indirect=True)
    def test_figures_begin_with_latin_letters_and_words_do_not(self, field: FormEditor) -> None:
        latin = bool(focus().inputMethodHints() & Qt.InputMethodHint.ImhPreferLatin)
        kind = field.draft.form.fields["a"].type  # type: ignore[union-attr]
        assert latin == (kind not in (*WORDS, "choice"))

    @pytest.mark.parametrize("field", ["text"], indirect=True)
    def test_reconverting_replaces_what_was_committed(self, field: FormEditor) -> None:
        commit("工成")
        event = QInputMethodEvent()
        event.setCommitString("程", -1, 1)
        QApplication.sendEvent(focus(), event)
        press(KEY.Key_Return)
        assert field.draft.get("a") == "工程"  # type: ignore[union-attr]


class TestCell:
    @pytest.mark.parametrize("cell", LINES, indirect=True)
    def test_composing_opens_the_cell_and_nothing_is_lost(self, cell: FormEditor) -> None:
        told = QSignalSpy(cell.edited)
        for part in ("b", "bi", "bin"):
            preedit(part)
        cell.sheet.tables["rows"].widget.commit_pause()  # type: ignore[union-attr]
        settle()
        assert told.count() == 0
        assert QApplication.activePopupWidget() is None
        commit("滨海")
        assert shown() == "滨海"

    @pytest.mark.parametrize("cell", ["text", "multiline", "person"], indirect=True)
    @pytest.mark.parametrize("composed", [True, False])
    def test_a_long_phrase_arrives_whole(self, cell: FormEditor, composed: bool) -> None:
        if composed:
            preedit("bhsrmyy")
        commit(PHRASE)
        press(KEY.Key_Tab)
        assert [row["a"] for row in cell.draft.data["rows"]] == [PHRASE]  # type: ignore[union-attr]

    @pytest.mark.parametrize("cell", ["text"], indirect=True)
    def test_a_second_phrase_follows_the_first(self, cell: FormEditor) -> None:
        for typed, phrase in (("jiao", "交"), ("huan", "换"), ("ji", "机")):
            preedit(typed)
            commit(phrase)
        press(KEY.Key_Return)
        assert [row["a"] for row in cell.draft.data["rows"]] == ["交换机"]  # type: ignore[union-attr]

    @pytest.mark.parametrize("cell", ["text"], indirect=True)
    def test_composing_replaces_what_stood_there(self, cell: FormEditor) -> None:
        commit("旧")
        press(KEY.Key_Return)
        press(KEY.Key_Left)
        preedit("xin")
        commit("新")
        press(KEY.Key_Return)
        assert [row["a"] for row in cell.draft.data["rows"]] == ["新"]  # type: ignore[union-attr]

    @pytest.mark.parametrize("cell", ["integer"], indirect=True)
    def test_full_width_figures_without_composing(self, cell: FormEditor) -> None:
        commit("１")
        commit("２")
        press(KEY.Key_Return)
        assert [row["a"] for row in cell.draft.data["rows"]] == [12]  # type: ignore[union-attr]


@pytest.mark.parametrize("form", ["photo"])
def test_a_caption_is_composed_as_well(make_editor: MakeEditor, form: str) -> None:
    described_form = make_form("t", one("a", form), head=(), header="none")
    editor = make_editor(described_form)
    widget = editor.sheet.cells["a"].widget  # type: ignore[union-attr]
    widget.add([("图.png", b"\x89PNG not really")])  # type: ignore[attr-defined]
    settle()
    widget.inputs()[1].setFocus()
    preedit("zhao")
    widget.commit()
    assert "caption" not in editor.draft.get("a")[0]  # type: ignore[union-attr]
    commit("照片")
    press(KEY.Key_Return)
    assert editor.draft.get("a")[0]["caption"] == "照片"  # type: ignore[union-attr]


def test_no_editor_of_a_form_filters_its_keys_by_an_event_filter(make_editor: MakeEditor) -> None:
    """An application-wide filter would see keys of a composition; the form installs none."""
    editor = make_editor("engineering_log")
    editor.focus_first()
    event = QInputMethodEvent("pinyin", [])
    assert event.type() == QEvent.Type.InputMethod
    assert QApplication.sendEvent(focus(), event)
    assert event.isAccepted()
