"""What a form computes by itself: its calculated fields, in the order they depend on each other.

One step a formula, sorted once a form; a cycle is an error of the catalogue. After an edit
only the steps that depend on it run. A field that is computed as a first value only
(``calc_once``) is filled while it is empty, and follows while nobody has changed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Any

from gydesk.catalogue.calc import Formula, evaluate, operand, parse_formula, stored
from gydesk.catalogue.calc_functions import Operand
from gydesk.catalogue.calc_grammar import Call, Name, Node, children
from gydesk.catalogue.kinds import Field, Form, Table
from gydesk.domain.facts import Facts, is_blank
from gydesk.errors import CatalogueError

Data = dict[str, Any]
Row = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One formula: ``target`` is ``field`` or ``table.column``, ``reads`` the same of what it
    needs; a ``table`` alone stands for its rows as a whole."""

    target: str
    field: Field
    table: Table | None
    formula: Formula
    reads: frozenset[str]


@dataclass(frozen=True)
class Plan:
    """A form's steps in an order in which each finds its operands done."""

    form: Form
    steps: tuple[Step, ...]


_plans: dict[int, Plan] = {}


def plan(form: Form) -> Plan:
    """The steps of ``form``; raises CatalogueError ``calc.cycle`` naming the fields in a circle."""
    known = _plans.get(id(form))
    if known is not None and known.form is form:
        return known
    steps = {step.target: step for step in _steps(form)}
    graph = {target: _before(step, steps) for target, step in steps.items()}
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise CatalogueError("calc.cycle", form=form.id, names=circle) from None
    made = _plans[id(form)] = Plan(form, tuple(steps[target] for target in order))
    return made


def _steps(form: Form) -> Iterator[Step]:
    for item in form.items():
        if isinstance(item, Table):
            for column in item.columns:
                if column.calc:
                    formula = parse_formula(column.calc)
                    reads = frozenset(
                        f"{item.id}.{name}" if name in item.by_id else name
                        for name in formula.names
                    )
                    yield Step(f"{item.id}.{column.id}", column, item, formula, reads)
        elif item.calc:
            formula = parse_formula(item.calc)
            yield Step(item.id, item, None, formula, formula.names)


def _before(step: Step, steps: Mapping[str, Step]) -> set[str]:
    """The targets that ``step`` reads; a whole table is every calculated column of it."""
    found = {name for name in step.reads if name in steps}
    for name in step.reads:
        found |= {target for target in steps if target.startswith(f"{name}.")}
    return found


class _Sheet:
    """The scope of a formula over nested data; ``row`` is the row it stands in, if any."""

    def __init__(self, form: Form, data: Mapping[str, Any], facts: Facts) -> None:
        self._form, self._data, self._facts = form, data, facts
        self._fields: Mapping[str, Any] = data.get("fields", {})
        self._filled: dict[str, list[Row]] = {}
        self.row: Row | None = None
        self.table: Table | None = None

    @property
    def today(self) -> date:
        return self._facts.now.date()

    def value(self, name: str) -> Operand:
        if self.table is not None and self.row is not None and name in self.table.by_id:
            return operand(self.table.by_id[name], self.row.get(name))
        field = self._form.fields.get(name)
        return operand(field, self._fields.get(name)) if field else None

    def _rows(self, table: str) -> list[Row]:
        rows = self._filled.get(table)
        if rows is None:
            kind = self._form.tables[table]
            rows = [row for row in self._data.get(table, ()) if not is_blank(kind, row)]
            self._filled[table] = rows
        return rows

    def length(self, table: str) -> int:
        return len(self._rows(table))

    def cell(self, table: str, index: int, column: str) -> Operand:
        field = self._form.tables[table].by_id[column]
        return operand(field, self._rows(table)[index].get(column))

    def records(
        self, form: str, field: str, since: date | None, until: date | None
    ) -> Iterable[tuple[date | None, Operand]]:
        for known in self._facts.records(form, since, until):
            kind = known.form.fields.get(field)
            yield known.day, operand(kind, known.value(field)) if kind else None

    def rows_of(self, table: Table) -> Iterator[Row]:
        """Each row in turn, the formula's own while it is out."""
        self.table = table
        for row in self._data.get(table.id, ()):
            self.row = row
            yield row
        self.table = self.row = None


