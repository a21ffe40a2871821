"""What one file can't know: that the names in it exist, and that what it says fits together.

``form_problems`` tells everything that is wrong, each with its file and line; ``check`` raises the
first. That formulas don't go in a circle is known to the domain, which sorts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from gydesk.catalogue.calc_check import check_formula
from gydesk.catalogue.calc_grammar import parse_formula
from gydesk.catalogue.check_base import Known, Problems, located, no_such
from gydesk.catalogue.check_rules import rule_problems
from gydesk.catalogue.check_sources import source_problems
from gydesk.catalogue.kinds import Field, Form, Item, Named, Table
from gydesk.catalogue.source import Source, Step, Trail
from gydesk.catalogue.types import TYPES, type_of
from gydesk.errors import CatalogueError, DeskError, InputError
from gydesk.words import sentence, tr

RESERVED = frozenset({"fields", "today", "now", "user", "project", "company"})
"""Ids with a meaning of their own: in stored data, in formulas, or as the source of a default."""

CHOOSING = frozenset({"choice", "multichoice"})
NUMBER_PARTS = frozenset({"prefix", "project_no", "station", "seq", "yyyy", "yyyymmdd", "ww"})
"""What a number's pattern may be made of; the figures with their width, as in ``{seq:03d}``."""


def check(form: Form, library: Known, source: Source) -> None:
    """Raise the first problem of ``form``, which was read from ``source``."""
    for problem in form_problems(form, library, source):
        raise problem


def form_problems(form: Form, library: Known, source: Source) -> Problems:
    """Everything that is wrong with ``form`` among the others of ``library``."""
    checker = _Checker(form, library, source)
    yield from checker.whole()
    yield from checker.names()
    for item, trail in located(form):
        yield from checker.item(item, trail)
    yield from source_problems(form, library, source)
    yield from rule_problems(form, library, source)


