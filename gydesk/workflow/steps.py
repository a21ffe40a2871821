"""The life of a form after it was filled: submitted, archived, void, begun again; deleted and
restored. Each is one transaction, what follows for the project included."""

from __future__ import annotations

from datetime import date

from gydesk.domain.change import Change, Json
from gydesk.domain.numbers import numbering
from gydesk.domain.prefill import REFERENCES
from gydesk.domain.rules import blocking
from gydesk.domain.states import Action, move
from gydesk.errors import InputError
from gydesk.store.query import RecordHead, RecordQuery
from gydesk.store.settings import Counters
from gydesk.workflow.incomplete import incomplete
from gydesk.workflow.opened import OpenDraft
from gydesk.workflow.signing import Scan, Signing
from gydesk.workflow.signoff import content_hash


class Steps(Signing):
    """What happens to a record as a whole; errors as in ``Signing``."""

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

    def history(self, id: str) -> list[Change]:
        """All changes of the record, each after those it saw."""
        return self.records.history(id)

    # ---- parts

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
