"""Every form of the handbook in its editor: in paper order, legible, and filled by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, zip_longest
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QRadioButton,
    QWidget,
)

from gydesk.catalogue.kinds import Field, Lang, Table
from gydesk.catalogue.library import library
from gydesk.catalogue.types import TYPES, type_of
from gydesk.words import set_language
from tests.helpers.form_desk import FormDesk, new_draft
from tests.helpers.keyboard import KEY, focus, press, settle, type_text
from ui.form.editor import FormEditor
from ui.form.fields import WIDGETS
from ui.form.line_header import LineHeader
from ui.form.line_table import LineTable
from ui.form.parts.files import FileField
from ui.form.parts.measure import widest_word
from ui.form.parts.option_paint import option_size
from ui.form.parts.options import OptionField
from ui.form.sheet import FormSheet
from ui.form.travel import takes_tab

_SPOKEN = ("choice", "multichoice", "bool", "department")
FORMS = [*library().forms, *library().entities]
_SAMPLES: dict[str, Any] = {
    "text": "弱电间 3F-302 配线架（含理线器）",
    "multiline": "第一行：桥架安装\n第二行：线缆敷设",
    "integer": 42,
    "decimal": "12.5",
    "money": "1234.50",
    "percent": "85.5",
    "bool": True,
    "date": "2014-05-29",
    "datetime": "2014-05-29T09:30",
    "person": "李国栋",
    "department": "engineering",
    "phone": "13805310002",
    "email": "a@example.cn",
    "form_ref": {"number": "TG-GY2014-001-A001"},
    "supplier_ref": {"name": "滨海恒信电子有限公司"},
}


def sample(field: Field) -> Any:
    """A stored value of the field's type."""
    if field.type in ("choice", "multichoice"):
        codes = [choice.id for choice in library().choices[field.choices].choices]
        return codes[-1] if field.type == "choice" else codes[-2:]
    return _SAMPLES.get(field.type)


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Lang:
    return request.param


@pytest.fixture(scope="module")
def editor(qapp: QApplication, lang: Lang) -> Iterator[FormEditor]:
    """One editor for all forms, as in the program."""
    set_language(lang)
    made = FormEditor(library(), FormDesk(), lang)
    made.resize(880, 680)
    made.show()
    made.activateWindow()
    settle()
    yield made
    made.close()
    made.deleteLater()
    settle()
    set_language("zh")


