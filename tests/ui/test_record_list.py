"""The list of records: blocks from the database, sorted and filtered there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from sqlalchemy import event

from gydesk.store.query import RecordQuery
from gydesk.workflow.desk import Desk
from tests.helpers.desks import make_desk, make_project
from ui.actions import Actions
from ui.department_tab import DepartmentTab
from ui.record_model import BLOCK, COLUMNS, RecordModel
from ui.settings import UiSettings

COUNT = 530


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A project with several hundred logs."""
    folder: Path = tmp_path_factory.mktemp("lists")
    made = make_desk(folder)
    project = make_project(made)
    with made.db.writing():
        for number in range(COUNT):
            draft = made.new_draft("engineering_log", project)
            day = f"20{10 + number // 360:02d}-{number // 30 % 12 + 1:02d}-{number % 28 + 1:02d}"
            draft.set_many({"log_date": day, "work_place": f"弱电间{number}"})
            made.save(draft)
    yield made
    made.close()


@pytest.fixture
def model(desk: Desk, qapp: QApplication) -> RecordModel:
    made = RecordModel(desk, "zh")
    made.set_query(RecordQuery(forms=("engineering_log",)))
    return made


@contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    sent: list[str] = []

    def note(connection, cursor, statement, *rest):
        if statement.startswith("SELECT"):
            sent.append(statement)

    event.listen(desk.db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(desk.db.engine, "before_cursor_execute", note)


def shown(model: QAbstractItemModel, row: int, column: str) -> str:
    return str(model.index(row, COLUMNS.index(column)).data())


def test_it_is_a_sound_model(model: RecordModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(1, Qt.SortOrder.AscendingOrder)
    model.refresh()
    assert tester.model() is model


def test_one_count_and_one_statement_a_block_however_many_rows(
    model: RecordModel, desk: Desk
) -> None:
    with statements(desk) as sent:
        model.refresh()
    assert len(sent) == 1
    with statements(desk) as sent:
        for row in range(BLOCK):
            for column in range(model.columnCount()):
                model.index(row, column).data()
    assert len(sent) == 1
    assert "LIMIT" in sent[0]
    with statements(desk) as sent:
        assert model.head(COUNT - 1) is not None
        assert model.head(3) is not None
    assert len(sent) == 1
    assert model.rowCount() == COUNT


def test_a_click_on_the_head_sorts_in_the_database(model: RecordModel, desk: Desk) -> None:
    with statements(desk) as sent:
        model.sort(COLUMNS.index("date"), Qt.SortOrder.AscendingOrder)
        first = shown(model, 0, "date")
    assert any("ORDER BY" in one for one in sent)
    dates = [shown(model, row, "date") for row in range(COUNT)]
    assert dates == sorted(dates)
    assert first == dates[0]
    model.sort(COLUMNS.index("date"), Qt.SortOrder.DescendingOrder)
    assert [shown(model, row, "date") for row in range(COUNT)] == dates[::-1]


def test_a_filter_is_the_databases(model: RecordModel) -> None:
    assert model.query is not None
    model.set_query(replace(model.query, text="弱电间52"))
    found = {shown(model, row, "title") for row in range(model.rowCount())}
    assert model.rowCount() == 11
    assert all("弱电间52" in title for title in found)
    model.set_query(replace(model.query, text="没有这个"))
    assert model.rowCount() == 0
    assert model.index(0, 0).data() is None


def test_every_record_is_shown_once(model: RecordModel) -> None:
    heads = [model.head(row) for row in range(model.rowCount())]
    ids = {head.id for head in heads if head is not None}
    assert len(ids) == COUNT


def test_a_saved_record_changes_its_line_without_reading(model: RecordModel, desk: Desk) -> None:
    head = model.head(7)
    assert head is not None
    assert model.row_of(head.id) == 7
    with statements(desk) as sent:
        assert model.update_head(replace(head, title="改过"))
    assert sent == []
    assert shown(model, 7, "title") == "改过"
    assert not model.update_head(replace(head, id="elsewhere"))


def test_the_counts_of_a_tab_are_one_statement_a_kind_of_form(
    desk: Desk, qapp: QApplication, tmp_path: Path
) -> None:
    owner = QObject()
    actions = Actions(owner)
    settings = UiSettings(str(tmp_path / "window.ini"))
    tab = DepartmentTab(desk, "zh", actions, settings)
    tab.show_place("engineering", desk.projects()[0].id)
    with statements(desk) as sent:
        tab.refresh_counts()
    assert len(sent) == 1
    everything = RecordQuery(alive=None)
    counts = desk.count_by_form(everything)
    assert counts == {
        form: count
        for form in (*desk.library.forms, *desk.library.entities)
        if (count := desk.count(replace(everything, forms=(form,))))
    }
    assert counts["engineering_log"] == COUNT
    tab.deleteLater()
