"""The working copy of one record: what an editor holds, or a script fills.

Every edit goes through it, so that calculations, references and lines that come with them
follow at once; it tells which paths changed, and what differs from what was last saved.
Paths are ``field`` or ``table/row/column``; a table's id alone stands for its lines as a whole.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from gydesk.catalogue.kinds import Field, Form, Table
from gydesk.domain import prefill
from gydesk.domain.derive import Data, Row, derive, first_values, period_fields, plan
from gydesk.domain.facts import Facts, is_blank
from gydesk.domain.fold import flatten, nest
from gydesk.domain.order import key_between
from gydesk.domain.rules import Problem, problems
from gydesk.errors import InputError

Paths = set[str]


class Draft:
    """One record in work. ``touched`` are the paths that the latest operation changed."""

    def __init__(
        self,
        form: Form,
        record: str,
        facts: Facts,
        saved: Mapping[str, Any] | None = None,
        head: Any = None,
    ) -> None:
        """``saved`` are the record's flat values; without them it is a new one, with the first
        values of its form. ``head`` is carried for whoever shows the record."""
        self.form = form
        self.id = record
        self.facts = facts
        self.head = head
        self.is_new = saved is None
        self.touched: Paths = set()
        self._saved: dict[str, Any] = dict(saved or {})
        self._once = any(step.field.calc_once for step in plan(form).steps)
        self.data: Data = nest(self._saved, form)
        if saved is None:
            self._begin()

    def _begin(self) -> None:
        self.data = prefill.defaults(self.form, self.facts)
        derive(self.form, self.data, self.facts)
        for table, _ in prefill.form_tables(self.form):
            rows = prefill.form_rows(self.form, table, self.data, self.facts)
            if rows:
                self.data[table.id] = rows
        for table_id in self.form.tables:
            _keep_rising(self.data[table_id])
        derive(self.form, self.data, self.facts)

    def get(self, path: str) -> Any:
        """The value at ``path``; None where nothing is."""
        table, _, rest = path.partition("/")
        if not rest:
            return self.data["fields"].get(path)
        row, _, column = rest.partition("/")
        return self.row(table, row).get(column)

    def row(self, table: str, row: str) -> Row:
        """One line; raises InputError ``draft.path`` when it is not there."""
        for found in self.data.get(table, ()):
            if found["_id"] == row:
                return found  # type: ignore[no-any-return]
        raise InputError("draft.path", path=f"{table}/{row}")

    def set(self, path: str, value: Any) -> Paths:
        """Set one value (None or empty clears it); the paths whose value changed."""
        return self.set_many({path: value})

    def set_many(self, values: Mapping[str, Any]) -> Paths:
        """Set several values at once, so that nothing set is overwritten by what follows
        from another one. Values of calculated fields are passed over."""
        once = first_values(self.form, self.data, self.facts) if self._once else {}
        periods = self._lines_of_period(values)
        changed: Paths = set()
        references: list[tuple[Field, Any]] = []
        for path, value in values.items():
            field = self._field(path)
            if field.readonly:
                continue
            old = self._put(path, value)
            if old != self.get(path):
                changed.add(path)
                if field.type in prefill.REFERENCES and "/" not in path:
                    references.append((field, old))
        while references:
            changed |= self._pull(*references.pop(), references, values)
        changed |= derive(self.form, self.data, self.facts, changed, once).keys()
        for table, rows in periods:
            if prefill.same_rows(table, self.data[table.id], rows):
                changed |= self._take_rows(
                    table, prefill.form_rows(self.form, table, self.data, self.facts)
                )
                changed |= derive(self.form, self.data, self.facts, {table.id}).keys()
        self.touched = changed
        return changed

    def _field(self, path: str) -> Field:
        table, _, rest = path.partition("/")
        column = rest.rpartition("/")[2]
        found = self.form.at(f"{table}.{column}" if rest else path)
        if not isinstance(found, Field):
            raise InputError("draft.path", path=path)
        return found

    def _put(self, path: str, value: Any) -> Any:
        """Set without consequences; the value before."""
        table, _, rest = path.partition("/")
        holder = self.row(table, rest.partition("/")[0]) if rest else self.data["fields"]
        key = rest.rpartition("/")[2] or path
        old = holder.get(key)
        if value is None or value == "" or value == []:
            holder.pop(key, None)
        else:
            holder[key] = value
        return old

    def _pull(
        self,
        ref: Field,
        former: Any,
        references: list[tuple[Field, Any]],
        given: Mapping[str, Any],
    ) -> Paths:
        """Take what the record named by ``ref`` gives, where nobody put something else."""
        changed: Paths = set()
        source = self.facts.referred(ref, self.get(ref.id)) if self.get(ref.id) else None
        before = self.facts.referred(ref, former) if former else None
        gave = prefill.pulled_values(self.form, ref, before)
        for name, value in prefill.pulled_values(self.form, ref, source).items():
            old = self.get(name)
            if name in given or value == old or (old is not None and old != gave.get(name)):
                continue
            self._put(name, value)
            changed.add(name)
            if self.form.fields[name].type in prefill.REFERENCES:
                references.append((self.form.fields[name], old))
        for table in prefill.ref_tables(self.form, ref):
            rows = prefill.ref_rows(self.form, table, source, self.facts)
            if rows and self._untouched(table, before):
                changed |= self._take_rows(table, rows)
        return changed

    def _untouched(self, table: Table, before: Any) -> bool:
        rows = self.data[table.id]
        if all(is_blank(table, row) for row in rows):
            return True
        former = prefill.ref_rows(self.form, table, before, self.facts)
        standing = prefill.standing_rows(table, self.facts)
        return any(prefill.same_rows(table, rows, other) for other in (former, standing))

    def _take_rows(self, table: Table, rows: list[Row]) -> Paths:
        if prefill.same_rows(table, self.data[table.id], rows):
            return set()
        self.data[table.id] = rows
        _keep_rising(rows)
        return {table.id}

    def _lines_of_period(self, values: Mapping[str, Any]) -> list[tuple[Table, list[Row]]]:
        """Tables whose lines come from a period that ``values`` may move, with the lines that
        the present period gives."""
        found = []
        for table, owner in prefill.form_tables(self.form):
            names = set(period_fields(self.form, owner) or ())
            for step in plan(self.form).steps:
                if step.target in names:
                    names |= step.reads
            if names & values.keys():
                rows = prefill.form_rows(self.form, table, self.data, self.facts)
                found.append((table, rows))
        return found

    def pull_rows(self, table_id: str) -> Paths:
        """Add the lines that the table's source has now and that are not here yet."""
        table = self.form.tables[table_id]
        if not table.prefill:
            return set()
        owner = self.form.fields.get(table.prefill.source.partition(".")[0])
        if owner is None:
            rows = prefill.form_rows(self.form, table, self.data, self.facts)
        else:
            source = self.facts.referred(owner, self.get(owner.id))
            rows = prefill.ref_rows(self.form, table, source, self.facts)
        here = {prefill.line_key(table, row) for row in self.data[table_id]}
        new = [row for row in rows if prefill.line_key(table, row) not in here]
        self.data[table_id].extend(new)
        return self._restructured(table_id, [row["_id"] for row in new])

    def add_row(
        self, table: str, at: int | None = None, values: Mapping[str, Any] | None = None
    ) -> str:
        """A new line at index ``at`` (the end without one); its row id."""
        row = prefill.blank_row(self._table(table), self.facts)
        rows = self.data[table]
        rows.insert(len(rows) if at is None else at, row)
        changed = self._restructured(table, [row["_id"]])
        if values:
            where = f"{table}/{row['_id']}"
            changed |= self.set_many({f"{where}/{name}": v for name, v in values.items()})
        self.touched = changed
        return str(row["_id"])

    def remove_row(self, table: str, row: str) -> Paths:
        """Take a line away; the paths whose value changed."""
        self.data[table].remove(self.row(table, row))
        return self._restructured(table, [row])

    def move_row(self, table: str, row: str, delta: int) -> Paths:
        """Move a line by ``delta`` places, as far as the table goes."""
        rows: list[Row] = self.data[table]
        line = self.row(table, row)
        old = rows.index(line)
        rows.remove(line)
        rows.insert(min(max(old + delta, 0), len(rows)), line)
        line.pop("_order", None)
        return self._restructured(table, [row])

    def duplicate_row(self, table: str, row: str) -> str:
        """A copy of a line below it; its row id."""
        rows: list[Row] = self.data[table]
        line = self.row(table, row)
        twin = copy.deepcopy(line) | {"_id": prefill.new_row_id()}
        twin.pop("_order", None)
        rows.insert(rows.index(line) + 1, twin)
        self._restructured(table, [twin["_id"]])
        return str(twin["_id"])

    def _table(self, table: str) -> Table:
        found = self.form.tables.get(table)
        if found is None:
            raise InputError("draft.path", path=table)
        return found

    def _restructured(self, table: str, rows: Iterable[str]) -> Paths:
        _keep_rising(self.data[table])
        paths = {f"{table}/{row}/" for row in rows}
        derived = derive(self.form, self.data, self.facts, paths)
        self.touched = {table, *derived}
        return self.touched

    def replace(self, data: Data) -> Paths:
        """Make the data equal to an earlier copy of it, calculations as they stand there."""
        old, self.data = flatten(self.data), copy.deepcopy(data)
        for table in self.form.tables:
            self.data.setdefault(table, [])
        new = flatten(self.data)
        changed = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
        meta = {path for path in changed if path.rpartition("/")[2].startswith("_")}
        self.touched = (changed - meta) | {path.partition("/")[0] for path in meta}
        return self.touched

    def recalculate(self) -> Paths:
        """Compute everything anew, as other records may have changed meanwhile."""
        self.touched = set(derive(self.form, self.data, self.facts))
        return self.touched

    def problems(self, submitting: bool = False) -> list[Problem]:
        """What is wrong, doubtful or (``submitting``) missing."""
        return problems(self.form, self.data, self.facts, submitting=submitting)

    def pending(self) -> dict[str, Any]:
        """The paths that differ from what was last saved, with their values (None: cleared)."""
        now = flatten(self.data)
        found = {path: value for path, value in now.items() if self._saved.get(path) != value}
        for path, value in self._saved.items():
            if value is None or path in now or path.startswith("_"):
                continue
            line, slash, column = path.rpartition("/")
            if not slash or f"{line}/_alive" in now:
                found[path] = None
            elif column == "_alive" and value is True:
                found[path] = False
        return found

    def mark_saved(self, values: Mapping[str, Any], head: Any = None) -> None:
        """``values``, as ``pending`` gave them, are saved now; what was typed since is not."""
        self._saved.update(values)
        self.is_new = False
        if head is not None:
            self.head = head


def _keep_rising(rows: list[Row]) -> None:
    """Give every line an order key between its neighbours'; lines in order keep theirs."""
    before: str | None = None
    for index, row in enumerate(rows):
        key = row.get("_order")
        if key is None or (before is not None and key <= before):
            later = (r["_order"] for r in rows[index + 1 :] if "_order" in r)
            after = next((k for k in later if before is None or k > before), None)
            key = row["_order"] = key_between(before, after)
        before = key