class _Checker:
    def __init__(self, form: Form, library: Known, source: Source) -> None:
        self.form, self.library, self.source = form, library, source

    def whole(self) -> Problems:
        """What concerns the form as one."""
        form = self.form
        seen: set[str] = set()
        for item, trail in located(form):
            if item.id in seen:
                yield self.source.error("form.twice", trail, name=item.id)
            if item.id in RESERVED:
                yield self.source.error("form.reserved", trail, name=item.id)
            seen.add(item.id)
        yield from self._twice("section", form.sections)
        yield from self._twice("sign_off", form.sign_off)
        yield from self._within(form, "version", 1, 9999, ())
        if form.date_field and form.header != "entity":
            field = form.fields.get(form.date_field)
            if field is None or field.type not in ("date", "datetime"):
                dates = [one.id for one in form.fields.values() if one.type.startswith("date")]
                yield self._no_such("date_field", form.date_field, dates)
        for name in form.title_fields:
            if name not in form.fields:
                yield self._no_such("title_fields", name, form.fields)
        if form.header != "entity":
            yield from self._number()

    def _number(self) -> Problems:
        for part in re.findall(r"\{(.*?)\}", self.form.number):
            name, colon, width = part.partition(":")
            if name not in NUMBER_PARTS or (colon and not re.fullmatch("0[1-9]d", width)):
                yield self._no_such("number", part, NUMBER_PARTS)
        if "{station}" not in self.form.number:
            wanted = tr("a pattern with the station, so that no two laptops give the same number")
            yield self.source.error(
                "form.value", key="number", wanted=wanted, found=self.form.number
            )

    def names(self) -> Problems:
        """The names of departments, roles, forms … at the head of the file."""
        form, library = self.form, self.library
        parties = {**library.roles, **library.departments_by_id, **library.parties}
        if form.header != "entity":
            yield from self._one("department", form.department, library.departments_by_id)
            yield from self._one("stage", form.stage, library.stages_by_id)
            yield from self._one("filled_by", form.filled_by, library.roles)
            yield from self._one("cadence", form.cadence, library.cadences)
            yield from self._each("copies", form.copies, library.holders)
            if not form.copies:
                wanted = tr("a list of holders")
                yield self.source.error("form.value", key="copies", wanted=wanted, found="[]")
        if form.supervisor:
            yield from self._one("supervisor", form.supervisor, library.roles)
        if form.gate:
            yield from self._one("gate", form.gate, library.gates)
        yield from self._each("participants", form.participants, library.roles)
        yield from self._each("recipients", form.recipients, parties)
        for index, approval in enumerate(form.approvals):
            trail = (Step("approvals", index),)
            yield from self._one("role", approval.role, library.roles, trail)
        for index, sign_off in enumerate(form.sign_off):
            trail = (Step("sign_off", index, sign_off.id),)
            yield from self._one("role", sign_off.role, library.roles, trail)
        for index, link in enumerate(form.links):
            yield from self._one("form", link.form, library.forms, (Step("links", index),))

    def item(self, item: Item, trail: Trail) -> Problems:
        """One field or table."""
        if item.was and (item.was in self.form.fields or item.was in self.form.tables):
            yield self.source.error("form.twice", trail, "was", name=item.was)
        if isinstance(item, Field):
            yield from self._field(item, trail, None)
            return
        yield from self._within(item, "min_rows", 0, 100, trail)
        yield from self._within(item, "blank_rows", 0, 100, trail)
        if not item.columns:
            yield self.source.error("form.missing_key", trail, wanted="columns")
        for index, column in enumerate(item.columns):
            place = (*trail, Step("columns", index, column.id))
            if column.id in [one.id for one in item.columns[:index]]:
                yield self.source.error("form.twice", place, name=column.id)
            if column.was in item.by_id:
                yield self.source.error("form.twice", place, "was", name=column.was)
            yield from self._field(column, place, item)
        yield from self._default_rows(item, trail)

    def _field(self, field: Field, trail: Trail, table: Table | None) -> Problems:
        if field.type not in TYPES:
            yield self._no_such("type", field.type, TYPES, trail)
            return
        yield from self._within(field, "weight", 1, 100, trail)
        yield from self._within(field, "lines", 1, 40, trail)
        yield from self._belongs(field, "choices", field.type in CHOOSING, trail)
        if field.choices and field.choices not in self.library.choices:
            yield self._no_such("choices", field.choices, self.library.choices, trail)
        if field.open_choice and field.type != "choice":
            yield self.source.error("form.not_here", trail, "open_choice", type=field.type)
        yield from self._belongs(field, "form", field.type == "form_ref", trail)
        if field.form and field.form not in self.library.forms:
            yield self._no_such("form", field.form, self.library.forms, trail)
        if field.calc_once and not field.calc:
            yield self.source.error("form.missing_key", trail, wanted="calc")
        if field.value is not None:
            yield from self._legal(field, field.value, "value", trail)
        if field.calc:
            yield from self._formula(field, trail, table)

    def _belongs(self, field: Field, key: str, wanted: bool, trail: Trail) -> Problems:
        """A key that fields of one type must have, and no others may."""
        if wanted and not getattr(field, key):
            yield self.source.error("form.missing_key", trail, wanted=key)
        elif getattr(field, key) and not wanted:
            yield self.source.error("form.not_here", trail, key, type=field.type)

    def _legal(self, field: Field, value: Any, key: str, trail: Trail) -> Problems:
        try:
            type_of(field).check(value, field, self.library)
        except InputError as error:
            yield self.source.error("form.illegal", trail, key, reason=sentence(error))

    def _formula(self, field: Field, trail: Trail, table: Table | None) -> Problems:
        try:
            formula = parse_formula(field.calc)
            check_formula(formula, self.form, self.library, table=table, target=field)
        except DeskError as error:
            yield self.source.error("form.formula", trail, "calc", reason=sentence(error))

    def _default_rows(self, table: Table, trail: Trail) -> Problems:
        for name, values in table.default_rows.items():
            column = table.by_id.get(name)
            if column is None:
                yield self._no_such("default_rows", name, table.by_id, trail)
                continue
            for value in values:
                yield from self._legal(column, value, "default_rows", trail)
        for name, told in table.default_rows_en.items():
            if len(told) != len(table.default_rows.get(name, ())):
                wanted = tr("as many texts as in default_rows")
                yield self.source.error(
                    "form.value", trail, "default_rows_en", wanted=wanted, found=len(told)
                )

    def _twice(self, key: str, named: Iterable[Named]) -> Problems:
        seen: set[str] = set()
        for index, one in enumerate(named):
            if one.id in seen:
                yield self.source.error("form.twice", (Step(key, index, one.id),), name=one.id)
            seen.add(one.id)

    def _within(self, holder: Any, key: str, low: int, high: int, trail: Trail) -> Problems:
        found = getattr(holder, key)
        if not low <= found <= high:
            wanted = tr("a number from {low} to {high}", low=low, high=high)
            yield self.source.error("form.value", trail, key, wanted=wanted, found=found)

    def _one(self, key: str, name: str, known: Iterable[str], trail: Trail = ()) -> Problems:
        if name not in known:
            yield self._no_such(key, name, known, trail)

    def _each(self, key: str, names: Iterable[str], known: Iterable[str]) -> Problems:
        for name in names:
            yield from self._one(key, name, known)

    def _no_such(
        self, key: str, name: str, known: Iterable[str], trail: Trail = ()
    ) -> CatalogueError:
        return no_such(self.source, trail, key, name, known)
