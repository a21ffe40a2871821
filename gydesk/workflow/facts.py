"""What a form in work learns of the world around it, out of the database."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from gydesk.catalogue.kinds import Field, Form
from gydesk.domain.clock import Clock
from gydesk.domain.facts import Known, Values, is_empty
from gydesk.errors import CatalogueError
from gydesk.store.query import RecordQuery

if TYPE_CHECKING:
    from gydesk.catalogue.library import Library
    from gydesk.store.records import Records, Stored
    from gydesk.workflow.projects import Entities
    from gydesk.workflow.pulse import Pulse

T = TypeVar("T")

PROJECT_HEADERS = frozenset({"project", "project_optional"})


@dataclass(frozen=True, slots=True)
class Around:
    """What all facts of a desk share."""

    records: Records
    library: Library
    entities: Entities
    pulse: Pulse
    clock: Clock
    station: Callable[[], str]
    user: Callable[[], Values]


class DeskFacts:
    """The world around one record. Each question is asked of the database once, and again
    after another record was written here: a keystroke reads nothing."""

    def __init__(self, around: Around, form: Form, project: str, record: str) -> None:
        self._around = around
        self._form = form
        self.project_id = project
        self._record = record
        self._stamp = -1
        self._answers: dict[tuple[Any, ...], Any] = {}

    @property
    def now(self) -> datetime:
        """Local wall-clock time."""
        return self._around.clock.now()

    @property
    def station(self) -> str:
        """The letter of this device."""
        return self._around.station()

    @property
    def user(self) -> Values:
        """Who works here."""
        return self._around.user()

    @property
    def company(self) -> Values:
        """One's own company."""
        return self._around.entities.company()

    @property
    def project(self) -> Values | None:
        """The record's project."""
        return self._around.entities.project(self.project_id)

    def referred(self, field: Field, value: Any) -> Known | None:
        """The record that a reference names: by id, or by what was typed."""
        if not isinstance(value, Mapping):
            return None
        id, name = str(value.get("id") or ""), str(value.get("number") or value.get("name") or "")
        return self._once(
            ("referred", field.type, field.form, id, name),
            lambda: (
                self._supplier(id, name)
                if field.type == "supplier_ref"
                else self._form_record(field.form, id, name)
            ),
        )

    def records(self, form: str, since: date | None, until: date | None) -> Sequence[Known]:
        """The project's other records of ``form``, none of them void, by main date."""
        if not self.project_id:
            return ()
        query = RecordQuery(
            forms=(form,),
            project=self.project_id,
            without_states=("void",),
            since=since.isoformat() if since else "",
            until=until.isoformat() if until else "",
            descending=False,
        )
        return self._once(("records", form, since, until), lambda: self._found(query))

    def same(self, form: str, values: Values, *, in_project: bool) -> Sequence[Known]:
        """Other records of ``form``, none of them void, in which every field has the value."""
        if in_project and not self.project_id:
            return ()
        key = json.dumps([form, values, in_project], sort_keys=True, ensure_ascii=False)
        return self._once(("same", key), lambda: self._same(form, values, in_project))

    def _same(self, form: str, values: Values, in_project: bool) -> list[Known]:
        day = values.get(self._around.library.form(form).date_field)
        query = RecordQuery(
            forms=(form,),
            project=self.project_id if in_project else "",
            without_states=("void",),
            since=str(day)[:10] if day else "",
            until=str(day)[:10] if day else "",
            holding=tuple(_as_kept(value) for value in values.values()),
            order_by="created",
            descending=False,
        )
        return [
            known
            for known in self._found(query)
            if all(equal(known.value(name), value) for name, value in values.items())
        ]

    def _found(self, query: RecordQuery) -> list[Known]:
        found = self._around.records.each(query)
        known = (self._known(one) for one in found if one.head.id != self._record)
        return [one for one in known if one is not None]

    def _supplier(self, id: str, name: str) -> Known | None:
        entities = self._around.entities
        found = (entities.get("supplier", id) if id else None) or entities.named("supplier", name)
        return self._known(self._around.records.get(found.id)) if found else None

    def _form_record(self, form: str, id: str, number: str) -> Known | None:
        """By id, else by number; of the same project, where both forms belong to one."""
        around = self._around
        bound = (
            self.project_id
            and self._form.header in PROJECT_HEADERS
            and form in around.library.forms
            and around.library.forms[form].header == "project"
        )
        head = around.records.head(id) if id else None
        if head is None and number:
            heads = around.records.by_number(number, self.project_id if bound else None)
            head = next((one for one in heads if one.form == form), None)
        if head is None or head.id == self._record or (form and head.form != form):
            return None
        if bound and head.project != self.project_id:
            return None
        return self._known(around.records.get(head.id))

    def _known(self, stored: Stored) -> Known | None:
        head = stored.head
        try:
            form = self._around.library.form(head.form, head.form_version)
        except CatalogueError:  # of a newer program
            return None
        return Known(
            id=head.id,
            form=form,
            number=head.number,
            state=head.state,
            data=stored.data,
            title=head.title,
        )

    def _once(self, key: tuple[Any, ...], ask: Callable[[], T]) -> T:
        stamp = self._around.pulse.beside(self._record)
        if stamp != self._stamp:
            self._answers.clear()
            self._stamp = stamp
        if key not in self._answers:
            self._answers[key] = ask()
        return cast("T", self._answers[key])


def equal(left: Any, right: Any) -> bool:
    """Equal as values; two references when they name the same record."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        if left.get("id") and right.get("id"):
            return bool(left["id"] == right["id"])
        return any(left.get(key) and left.get(key) == right.get(key) for key in ("number", "name"))
    return bool(left == right) and not is_empty(left)


def _as_kept(value: Any) -> str:
    """Text that stands in the stored data of every record with this value."""
    if isinstance(value, Mapping):
        value = value.get("number") or value.get("name") or value.get("id")
    return json.dumps(value, ensure_ascii=False)