@pytest.fixture(scope="module", params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    """One form after the other: its page is built once for all its tests."""
    return request.param


@pytest.fixture
def sheet(editor: FormEditor, form: str) -> FormSheet:
    editor.resize(880, 680)
    editor.set_draft(new_draft(form, identifier=f"{form}-1"))
    settle()
    assert editor.sheet is not None
    return editor.sheet


def test_every_field_type_has_its_widget() -> None:
    assert WIDGETS.keys() == TYPES.keys()


class TestForm:
    def test_everything_stands_on_the_page_in_paper_order(self, sheet: FormSheet) -> None:
        page = sheet.ruling.page
        before = QRect()
        for item in sheet.form.items():
            place = sheet.place_of(item.id)
            assert page.contains(place), item.id
            below = place.top() >= before.bottom() - 1
            beside = place.left() >= before.right() - 1 and place.top() == before.top()
            assert below or beside, f"{item.id} stands before its forerunner"
            before = place

    def test_tab_goes_in_paper_order(self, editor: FormEditor, sheet: FormSheet) -> None:
        stops = [widget for widget in sheet.inputs() if takes_tab(widget)]
        assert _names(stops) == _expected_stops(sheet)
        stops[0].setFocus(Qt.FocusReason.TabFocusReason)
        visited = [focus()]
        for _ in range(400):
            press(KEY.Key_Tab)
            if not sheet.isAncestorOf(focus()) or focus() is stops[0]:
                break
            if focus() is not visited[-1]:
                visited.append(focus())
            if visited[-1] is stops[-1]:
                break
        assert _names(visited) == _names(stops)

    @pytest.mark.parametrize("width", [880, 620])
    def test_no_word_is_clipped(self, editor: FormEditor, sheet: FormSheet, width: int) -> None:
        """In a laptop's window, also where it is set to half as large again."""
        editor.resize(width, 680)
        editor.show_missing()
        settle()
        for label in sheet.labels():
            if label.isVisible():
                _assert_legible(label)
        for cell in sheet.cells.values():
            for button in cell.widget.findChildren(QAbstractButton):
                if button.text() and button.isVisible():
                    _assert_button_legible(button)
                    assert cell.widget.rect().contains(button.geometry()), button.text()
            hint = cell.widget.minimumSizeHint()
            assert cell.widget.width() >= min(hint.width(), 100), cell.field.id
        for part in sheet.tables.values():
            _assert_table_legible(part.widget)

    def test_a_screen_reader_hears_every_input(self, sheet: FormSheet) -> None:
        for widget in sheet.inputs():
            assert widget.accessibleName(), widget
        for cell in sheet.cells.values():
            assert cell.label.buddy() is not None, cell.field.id

    def test_what_is_typed_is_stored(self, editor: FormEditor, sheet: FormSheet) -> None:
        draft, typed = editor.draft, {}
        assert draft is not None
        for cell in sheet.cells.values():
            value = sample(cell.field)
            if value is None or cell.field.readonly or not _written(cell.field, editor):
                continue
            _fill(cell.widget, cell.field, value, editor.context.lang)
            typed[cell.field.id] = value
            assert draft.get(cell.field.id) == value, cell.field.id
        for part in sheet.tables.values():
            if not any(_written(column, editor) for column in part.table.columns):
                continue
            _fill_row(part.widget, editor)
            row = draft.data[part.table.id][0]
            for column in part.table.columns:
                written = not column.readonly and _written(column, editor)
                if written and sample(column) is not None:
                    assert row[column.id] == sample(column), f"{part.table.id}.{column.id}"
        assert {name: draft.get(name) for name in typed} == typed
        assert editor.unread() == {}


def _written(field: Field, editor: FormEditor) -> bool:
    """In English only what is written otherwise than in Chinese: the rest is typed once."""
    return editor.context.lang == "zh" or field.type in _SPOKEN


def _expected_stops(sheet: FormSheet) -> list[str]:
    """From the description alone: each open field, each option group once, each table."""
    return [
        item.id
        for item in sheet.form.items()
        if isinstance(item, Table) or (not item.readonly and item.type != "signature")
    ]


def _names(widgets: list[QWidget]) -> list[str]:
    """The field or table that each widget belongs to."""
    return [_name(widget) for widget in widgets]


def _name(widget: QWidget | None) -> str:
    while widget is not None:
        if isinstance(widget, LineTable):
            return widget.table.id
        if widget.property("path"):
            return str(widget.property("path"))
        widget = widget.parentWidget()
    return "?"


def _assert_legible(label: QLabel) -> None:
    room = label.contentsRect()
    assert label.heightForWidth(room.width()) <= room.height(), label.text()
    assert widest_word(label.text(), label.font()) <= room.width(), label.text()


def _assert_button_legible(button: QAbstractButton) -> None:
    if isinstance(button, QCheckBox | QRadioButton):
        room = option_size(button, button.width())
    else:
        room = button.sizeHint()
    assert button.width() >= room.width(), button.text()
    assert button.height() >= room.height(), button.text()


def _assert_table_legible(table: LineTable) -> None:
    head = table.view.horizontalHeader()
    assert isinstance(head, LineHeader)
    metrics = QFontMetrics(head.text_font)
    flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
    for column in range(table.model.columnCount()):
        room = QRect(0, 0, table.view.columnWidth(column) - 6, head.height())
        text = table.model.header_text(column)
        assert room.contains(metrics.boundingRect(room, flags, text)), text
    wide = sum(table.view.columnWidth(c) for c in range(table.model.columnCount()))
    scrolls = table.view.horizontalScrollBar().isVisible() and table.width() < 700
    assert scrolls or wide <= table.view.viewport().width() + 1, f"{table.table.id} is too wide"
    parts = [*table.bar.buttons.values(), table.bar.total]
    assert all(table.bar.rect().contains(part.geometry()) for part in parts)
    rects = [part.geometry() for part in parts]
    assert not any(a.intersects(b) for a, b in combinations(rects, 2))


def _fill(widget: QWidget, field: Field, value: Any, lang: Lang) -> None:
    """Write a value into its field by keyboard alone."""
    if isinstance(widget, FileField):
        return
    if isinstance(widget, OptionField):
        _tick(widget, value)
        return
    line = widget.inputs()[0]  # type: ignore[attr-defined]
    line.setFocus(Qt.FocusReason.TabFocusReason)
    line.selectAll()
    type_text(type_of(field).list_text(value, field, library(), lang))
    press(KEY.Key_Tab)


def _tick(widget: OptionField, value: Any) -> None:
    wanted = value if isinstance(value, list) else [value]
    for position, option in enumerate(widget.options()):
        button = widget.buttons()[position]
        if (option in wanted) != button.isChecked() and (
            isinstance(value, list) or option in wanted
        ):
            next(b for b in widget.buttons() if takes_tab(b)).setFocus(
                Qt.FocusReason.TabFocusReason
            )
            while focus() is not button:
                press(KEY.Key_Down)
            press(KEY.Key_Space)


def _fill_row(table: LineTable, editor: FormEditor) -> None:
    """Write a line into the first row of a table, cell by cell with Enter."""
    model, lang = table.model, editor.context.lang
    open_ones = [c for c in range(model.columnCount()) if model.can_type(c)]
    table.view.go(0, open_ones[0])
    table.view.setFocus(Qt.FocusReason.TabFocusReason)
    for position, after in zip_longest(open_ones, open_ones[1:]):
        column = table.table.columns[position]
        if sample(column) is None or not _written(column, editor):
            table.view.go(0, after if after is not None else position)
            continue
        press(KEY.Key_F2)
        focus().selectAll()  # type: ignore[attr-defined]
        text = type_of(column).list_text(sample(column), column, library(), lang)
        for line in text.split("\n")[:-1]:
            type_text(line)
            press(KEY.Key_Return, Qt.KeyboardModifier.AltModifier)
        type_text(text.split("\n")[-1])
        press(KEY.Key_Return)
        assert after is None or table.view.currentIndex().column() == after
