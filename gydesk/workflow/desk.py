"""The one service that the window and the command line use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self, cast

from gydesk import paths
from gydesk.catalogue.kinds import Field
from gydesk.catalogue.library import Library
from gydesk.catalogue.library import library as own_library
from gydesk.domain.clock import Clock, SystemClock
from gydesk.domain.draft import Draft
from gydesk.domain.facts import Values
from gydesk.domain.rules import blocking
from gydesk.errors import InputError
from gydesk.store.attachments import Attachments, Ref
from gydesk.store.database import Database, open_database
from gydesk.store.prints import Prints
from gydesk.store.query import RecordHead, RecordQuery, RecordRow
from gydesk.workflow.incomplete import incomplete
from gydesk.workflow.offers import Offer, Offers
from gydesk.workflow.opened import OpenDraft
from gydesk.workflow.projects import Entity, ProjectRow
from gydesk.workflow.related import Related, related
from gydesk.workflow.steps import Steps


def open_desk(
    target: str | Path | None = None,
    *,
    create: bool = True,
    library: Library | None = None,
    clock: Clock | None = None,
    anywhere: bool = False,
) -> Desk:
    """The desk over a database: a file or a URL, the user's own without one.

    Raises StoreError ``db.*`` (``store.database.open_database``), CatalogueError ``form.*``.
    """
    catalogue = library or own_library()
    where = target if target is not None else paths.default_database()
    db = open_database(where, create=create, anywhere=anywhere)
    return Desk(db, catalogue, clock or SystemClock())


class Desk(Steps):
    """Projects and people, lists, what fields offer, attachments; close it when done."""

    def __init__(self, db: Database, library: Library, clock: Clock) -> None:
        super().__init__(db, library, clock)
        self.attachments = Attachments(db)
        self.prints = Prints(db)
        self._offers = Offers(self._around)

    def close(self) -> None:
        """Let go of the database."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def refresh(self) -> None:
        """Forget what is kept at hand: changes came in past the desk (a bundle, a backup)."""
        self._pulse.beat()

    # ---- who and where

    def begin(
        self, *, name: str = "", person: str = "", letter: str = "", company: str = ""
    ) -> None:
        """Set up this device: its name, who works here, its letter in printed numbers; the
        person and the company become known where they are not yet. "" leaves things as they
        are. Raises InputError ``device.letter``."""
        with self.db.writing():
            self.db.devices.rename(name=name or None, person=person or None, letter=letter or None)
            if person and self._entities.named("person", person) is None:
                self.add_entity("person", {"name": person, "active": True})
            if company and not self._entities.all("company"):
                self.add_entity("company", {"name": company})

    def set_user(self, name: str) -> None:
        """From now on ``name`` works here; changes say so."""
        self.db.devices.rename(person=name)

    @property
    def company(self) -> Values:
        """One's own company; empty before there is one."""
        return self._entities.company()

    def projects(self, text: str = "") -> list[ProjectRow]:
        """The projects, by number; those in which ``text`` stands (pinyin counts)."""
        return self._entities.projects(text)

    def project(self, id: str) -> Values | None:
        """The attributes of a project, or None."""
        return self._entities.project(id)

    def people(self) -> Sequence[Entity]:
        """Everybody known, by name."""
        return self._entities.all("person")

    def suppliers(self) -> Sequence[Entity]:
        """All suppliers, by name."""
        return self._entities.all("supplier")

    def customers(self) -> Sequence[Entity]:
        """All customers, by name."""
        return self._entities.all("customer")

    def add_entity(self, kind: str, values: Mapping[str, Any]) -> str:
        """Add a company, customer, project, person or supplier; the id of its record.

        ``values`` are stored values by field. Raises InputError ``entity.kind``,
        ``draft.path`` (no such field), ``record.incomplete``, ``project.taken``.
        """
        if kind not in self.library.entities:
            raise InputError("entity.kind", kind=kind, known=", ".join(self.library.entities))
        draft = self.new_draft(kind)
        draft.set_many(values)
        self._save_entity(draft)
        return draft.id

    def set_entity(self, id: str, values: Mapping[str, Any]) -> RecordHead | None:
        """Change attributes of one; None when nothing differs. Raises as ``add_entity``."""
        draft = self.draft(id)
        if draft.form.header != "entity":
            raise InputError(
                "entity.kind", kind=draft.form.id, known=", ".join(self.library.entities)
            )
        draft.set_many(values)
        return self._save_entity(draft)

    def set_project_state(self, project: str, state: str, reason: str) -> RecordHead:
        """Put a project into any state by hand; the reason stays in its history.

        Raises InputError ``project.missing``, ``project.state``, ``state.reason``.
        """
        if self._entities.get("project", project) is None:
            raise InputError("project.missing", project=project)
        if state not in self.lifecycle.order:
            known = ", ".join(self.lifecycle.order)
            raise InputError("project.state", state=state, known=known)
        if not reason.strip():
            raise InputError("state.reason")
        values = {"lifecycle_state": state, "_reason": reason.strip()}
        return self._write(project, self.library.form("project"), values).head

    # ---- lists

    def list(self, query: RecordQuery, offset: int = 0, limit: int = 50) -> list[RecordRow]:
        """A block of a list: headers only."""
        return self.records.page(query, offset, limit)

    def count(self, query: RecordQuery) -> int:
        """How many records a query finds."""
        return self.records.count(query)

    def count_by_form(self, query: RecordQuery) -> Mapping[str, int]:
        """How many records a query finds of each form that has any."""
        return self.records.count_by_form(query)

    def head(self, id: str) -> RecordHead | None:
        """The record's header, or None."""
        return self.records.head(id)

    def by_number(self, number: str) -> Sequence[RecordHead]:
        """The living records with this number: two, when two devices gave it."""
        return self.records.by_number(number)

    def related(self, id: str) -> Sequence[Related]:
        """The records that this one names, and those that name it."""
        return related(self._around, self.records.get(id))

    # ---- what an editor asks (ui.form.context.FormService)

    def options(self, field: Field, text: str, draft: Draft) -> Sequence[Offer]:
        """Entries for ``field`` in which ``text`` stands, likeliest first."""
        return self._offers.of(field, text, cast("OpenDraft", draft))

    def attach(self, source: Path | bytes, name: str = "") -> Ref:
        """Keep a file. Raises InputError ``attachment.unreadable``, ``attachment.too_large``."""
        return self.attachments.put(source, name)

    def attachment(self, sha256: str) -> bytes:
        """A kept file. Raises StoreError ``attachment.missing``, ``attachment.damaged``."""
        return self.attachments.get(sha256)

    # ---- parts

    def _save_entity(self, draft: OpenDraft) -> RecordHead | None:
        found = blocking(draft.problems(submitting=True))
        if found:
            raise incomplete(draft.form, draft.data, found)
        return self.save(draft)
