"""What a form learns of other records, and how little it asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from gydesk.domain.clock import stamp, uuid7
from gydesk.store.query import RecordQuery
from gydesk.workflow.desk import Desk
from gydesk.workflow.facts import equal
from tests.helpers.desks import StillClock, fill


@contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """The SQL that runs inside, transactions' own words left out."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")):
            found.append(statement)

    event.listen(desk.db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(desk.db.engine, "before_cursor_execute", note)


def bulk(desk: Desk, form_id: str, project: str, count: int) -> None:
    """Many records at once, straight into the store."""
    form = desk.library.form(form_id)
    with desk.db.writing():
        for number in range(count):
            day = date(2013, 1, 1).toordinal() + number % 500
            values = {
                "_project": project,
                "_number": f"OLD-{number}",
                "_state": "submitted",
                "log_date": date.fromordinal(day).isoformat(),
                "author": f"某{number}",
                "filled_by": "吴工",
                "work_place": f"第{number}处",
                "headcount_total": 3,
            }
            id = uuid7(desk.clock.now())
            desk.records.save(id, form, values, author="吴工", at=stamp(desk.clock.now()), seen={})
    desk.refresh()


def open_count(desk: Desk, id: str) -> int:
    with statements(desk) as found:
        draft = desk.draft(id)
        draft.problems(submitting=True)
    return len(found)


@pytest.fixture
def log(desk: Desk, project: str) -> str:
    draft = desk.new_draft("engineering_log", project)
    fill(desk, draft)
    desk.save(draft)
    return draft.id


def test_opening_costs_the_same_among_a_thousand_records(
    desk: Desk, project: str, log: str
) -> None:
    desk.draft(log).problems(submitting=True)
    few = open_count(desk, log)
    bulk(desk, "engineering_log", project, 1_000)
    desk.draft(log).problems(submitting=True)
    assert open_count(desk, log) == few <= 3


def test_a_keystroke_asks_nothing_and_a_save_writes_once(
    desk: Desk, project: str, log: str
) -> None:
    bulk(desk, "engineering_log", project, 1_000)
    draft = desk.draft(log)
    row = draft.data["work_items"][0]["_id"]
    draft.problems(submitting=True)
    desk.save(draft)
    draft.set("work_place", "图书馆")
    desk.save(draft)
    for text in ("光", "光缆", "光缆敷设"):
        with statements(desk) as found:
            draft.set(f"work_items/{row}/item", text)
            draft.problems(submitting=True)
            draft.problems()
        assert found == []
        with statements(desk) as found:
            desk.save(draft)
        kinds = sorted(statement.split()[0] for statement in found)
        assert kinds == ["INSERT", "INSERT", "SELECT", "SELECT", "SELECT", "UPDATE"]


def test_every_save_and_step_is_one_transaction(desk: Desk, project: str) -> None:
    draft = desk.new_draft("stop_work_report", project)
    fill(desk, draft, extent="full")
    commits: list[object] = []
    note = commits.append
    event.listen(desk.db.engine, "commit", note)
    desk.save(draft)
    assert len(commits) == 1
    desk.submit(draft.id)
    assert desk.projects()[0].state == "stopped"
    desk.approve_all(draft.id)
    desk.sign(draft.id, name="何主任")
    event.remove(desk.db.engine, "commit", note)
    assert len(commits) == 4


def test_a_weekly_report_reads_its_logs_once(desk: Desk, project: str, clock: StillClock) -> None:
    bulk(desk, "engineering_log", project, 1_000)
    clock.go(2014, 6, 6)
    desk.new_draft("weekly_report", project)
    with statements(desk) as found:
        draft = desk.new_draft("weekly_report", project)
    assert len(found) == 1
    with statements(desk) as found:
        draft.set("week_start", "2013-02-04")
        draft.set("week_end", "2013-02-10")
    assert draft.get("log_count") == 14
    assert len(found) <= 2


def test_what_another_record_becomes_is_seen_at_once(
    desk: Desk, project: str, clock: StillClock
) -> None:
    report = desk.new_draft("weekly_report", project)
    assert report.get("log_count") == 0
    log = desk.new_draft("engineering_log", project)
    desk.save(log)
    report.recalculate()
    assert report.get("log_count") == 1
    desk.void(log.id, "误填")
    report.recalculate()
    assert report.get("log_count") == 0


def test_a_deleted_record_is_not_there_for_others(desk: Desk, project: str, log: str) -> None:
    facts = desk.facts_for(desk.library.form("weekly_report"), project, "")
    assert [one.id for one in facts.records("engineering_log", None, None)] == [log]
    desk.delete(log)
    assert list(facts.records("engineering_log", None, None)) == []


def test_records_of_a_period_and_of_the_project_alone(
    desk: Desk, project: str, clock: StillClock
) -> None:
    other = desk.add_entity("project", {"project_no": "GY2014-002", "name": "另一个"})
    for where, day in ((project, 2), (project, 8), (other, 3)):
        draft = desk.new_draft("engineering_log", where)
        draft.set("log_date", f"2014-06-0{day}")
        desk.save(draft)
    facts = desk.facts_for(desk.library.form("weekly_report"), project, "")
    days = [one.day for one in facts.records("engineering_log", date(2014, 6, 2), date(2014, 6, 8))]
    assert days == [date(2014, 6, 2), date(2014, 6, 8)]
    assert len(facts.records("engineering_log", date(2014, 6, 3), date(2014, 6, 7))) == 0
    nowhere = desk.facts_for(desk.library.form("weekly_report"), "", "")
    assert len(nowhere.records("engineering_log", None, None)) == 0


def test_the_record_itself_is_not_one_of_the_others(desk: Desk, project: str, log: str) -> None:
    form = desk.library.form("engineering_log")
    own = desk.facts_for(form, project, log)
    assert len(own.records("engineering_log", None, None)) == 0
    assert len(own.same("engineering_log", {"log_date": "2014-06-06"}, in_project=True)) == 0
    stranger = desk.facts_for(form, project, "")
    assert len(stranger.same("engineering_log", {"log_date": "2014-06-06"}, in_project=True)) == 1


@pytest.mark.parametrize("text", ['a"b', "50%", "a_b", "back\\slash", "混 排", "ＡＢ"])
def test_the_same_value_is_found_whatever_is_in_it(desk: Desk, project: str, text: str) -> None:
    for value in (text, text.replace("_", "x").replace("%", "x") + "x"):
        draft = desk.new_draft("engineering_log", project)
        draft.set("work_place", value)
        desk.save(draft)
    facts = desk.facts_for(desk.library.form("engineering_log"), project, "")
    (found,) = facts.same("engineering_log", {"work_place": text}, in_project=True)
    assert found.value("work_place") == text


def test_two_references_are_one_when_they_name_the_same() -> None:
    by_both = {"id": "1", "number": "TG-1"}
    assert equal(by_both, {"id": "1", "number": ""})
    assert equal(by_both, {"number": "TG-1"})
    assert not equal(by_both, {"id": "2", "number": "TG-1"})
    assert not equal({"number": ""}, {"number": ""})
    assert not equal("", "")
    assert not equal(1, "1")
    assert equal({"name": "示例线缆厂"}, {"id": "7", "name": "示例线缆厂"})


def test_a_number_names_a_form_of_this_project_only(desk: Desk, project: str) -> None:
    other = desk.add_entity("project", {"project_no": "GY2014-002", "name": "另一个"})
    stop = desk.new_draft("stop_work_report", other)
    fill(desk, stop)
    desk.save(stop)
    number = desk.submit(stop.id).number
    form = desk.library.form("restart_work_report")
    field = form.fields["stop_ref"]
    for value in ({"number": number}, {"id": stop.id, "number": number}):
        assert desk.facts_for(form, project, "").referred(field, value) is None
        known = desk.facts_for(form, other, "").referred(field, value)
        assert known is not None
        assert known.id == stop.id


def test_a_supplier_is_known_by_id_or_name(desk: Desk) -> None:
    (supplier,) = desk.suppliers()
    form = desk.library.form("supplier_evaluation")
    field = next(one for one in form.fields.values() if one.type == "supplier_ref")
    facts = desk.facts_for(form, "", "")
    for value in ({"id": supplier.id, "name": "旧名"}, {"name": supplier.name}):
        known = facts.referred(field, value)
        assert known is not None
        assert known.value("contact") == "康经理"
    assert facts.referred(field, {"name": "没有这家"}) is None
    assert facts.referred(field, "not a reference") is None


def test_a_page_of_a_list_is_one_statement(desk: Desk, project: str) -> None:
    bulk(desk, "engineering_log", project, 300)
    with statements(desk) as found:
        desk.list(RecordQuery(forms=("engineering_log",), project=project), 100, 50)
    assert len(found) == 1
