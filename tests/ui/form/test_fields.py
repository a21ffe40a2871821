"""The fields of a form at the keyboard: what they take in, when, and what they say."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from gydesk.catalogue.cleaning import MAX_TEXT
from gydesk.catalogue.kinds import Field, Form, Rule
from tests.helpers.form_desk import FormDesk, Given, new_draft, world
from tests.helpers.keyboard import ALT, CTRL, KEY, SHIFT, focus, pause_of, press, settle, type_text
from tests.helpers.world import make_form, one
from tests.ui.form.conftest import MakeEditor
from ui.form.editor import FormEditor
from ui.form.fields.choice import ChoiceWidget, TickedChoiceWidget
from ui.form.parts.line_field import LineField
from ui.form.parts.options import OptionField


def form(*items: Field, rules: tuple[Rule, ...] = ()) -> Form:
    return make_form("tried", *items, rules=rules, head=(), header="none")


def line(editor: FormEditor, name: str) -> QLineEdit:
    widget = editor.sheet.cells[name].widget  # type: ignore[union-attr]
    found = widget.inputs()[0]
    assert isinstance(found, QLineEdit)
    return found


def at(editor: FormEditor, name: str) -> QLineEdit | QPlainTextEdit:
    """Put the cursor into a field."""
    editor.focus_path(name)
    return focus()  # type: ignore[return-value]


def stored(editor: FormEditor, name: str) -> Any:
    assert editor.draft is not None
    return editor.draft.get(name)


class TestGoing:
    def test_enter_goes_to_the_next_field_and_takes_in(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a"), one("b")))
        editor.focus_first()
        type_text("管槽")
        press(KEY.Key_Return)
        assert stored(editor, "a") == "管槽"
        assert focus() is line(editor, "b")

    def test_enter_on_the_keypad_does_the_same(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a"), one("b")))
        editor.focus_first()
        press(KEY.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
        assert focus() is line(editor, "b")

    def test_shift_tab_goes_back(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a"), one("b")))
        at(editor, "b")
        press(KEY.Key_Backtab, SHIFT)
        assert focus() is line(editor, "a")

    def test_calculated_fields_are_passed_over(self, make_editor: MakeEditor) -> None:
        editor = make_editor(
            form(one("a", "integer"), one("double", "integer", calc="a * 2"), one("b"))
        )
        editor.focus_first()
        type_text("21")
        press(KEY.Key_Return)
        assert focus() is line(editor, "b")
        assert line(editor, "double").text() == "42"
        assert line(editor, "double").isReadOnly()

    @pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter])
    def test_ctrl_enter_asks_to_save(self, make_editor: MakeEditor, key: Qt.Key) -> None:
        editor = make_editor(form(one("a"), one("m", "multiline")))
        spy = QSignalSpy(editor.save_wanted)
        at(editor, "m")
        type_text("两行")
        press(key, CTRL)
        assert spy.count() == 1
        assert stored(editor, "m") == "两行"

    def test_enter_breaks_the_line_in_a_long_text(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("m", "multiline"), one("b")))
        at(editor, "m")
        type_text("一\n二")
        press(KEY.Key_Tab)
        assert stored(editor, "m") == "一\n二"
        assert focus() is line(editor, "b")

    def test_a_long_text_grows_and_the_page_with_it(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("m", "multiline", width="full"), one("b")))
        assert editor.sheet is not None
        before = editor.sheet.height()
        edit = at(editor, "m")
        type_text("\n".join("一二三四五六七"))
        settle()
        assert editor.sheet.height() > before
        assert edit.verticalScrollBar().maximum() == 0  # type: ignore[union-attr]


class TestSaving:
    def test_a_pause_takes_in_what_is_typed(self, make_editor: MakeEditor, qtbot: QtBot) -> None:
        editor = make_editor(form(one("a")))
        at(editor, "a")
        with qtbot.waitSignal(editor.edited, timeout=2_000) as told:
            type_text("写了一半")
        assert told.args == [{"a"}]
        assert stored(editor, "a") == "写了一半"
        assert line(editor, "a").text() == "写了一半"

    def test_leaving_takes_in_at_once(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a"), one("b")))
        spy = QSignalSpy(editor.edited)
        at(editor, "a")
        type_text("x")
        assert spy.count() == 0
        at(editor, "b")
        assert spy.at(0) == [{"a"}]

    def test_a_pause_never_changes_the_text_being_written(
        self, make_editor: MakeEditor, qtbot: QtBot
    ) -> None:
        editor = make_editor(form(one("a", "money")))
        at(editor, "a")
        pause_of(editor, 60)
        with qtbot.waitSignal(editor.edited, timeout=2_000):
            type_text("12.")
        type_text("5")
        assert line(editor, "a").text() == "12.5"
        press(KEY.Key_Return)
        assert stored(editor, "a") == "12.50"

    def test_nothing_is_told_when_nothing_differs(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a"), one("b")))
        editor.draft.set("a", "x")  # type: ignore[union-attr]
        editor.refresh()
        spy = QSignalSpy(editor.edited)
        at(editor, "a")
        press(KEY.Key_End)
        type_text("y")
        press(KEY.Key_Backspace)
        press(KEY.Key_Return)
        assert spy.count() == 0

    def test_showing_another_record_takes_in_first(self, make_editor: MakeEditor) -> None:
        described = form(one("a"))
        editor = make_editor(described)
        first = editor.draft
        assert first is not None
        at(editor, "a")
        type_text("不能丢")
        editor.set_draft(new_draft(described, identifier="r2"))
        assert first.get("a") == "不能丢"
        assert line(editor, "a").text() == ""

    def test_what_is_shown_is_not_being_typed(self, make_editor: MakeEditor) -> None:
        described = form(one("a"), one("m", "multiline"))
        editor = make_editor(described)
        filled = new_draft(described, identifier="r2")
        filled.set("m", "两行\n字")
        editor.set_draft(filled)
        assert not editor.typing, "nobody wrote, so nothing waits to be saved"
        at(editor, "m")
        type_text("新")
        assert editor.typing


class TestWhatIsWrong:
    def test_a_text_that_cannot_be_read_stays_with_its_reason(
        self, make_editor: MakeEditor
    ) -> None:
        described = form(one("n", "integer"), one("b"))
        editor = make_editor(described)
        at(editor, "n")
        type_text("十二个")
        press(KEY.Key_Return)
        settle()
        cell = editor.sheet.cells["n"]  # type: ignore[union-attr]
        assert stored(editor, "n") is None
        assert line(editor, "n").text() == "十二个"
        assert cell.message.level == "error"
        assert cell.message.text()
        assert line(editor, "n").accessibleDescription() == cell.message.text()
        assert editor.unread() == {"n": "十二个"}

    def test_an_unread_text_is_there_again_with_its_record(self, make_editor: MakeEditor) -> None:
        described = form(one("n", "integer"))
        editor = make_editor(described)
        first = editor.draft
        at(editor, "n")
        type_text("abc")
        editor.set_draft(new_draft(described, identifier="r2"))
        assert line(editor, "n").text() == ""
        editor.set_draft(first)
        settle()
        assert line(editor, "n").text() == "abc"
        assert editor.sheet.cells["n"].message.level == "error"  # type: ignore[union-attr]

    def test_mending_takes_the_sentence_away(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("n", "integer"), one("b")))
        at(editor, "n")
        type_text("x")
        press(KEY.Key_Return)
        at(editor, "n").selectAll()
        type_text("7")
        press(KEY.Key_Return)
        settle()
        assert stored(editor, "n") == 7
        assert editor.sheet.cells["n"].message.level == ""  # type: ignore[union-attr]

    def test_a_rule_is_told_in_place_but_nothing_is_refused(self, make_editor: MakeEditor) -> None:
        low = Rule(kind="min", field="n", low=1)
        editor = make_editor(form(one("n", "integer"), rules=(low,)))
        at(editor, "n")
        type_text("0")
        press(KEY.Key_Return)
        settle()
        cell = editor.sheet.cells["n"]  # type: ignore[union-attr]
        assert (stored(editor, "n"), cell.message.level) == (0, "error")
        assert cell.message.label is not None
        assert cell.message.label.isVisible()

    def test_what_is_missing_is_told_only_when_asked(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a"), one("b", required=True)))
        settle()
        cell = editor.sheet.cells["b"]  # type: ignore[union-attr]
        assert cell.message.level == ""
        counted = QSignalSpy(editor.problem_count)
        assert editor.show_missing() is False
        assert cell.message.level == "missing"
        assert focus() is line(editor, "b")
        assert counted.at(counted.count() - 1) == [1]
        type_text("有了")
        press(KEY.Key_Return)
        settle()
        assert cell.message.level == ""
        assert editor.show_missing() is True

    @pytest.mark.parametrize("kind", ["text", "multiline", "money", "date"])
    def test_an_endless_paste_is_refused_whole_with_a_sentence(
        self, make_editor: MakeEditor, kind: str
    ) -> None:
        editor = make_editor(form(one("a", kind), one("b")))
        at(editor, "a")
        type_text("1")
        QGuiApplication.clipboard().setText("长" * (5 * 1024 * 1024 // 3))
        press(KEY.Key_V, CTRL)
        settle()
        cell = editor.sheet.cells["a"]  # type: ignore[union-attr]
        assert cell.message.level == "error"
        assert f"{MAX_TEXT:,}" in cell.message.text()
        text = focus().text() if isinstance(focus(), QLineEdit) else focus().toPlainText()  # type: ignore[attr-defined]
        assert text == "1"

    def test_a_long_paste_that_fits_is_kept_to_the_last_character(
        self, make_editor: MakeEditor
    ) -> None:
        editor = make_editor(form(one("a"), one("b")))
        at(editor, "a")
        QGuiApplication.clipboard().setText("长" * 40_000)
        press(KEY.Key_V, CTRL)
        press(KEY.Key_Return)
        assert stored(editor, "a") == "长" * 40_000

    def test_dropped_text_is_weighed_too(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("m", "multiline")))
        edit = at(editor, "m")
        assert isinstance(edit, QPlainTextEdit)
        data = QMimeData()
        data.setText("x" * (MAX_TEXT + 1))
        edit.insertFromMimeData(data)
        settle()
        assert edit.toPlainText() == ""
        assert editor.sheet.cells["m"].message.level == "error"  # type: ignore[union-attr]


class TestFigures:
    @pytest.mark.parametrize(
        ("kind", "typed", "value"),
        [
            ("integer", "１２", 12),
            ("integer", "1，200", 1200),
            ("decimal", "１２．５", "12.5"),
            ("money", "￥１，２３４．５", "1234.50"),
            ("money", "3.8万", "38000.00"),
            ("percent", "８５％", "85"),
            ("date", "２０１４．５．２９", "2014-05-29"),
            ("date", "5-29", "2014-05-29"),
            ("datetime", "2014-5-29 9：30", "2014-05-29T09:30"),
            ("phone", "１３８０５３１０００２", "13805310002"),
        ],
    )
    def test_full_width_is_read(
        self, make_editor: MakeEditor, kind: str, typed: str, value: Any
    ) -> None:
        editor = make_editor(form(one("a", kind), one("b")))
        at(editor, "a")
        type_text(typed)
        press(KEY.Key_Return)
        assert stored(editor, "a") == value

    def test_money_is_shown_as_on_paper(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a", "money"), one("b")))
        at(editor, "a")
        type_text("1234567.5")
        press(KEY.Key_Return)
        assert line(editor, "a").text() == "¥1,234,567.50"
        assert line(editor, "a").alignment() & Qt.AlignmentFlag.AlignRight

    @pytest.mark.parametrize("amount", ["-1234.50", "0.00", "1234567890.12"])
    def test_what_is_shown_is_read_back(self, make_editor: MakeEditor, amount: str) -> None:
        editor = make_editor(form(one("a", "money"), one("b")))
        editor.draft.set("a", amount)  # type: ignore[union-attr]
        editor.refresh()
        shown = line(editor, "a").text()
        at(editor, "a").selectAll()
        type_text(shown)
        press(KEY.Key_Return)
        assert stored(editor, "a") == amount
        assert editor.unread() == {}

    def test_an_amount_in_words_follows(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a", "money"), one("words", calc="cny_upper(a)"), one("b")))
        at(editor, "a")
        type_text("1409.5")
        press(KEY.Key_Return)
        assert line(editor, "words").text() == "壹仟肆佰零玖元伍角"


class TestDates:
    @pytest.mark.parametrize(
        ("keys", "day"),
        [
            ("=", "2014-06-06"),
            ("d", "2014-06-07"),
            ("D", "2014-06-05"),
            ("w", "2014-06-13"),
            ("m", "2014-07-06"),
            ("Y", "2013-06-06"),
            ("2014-01-31m", "2014-02-28"),
        ],
    )
    def test_date_keys(self, make_editor: MakeEditor, keys: str, day: str) -> None:
        editor = make_editor(form(one("a", "date"), one("b")))
        at(editor, "a")
        type_text(keys)
        press(KEY.Key_Return)
        assert stored(editor, "a") == day

    def test_the_calendar_opens_by_key_and_gives_the_day(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a", "date"), one("b")))
        at(editor, "a")
        press(KEY.Key_F4)
        popup = QApplication.activePopupWidget()
        assert popup is not None
        month = popup.month  # type: ignore[attr-defined]
        assert month.selectedDate().toString("yyyy-MM-dd") == "2014-06-06"
        month.activated.emit(month.selectedDate().addDays(3))
        settle()
        assert stored(editor, "a") == "2014-06-09"


class TestChoices:
    def test_few_choices_stand_side_by_side_and_many_in_a_list(
        self, make_editor: MakeEditor
    ) -> None:
        editor = make_editor(
            form(
                one("few", "choice", choices="pass_fail", width="full"),
                one("many", "choice", choices="weather"),
            )
        )
        cells = editor.sheet.cells  # type: ignore[union-attr]
        assert isinstance(cells["few"].widget, TickedChoiceWidget)
        assert isinstance(cells["many"].widget, ChoiceWidget)

    @pytest.mark.parametrize("typed", ["小雨", "小", "xy", "xiaoyu", "XY"])
    def test_a_choice_is_found_by_characters_pinyin_and_initials(
        self, make_editor: MakeEditor, typed: str
    ) -> None:
        editor = make_editor(form(one("a", "choice", choices="weather"), one("b")))
        at(editor, "a")
        type_text(typed)
        assert QApplication.activePopupWidget() is not None
        press(KEY.Key_Return)
        assert stored(editor, "a") == "light_rain"
        assert line(editor, "a").text() == "小雨"
        assert focus() is line(editor, "b")

    def test_what_begins_with_the_letters_comes_first(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a", "choice", choices="weather"), one("b")))
        at(editor, "a")
        type_text("y")  # 阴, though 多云 (dy) stands before it
        press(KEY.Key_Return)
        assert stored(editor, "a") == "overcast"

    def test_tab_takes_the_marked_entry(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a", "choice", choices="weather"), one("b")))
        at(editor, "a")
        press(KEY.Key_F4)
        press(KEY.Key_Down)
        type_text("雾")
        press(KEY.Key_Tab)
        assert stored(editor, "a") == "fog_haze"
        assert focus() is line(editor, "b")

    def test_a_choice_can_be_emptied(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a", "choice", choices="weather", value="snow"), one("b")))
        at(editor, "a").selectAll()
        press(KEY.Key_Delete)
        press(KEY.Key_Return)
        assert stored(editor, "a") is None
        assert line(editor, "a").text() == ""

    def test_a_word_outside_a_closed_list_is_refused(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a", "choice", choices="weather"), one("b")))
        at(editor, "a")
        type_text("下刀子")
        press(KEY.Key_Return)
        settle()
        assert stored(editor, "a") is None
        assert editor.sheet.cells["a"].message.level == "error"  # type: ignore[union-attr]

    def test_an_open_list_takes_other_words(self, make_editor: MakeEditor) -> None:
        described = one("a", "choice", choices="weather", open_choice=True)
        editor = make_editor(form(described, one("b")))
        at(editor, "a")
        type_text("晴转多云")
        press(KEY.Key_Return)
        assert stored(editor, "a") == "晴转多云"

    def test_escape_closes_the_list_only(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a", "choice", choices="weather"), one("b")))
        at(editor, "a")
        press(KEY.Key_Down, ALT)
        assert QApplication.activePopupWidget() is not None
        press(KEY.Key_Escape)
        assert QApplication.activePopupWidget() is None
        assert focus() is line(editor, "a")

    def test_ticks_by_keyboard(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a", "bool"), one("b")))
        editor.focus_path("a")
        press(KEY.Key_Space)
        assert stored(editor, "a") is True
        press(KEY.Key_Right)
        press(KEY.Key_Space)
        assert stored(editor, "a") is False
        press(KEY.Key_Backspace)
        assert stored(editor, "a") is None
        press(KEY.Key_Return)
        assert focus() is line(editor, "b")

    def test_several_ticks_keep_what_a_newer_form_knows(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a", "multichoice", choices="weather"), one("b")))
        editor.draft.set("a", ["snow", "hail"])  # type: ignore[union-attr]
        editor.refresh()
        editor.focus_path("a")
        press(KEY.Key_Space)
        assert stored(editor, "a") == ["hail"]
        widget = editor.sheet.cells["a"].widget  # type: ignore[union-attr]
        assert isinstance(widget, OptionField)

    def test_people_of_the_desk_are_offered_and_any_name_taken(
        self, make_editor: MakeEditor
    ) -> None:
        desk = FormDesk(offers={"person": [Given("李国栋", "李国栋", "工程部")]})
        editor = make_editor(form(one("a", "person"), one("b")), desk=desk)
        at(editor, "a")
        type_text("李")
        press(KEY.Key_Down)
        press(KEY.Key_Return)
        assert stored(editor, "a") == "李国栋"
        at(editor, "a").selectAll()
        type_text("李国")
        press(KEY.Key_Escape)
        press(KEY.Key_Return)
        assert stored(editor, "a") == "李国"

    def test_a_reference_is_chosen_or_its_number_typed(self, make_editor: MakeEditor) -> None:
        ref = {"id": "019a0000-0000-7000-8000-000000000001", "number": "TG-GY2014-001-A001"}
        desk = FormDesk(offers={"form_ref": [Given(ref["number"], ref, "停工 2014-05-20")]})
        editor = make_editor(
            form(one("a", "form_ref", form="stop_work_report"), one("b")), desk=desk
        )
        at(editor, "a")
        press(KEY.Key_F4)
        press(KEY.Key_Down)
        press(KEY.Key_Return)
        assert stored(editor, "a") == ref
        at(editor, "a").selectAll()
        type_text("TG-GY2014-001-B007")
        press(KEY.Key_Return)
        assert stored(editor, "a") == {"number": "TG-GY2014-001-B007"}
        at(editor, "a").selectAll()
        type_text(ref["number"])
        press(KEY.Key_Return)
        assert stored(editor, "a") == ref


class TestLooks:
    def test_internal_places_say_so(self, make_editor: MakeEditor) -> None:
        editor = make_editor("quotation")
        words = [label.text() for label in editor.sheet.labels()]  # type: ignore[union-attr]
        assert "内部，不出现在客户联" in words
        lines = editor.sheet.tables["lines"].widget.model  # type: ignore[union-attr]
        heads = [lines.header_text(column) for column in range(lines.columnCount())]
        assert [head for head in heads if "内部" in head] == [
            "成本价（内部）",
            "市场参考价（内部）",
        ]

    def test_a_hand_filled_field_says_so(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a", by_hand=True), one("s", "signature")))
        assert line(editor, "a").placeholderText() == "打印后手填"

    def test_a_locked_form_takes_nothing(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a"), one("m", "multiline"), one("t", "bool")))
        editor.set_read_only(True)
        for cell in editor.sheet.cells.values():  # type: ignore[union-attr]
            for widget in cell.widget.inputs():
                read_only = getattr(widget, "isReadOnly", lambda: False)()
                assert read_only or not widget.isEnabled()
        editor.focus_path("a")
        type_text("x")
        assert stored(editor, "a") is None
        editor.set_read_only(False)
        editor.focus_path("a")
        type_text("x")
        press(KEY.Key_Return)
        assert stored(editor, "a") == "x"

    def test_the_number_is_promised_then_shown(self, make_editor: MakeEditor) -> None:
        editor = make_editor("engineering_log")
        texts = [label.text() for label in editor.sheet.labels()]  # type: ignore[union-attr]
        assert "编号：提交时生成" in texts

    def test_marks_follow_a_dark_page(self, make_editor: MakeEditor) -> None:
        editor = make_editor(form(one("a", required=True)))
        editor.show_missing()
        message = editor.sheet.cells["a"].message  # type: ignore[union-attr]
        assert message.label is not None
        dark = QPalette(QColor("#20252b"))
        dark.setColor(QPalette.ColorRole.Base, QColor("#20252b"))
        editor.setPalette(dark)
        settle()
        ink = message.label.palette().color(QPalette.ColorRole.WindowText)
        assert _contrast(ink, QColor("#20252b")) >= 4.5
        light = QPalette(QColor("#eceef1"))
        light.setColor(QPalette.ColorRole.Base, QColor("#ffffff"))
        editor.setPalette(light)
        settle()
        ink = message.label.palette().color(QPalette.ColorRole.WindowText)
        assert _contrast(ink, QColor("#ffffff")) >= 4.5

    def test_another_font_size_lays_the_page_out_anew(self, make_editor: MakeEditor) -> None:
        editor = make_editor("engineering_log")
        at(editor, "fill_date").selectAll()
        type_text("没有这天")
        before = editor.sheet
        assert before is not None
        height = before.height()
        font = editor.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        editor.setFont(font)
        settle()
        assert editor.sheet is not before
        assert editor.sheet.height() > height * 1.2  # type: ignore[union-attr]
        assert editor.unread() == {"fill_date": "没有这天"}


def _contrast(one: QColor, other: QColor) -> float:
    def light(colour: QColor) -> float:
        parts = [colour.redF(), colour.greenF(), colour.blueF()]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_a_line_field_has_no_mask_and_no_cut(make_editor: MakeEditor) -> None:
    editor = make_editor("service_order")
    for cell in editor.sheet.cells.values():  # type: ignore[union-attr]
        if isinstance(cell.widget, LineField):
            assert cell.widget.line.inputMask() == ""
            assert cell.widget.line.maxLength() > MAX_TEXT


def test_showing_many_forms_keeps_to_its_memory(make_editor: MakeEditor) -> None:
    editor = make_editor()
    for name in ("engineering_log", "weekly_report", "engineering_log"):
        editor.set_draft(new_draft(name, world()))
    assert len(editor.findChildren(type(editor.sheet))) <= 2
