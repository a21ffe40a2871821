"""The life of a form after it was filled: submitted, approved or returned, signed, archived,
void; deleted and restored. Each is one transaction, what follows for the project included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from gydesk.catalogue.kinds import Form
from gydesk.domain.change import Change, Json
from gydesk.domain.numbers import numbering
from gydesk.domain.prefill import REFERENCES
from gydesk.domain.rules import blocking
from gydesk.domain.states import Action, move
from gydesk.errors import InputError
from gydesk.store.query import RecordHead, RecordQuery
from gydesk.store.records import Stored
from gydesk.store.settings import Counters
from gydesk.words import language
from gydesk.workflow.incomplete import incomplete
from gydesk.workflow.opened import OpenDraft
from gydesk.workflow.papers import Papers
from gydesk.workflow.signoff import (
    Kind,
    Signature,
    check_block,
    content_hash,
    customer_block,
    outstanding,
    paths,
    read_day,
    signatures,
)

Scan = Sequence[Mapping[str, Any]]


class Steps(Papers):
    """What happens to a record as a whole. Every step gives its header afterwards.

    All raise StoreError ``record.missing``, InputError ``record.deleted``, and ``state.*``
    where the step does not lead on from the record's state.
    """

    def submit(self, id: str) -> RecordHead:
        """Freeze a draft: calculated anew, checked, numbered, its content hashed.

        Raises InputError ``record.incomplete`` (``problems``: the list of what is wrong or
        missing), ``number.*``.
        """
        with self.db.writing():
            stored, form = self._alive(id)
            step = move("submit", form, stored.head.state)
            draft = self._opened(stored)
            draft.recalculate()
            _resolve(draft)
            found = blocking(draft.problems(submitting=True))
            if found:
                raise incomplete(draft.form, draft.data, found)
            values = draft.pending()
            if not stored.head.number:
                values["_number"] = self._number(draft)
            values |= {
                "_state": step.target,
                "_revision": stored.head.revision,
                "_hash": content_hash(draft.data),
            }
            return self._stepped(stored, form, values)

    def approve(
        self,
        id: str,
        *,
        name: str = "",
        date: str = "",
        block: str = "",
        kind: Kind = "paper",
        opinion: str = "",
        scan: Scan = (),
    ) -> RecordHead:
        """Record one approval: the next one that is outstanding, or that of ``block``.

        Approved is the record once the whole chain has been recorded; one that the customer
        signed first stays ``signed``. ``name`` is the user's and ``date`` today without one.
        Raises InputError ``signoff.*``.
        """
        with self.db.writing():
            stored, form = self._alive(id)
            head = stored.head
            if head.state != "signed":
                move("approve", form, head.state)
            open_steps = [step.block for step in outstanding(form, self._signed(stored))]
            if head.state == "signed" and not open_steps:
                move("approve", form, head.state)
            where = block or (open_steps[0] if open_steps else "approved")
            if open_steps and where not in open_steps:
                raise InputError("signoff.block", block=where, known=", ".join(open_steps))
            values = paths(
                self._signature(stored, where, name or self._me(), date, kind, opinion, scan)
            )
            if open_steps in ([], [where]) and head.state == "submitted":
                values["_state"] = "approved"
            return self._stepped(stored, form, values)

    def approve_all(
        self, id: str, names: Mapping[str, str] | None = None, *, date: str = ""
    ) -> RecordHead:
        """Record every approval that is outstanding, as on a paper that came back complete.

        ``names`` gives the approver's name by role; without one it is who has that role in
        the project or the company. Raises InputError ``signoff.who`` where that is nobody.
        """
        with self.db.writing():
            stored, form = self._alive(id)
            head = stored.head
            for step in list(outstanding(form, self._signed(stored))):
                name = (names or {}).get(step.role) or self.holder(step.role, head.project)
                if not name:
                    role = self.library.name_of("role", step.role, language())
                    raise InputError("signoff.who", role=role)
                head = self.approve(id, name=name, date=date, block=step.block)
            return head

    def reject(
        self, id: str, reason: str, *, name: str = "", date: str = "", block: str = ""
    ) -> RecordHead:
        """Return a submitted record with the opinion of who did. Raises InputError
        ``state.reason``, ``signoff.*``."""
        with self.db.writing():
            stored, form = self._alive(id)
            step = move("reject", form, stored.head.state, reason)
            open_steps = [one.block for one in outstanding(form, self._signed(stored))]
            where = block or (open_steps[0] if open_steps else "approved")
            told = self._signature(stored, where, name or self._me(), date, "paper", reason, ())
            values = paths(replace(told, rejected=True))
            return self._stepped(stored, form, {**values, "_state": step.target, "_reason": reason})

    def sign(
        self,
        id: str,
        *,
        name: str = "",
        date: str = "",
        block: str = "",
        opinion: str = "",
        scan: Scan = (),
    ) -> RecordHead:
        """Record the customer's signature on paper: who (needed), when, the scan.

        Raises InputError ``state.sign_form`` (the customer has no part), ``signoff.*``.
        """
        with self.db.writing():
            stored, form = self._alive(id)
            step = move("sign", form, stored.head.state)
            where = block or customer_block(form)
            told = self._signature(stored, where, name, date, "paper", opinion, scan)
            return self._stepped(stored, form, {**paths(told), "_state": step.target})

    def record_signature(
        self,
        id: str,
        block: str,
        *,
        name: str,
        date: str = "",
        opinion: str = "",
        scan: Scan = (),
    ) -> RecordHead:
        """Record any other signature on the paper (监理, 编制人): the state stays.

        The customer's block signs, an approver's approves. Raises InputError ``signoff.*``.
        """
        with self.db.writing():
            stored, form = self._alive(id)
            if stored.head.state not in ("submitted", "approved", "signed"):
                raise InputError("signoff.draft")
            check_block(form, block)
            told = self._signature(stored, block, name, date, "paper", opinion, scan)
            if block == customer_block(form) and stored.head.state != "signed":
                return self.sign(id, name=name, date=date, opinion=opinion, scan=scan)
            if block in [step.block for step in outstanding(form, self._signed(stored))]:
                return self.approve(
                    id, name=name, date=date, block=block, opinion=opinion, scan=scan
                )
            return self._stepped(stored, form, paths(told))

    def add_scan(self, id: str, block: str, scan: Scan) -> RecordHead:
        """Attach the scanned paper to a signature recorded before. Raises InputError
        ``signoff.block`` when there is none."""
        with self.db.writing():
            stored, form = self._alive(id)
            signed = self._signed(stored)
            if block not in signed:
                raise InputError("signoff.block", block=block, known=", ".join(signed))
            told = replace(signed[block], scan=(*signed[block].scan, *scan))
            return self._stepped(stored, form, paths(told))

    def archive(self, id: str, *, note: str = "", scan: Scan = ()) -> RecordHead:
        """File the record. What the customer signed needs a scan, or a ``note`` saying where
        the paper is kept: InputError ``record.paper_place``."""
        with self.db.writing():
            stored, form = self._alive(id)
            step = move("archive", form, stored.head.state)
            scanned = any(one.scan for one in self._signed(stored).values()) or scan
            if stored.head.state == "signed" and not (scanned or note.strip()):
                raise InputError("record.paper_place")
            values: dict[str, Json] = {"_state": step.target}
            if note.strip():
                values["_kept"] = note.strip()
            if scan:
                values["_scan"] = [dict(one) for one in scan]
            return self._stepped(stored, form, values)

    def void(self, id: str, reason: str) -> RecordHead:
        """Declare the record void; its number stays used. Raises InputError ``state.reason``."""
        return self._turned(id, "void", reason)

    def restart(self, id: str) -> RecordHead:
        """Make a returned record a draft again: the next revision, its number kept."""
        return self._turned(id, "restart")

    def reopen(self, id: str, reason: str = "") -> RecordHead:
        """Begin a correction of what was submitted or signed: a draft of the next revision,
        to be printed and signed again; the number and the old revision's signatures stay."""
        return self._turned(id, "reopen", reason)

    def delete(self, id: str) -> RecordHead:
        """Put a record into the bin. One with a number is declared void instead, a project
        with records stays: InputError ``record.numbered``, ``project.has_records``."""
        with self.db.writing():
            stored, form = self._alive(id)
            if stored.meta.get("_number") and stored.head.state != "void":
                raise InputError("record.numbered", number=stored.head.number)
            if form.id == "project":
                count = self.records.count(RecordQuery(project=id))
                if count:
                    raise InputError("project.has_records", count=count)
            return self._write(id, form, {"_alive": False}).head

    def restore(self, id: str) -> RecordHead:
        """Take a record out of the bin."""
        with self.db.writing():
            stored = self.records.get(id)
            form = self.library.form(stored.head.form, stored.head.form_version)
            return self._write(id, form, {"_alive": True}).head

    def signoffs(self, id: str, revision: int | None = None) -> dict[str, Signature]:
        """Who has signed, by signature block (or approver's role where the paper has none);
        of the present revision unless another is named."""
        stored = self.records.get(id)
        return signatures(stored.meta, revision or stored.head.revision)

    def history(self, id: str) -> list[Change]:
        """All changes of the record, each after those it saw."""
        return self.records.history(id)

    def holder(self, role: str, project: str = "") -> str:
        """Who has a role: in the project, else the first in the company; "" for nobody."""
        values = self._entities.project(project) or {}
        if isinstance(values.get(role), str):
            return str(values[role])
        people = self._entities.all("person")
        found = (one.name for one in people if role in (one.values.get("roles") or ()))
        return next(found, "")

    # ---- parts

    def _alive(self, id: str) -> tuple[Stored, Form]:
        stored = self.records.get(id)
        if not stored.head.alive:
            raise InputError("record.deleted", number=stored.head.number or stored.head.title)
        return stored, self.library.form(stored.head.form, stored.head.form_version)

    def _stepped(self, stored: Stored, form: Form, values: Mapping[str, Json]) -> RecordHead:
        """Write one step; then the project follows."""
        before = self._reached(form, stored)
        head = self._write(stored.head.id, form, values).head
        after = self.records.get(head.id)
        self._followed(head, form, after.data, before, self._reached(form, after))
        return head

    def _turned(self, id: str, action: Action, reason: str = "") -> RecordHead:
        with self.db.writing():
            stored, form = self._alive(id)
            step = move(action, form, stored.head.state, reason)
            values: dict[str, Json] = {"_state": step.target}
            if step.revises:
                values |= {"_revision": stored.head.revision + 1, "_hash": None}
            if reason.strip():
                values["_reason"] = reason.strip()
            return self._stepped(stored, form, values)

    def _number(self, draft: OpenDraft) -> str:
        """The record's number, inside the transaction that uses it. One that is taken already
        (a restored database, a device with the same letter) is passed over."""
        form = draft.form
        project_no = str((draft.facts.project or {}).get("project_no") or "")
        if form.header == "project" and not project_no.strip():
            raise InputError("number.project_no")
        day = str(draft.get(form.date_field) or draft.get("fill_date") or "")[:10]
        plan = numbering(
            form.number,
            prefix=form.prefix,
            station=self.db.device.letter,
            project_no=project_no,
            on=_date(day) or self.clock.today(),
        )
        counters = Counters(self.db)
        while True:
            number = plan.number(counters.take(plan.scope))
            if not self.records.count(RecordQuery(number=number, alive=None)):
                return number

    def _signed(self, stored: Stored) -> dict[str, Signature]:
        return signatures(stored.meta, stored.head.revision)

    def _me(self) -> str:
        return str(self.user.get("name") or "")

    def _signature(
        self,
        stored: Stored,
        block: str,
        name: str,
        date: str,
        kind: Kind,
        opinion: str,
        scan: Scan,
    ) -> Signature:
        """Raises InputError ``signoff.name`` (nobody is named), ``signoff.date``."""
        if not name.strip():
            raise InputError("signoff.name")
        return Signature(
            block=block,
            revision=stored.head.revision,
            name=name.strip(),
            date=read_day(date, self.clock.today()),
            kind=kind,
            opinion=opinion.strip(),
            hash=str(stored.meta.get("_hash") or ""),
            scan=tuple(scan),
        )


def _resolve(draft: OpenDraft) -> None:
    """Give references that were typed as numbers or names the id of what they name."""
    fields = draft.data["fields"]
    for field in draft.form.fields.values():
        value = fields.get(field.id)
        if field.type in REFERENCES and isinstance(value, dict) and not value.get("id"):
            known = draft.facts.referred(field, value)
            if known is not None:
                fields[field.id] = {**value, "id": known.id}


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
