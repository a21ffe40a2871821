"""Recording who approved and signed: on paper mostly, told here by whoever has it in hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from gydesk.catalogue.kinds import Form
from gydesk.domain.change import Json
from gydesk.domain.states import move
from gydesk.errors import InputError
from gydesk.store.query import RecordHead
from gydesk.store.records import Stored
from gydesk.words import language
from gydesk.workflow.papers import Papers
from gydesk.workflow.signoff import (
    Kind,
    Signature,
    check_block,
    customer_block,
    outstanding,
    paths,
    read_day,
    signatures,
)

Scan = Sequence[Mapping[str, Any]]


class Signing(Papers):
    """Signatures under a record, each one transaction, what follows for the project included.

    All give the record's header afterwards and raise StoreError ``record.missing``, InputError
    ``record.deleted``, and ``state.*`` where the step does not lead on from its state.
    """

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

    def signoffs(self, id: str, revision: int | None = None) -> dict[str, Signature]:
        """Who has signed, by signature block (or approver's role where the paper has none);
        of the present revision unless another is named."""
        stored = self.records.get(id)
        return signatures(stored.meta, revision or stored.head.revision)

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