class Changed:
    """The paths that changed, as steps ask for them: fields, cells, rows, whole tables."""

    def __init__(self, form: Form, paths: Iterable[str]) -> None:
        self._tables = form.tables
        self._names: set[str] = set()
        self._whole: set[str] = set()
        self._rows: dict[str, set[str]] = {}
        for path in paths:
            self.add(path)

    def add(self, path: str) -> None:
        """``field``, ``table`` (all of it), ``table/row/`` (new or gone), ``table/row/column``."""
        table, _, rest = path.partition("/")
        self._names.add(table)
        if rest:
            row, _, column = rest.partition("/")
            self._rows.setdefault(f"{table}.{column}", set()).add(row)
        elif table in self._tables:
            self._whole.add(table)

    def touches(self, step: Step) -> bool:
        """True when ``step`` reads any of it."""
        for name in step.reads:
            table = name.partition(".")[0]
            if name in self._names or name in self._rows:
                return True
            if f"{table}." in self._rows or table in self._whole:
                return True
        return False

    def rows(self, step: Step) -> set[str] | None:
        """The rows in which a column's step has to run; None for all."""
        assert step.table is not None
        if step.table.id in self._whole:
            return None
        found = set(self._rows.get(f"{step.table.id}.", ()))
        for name in step.reads:
            if name.startswith(f"{step.table.id}."):
                found |= self._rows.get(name, set())
            elif name in self._names:
                return None
        return found


def derive(
    form: Form,
    data: Data,
    facts: Facts,
    changed: AbstractSet[str] | None = None,
    former: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Compute into ``data`` what depends on the ``changed`` paths (None: everything).

    ``former`` gives, per ``calc_once`` path, what its formula gave before the edit: a value
    still equal to it follows. Returns the paths whose value changed, with the new value.
    """
    result: dict[str, Any] = {}
    track = Changed(form, changed or ())
    by_hand = changed or frozenset()
    sheet = _Sheet(form, data, facts)
    for step in plan(form).steps:
        if changed is not None and not track.touches(step):
            continue
        only = track.rows(step) if changed is not None and step.table else None
        for path, holder, value in _results(step, sheet, data, only):
            key = step.field.id
            old = holder.get(key)
            if old == value or (path in by_hand and not step.field.readonly):
                continue
            if step.field.calc_once and not _follows(old, path, former):
                continue
            if value is None:
                holder.pop(key, None)
            else:
                holder[key] = value
            result[path] = value
            track.add(path)
    return result


def first_values(form: Form, data: Data, facts: Facts) -> dict[str, Any]:
    """What each ``calc_once`` formula gives now, per path."""
    sheet = _Sheet(form, data, facts)
    return {
        path: value
        for step in plan(form).steps
        if step.field.calc_once
        for path, _, value in _results(step, sheet, data, None)
    }


def _follows(old: Any, path: str, former: Mapping[str, Any] | None) -> bool:
    if old is None:
        return True
    return former is not None and former.get(path) == old


def _results(
    step: Step, sheet: _Sheet, data: Data, only: set[str] | None
) -> Iterator[tuple[str, Row, Any]]:
    """Path, the dict that holds the value, and the new value, for each place of the step."""
    if step.table is None:
        fields = data.setdefault("fields", {})
        yield step.target, fields, stored(step.field, evaluate(step.formula, sheet))
        return
    for row in sheet.rows_of(step.table):
        if only is None or row["_id"] in only:
            path = f"{step.table.id}/{row['_id']}/{step.field.id}"
            yield path, row, stored(step.field, evaluate(step.formula, sheet))


def period_fields(form: Form, other: str) -> tuple[str, str] | None:
    """The two fields that bound the period in which ``form`` asks for records of ``other``."""

    def found(node: Node) -> tuple[str, str] | None:
        if isinstance(node, Call) and len(node.args) == 3:
            subject, since, until = node.args
            asked = getattr(subject, "owner", getattr(subject, "id", ""))
            match (since, until):
                case (Name(id=first), Name(id=last)) if asked == other:
                    return first, last
        return next(filter(None, map(found, children(node))), None)

    return next(filter(None, (found(step.formula.root) for step in plan(form).steps)), None)
