"""What a formula can't know by itself: that its names exist, and that every value is of a kind
its place can take. Checked once, when the forms are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from gydesk.catalogue.calc_functions import FUNCTIONS, NUMBER_TYPES, Kind
from gydesk.catalogue.calc_grammar import (
    Binary,
    Call,
    Comparison,
    Formula,
    Member,
    Name,
    Negative,
    Node,
    Number,
    takes,
)
from gydesk.catalogue.kinds import Field, Form, Table
from gydesk.errors import CatalogueError


class Forms(Protocol):
    """The part of the library that a check needs."""

    @property
    def forms(self) -> Mapping[str, Form]:
        """All forms by id."""


def check_formula(
    formula: Formula,
    form: Form,
    library: Forms,
    *,
    table: Table | None = None,
    target: Field | None = None,
) -> None:
    """That every name of ``formula`` exists and every value is of a kind its place can take.

    ``table`` is the table whose column it calculates, ``target`` the field that takes the
    result. Raises CatalogueError ``calc.name`` naming the unknown name, or ``calc.kind``.
    """
    kind = _Checker(formula, form, library, table).kind(formula.root)
    if target is not None and kind not in _kinds_taken(target):
        raise CatalogueError("calc.kind", form=form.id, text=formula.text, part=target.id)


def kind_of(item: Field | Table) -> Kind:
    """The kind of value a formula reads from a field."""
    if isinstance(item, Table):
        return "table"
    if item.type in NUMBER_TYPES:
        return "number"
    if item.type in ("date", "datetime"):
        return "date"
    return "bool" if item.type == "bool" else "text"


def _kinds_taken(target: Field) -> tuple[Kind, ...]:
    if target.type == "choice":
        return "text", "bool"
    return (kind_of(target),)


class _Checker:
    """Walks one formula with its form at hand."""

    def __init__(self, formula: Formula, form: Form, library: Forms, table: Table | None) -> None:
        self._formula, self._form, self._library, self._table = (
            formula,
            form,
            library,
            table,
        )

    def kind(self, node: Node) -> Kind:
        match node:
            case Number():
                return "number"
            case Name(id="today"):
                return "date"
            case Name(id=name):
                return kind_of(self._named(name))
            case Member(owner=owner, id=column):
                item = self._form.at(f"{owner}.{column}")
                if item is None:
                    raise self._unknown(f"{owner}.{column}")
                return kind_of(item)
            case Negative(of=inner):
                return self._wanted(inner, "number")
            case Binary(left=left, right=right):
                self._wanted(left, "number")
                return self._wanted(right, "number")
            case Comparison(left=left, right=right):
                self._wanted(right, self.kind(left))
                return "bool"
            case Call():
                return self._called(node)

    def _called(self, call: Call) -> Kind:
        for arg, kind in takes(call):
            if kind == "table" and isinstance(arg, Name):
                self._wanted(arg, "table")
                for column, _ in call.where:
                    self.kind(Member(arg.id, column))
            elif kind == "form" and isinstance(arg, Name):
                self._other(arg.id)
            elif kind == "form_field" and isinstance(arg, Member):
                field = self._other(arg.owner).fields.get(arg.id)
                if field is None:
                    raise self._unknown(f"{arg.owner}.{arg.id}")
                if kind_of(field) != "number":
                    raise self._mismatch(f"{arg.owner}.{arg.id}")
            elif kind == "series":
                found = self.kind(arg)
                if call.function == "sum" and found != "number":
                    raise self._mismatch(call.function)
            else:
                self._wanted(arg, kind)
        return FUNCTIONS[call.function].gives

    def _named(self, name: str) -> Field | Table:
        found = self._table.by_id.get(name) if self._table else None
        found_here = found or self._form.fields.get(name) or self._form.tables.get(name)
        if found_here is None:
            raise self._unknown(name)
        return found_here

    def _other(self, form: str) -> Form:
        found = self._library.forms.get(form)
        if found is None:
            raise self._unknown(form)
        return found

    def _wanted(self, node: Node, kind: Kind) -> Kind:
        if self.kind(node) != kind:
            raise self._mismatch(getattr(node, "id", kind))
        return kind

    def _unknown(self, name: str) -> CatalogueError:
        return CatalogueError("calc.name", form=self._form.id, text=self._formula.text, name=name)

    def _mismatch(self, part: str) -> CatalogueError:
        return CatalogueError("calc.kind", form=self._form.id, text=self._formula.text, part=part)
