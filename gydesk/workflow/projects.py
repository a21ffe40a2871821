"""People, suppliers, customers, projects and one's own company: records like forms, kept at
hand because every form asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gydesk.domain.pinyin import matches
from gydesk.store.query import RecordQuery

if TYPE_CHECKING:
    from gydesk.store.records import Records
    from gydesk.workflow.pulse import Pulse

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, supplier, customer, project or company: its record and its attributes."""

    id: str
    values: Values

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.values.get("name") or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRow:
    """A project in a list; texts are "" where there is nothing, ``state`` is a code of the
    choice set ``lifecycle``."""

    id: str
    project_no: str
    name: str
    short_name: str
    customer_name: str
    project_manager: str
    state: str


class Entities:
    """All of them, read once and again after one was written: some hundreds at most."""

    def __init__(self, records: Records, pulse: Pulse) -> None:
        self._records = records
        self._pulse = pulse
        self._stamp = -1
        self._kept: dict[str, list[Entity]] = {}
        self._by_id: dict[str, dict[str, Entity]] = {}

    def all(self, kind: str) -> Sequence[Entity]:
        """The living ones of ``kind``, by name as a Chinese reader expects."""
        return self._load(kind)

    def get(self, kind: str, id: str) -> Entity | None:
        """One by its record's id."""
        self._load(kind)
        return self._by_id[kind].get(id)

    def named(self, kind: str, name: str) -> Entity | None:
        """The first with this name."""
        return next((one for one in self._load(kind) if name and one.name == name), None)

    def company(self) -> Values:
        """One's own company: the one that was there first; empty before there is one."""
        found = min(self._load("company"), key=lambda one: one.id, default=None)
        return found.values if found else {}

    def project(self, id: str) -> Values | None:
        """The attributes of a project."""
        found = self.get("project", id) if id else None
        return found.values if found else None

    def projects(self, text: str = "") -> list[ProjectRow]:
        """The projects in which ``text`` stands: number, names, customer, manager; pinyin and
        initials count."""
        rows = [_row(one) for one in self._load("project")]
        return [row for row in rows if not text.strip() or _fits(row, text.strip())]

    def _load(self, kind: str) -> list[Entity]:
        if self._stamp != self._pulse.entities:
            self._kept.clear()
            self._stamp = self._pulse.entities
        found = self._kept.get(kind)
        if found is None:
            query = RecordQuery(forms=(kind,), order_by="title", descending=False)
            found = [Entity(one.head.id, one.data["fields"]) for one in self._records.each(query)]
            self._kept[kind] = found
            self._by_id[kind] = {one.id: one for one in found}
        return found


def _row(project: Entity) -> ProjectRow:
    def text(name: str) -> str:
        return str(project.values.get(name) or "")

    return ProjectRow(
        id=project.id,
        project_no=text("project_no"),
        name=text("name"),
        short_name=text("short_name"),
        customer_name=text("customer_name"),
        project_manager=text("project_manager"),
        state=text("lifecycle_state"),
    )


def _fits(row: ProjectRow, text: str) -> bool:
    told = (row.project_no, row.name, row.short_name, row.customer_name, row.project_manager)
    return any(matches(one, text) for one in told if one)
