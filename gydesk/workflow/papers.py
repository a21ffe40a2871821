"""Opening, filling and saving records: what the desk does with one form in work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from gydesk.catalogue.kinds import Form, Table
from gydesk.domain.change import Json
from gydesk.domain.clock import Clock, stamp, uuid7
from gydesk.domain.draft import Draft, Paths
from gydesk.domain.facts import Values, is_blank
from gydesk.domain.fold import flatten
from gydesk.domain.states import is_open
from gydesk.errors import InputError
from gydesk.store.query import RecordHead, RecordQuery
from gydesk.store.records import Records, Saved, Stored
from gydesk.workflow import lifecycle
from gydesk.workflow.facts import PROJECT_HEADERS, Around, DeskFacts
from gydesk.workflow.opened import OpenDraft
from gydesk.workflow.projects import Entities
from gydesk.workflow.pulse import Pulse
from gydesk.workflow.signoff import signatures

if TYPE_CHECKING:
    from gydesk.catalogue.library import Library
    from gydesk.store.database import Database

COPIED: Mapping[str, tuple[str, ...]] = {"engineering_log": ("people", "work_place")}
"""What the next record of a form takes from the one before it, when asked."""


class Papers:
    """One form at a time: new, opened, saved; and what a save means for its project."""

    def __init__(self, db: Database, library: Library, clock: Clock) -> None:
        self.db = db
        self.library = library
        self.clock = clock
        self.records = Records(db, library)
        self.lifecycle = lifecycle.load()
        self._pulse = Pulse()
        self._entities = Entities(self.records, self._pulse)
        self._around = Around(
            records=self.records,
            library=library,
            entities=self._entities,
            pulse=self._pulse,
            clock=clock,
            station=lambda: db.device.letter,
            user=lambda: self.user,
        )

    @property
    def user(self) -> Values:
        """Who works here: the attributes of the person this device is used by."""
        name = self.db.device.person
        found = self._entities.named("person", name)
        return found.values if found else ({"name": name} if name else {})

    def facts_for(self, form: Form, project: str, record_id: str) -> DeskFacts:
        """The world around a record of ``form``."""
        return DeskFacts(self._around, form, project, record_id)

    def new_draft(self, form_id: str, project: str = "") -> OpenDraft:
        """A new record with all it knows already, not saved yet (``head`` is None).

        Raises InputError ``record.project_needed``, ``project.missing``; CatalogueError
        ``form.unknown``.
        """
        form = self.library.form(form_id)
        if form.header not in PROJECT_HEADERS:
            project = ""
        if project and self._entities.get("project", project) is None:
            raise InputError("project.missing", project=project)
        if form.header == "project" and not project:
            raise InputError("record.project_needed")
        id = uuid7(self.clock.now())
        draft = OpenDraft(form, id, self.facts_for(form, project, id))
        if form.id == "project" and draft.get("lifecycle_state") is None:
            draft.set("lifecycle_state", lifecycle.FIRST)
        return draft

    def draft(self, record_id: str) -> OpenDraft:
        """The record as it stands, to be looked at or edited.

        Raises StoreError ``record.missing``, CatalogueError ``form.unknown`` (a newer
        program's form).
        """
        return self._opened(self.records.get(record_id))

    def follow_ups(self, form_id: str) -> list[Form]:
        """The forms that may be made from a record of ``form_id`` (``new_from``)."""
        return [
            form
            for form in self.library.forms.values()
            if any(
                field.type == "form_ref" and field.form == form_id for field in form.fields.values()
            )
        ]

    def new_from(self, form_id: str, source_id: str) -> OpenDraft:
        """A new record of ``form_id`` that refers to the record ``source_id`` and takes from
        it what such a reference brings: a 验收清单 from its 采购委托单.

        Raises InputError ``record.no_reference`` when the form has no such reference.
        """
        source = self.records.get(source_id).head
        form = self.library.form(form_id)
        field = next(
            (
                one
                for one in form.fields.values()
                if one.type == "form_ref" and one.form == source.form
            ),
            None,
        )
        if field is None:
            raise InputError("record.no_reference", form=form_id, source=source.form)
        draft = self.new_draft(form_id, source.project)
        for rule in form.rules:
            if rule.kind == "required_if" and rule.field == field.id and rule.than in form.fields:
                draft.set(rule.than, rule.value)  # 采购依据: 项目变更
        draft.set(field.id, {"id": source.id, "number": source.number})
        return draft

    def save(self, draft: Draft) -> RecordHead | None:
        """Write what differs, durably: one transaction, one sync; None when nothing does.

        Raises InputError ``record.frozen`` for a record that is no draft any more (``reopen``
        or ``restart`` it first), ``project.taken`` (the number), ``change.*``; StoreError
        ``db.*``. Then nothing was written and the draft has everything still.
        """
        opened = cast("OpenDraft", draft)
        if draft.form.id == "project":
            attributes = draft.data["fields"]
            draft.set_many(self.lifecycle.settled(attributes, attributes))
        values = draft.pending()
        new = draft.head is None
        if not values and not new:
            return None
        if draft.form.id == "project" and "project_no" in values:
            self._check_number(draft.id, str(values["project_no"] or ""))
        given: dict[str, Json] = dict(values)
        if new and opened.project:
            given["_project"] = opened.project
        with self.db.writing():
            saved = self._write(draft.id, draft.form, given, opened.seen)
            if not is_open(draft.form, saved.head.state):
                raise InputError("record.frozen", number=saved.head.number or saved.head.title)
            if new:
                self._followed(saved.head, draft.form, draft.data, frozenset(), {"draft"})
        draft.mark_saved(values, saved.head)
        opened.seen = saved.seen(opened.seen)
        return saved.head

    def copy_from(self, draft: Draft, other_id: str, names: Iterable[str]) -> Paths:
        """Take the fields and tables ``names`` of another record of the same form into
        ``draft``, over what stands there; the paths that changed."""
        other = self.records.get(other_id).data
        changed: Paths = set()
        for name in names:
            table = draft.form.tables.get(name)
            if table is None:
                changed |= draft.set(name, other["fields"].get(name))
            else:
                changed |= _copy_rows(draft, table, other.get(name, ()))
        draft.touched = changed
        return changed

    def copy_yesterday(self, draft: OpenDraft) -> Paths:
        """Begin with people and place of the latest record before it, the author's own if
        there is one; nothing changes where there is none."""
        names = COPIED.get(draft.form.id, ())
        day = str(draft.get(draft.form.date_field) or self.clock.today().isoformat())[:10]
        query = RecordQuery(
            forms=(draft.form.id,), project=draft.project, without_states=("void",), until=day
        )
        before = [
            one for one in self.records.page(query, 0, 50) if one.id != draft.id and one.date < day
        ]
        own = [one for one in before if one.person == self.user.get("name")]
        for one in (own or before)[:1]:
            return self.copy_from(draft, one.id, names)
        return set()

    # ---- parts

    def _opened(self, stored: Stored) -> OpenDraft:
        head = stored.head
        form = self.library.form(head.form, head.form_version)
        return OpenDraft(
            form,
            head.id,
            self.facts_for(form, head.project, head.id),
            flatten(stored.data),
            head,
            seen=stored.seen,
        )

    def _write(
        self,
        id: str,
        form: Form,
        values: Mapping[str, Json],
        seen: Mapping[str, Sequence[str]] | None = None,
    ) -> Saved:
        author = str(self.user.get("name") or "")
        with self.db.writing():
            self.db.on_rollback(self._pulse.beat)
            saved = self.records.save(
                id, form, values, author=author, at=stamp(self.clock.now()), seen=seen
            )
        self._pulse.beat(id, entity=form.header == "entity")
        return saved

    def _reached(self, form: Form, stored: Stored) -> frozenset[str]:
        head = stored.head
        return lifecycle.marks(form, head.state, signatures(stored.meta, head.revision))

    def _followed(
        self,
        head: RecordHead,
        form: Form,
        data: Mapping[str, Any],
        before: frozenset[str],
        now: frozenset[str] | set[str],
    ) -> None:
        """Let the project follow what a record has come to; inside the same transaction."""
        project = self._entities.project(head.project)
        if project is not None:
            changes = self.lifecycle.follow(project, form.id, dict(data), before, frozenset(now))
            if changes and head.number:
                changes[f"_cause/{head.id}"] = head.number
            if changes:
                self._write(head.project, self.library.form("project"), changes)

    def _check_number(self, id: str, number: str) -> None:
        """Two projects of one number would share the counters of their forms."""
        for other in self._entities.all("project"):
            if number and other.id != id and other.values.get("project_no") == number:
                raise InputError("project.taken", number=number)


def _copy_rows(draft: Draft, table: Table, rows: Iterable[Mapping[str, Any]]) -> Paths:
    changed: Paths = set()
    for old in list(draft.data[table.id]):
        changed |= draft.remove_row(table.id, old["_id"])
    for row in rows:
        if is_blank(table, row):
            continue
        values = {
            column.id: row[column.id]
            for column in table.columns
            if not column.readonly and row.get(column.id) is not None
        }
        draft.add_row(table.id, values=values)
        changed |= draft.touched
    return changed
