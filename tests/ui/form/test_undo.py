"""Undo over what a form took in: fields, cells, rows, and what follows from them."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gydesk.domain.draft import Draft
from tests.helpers.form_desk import new_draft, world
from tests.helpers.keyboard import ALT, CTRL, KEY, SHIFT, focus, pause_of, press, type_text
from tests.helpers.world import known, lines, make_form, one
from tests.ui.form.conftest import MakeEditor
from ui.form.editor import FormEditor
from ui.form.undo import changed_paths, snapshot

FORM = make_form(
    "t",
    one("a"),
    one("m", "multiline"),
    one("n", "integer"),
    one("double", "integer", calc="n * 2"),
    lines("rows", one("name"), one("count", "integer")),
    one("total", "decimal", calc="sum(rows.count)"),
    head=(),
    header="none",
)


@pytest.fixture
def editor(make_editor: MakeEditor) -> FormEditor:
    return make_editor(FORM)


@pytest.fixture
def draft(editor: FormEditor) -> Draft:
    assert editor.draft is not None
    return editor.draft


def write(editor: FormEditor, path: str, text: str) -> None:
    editor.focus_path(path)
    type_text(text)
    press(KEY.Key_Tab)


def names(draft: Draft) -> list[Any]:
    return [row.get("name") for row in draft.data["rows"]]


def undo() -> None:
    press(KEY.Key_Z, CTRL)


def redo() -> None:
    press(KEY.Key_Y, CTRL)


def test_fields_one_by_one_and_forth_again(editor: FormEditor, draft: Draft) -> None:
    write(editor, "a", "甲")
    write(editor, "m", "乙")
    undo()
    assert (draft.get("a"), draft.get("m")) == ("甲", None)
    undo()
    assert (draft.get("a"), draft.get("m")) == (None, None)
    redo()
    redo()
    assert (draft.get("a"), draft.get("m")) == ("甲", "乙")


def test_the_cursor_goes_to_where_it_was_done(editor: FormEditor, draft: Draft) -> None:
    write(editor, "a", "甲")
    write(editor, "n", "4")
    editor.focus_path("m")
    undo()
    assert focus() is editor.sheet.cells["n"].widget.inputs()[0]  # type: ignore[union-attr]
    assert editor.sheet.cells["n"].widget.inputs()[0].text() == ""  # type: ignore[union-attr, attr-defined]


def test_calculations_go_back_with_their_cause(editor: FormEditor, draft: Draft) -> None:
    write(editor, "n", "21")
    assert draft.get("double") == 42
    undo()
    assert draft.get("double") is None
    redo()
    assert draft.get("double") == 42


def test_while_typing_undo_is_the_texts_own(editor: FormEditor, draft: Draft) -> None:
    write(editor, "a", "甲")
    editor.focus_path("m")
    type_text("xyz")
    undo()
    assert focus().toPlainText() != "xyz"  # type: ignore[attr-defined]
    assert draft.get("a") == "甲"


def test_the_pauses_of_one_field_are_one_step(
    editor: FormEditor, draft: Draft, qtbot: QtBot
) -> None:
    write(editor, "a", "甲")
    editor.focus_path("m")
    for part in ("一", "二"):
        pause_of(editor, 60)
        with qtbot.waitSignal(editor.edited, timeout=2_500):
            type_text(part)
    type_text("三")
    press(KEY.Key_Tab)
    assert draft.get("m") == "一二三"
    undo()
    assert (draft.get("a"), draft.get("m")) == ("甲", None)


def test_rows(editor: FormEditor, draft: Draft) -> None:
    editor.focus_path("rows")
    for text in ("x", "1", "y", "2"):
        type_text(text)
        press(KEY.Key_Return)
    press(KEY.Key_Up)
    press(KEY.Key_Up, ALT)
    press(KEY.Key_D, CTRL)
    press(KEY.Key_Delete, CTRL)
    assert names(draft) == ["y", "x"]
    undo()
    assert names(draft) == ["y", "y", "x"]
    undo()
    undo()
    assert names(draft) == ["x", "y"]
    assert draft.get("total") == "3"
    undo()
    undo()
    assert names(draft) == ["x"]
    assert draft.get("total") == "1"
    redo()
    assert names(draft) == ["x", "y"]


def test_a_row_undone_and_redone_keeps_its_id(editor: FormEditor, draft: Draft) -> None:
    write(editor, "rows", "x")
    row = draft.data["rows"][0]["_id"]
    undo()
    redo()
    assert [line["_id"] for line in draft.data["rows"]] == [row]


def test_what_a_reference_brought_goes_back_with_it(make_editor: MakeEditor) -> None:
    stop = make_form("stop", one("cause"), head=())
    form = make_form(
        "restart",
        one("ref", "form_ref", form="stop"),
        one("cause", default="ref.cause"),
        head=(),
        header="none",
    )
    facts = world()
    facts.known.append(known(stop, "TG-1", cause="停电"))
    editor = make_editor(form, facts=facts)
    write(editor, "ref", "TG-1")
    assert editor.draft.get("cause") == "停电"  # type: ignore[union-attr]
    undo()
    assert editor.draft.get("cause") is None  # type: ignore[union-attr]


def test_another_record_has_its_own_steps(editor: FormEditor, draft: Draft) -> None:
    write(editor, "a", "甲")
    editor.set_draft(new_draft(FORM, identifier="r2"))
    editor.focus_first()
    undo()
    assert draft.get("a") == "甲"
    assert not editor.undo_action.isEnabled()


def test_undo_tells_what_to_save(editor: FormEditor, draft: Draft, qtbot: QtBot) -> None:
    write(editor, "n", "3")
    with qtbot.waitSignal(editor.edited) as told:
        undo()
    assert told.args == [{"n", "double"}]
    with qtbot.waitSignal(editor.edited) as told:
        press(KEY.Key_Z, CTRL | SHIFT)
    assert told.args == [{"n", "double"}]


def test_a_snapshot_shares_what_did_not_change() -> None:
    data = {"fields": {"a": 1}, "rows": [{"_id": "r1", "x": 1}, {"_id": "r2", "x": 2}]}
    before = snapshot(data)
    data["rows"][1]["x"] = 3
    after = snapshot(data, before)
    assert after["rows"][0] is before["rows"][0]
    assert changed_paths(before, after) == {"rows/r2/x"}
