"""Filling a database with the demo, the way people would have: every record drafted, saved,
submitted, approved, signed and filed through the desk, at its own time and on its own device."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

from gydesk import paths
from gydesk.domain.prefill import REFERENCES
from gydesk.errors import CatalogueError, DeskError, InputError
from gydesk.store.devices import Device
from gydesk.store.query import RecordQuery
from gydesk.workflow.demo.draw import picture, sheet
from gydesk.workflow.demo.entries import Demo, Picture, ProjectEntry, RecordEntry, Ref, Sheet
from gydesk.workflow.demo.read import read
from gydesk.workflow.desk import Desk
from gydesk.workflow.opened import OpenDraft

Progress = Callable[[int, int], None]
Step = Callable[[], None]

LATER = ("lifecycle_state", "contract_no", "actual_start", "actual_finish", "warranty_end")
"""What a project does not know of itself in the beginning: its papers give it."""

_EVENING = time(17, 50)
_FILED_AFTER = timedelta(days=10)


@dataclass(frozen=True, kw_only=True)
class DemoReport:
    """What was made; ``records`` and ``projects`` are counts, ``by_form`` by form id,
    ``by_project`` by project number ("" for none), ``seconds`` how long it took."""

    records: int
    projects: int
    pictures: int
    by_form: Mapping[str, int]
    by_project: Mapping[str, int]
    today: date
    seconds: float


def fill(desk: Desk, progress: Progress | None = None, folder: Path | None = None) -> DemoReport:
    """Fill the desk's database, which must be empty, in one transaction.

    ``progress`` is told how many steps of how many are done. ``folder`` holds other files
    than the program's own. Raises InputError ``demo.not_empty``, CatalogueError ``demo.*``,
    StoreError ``db.*``; then the database is as it was.
    """
    begun = perf_counter()
    if desk.count(RecordQuery(alive=None)) or desk.projects():
        raise InputError("demo.not_empty", place=desk.db.place)
    demo = read(folder or paths.resources() / "demo", desk.library)
    maker = _Maker(demo, desk, progress)
    with desk.db.writing():
        desk.db.on_rollback(desk.refresh)
        maker.make()
    desk.refresh()
    by_form = Counter(entry.form.id for entry in demo.records.values())
    numbers = {one.key: str(one.values["project_no"]) for one in demo.projects}
    by_project = Counter(numbers.get(entry.project, "") for entry in demo.records.values())
    return DemoReport(
        records=len(demo.records),
        projects=len(demo.projects),
        pictures=maker.pictures,
        by_form=by_form,
        by_project=by_project,
        today=demo.today,
        seconds=perf_counter() - begun,
    )


class DemoClock:
    """Stands at the moment it was set to, in the zone of this computer."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.at.astimezone()

    def today(self) -> date:
        """The day it stands at."""
        return self.at.date()


@dataclass(order=True, slots=True)
class _Event:
    at: datetime
    turn: int
    device: str = field(compare=False)
    by: str = field(compare=False)
    place: str = field(compare=False)
    what: str = field(compare=False)
    step: Step = field(compare=False)


