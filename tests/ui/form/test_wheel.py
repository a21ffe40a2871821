"""The wheel scrolls the page; it never changes what a form says (an unfocused combo box would)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QWidget,
)

from gydesk.catalogue.library import library
from gydesk.domain.fold import flatten
from tests.helpers.form_desk import FormDesk, new_draft
from tests.helpers.keyboard import settle
from tests.helpers.world import make_form, one
from tests.ui.form.conftest import MakeEditor
from tests.ui.form.test_every_form import sample
from ui.form.editor import FormEditor


def turn(widget: QWidget, steps: int = -3) -> QWheelEvent:
    """Turn the wheel over the middle of ``widget``."""
    where = QPointF(widget.rect().center())
    event = QWheelEvent(
        where,
        QPointF(widget.mapToGlobal(where.toPoint())),
        QPoint(),
        QPoint(0, steps * 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event


@pytest.fixture(scope="module")
def editor(qapp: QApplication) -> Iterator[FormEditor]:
    made = FormEditor(library(), FormDesk(), "zh")
    made.resize(880, 680)
    made.show()
    made.activateWindow()
    settle()
    yield made
    made.close()
    made.deleteLater()
    settle()


@pytest.mark.parametrize("form", [*library().forms, *library().entities])
def test_no_value_changes_by_the_wheel(editor: FormEditor, form: str) -> None:
    draft = new_draft(form, identifier=f"{form}-w")
    for field in draft.form.fields.values():
        if not field.readonly and sample(field) is not None:
            draft.set(field.id, sample(field))
    editor.set_draft(draft)
    settle()
    before = flatten(draft.data)
    for widget in editor.sheet.findChildren(QWidget):  # type: ignore[union-attr]
        assert not isinstance(widget, QComboBox | QAbstractSpinBox), widget
        if widget.isVisible() and not isinstance(widget, QAbstractSlider):
            turn(widget)
            turn(widget, 3)
    for widget in editor.sheet.inputs():  # type: ignore[union-attr]
        widget.setFocus()
        turn(widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget)
    editor.commit()
    assert flatten(draft.data) == before
    assert editor.unread() == {}


def test_over_a_field_it_scrolls_the_page(make_editor: MakeEditor) -> None:
    editor = make_editor("bid_review")
    bar = editor.findChild(QAbstractScrollArea, "formScroll").verticalScrollBar()  # type: ignore[union-attr]
    window = editor.windowHandle()
    for widget in editor.sheet.inputs()[:12]:  # type: ignore[union-attr]
        bar.setValue(0)
        where = widget.mapTo(editor, widget.rect().center())
        QTest.wheelEvent(window, QPointF(where), QPoint(0, -360))
        settle()
        assert bar.value() > 0, widget


def test_in_a_long_text_one_is_writing_it_scrolls_the_text(make_editor: MakeEditor) -> None:
    editor = make_editor(
        make_form("t", one("m", "multiline", width="full"), one("b"), head=(), header="none")
    )
    editor.draft.set("m", "\n".join(map(str, range(200))))  # type: ignore[union-attr]
    editor.refresh()
    settle()
    edit, other = editor.sheet.inputs()  # type: ignore[union-attr]
    assert isinstance(edit, QAbstractScrollArea)
    other.setFocus()
    turn(edit.viewport())
    assert edit.verticalScrollBar().value() == 0
    edit.setFocus()
    turn(edit.viewport())
    assert edit.verticalScrollBar().value() > 0
