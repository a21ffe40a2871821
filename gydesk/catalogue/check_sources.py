"""Where a form's values come from: whether each source exists, and its values fit.

What is marked internal never flows into what a customer sees: neither by a formula nor by
being taken over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gydesk.catalogue.calc_grammar import parse_formula
from gydesk.catalogue.check_base import Known, Problems, located, no_such
from gydesk.catalogue.kinds import Field, Form, Table
from gydesk.catalogue.source import Source, Step, Trail
from gydesk.errors import CatalogueError

REFERRING = frozenset({"form_ref", "supplier_ref"})
NUMBERS = frozenset({"integer", "decimal", "money", "percent"})
DATES = frozenset({"date", "datetime"})
TEXTS = frozenset({"text", "multiline", "person", "phone", "email"})
CHOOSING = frozenset({"choice", "multichoice"})


def source_problems(form: Form, library: Known, source: Source) -> Problems:
    """What is wrong with the defaults and prefills of ``form``."""
    checker = _Checker(form, library, source)
    for item, trail in located(form):
        if isinstance(item, Field):
            yield from checker.field(item, trail, None)
            continue
        for index, column in enumerate(item.columns):
            yield from checker.field(column, (*trail, Step("columns", index, column.id)), item)
        yield from checker.prefill(item, trail)


class _Checker:
    def __init__(self, form: Form, library: Known, source: Source) -> None:
        self.form, self.library, self.source = form, library, source
        self.hidden = frozenset(hidden(form))

    def field(self, field: Field, trail: Trail, table: Table | None) -> Problems:
        """One field or column."""
        if field.default:
            yield from self._default(field, trail, table)
        if field.calc:
            yield from self._leaks(field, trail, table)

    def _leaks(self, field: Field, trail: Trail, table: Table | None) -> Problems:
        """A formula that shows a customer what is internal."""
        path = f"{table.id}.{field.id}" if table else field.id
        if self.form.customer == "none" or path in self.hidden:
            return
        try:
            names = parse_formula(field.calc).names
        except CatalogueError:  # told by the check of formulas
            return
        for name in sorted(names):
            own = f"{table.id}.{name}" if table else name
            if own in self.hidden or name in self.hidden:
                yield self.source.error("form.leak", trail, "calc", name=name)

    def _default(self, field: Field, trail: Trail, table: Table | None) -> Problems:
        """``today``, ``now``, ``user``, or an attribute of the user, the project, the company,
        or of what a reference field of the form names."""
        owner, dot, attribute = field.default.partition(".")
        entities = self.library.entities
        plain = {"today": ("date", "datetime"), "now": ("datetime",)}
        if owner in plain and not dot:
            if field.type not in plain[owner]:
                yield self.source.error("form.not_here", trail, "default", type=field.type)
            return
        giver: Form | None = None
        if owner in ("user", "project", "company"):
            giver = entities["person" if owner == "user" else owner]
            attribute = attribute or ("name" if owner == "user" else "")
        elif table is None:
            giver = self._referred(self.form.fields.get(owner))
        if giver is None:
            sources = ["today", "now", "user", "project.…", "company.…"]
            sources += [f"{one.id}.…" for one in self.form.fields.values() if self._referred(one)]
            yield self._no_such(trail, "default", field.default, sources)
        elif attribute not in giver.fields:
            yield self._no_such(trail, "default", attribute, giver.fields)
        elif not fits(giver.fields[attribute], field):
            yield self.source.error("form.kinds", trail, "default", name=attribute)
        else:
            ours = f"{table.id}.{field.id}" if table else field.id
            yield from self._leak(giver, attribute, ours, trail, "default")

    def _referred(self, field: Field | None) -> Form | None:
        """The form whose records a reference field names."""
        if field is None or field.type not in REFERRING:
            return None
        if field.type == "supplier_ref":
            return self.library.entities["supplier"]
        return self.library.forms.get(field.form)

    def prefill(self, table: Table, trail: Trail) -> Problems:
        """The lines a table takes over."""
        if table.prefill is None:
            return
        owner, _, name = table.prefill.source.partition(".")
        giver = self._referred(self.form.fields.get(owner)) or self.library.forms.get(owner)
        theirs = giver.tables.get(name) if giver else None
        if giver is None or theirs is None:
            yield self._no_such(trail, "source", table.prefill.source, ())
            return
        for column, ours in table.prefill.columns.items():
            if column not in theirs.by_id:
                yield self._no_such(trail, "columns", column, theirs.by_id)
            elif ours not in table.by_id:
                yield self._no_such(trail, "columns", ours, table.by_id)
            elif not fits(theirs.by_id[column], table.by_id[ours]):
                yield self.source.error("form.kinds", trail, "prefill", name=column)
            else:
                there, here = f"{name}.{column}", f"{table.id}.{ours}"
                yield from self._leak(giver, there, here, trail, "prefill")

    def _leak(self, giver: Form, theirs: str, ours: str, trail: Trail, key: str) -> Problems:
        """Taking over what is internal there into what a customer sees here."""
        if self.form.customer != "none" and ours not in self.hidden and theirs in hidden(giver):
            yield self.source.error("form.leak", trail, key, name=theirs)

    def _no_such(self, trail: Trail, key: str, name: str, known: Iterable[str]) -> CatalogueError:
        return no_such(self.source, trail, key, name, known)


def hidden(form: Form) -> Iterator[str]:
    """The fields, tables and ``table.column`` that the customer's copy leaves out."""
    for section in form.sections:
        for item in section.items:
            inside = section.internal or item.internal
            if inside:
                yield item.id
            if isinstance(item, Table):
                for column in item.columns:
                    if inside or column.internal:
                        yield f"{item.id}.{column.id}"


def fits(giver: Field, taker: Field) -> bool:
    """Whether a value of ``giver`` can be taken over by ``taker``."""
    if giver.type in CHOOSING and taker.type == giver.type:
        return giver.choices == taker.choices
    if giver.type == "form_ref" and taker.type == "form_ref":
        return giver.form == taker.form
    if giver.type == taker.type:
        return True
    if taker.type in TEXTS:
        return giver.type in TEXTS or (giver.type == "choice" and giver.open_choice)
    return any({giver.type, taker.type} <= alike for alike in (NUMBERS, DATES))
