"""The tables of a form at the keyboard: cells, rows, blocks from a spreadsheet, and size."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from gydesk.catalogue.kinds import Prefill
from gydesk.catalogue.library import library
from tests.helpers.form_desk import FormDesk, Given, new_draft, world
from tests.helpers.keyboard import ALT, CTRL, KEY, SHIFT, focus, pause_of, press, settle, type_text
from tests.helpers.world import known, lines, make_form, one
from tests.ui.form.conftest import MakeEditor
from ui import style
from ui.form import line_header
from ui.form.editor import FormEditor
from ui.form.line_columns import PAD, shared_widths
from ui.form.line_model import LineModel
from ui.form.line_paste import read_block, write_block
from ui.form.line_table import LineTable
from ui.form.paste_preview import PastePreview

FORM = make_form(
    "list",
    one("before"),
    lines(
        "rows",
        one("name", weight=3),
        one("count", "integer"),
        one("price", "money"),
        one("sum", "money", calc="count * price"),
        one("state", "choice", choices="weather"),
        one("on", "date"),
    ),
    one("total", "money", calc="sum(rows.sum)"),
    one("after"),
    head=(),
    header="none",
)


@pytest.fixture
def editor(make_editor: MakeEditor) -> FormEditor:
    return make_editor(FORM)


@pytest.fixture
def table(editor: FormEditor) -> LineTable:
    editor.focus_path("rows")
    assert editor.sheet is not None
    return editor.sheet.tables["rows"].widget


def rows(editor: FormEditor, table: str = "rows") -> list[dict[str, Any]]:
    """The lines of the draft, without ids."""
    assert editor.draft is not None
    return [
        {key: value for key, value in row.items() if not key.startswith("_")}
        for row in editor.draft.data[table]
    ]


def names(editor: FormEditor) -> list[Any]:
    return [row.get("name") for row in rows(editor)]


def here(table: LineTable) -> tuple[int, int]:
    """The cell that is marked."""
    index = table.view.currentIndex()
    return index.row(), index.column()


def write(*cells: str) -> None:
    """Cell by cell with Tab between, as in a spreadsheet."""
    for text in cells:
        type_text(text)
        press(KEY.Key_Tab)


class TestCells:
    def test_typing_into_the_ready_row_begins_a_line(
        self, editor: FormEditor, table: LineTable
    ) -> None:
        assert here(table) == (0, 0)
        write("a", "3", "2.5")
        assert rows(editor) == [{"name": "a", "count": 3, "price": "2.50", "sum": "7.50"}]
        assert table.model.rowCount() == 2
        assert editor.draft.get("total") == "7.50"  # type: ignore[union-attr]

    def test_tab_passes_over_what_is_calculated(self, table: LineTable) -> None:
        write("a", "3", "2")
        assert here(table) == (0, 4)

    def test_enter_goes_on_and_leaves_from_the_empty_line(
        self, editor: FormEditor, table: LineTable
    ) -> None:
        for text in ("a", "1", "2", "", ""):
            type_text(text)
            press(KEY.Key_Return)
        assert here(table) == (1, 0)
        press(KEY.Key_Return)
        assert focus() is editor.sheet.cells["after"].widget.inputs()[0]  # type: ignore[union-attr]

    def test_tab_leaves_from_the_empty_line_and_comes_back(
        self, editor: FormEditor, table: LineTable
    ) -> None:
        press(KEY.Key_Tab)
        assert focus() is editor.sheet.cells["after"].widget.inputs()[0]  # type: ignore[union-attr]
        press(KEY.Key_Backtab, SHIFT)
        assert focus() is table.view

    def test_shift_tab_leaves_at_the_first_cell(self, editor: FormEditor, table: LineTable) -> None:
        press(KEY.Key_Backtab, SHIFT)
        assert focus() is editor.sheet.cells["before"].widget.inputs()[0]  # type: ignore[union-attr]

    def test_arrows_go_and_typing_replaces(self, editor: FormEditor, table: LineTable) -> None:
        write("old", "1")
        press(KEY.Key_Left)
        press(KEY.Key_Left)
        assert here(table) == (0, 0)
        type_text("new")
        press(KEY.Key_Return)
        assert rows(editor)[0]["name"] == "new"

    def test_f2_changes_what_stands_there(self, editor: FormEditor, table: LineTable) -> None:
        write("old")
        press(KEY.Key_Left)
        press(KEY.Key_F2)
        press(KEY.Key_End)
        type_text("er")
        press(KEY.Key_Return)
        assert rows(editor)[0]["name"] == "older"

    def test_delete_empties_the_marked_cells(self, editor: FormEditor, table: LineTable) -> None:
        write("a", "1", "2")
        table.view.go(0, 0)
        press(KEY.Key_Right, SHIFT)
        press(KEY.Key_Right, SHIFT)
        press(KEY.Key_Delete)
        assert rows(editor) == [{}]

    def test_escape_takes_back_what_was_typed(self, editor: FormEditor, table: LineTable) -> None:
        write("kept")
        press(KEY.Key_Left)
        type_text("wrong")
        press(KEY.Key_Escape)
        assert rows(editor)[0]["name"] == "kept"
        assert focus() is table.view

    def test_enter_in_an_open_cell_goes_one_on_only(self, table: LineTable) -> None:
        type_text("a")
        press(KEY.Key_Return)
        settle()
        assert here(table) == (0, 1)

    def test_a_cell_offers_its_choices(self, editor: FormEditor, table: LineTable) -> None:
        write("a")
        table.view.go(0, 4)
        type_text("xy")
        assert QApplication.activePopupWidget() is not None
        press(KEY.Key_Return)
        assert rows(editor)[0]["state"] == "light_rain"
        assert here(table) == (0, 5)

    def test_tab_takes_the_marked_choice_and_goes_on(
        self, editor: FormEditor, table: LineTable
    ) -> None:
        write("a")
        table.view.go(0, 4)
        type_text("snow")
        press(KEY.Key_Backspace)
        type_text("")
        focus().selectAll()  # type: ignore[attr-defined]
        type_text("雪")
        press(KEY.Key_Tab)
        assert rows(editor)[0]["state"] == "snow"
        assert here(table) == (0, 5)

    def test_date_keys_work_in_a_cell(self, editor: FormEditor, table: LineTable) -> None:
        table.view.go(0, 5)
        type_text("=d")
        press(KEY.Key_Return)
        assert rows(editor)[0]["on"] == "2014-06-07"

    def test_a_person_is_offered_in_a_cell(self, make_editor: MakeEditor) -> None:
        desk = FormDesk(offers={"person": [Given("张伟", "张伟", "工程部")]})
        described = make_form("p", lines("rows", one("who", "person")), head=(), header="none")
        editor = make_editor(described, desk=desk)
        editor.focus_path("rows")
        type_text("张")
        press(KEY.Key_Down)
        press(KEY.Key_Return)
        assert rows(editor) == [{"who": "张伟"}]

    def test_alt_enter_breaks_the_line_of_a_long_text(self, make_editor: MakeEditor) -> None:
        described = make_form("p", lines("rows", one("t", "multiline")), head=(), header="none")
        editor = make_editor(described)
        editor.focus_path("rows")
        type_text("一")
        press(KEY.Key_Return, ALT)
        type_text("二")
        press(KEY.Key_Return)
        assert rows(editor) == [{"t": "一\n二"}]
        view = editor.sheet.tables["rows"].widget.view  # type: ignore[union-attr]
        assert view.rowHeight(0) > view.rowHeight(1) * 1.4


class TestSaving:
    def test_a_pause_takes_in_an_open_cell(
        self, editor: FormEditor, table: LineTable, qtbot: QtBot
    ) -> None:
        pause_of(editor, 60)
        with qtbot.waitSignal(editor.edited, timeout=2_000):
            type_text("half")
        assert names(editor) == ["half"]
        type_text(" done")
        press(KEY.Key_Return)
        assert names(editor) == ["half done"]
        assert here(table) == (0, 1)

    def test_a_pause_leaves_the_text_alone(
        self, editor: FormEditor, table: LineTable, qtbot: QtBot
    ) -> None:
        write("a")
        table.view.go(0, 2)
        pause_of(editor, 60)
        with qtbot.waitSignal(editor.edited, timeout=2_000):
            type_text("12.")
        cell = focus()
        assert isinstance(cell, QLineEdit)
        assert cell.text() == "12."
        type_text("5")
        press(KEY.Key_Return)
        assert rows(editor)[0]["price"] == "12.50"

    def test_a_pause_says_nothing_of_what_is_half_written(
        self, editor: FormEditor, table: LineTable, qtbot: QtBot
    ) -> None:
        write("a")
        table.view.go(0, 1)
        type_text("x")
        pause_of(editor, 60)
        qtbot.waitUntil(lambda: not pause_of(editor).isActive(), timeout=2_500)
        assert editor.unread() == {}
        press(KEY.Key_Return)
        assert list(editor.unread().values()) == ["x"]

    def test_escape_takes_back_what_a_pause_took_in(
        self, editor: FormEditor, table: LineTable, qtbot: QtBot
    ) -> None:
        write("kept")
        press(KEY.Key_Left)
        pause_of(editor, 60)
        with qtbot.waitSignal(editor.edited, timeout=2_000):
            type_text("wrong")
        press(KEY.Key_Escape)
        assert names(editor) == ["kept"]

    def test_ctrl_enter_takes_in_the_open_cell(self, editor: FormEditor, table: LineTable) -> None:
        spy = QSignalSpy(editor.save_wanted)
        type_text("a")
        press(KEY.Key_Return, CTRL)
        assert (names(editor), spy.count()) == (["a"], 1)

    def test_showing_another_record_takes_in_the_open_cell(
        self, editor: FormEditor, table: LineTable
    ) -> None:
        first = editor.draft
        assert first is not None
        type_text("not lost")
        editor.set_draft(new_draft(FORM, identifier="r2"))
        assert [row["name"] for row in first.data["rows"]] == ["not lost"]


class TestRows:
    @pytest.fixture(autouse=True)
    def three(self, editor: FormEditor, table: LineTable) -> None:
        assert editor.draft is not None
        for name in "abc":
            editor.draft.add_row("rows", None, {"name": name, "count": 1})
        editor.refresh()
        table.view.go(1, 0)
        table.view.setFocus()

    def test_insert(self, editor: FormEditor, table: LineTable) -> None:
        press(KEY.Key_Insert, CTRL)
        assert names(editor) == ["a", "b", None, "c"]
        assert here(table) == (2, 0)

    def test_duplicate(self, editor: FormEditor, table: LineTable) -> None:
        press(KEY.Key_D, CTRL)
        assert names(editor) == ["a", "b", "b", "c"]
        assert here(table) == (2, 0)

    def test_move(self, editor: FormEditor, table: LineTable) -> None:
        press(KEY.Key_Up, ALT)
        assert names(editor) == ["b", "a", "c"]
        assert here(table) == (0, 0)
        press(KEY.Key_Down, ALT)
        press(KEY.Key_Down, ALT)
        assert names(editor) == ["a", "c", "b"]

    def test_remove_the_marked_rows(self, editor: FormEditor, table: LineTable) -> None:
        press(KEY.Key_Down, SHIFT)
        press(KEY.Key_Delete, CTRL)
        assert names(editor) == ["a"]
        assert here(table) == (1, 0)

    def test_the_buttons_do_the_same(self, editor: FormEditor, table: LineTable) -> None:
        table.bar.buttons["up"].click()
        assert names(editor) == ["b", "a", "c"]
        table.bar.buttons["remove"].click()
        assert names(editor) == ["a", "c"]
        assert focus() is table.view

    def test_a_button_takes_in_the_open_cell(self, editor: FormEditor, table: LineTable) -> None:
        type_text("new")
        table.bar.buttons["copy"].click()
        assert names(editor) == ["a", "new", "new", "c"]

    def test_a_locked_table_has_no_empty_row_and_no_buttons(
        self, editor: FormEditor, table: LineTable
    ) -> None:
        editor.set_read_only(True)
        assert table.model.rowCount() == 3
        assert not table.bar.isVisible()
        press(KEY.Key_Delete, CTRL)
        type_text("x")
        assert names(editor) == ["a", "b", "c"]

    def test_lines_of_another_form_are_taken_over(self, make_editor: MakeEditor) -> None:
        source = make_form("source", lines("items", one("name")), head=(one("day", "date"),))
        taken = Prefill(source="source.items", columns={"name": "name"})
        taking = make_form(
            "taking",
            lines("rows", one("name"), prefill=taken),
            head=(),
            header="none",
        )
        facts = world()
        editor = make_editor(taking, facts=facts)
        facts.known.append(known(source, "S-1", items=[{"name": "x"}, {"name": "y"}]))
        table = editor.sheet.tables["rows"].widget  # type: ignore[union-attr]
        table.bar.buttons["pull"].click()
        assert names(editor) == ["x", "y"]
        table.bar.buttons["pull"].click()
        assert names(editor) == ["x", "y"]


class TestUnread:
    def test_a_cell_that_cannot_be_read_is_kept_and_marked(
        self, editor: FormEditor, table: LineTable
    ) -> None:
        write("a", "many")
        settle()
        assert table.model.text(0, 1) == "many"
        assert table.model.problem(0, 1) is not None
        message = editor.sheet.tables["rows"].message  # type: ignore[union-attr]
        assert message.text().startswith("第 1 行 count字：")
        assert "count" not in rows(editor)[0]

    def test_it_is_there_again_with_its_record(self, editor: FormEditor, table: LineTable) -> None:
        first = editor.draft
        write("a", "many")
        editor.set_draft(new_draft(FORM, identifier="r2"))
        assert editor.unread() == {}
        editor.set_draft(first)
        assert list(editor.unread().values()) == ["many"]

    def test_mending_it_is_enough(self, editor: FormEditor, table: LineTable) -> None:
        write("a", "many")
        table.view.go(0, 1)
        type_text("4")
        press(KEY.Key_Return)
        assert editor.unread() == {}
        assert rows(editor)[0]["count"] == 4


class TestPaste:
    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        press(KEY.Key_V, CTRL)
        settle()

    def preview(self) -> PastePreview:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, PastePreview)]
        assert len(found) == 1
        return found[0]

    def test_a_block_fills_rows_at_once(self, editor: FormEditor, table: LineTable) -> None:
        self.paste("交换机\t2\t1,200\t\t晴\t2014-5-1\r\n路由器\t1\t800\t\t阴\t5.2\r\n")
        assert rows(editor) == [
            {
                "name": "交换机", "count": 2, "price": "1200.00", "sum": "2400.00",
                "state": "sunny", "on": "2014-05-01",
            },
            {
                "name": "路由器", "count": 1, "price": "800.00", "sum": "800.00",
                "state": "overcast", "on": "2014-05-02",
            },
        ]  # fmt: skip

    def test_it_is_one_step_of_undo(self, editor: FormEditor, table: LineTable) -> None:
        self.paste("a\t1\nb\t2\nc\t3\n")
        assert len(rows(editor)) == 3
        press(KEY.Key_Z, CTRL)
        assert rows(editor) == []

    def test_the_heads_of_the_columns_are_not_a_row(
        self, editor: FormEditor, table: LineTable
    ) -> None:
        self.paste("name字\tcount字\na\t1\n")
        assert names(editor) == ["a"]

    def test_bad_cells_are_shown_before_anything_is_pasted(
        self, editor: FormEditor, table: LineTable
    ) -> None:
        self.paste("a\t1\nb\ttwo\nc\t3\n")
        preview = self.preview()
        assert rows(editor) == []
        assert len(preview.paste.bad) == 1
        assert any("第 2 行" in label.text() for label in preview.findChildren(QLabel))
        index = preview.view.model().index(1, 1)
        assert index.data() == "▲ two"
        assert index.data(Qt.ItemDataRole.ToolTipRole) == preview.paste.bad[0].why
        preview.reject()
        settle()
        assert rows(editor) == []

    def test_they_may_be_pasted_and_mended_later(
        self, editor: FormEditor, table: LineTable
    ) -> None:
        self.paste("a\t1\nb\ttwo\nc\t3\n")
        self.preview().accept()
        settle()
        assert names(editor) == ["a", "b", "c"]
        assert list(editor.unread().values()) == ["two"]
        assert editor.sheet.tables["rows"].message.level == "error"  # type: ignore[union-attr]

    def test_a_row_of_bad_cells_alone_is_kept_as_well(
        self, editor: FormEditor, table: LineTable
    ) -> None:
        table.view.go(0, 1)
        self.paste("zwei\ndrei\n")
        self.preview().accept()
        settle()
        assert len(rows(editor)) == 2
        assert sorted(editor.unread().values()) == ["drei", "zwei"]

    def test_quotes_and_breaks_inside_cells(self) -> None:
        block = '"a\nb"\t24" 屏\n"x ""y"""\tz\n'
        assert read_block(block) == [["a\nb", '24" 屏'], ['x "y"', "z"]]
        assert read_block(write_block([["a\nb", 'q"'], ["t\tt", ""]])) == [
            ["a\nb", 'q"'],
            ["t\tt", ""],
        ]

    def test_copy_gives_what_paste_takes(self, editor: FormEditor, table: LineTable) -> None:
        self.paste("a\t1\t2\nb\t3\t4\n")
        before = rows(editor)
        table.view.go(0, 0)
        for _ in range(5):
            press(KEY.Key_Right, SHIFT)
        press(KEY.Key_Down, SHIFT)
        press(KEY.Key_C, CTRL)
        table.view.go(2, 0)
        press(KEY.Key_V, CTRL)
        assert rows(editor) == before + before

    def test_a_giant_block_is_refused_with_a_sentence(
        self, editor: FormEditor, table: LineTable
    ) -> None:
        self.paste("行\n" * 1_700_000)
        assert rows(editor) == []
        message = editor.sheet.tables["rows"].message  # type: ignore[union-attr]
        assert message.level == "error"
        assert "2,000" in message.text()

    def test_five_megabytes_into_an_open_cell_are_refused(
        self, editor: FormEditor, table: LineTable
    ) -> None:
        type_text("a")
        self.paste("长" * 1_700_000)
        assert focus().text() == "a"  # type: ignore[attr-defined]
        assert editor.sheet.tables["rows"].message.level == "error"  # type: ignore[union-attr]


