"""Filling a database with the demo, the way people would have: every record drafted, saved,
submitted, approved, signed and filed through the desk, at its own time and on its own device."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

from gydesk import paths
from gydesk.errors import CatalogueError, DeskError, InputError
from gydesk.store.devices import Device
from gydesk.store.query import RecordQuery
from gydesk.words import tell
from gydesk.workflow.demo.entries import REASONED, Demo, ProjectEntry, RecordEntry
from gydesk.workflow.demo.life import Life
from gydesk.workflow.demo.read import read
from gydesk.workflow.desk import Desk

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
        pictures=maker.life.pictures,
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
    """Everything that happens stands in one queue, by time."""

    def __init__(self, demo: Demo, desk: Desk, progress: Progress | None) -> None:
        self.demo = demo
        self.begin = min(one.on for one in demo.projects)
        self.begin = min(self.begin, *(entry.on for entry in demo.records.values()))
        self.clock = DemoClock(self.begin)
        self.desk = Desk(desk.db, desk.library, self.clock)
        self.progress = progress
        self.life = Life(demo, self.desk)
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
        known = {
            "person": self.demo.people,
            "supplier": self.demo.suppliers,
            "customer": self.demo.customers,
        }
        for kind, rows in known.items():
            for row in rows:
                self.desk.add_entity(kind, row)

    def _add_project(self, entry: ProjectEntry) -> None:
        values = {name: value for name, value in entry.values.items() if name not in LATER}

        def step() -> None:
            self.life.projects[entry.key] = self.desk.add_entity("project", values)

        self._at(entry.on, entry.device, entry.by, entry, step)

    def _add_record(self, entry: RecordEntry) -> None:
        """The life of a record, as far as its state says."""
        by, device = entry.by, entry.device
        self._at(entry.on, device, by, entry, lambda: self.life.fill(entry))
        if entry.state == "draft":
            return
        at = self._submitted(entry)
        self._at(at, device, by, entry, lambda: self.life.submit(entry))
        if entry.state == "submitted":
            return
        evening = datetime.combine(self.demo.today, _EVENING)
        morning = datetime.combine(at.date() + timedelta(days=1), time(9, 10))
        if entry.state in REASONED:
            self._at(
                max(min(morning, evening), at), device, by, entry, lambda: self.life.turn(entry)
            )
            return
        if morning <= evening or entry.state == "approved":
            morning = max(min(morning, evening), at + timedelta(minutes=10))
            self._at(morning, device, by, entry, lambda: self.life.approve(entry))
        last = morning if morning <= evening else at
        if entry.signed:
            signing = datetime.combine(entry.signed.on, time(16, 30))
            signing = max(signing, at + timedelta(minutes=20))
            self._at(signing, device, by, entry, lambda: self.life.sign(entry))
            last = max(last, signing)
        if entry.state == "archived":
            filing = max(min(last + _FILED_AFTER, evening), last + timedelta(minutes=10))
            filer = self.desk.holder("pmo_specialist") or by
            home = next(iter(self.demo.stations))
            self._at(filing, home, filer, entry, lambda: self.life.archive(entry))

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

    def _compare(self) -> None:
        """The papers must have made of each project what its file says. Raises CatalogueError
        ``demo.project``."""
        for entry in self.demo.projects:
            values = self.desk.project(self.life.projects[entry.key]) or {}
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
    return "; ".join(f"{one.path}: {tell(one.code, one.params)}" for one in problems)
