"""The kinds of rules there are, as far as a form's file is concerned: what each kind needs, and
on which fields it may stand. What a kind does is the domain's (a test holds the two together).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gydesk.catalogue.calc_check import kind_of
from gydesk.catalogue.kinds import Field, Form, Item, Rule, Table
from gydesk.catalogue.source import Source, Step, Trail
from gydesk.catalogue.types import type_of
from gydesk.catalogue.types.base import Lists
from gydesk.errors import CatalogueError, InputError
from gydesk.words import sentence


@dataclass(frozen=True)
class Shape:
    """``keys`` must stand in a rule of this kind; of ``either`` exactly one. ``on`` are the
    kinds of values it may stand on (of any kind when empty), ``like`` says that the other
    field's must be the same, ``column`` that it stands on columns only."""

    keys: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    like: bool = False
    column: bool = False


_LIMIT = ("than", "value")

RULES: Mapping[str, Shape] = {
    "min": Shape(keys=("low",), on=("number",)),
    "gt": Shape(keys=("low",), on=("number",)),
    "range": Shape(keys=("low", "high"), on=("number",)),
    "not_before": Shape(keys=("than",), on=("date",), like=True),
    "not_after": Shape(keys=("than",), on=("date",), like=True),
    "not_less": Shape(keys=("than",), on=("number",), like=True),
    "not_future": Shape(on=("date",)),
    "equals": Shape(either=_LIMIT, on=("number",), like=True),
    "warn_above": Shape(either=_LIMIT, on=("number",), like=True),
    "warn_below": Shape(either=_LIMIT, on=("number",), like=True),
    "warn_differs": Shape(either=_LIMIT, on=("number",), like=True),
    "required_if": Shape(keys=("than", "value")),
    "required_if_not": Shape(keys=("than", "value")),
    "unique": Shape(keys=("fields",)),
    "unique_in_table": Shape(on=("text",), column=True),
    "open_ref": Shape(on=("text",)),
    "phone": Shape(on=("text",)),
    "ip": Shape(on=("text",)),
    "cidr": Shape(on=("text",)),
    "digits": Shape(on=("text",)),
    "credit_code": Shape(on=("text",)),
}


def rule_problems(form: Form, library: Lists, source: Source) -> Iterator[CatalogueError]:
    """What is wrong with the rules of ``form``."""
    for index, rule in enumerate(form.rules):
        yield from _Checker(form, rule, library, source, (Step("rule", index),)).all()


class _Checker:
    def __init__(
        self, form: Form, rule: Rule, library: Lists, source: Source, trail: Trail
    ) -> None:
        self.form, self.rule, self.library = form, rule, library
        self.source, self.trail = source, trail

    def all(self) -> Iterator[CatalogueError]:
        rule, shape = self.rule, RULES.get(self.rule.kind)
        if shape is None:
            yield self._no_such("kind", rule.kind, ", ".join(RULES))
            return
        item = self.form.at(rule.field)
        if item is None:
            yield self._no_such("field", rule.field)
            return
        yield from self._keys(shape)
        if shape.on and kind_of(item) not in shape.on:
            yield self._error("form.rule_on", "field", kind=rule.kind, name=rule.field)
        if shape.column and "." not in rule.field:
            yield self._error("form.rule_on", "field", kind=rule.kind, name=rule.field)
        if rule.than:
            yield from self._than(item, shape)
        for name in rule.fields:
            if name != "project" and name not in self.form.fields:
                yield self._no_such("fields", name)

    def _keys(self, shape: Shape) -> Iterator[CatalogueError]:
        given = {
            "than": bool(self.rule.than),
            "value": self.rule.value is not None,
            "low": self.rule.low is not None,
            "high": self.rule.high is not None,
            "fields": bool(self.rule.fields),
        }
        for key in shape.keys:
            if not given[key]:
                yield self._error("form.missing_key", wanted=key)
        if shape.either and sum(given[key] for key in shape.either) != 1:
            yield self._error("form.missing_key", wanted=" | ".join(shape.either))
        for key, here in given.items():
            if here and key not in shape.keys and key not in shape.either:
                yield self._error("form.rule_key", key, kind=self.rule.kind)

    def _than(self, item: Item, shape: Shape) -> Iterator[CatalogueError]:
        other = self._other()
        if other is None:
            yield self._no_such("than", self.rule.than)
        elif shape.like and kind_of(other) != kind_of(item):
            yield self._error("form.kinds", "than", name=self.rule.than)
        elif self.rule.value is not None:
            try:
                type_of(other).check(self.rule.value, other, self.library)
            except InputError as error:
                yield self._error("form.illegal", "value", reason=sentence(error))

    def _other(self) -> Field | None:
        """The field that ``than`` names: of the same line first."""
        table = self.form.tables.get(self.rule.field.partition(".")[0])
        column = table.by_id.get(self.rule.than) if isinstance(table, Table) else None
        return column or self.form.fields.get(self.rule.than)

    def _no_such(self, key: str, name: str, known: str = "…") -> CatalogueError:
        return self._error("form.no_such", key, name=name, known=known)

    def _error(self, code: str, key: str | None = None, **params: object) -> CatalogueError:
        return self.source.error(code, self.trail, key, **params)