class TestPenPlaces:
    def test_cells_for_a_pen_say_so_and_are_not_stored(self, make_editor: MakeEditor) -> None:
        described = make_form(
            "p",
            lines("rows", one("name"), one("sign", "signature"), one("note", by_hand=True)),
            head=(),
            header="none",
        )
        editor = make_editor(described)
        editor.focus_path("rows")
        write("张三")
        table = editor.sheet.tables["rows"].widget  # type: ignore[union-attr]
        assert [_painted(table, 0, column) for column in range(3)] == ["张三", "签字", "手填"]
        assert [_painted(table, 1, column) for column in range(3)] == ["", "", ""]
        assert not table.model.can_type(1)
        assert here(table) == (0, 2)


def _painted(table: LineTable, row: int, column: int) -> str:
    from PySide6.QtWidgets import QStyleOptionViewItem

    option = QStyleOptionViewItem()
    table.delegate.initStyleOption(option, table.model.index(row, column))
    return option.text  # type: ignore[attr-defined, no-any-return]


class TestHead:
    @pytest.fixture(autouse=True)
    def style_sheet(self, qapp: QApplication) -> Iterator[None]:
        style.apply(qapp, "light", 100)
        yield
        qapp.setStyleSheet("")

    def test_it_is_drawn_as_large_as_it_was_measured(
        self, make_editor: MakeEditor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editor = make_editor("equipment_acceptance", lang="en")
        assert editor.sheet is not None
        head = editor.sheet.tables["lines"].widget.view.horizontalHeader()
        assert isinstance(head, line_header.LineHeader)
        wanted = head.text_font.pointSizeF()
        assert wanted < editor.font().pointSizeF(), "made smaller to fit"
        drawn = set()

        def note(painter: QPainter, *_: object) -> None:
            drawn.add(painter.font().pointSizeF())

        monkeypatch.setattr(line_header, "_paint_head", note)
        head.grab()
        assert drawn == {wanted}

    def test_a_column_holds_the_words_of_its_choices(self, make_editor: MakeEditor) -> None:
        wordy = lines("rows", one("what", weight=60), one("at", "choice", choices="check_stage"))
        editor = make_editor(make_form("heads", wordy, head=(), header="none"), lang="en")
        assert editor.sheet is not None
        view = editor.sheet.tables["rows"].widget.view
        names = [one.en for one in library().choices["check_stage"].choices]
        longest = max(
            view.fontMetrics().horizontalAdvance(word) for n in names for word in n.split()
        )
        assert view.columnWidth(1) >= longest + PAD


class TestSize:
    @pytest.fixture
    def long(self, make_editor: MakeEditor) -> FormEditor:
        """An acceptance list of 200 lines."""
        draft = new_draft("equipment_acceptance")
        table = library().forms["equipment_acceptance"].tables["lines"]
        for row in range(200):
            values = {c.id: f"{c.zh}{row}" for c in table.columns if c.type == "text"}
            values |= {c.id: str(row) for c in table.columns if c.type == "decimal"}
            draft.add_row("lines", None, values)
        editor = make_editor()
        editor.set_draft(draft)
        settle()
        return editor

    def test_two_hundred_rows_are_all_there_and_scroll_inside(self, long: FormEditor) -> None:
        table = long.sheet.tables["lines"].widget  # type: ignore[union-attr]
        assert table.model.rowCount() == 201
        assert table.height() < 1_600
        assert table.view.verticalScrollBar().maximum() > 0

    def test_typing_into_them_stays_fluent(self, long: FormEditor) -> None:
        table = long.sheet.tables["lines"].widget  # type: ignore[union-attr]
        table.view.go(150, 0)
        table.view.setFocus()
        worst = 0.0
        for text in ("交换机", "华为", "S5720", "24口", "台", "3", "3", "SN1"):
            began = time.process_time()
            type_text(text)
            press(KEY.Key_Tab)
            settle()
            worst = max(worst, time.process_time() - began)
        assert worst < 0.4  # seconds of the processor; a sixth of it on a desk computer

    def test_a_change_shows_one_row_again_not_all(self, long: FormEditor) -> None:
        table = long.sheet.tables["lines"].widget  # type: ignore[union-attr]
        table.view.go(10, 0)
        table.view.setFocus()
        seen: list[tuple[int, int]] = []

        def note(first: QModelIndex, last: QModelIndex) -> None:
            seen.append((first.row(), last.row()))

        table.model.dataChanged.connect(note)
        type_text("x")
        press(KEY.Key_Return)
        settle()
        assert seen
        assert all(first == last == 10 for first, last in seen)


def test_figures_are_never_broken(editor: FormEditor, table: LineTable) -> None:
    write("a", "1", "12345678901.23")
    settle()
    metrics = table.view.fontMetrics()
    assert metrics.horizontalAdvance("12,345,678,901.23") < table.view.columnWidth(2) - 6
    assert table.view.rowHeight(0) == table.view.rowHeight(1)


def test_a_serial_number_breaks_where_it_must(editor: FormEditor, table: LineTable) -> None:
    write("SN" + "0123456789" * 8)
    settle()
    shown = _painted(table, 0, 0)
    assert shown.replace("\u200b", "") == table.model.text(0, 0)
    assert table.view.rowHeight(0) > table.view.rowHeight(1)


def test_widths_are_shared_by_weight_but_never_too_narrow() -> None:
    assert shared_widths(100, [1, 1], [10, 10]) == [50, 50]
    assert shared_widths(100, [1, 9], [30, 10]) == [30, 70]
    assert shared_widths(30, [1, 1], [20, 20]) == [20, 20]


def test_the_count_of_references_to_none_is_steady(qapp: QApplication) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one a call, and aborts after some thousands."""
    line = QLineEdit()
    before = sys.getrefcount(None)
    for number in range(10_000):
        line.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 100


def test_the_model_speaks_to_screen_readers(editor: FormEditor, table: LineTable) -> None:
    write("a", "many")
    model: LineModel = table.model
    index = model.index(0, 1)
    told = model.data(index, Qt.ItemDataRole.AccessibleDescriptionRole)
    assert told == model.problem(0, 1)[0]  # type: ignore[index]
    assert table.view.accessibleName() == "rows"
    press(KEY.Key_Left)
    press(KEY.Key_F2)
    assert focus().accessibleName() == "第 1 行 count字"
