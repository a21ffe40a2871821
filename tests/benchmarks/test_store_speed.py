"""Saving and listing beside what SQLite alone takes."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, timedelta

import pytest

from gydesk.domain.change import make_change, with_alive
from gydesk.store.query import RecordQuery
from tests.helpers.desks import make_desk, make_project

MANY = 100_000
FORM = "engineering_log"


@pytest.fixture
def desk(tmp_path):
    """A desk with a project."""
    with make_desk(tmp_path) as desk:
        yield desk


def test_a_durable_save(desk, tmp_path, compare):
    draft = desk.new_draft(FORM, make_project(desk))
    draft.set_many({"work_place": "图书馆三层", "safety_note": "全员戴安全帽。" * 20})
    desk.save(draft)
    row = json.dumps(draft.data, ensure_ascii=False)
    bare = sqlite3.connect(tmp_path / "bare.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=0"):
        bare.execute(f"PRAGMA {pragma}")
    bare.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, data TEXT)")
    count = iter(range(10**9))

    def edit() -> None:
        draft.set("work_place", f"图书馆{next(count)}层")

    def ours() -> None:
        assert desk.save(draft) is not None

    def raw() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO record (data) VALUES (?)", (row,))
        bare.execute("COMMIT")

    compare("a durable save / one raw JSON row", ours, raw, 1.5, rounds=200, prepare=edit)
    bare.close()


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """A hundred thousand records, taken in as if from elsewhere, and a raw connection."""
    desk = make_desk(tmp_path_factory.mktemp("crowd"))
    project = make_project(desk)
    form = desk.library.form(FORM)
    first = date(2014, 1, 1)

    def changes():
        for index in range(MANY):
            day = (first + timedelta(days=index % 3650)).isoformat()
            values = {
                "_project": project,
                "_number": f"RZ-GY2014-001-{index:06d}",
                "log_date": day,
                "filled_by": f"工程师{index % 40}",
                "work_place": f"{index % 97}号楼{index % 13}层弱电间",
                "safety_note": "全员戴安全帽，人字梯逐架检查。",
            }
            yield make_change(
                record=f"{index:08x}-0000-7000-8000-{index:012x}",
                form=form.id,
                form_version=form.version,
                device="elsewhere",
                seq=index + 1,
                prev="",
                lamport=1,
                at="2014-06-06T08:00:00.000Z",
                author="郑工",
                values=with_alive(values),
                over={},
            )

    desk.records.take(changes())
    desk.refresh()
    raw = sqlite3.connect(desk.db.path)
    yield desk, raw
    raw.close()
    desk.close()


def all_rows(raw) -> None:
    """Every header of the list, fetched and nothing else."""
    rows = raw.execute("SELECT id, form, number, state, title, date, person FROM record").fetchall()
    assert len(rows) >= MANY


def test_the_first_page_of_very_many(crowd, compare):
    desk, raw = crowd
    query = RecordQuery(forms=(FORM,))
    compare(
        "first page of 100,000 / a raw fetch of all",
        lambda: (desk.count(query), desk.list(query, 0, 50)),
        lambda: all_rows(raw),
        0.6,
        rounds=7,
    )


def test_a_filter_over_very_many(crowd, compare):
    desk, raw = crowd
    query = RecordQuery(forms=(FORM,), text="97号楼", order_by="date")
    found = RecordQuery(forms=(FORM,), text="96号楼12层", order_by="date")
    desk.count(query)
    compare(
        "a filter over 100,000 / a raw fetch of all",
        lambda: desk.list(found, 0, 50),
        lambda: all_rows(raw),
        0.3,
        rounds=7,
    )