class _Maker:
    """Everything that happens stands in one queue by time; what happens may add to it."""

    def __init__(self, demo: Demo, desk: Desk, progress: Progress | None) -> None:
        self.demo = demo
        self.begin = min(one.on for one in demo.projects)
        self.begin = min(self.begin, *(entry.on for entry in demo.records.values()))
        self.clock = DemoClock(self.begin)
        self.desk = Desk(desk.db, desk.library, self.clock)
        self.progress = progress
        self.ids: dict[str, str] = {}
        self.projects: dict[str, str] = {}
        self.drafts: dict[str, OpenDraft] = {}
        self.pictures = 0
        self._queue: list[_Event] = []
        self._turns = count()
        self._devices: dict[str, Device] = {}

    def make(self) -> None:
        """All of it."""
        self._set_up()
        for project in self.demo.projects:
            self._add_project(project)
        for entry in self.demo.records.values():
            self._add_record(entry)
        done, total = 0, len(self._queue)
        while self._queue:
            event = heapq.heappop(self._queue)
            self.clock.at = event.at
            self._happen(event)
            done += 1
            if self.progress is not None:
                self.progress(done, total)
        self._compare()

    def _happen(self, event: _Event) -> None:
        who = replace(self._devices[event.device], person=event.by)
        try:
            with self.desk.db.devices.acting(who):
                event.step()
        except DeskError as error:
            reason = _reason(error)
            raise CatalogueError(
                "demo.refused", place=event.place, record=event.what, reason=reason
            ) from error

    def _set_up(self) -> None:
        """The company, its people, its devices; headquarters is where we are."""
        devices = self.desk.db.devices
        first, *others = self.demo.stations.values()
        devices.rename(name=first.name, person=first.person, letter=first.code)
        self._devices[first.code] = devices.own
        for one in others:
            self._devices[one.code] = devices.add(one.code, one.name, one.person)
        self.desk.add_entity("company", self.demo.company)
        for kind in ("person", "supplier", "customer"):
            rows = {
                "person": self.demo.people,
                "supplier": self.demo.suppliers,
                "customer": self.demo.customers,
            }[kind]
            for row in rows:
                self.desk.add_entity(kind, row)

    def _add_project(self, entry: ProjectEntry) -> None:
        values = {name: value for name, value in entry.values.items() if name not in LATER}

        def step() -> None:
            self.projects[entry.key] = self.desk.add_entity("project", values)

        self._at(entry.on, entry.device, entry.by, entry, step)

    def _add_record(self, entry: RecordEntry) -> None:
        """The life of a record, as far as its state says."""
        by, device = entry.by, entry.device
        self._at(entry.on, device, by, entry, lambda: self._fill(entry))
        if entry.state == "draft":
            return
        at = self._submitted(entry)
        self._at(at, device, by, entry, lambda: self._submit(entry))
        if entry.state == "submitted":
            return
        evening = datetime.combine(self.demo.today, _EVENING)
        morning = datetime.combine(at.date() + timedelta(days=1), time(9, 10))
        if morning <= evening or entry.state == "approved":
            morning = max(min(morning, evening), at + timedelta(minutes=10))
            self._at(morning, device, by, entry, lambda: self._approve(entry))
        last = morning if morning <= evening else at
        if entry.signed:
            signing = datetime.combine(entry.signed.on, time(16, 30))
            signing = max(signing, at + timedelta(minutes=20))
            self._at(signing, device, by, entry, lambda: self._sign(entry))
            last = max(last, signing)
        if entry.state == "archived":
            filing = max(min(last + _FILED_AFTER, evening), last + timedelta(minutes=10))
            filer = self.desk.holder("pmo_specialist") or by
            home = next(iter(self.demo.stations))
            self._at(filing, home, filer, entry, lambda: self._archive(entry))

    def _at(
        self, at: datetime, device: str, by: str, entry: RecordEntry | ProjectEntry, step: Step
    ) -> None:
        event = _Event(at, next(self._turns), device, by, entry.place, entry.key, step)
        heapq.heappush(self._queue, event)

    def _submitted(self, entry: RecordEntry, through: tuple[str, ...] = ()) -> datetime:
        """When: a record is kept as a draft until every other that it names has a number."""
        if entry.key in through:
            raise CatalogueError("demo.circle", place=entry.place, record=entry.key)
        named = (
            self._submitted(self.demo.records[key], (*through, entry.key)) + timedelta(minutes=1)
            for key in entry.refs.values()
        )
        return max((entry.on, *named))

    # ---- the steps of a record

    def _fill(self, entry: RecordEntry) -> None:
        project = self.projects[entry.project] if entry.project else ""
        draft = self.desk.new_draft(entry.form.id, project)
        draft.set_many(
            {
                name: self._resolved(value, entry.form.fields[name].type)
                for name, value in entry.fields.items()
                if not isinstance(value, Ref) or value.key in self.ids
            }
        )
        for table, rows in entry.tables.items():
            self._rows(draft, table, rows)
        self.desk.save(draft)
        self.drafts[entry.key] = draft
        if entry.state != "draft":
            return
        late = [name for name, key in entry.refs.items() if key not in self.ids]
        if late:
            raise InputError("demo.later", names=", ".join(late))

    def _rows(self, draft: OpenDraft, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        columns = draft.form.tables[table].by_id
        for old in list(draft.data[table]):
            draft.remove_row(table, old["_id"])
        for row in rows:
            values = {
                name: self._resolved(value, columns[name].type) for name, value in row.items()
            }
            draft.add_row(table, values=values)

    def _resolved(self, value: Any, kind: str) -> Any:
        """The stored value of what may stand for one."""
        if isinstance(value, Ref):
            id = self.ids[value.key]
            head = self.desk.head(id)
            return {"id": id, "number": head.number if head else ""}
        if isinstance(value, list):
            return [self._attached(one) for one in value]
        if kind == "supplier_ref" and kind in REFERENCES:
            for known in self.desk.suppliers():
                if known.name == value["name"]:
                    return {"id": known.id, **value}
        return value

    def _attached(self, one: Any) -> Any:
        if isinstance(one, Picture):
            self.pictures += 1
            name = f"{one.caption}.jpg"
            return {**self.desk.attach(picture(one), name), "caption": one.caption}
        if isinstance(one, Sheet):
            return dict(self.desk.attach(sheet(one), one.name))
        return one

    def _submit(self, entry: RecordEntry) -> None:
        draft = self.drafts.pop(entry.key)
        late = {name: self._resolved(Ref(key), "form_ref") for name, key in entry.refs.items()}
        draft.set_many(
            {name: value for name, value in late.items() if value != draft.get(name)}
        )
        self.desk.save(draft)
        self.desk.submit(draft.id)
        self.ids[entry.key] = draft.id

    def _approve(self, entry: RecordEntry) -> None:
        id = self.ids[entry.key]
        draft = self.desk.draft(id)
        names = {"department_head": self._head_of(draft.get("from_department"), entry)}
        names["receiving_head"] = self._head_of(draft.get("to_department"), entry)
        self.desk.approve_all(id, names)

    def _head_of(self, department: Any, entry: RecordEntry) -> str:
        return self.demo.heads.get(str(department or entry.form.department), "")

    def _sign(self, entry: RecordEntry) -> None:
        assert entry.signed is not None
        scan = [self._attached(entry.signed.scan)] if entry.signed.scan else []
        day = entry.signed.on.isoformat()
        self.desk.sign(self.ids[entry.key], name=entry.signed.name, date=day, scan=scan)

    def _archive(self, entry: RecordEntry) -> None:
        self.desk.archive(self.ids[entry.key], note=self.demo.archive_place)

    # ---- afterwards

    def _compare(self) -> None:
        """The papers must have made of each project what its file says. Raises CatalogueError
        ``demo.project``."""
        for entry in self.demo.projects:
            values = self.desk.project(self.projects[entry.key]) or {}
            for name, wanted in entry.values.items():
                if values.get(name) != wanted:
                    raise CatalogueError(
                        "demo.project",
                        place=entry.place,
                        record=entry.key,
                        name=name,
                        wanted=wanted,
                        found=values.get(name),
                    )


def _reason(error: DeskError) -> Any:
    problems = error.params.get("problems")
    if not problems:
        return error
    return "; ".join(f"{one.path}: {one.code} {dict(one.params)}" for one in problems)
