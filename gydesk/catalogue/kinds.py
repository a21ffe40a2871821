"""What a form is: the frozen kinds that one TOML file is read into.

Everything else in the program (editor, validation, store, paper, spreadsheet,
checklist) derives from these. A kind holds facts only; what a field type does
lives in ``catalogue/types``, what a rule does in ``domain/rules``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

Lang = Literal["zh", "en"]
Width = Literal["third", "half", "full"]
HeaderKind = Literal["project", "project_optional", "none", "supplier", "entity"]
CustomerPart = Literal["none", "receives", "optional_sign", "sign", "sign_stamp"]
Orientation = Literal["portrait", "landscape"]

JsonScalar = str | int | bool | None


@dataclass(frozen=True, kw_only=True)
class Named:
    """Something shown to people: an id for ever, a Chinese and an English name."""

    id: str
    zh: str
    en: str

    def name(self, lang: Lang = "zh") -> str:
        """The name in ``lang``."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, kw_only=True)
class Choice(Named):
    """One entry of a choice set; ``id`` is the stored code."""


@dataclass(frozen=True, kw_only=True)
class ChoiceSet:
    """A list of choices shared by fields."""

    id: str
    choices: tuple[Choice, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Choice]:
        """The choices by their stored code."""
        return {choice.id: choice for choice in self.choices}


@dataclass(frozen=True, kw_only=True)
class Department(Named):
    """A department; ``tab`` ones have forms of their own, listed in handbook order."""

    code: str
    tab: bool = False
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Role(Named):
    """Who fills, approves or signs; ``department`` is empty where it can be any, and an
    outside party's id for the others. ``aliases`` are what the handbook also calls it."""

    department: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Stage(Named):
    """A stage of a project."""


@dataclass(frozen=True, kw_only=True)
class Field(Named):
    """A single field, or a column of a table.

    ``width`` lays out a field in its section, ``weight`` a column in its table.
    ``default`` names where a first value comes from: ``today``, ``now``, ``user``,
    ``user.<attr>``, ``project.<attr>``, ``company.<attr>``, or ``<ref field>.<attr>``
    through a form_ref or supplier_ref field of the same form; ``value`` is a constant
    first value in stored form. ``calc`` is a formula (``catalogue/calc``); the field is
    then read-only unless ``calc_once``, which computes only a first value.
    ``by_hand`` fields are filled with a pen on paper: they print as empty space when empty.
    """

    type: str
    required: bool = False
    width: Width = "third"
    weight: int = 4
    lines: int = 1
    unit: str = ""
    unit_en: str = ""
    hint: str = ""
    hint_en: str = ""
    choices: str = ""
    open_choice: bool = False
    form: str = ""
    default: str = ""
    value: JsonScalar = None
    calc: str = ""
    calc_once: bool = False
    internal: bool = False
    by_hand: bool = False
    was: str = ""

    @property
    def readonly(self) -> bool:
        """True when the program alone computes the value."""
        return bool(self.calc) and not self.calc_once

    def unit_in(self, lang: Lang) -> str:
        """The unit as shown in ``lang``; empty where there is none."""
        return self.unit if lang == "zh" else self.unit_en or self.unit

    def hint_in(self, lang: Lang) -> str:
        """The hint as shown in ``lang``; empty where there is none."""
        return self.hint if lang == "zh" else self.hint_en or self.hint


@dataclass(frozen=True, kw_only=True)
class Prefill:
    """Rows taken over from another form.

    ``source`` is ``<form_ref field>.<table>`` (that one record) or
    ``<form id>.<table>`` (all of the project's records of that form, inside the
    period of this form where it has one). ``columns`` maps their column to ours.
    """

    source: str
    columns: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Table(Named):
    """A table of lines. The leading 序号 column is printed, never stored.

    ``default_rows`` gives, per column, what stands in the first lines of a new record, in
    stored form; texts are stored in Chinese, and ``default_rows_en`` tells them in English.
    ``blank_rows`` is how many lines an empty form for the pen has in all; below lines that
    stand there already (``default_rows``) paper leaves room for a few more anyway.
    """

    columns: tuple[Field, ...]
    required: bool = False
    min_rows: int = 0
    blank_rows: int = 5
    default_rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    default_rows_en: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prefill: Prefill | None = None
    hint: str = ""
    hint_en: str = ""
    internal: bool = False
    was: str = ""

    @cached_property
    def by_id(self) -> Mapping[str, Field]:
        """The columns by id."""
        return {column.id: column for column in self.columns}

    def told(self, column: str, value: Any, lang: Lang) -> Any:
        """A value of ``column`` as it is, or in English where it is one of ``default_rows``."""
        if lang == "zh" or not isinstance(value, str):
            return value
        return self._english.get((column, value), value)

    @cached_property
    def _english(self) -> Mapping[tuple[str, str], str]:
        return {
            (column, value): told
            for column, values in self.default_rows_en.items()
            for value, told in zip(self.default_rows.get(column, ()), values, strict=False)
        }


Item = Field | Table


@dataclass(frozen=True, kw_only=True)
class Section(Named):
    """Fields and tables in paper order under one heading."""

    items: tuple[Item, ...]
    internal: bool = False


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One validation rule; what each ``kind`` means is told in ``domain/rules``.

    ``field`` is a field, a table, or ``table.column``; ``than`` another field (of the
    same row where ``field`` is a column); ``value``/``low``/``high`` constants;
    ``fields`` the fields that must be unique together.
    """

    kind: str
    field: str
    than: str = ""
    value: JsonScalar = None
    low: int | None = None
    high: int | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Approval:
    """One step of the approval chain, in order."""

    role: str
    action: Literal["approve", "review", "countersign", "receive"]


@dataclass(frozen=True, kw_only=True)
class SignOff(Named):
    """A signature block on the paper."""

    role: str
    stamp: bool = False


@dataclass(frozen=True, kw_only=True)
class Link:
    """How this form stands to another one."""

    form: str
    relation: str


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What the handbook itself says of the form (``kind`` seed), or what it was inferred from."""

    kind: Literal["seed", "implied", "program"]
    ref: str = ""
    quote: str = ""
    states: tuple[str, ...] = ()
    inferred_from: str = ""


@dataclass(frozen=True, kw_only=True)
class Form(Named):
    """One form of the handbook, or one of the program's own entities (project, person …).

    ``head`` are the header fields that every form of this header has (fill date, filled by);
    ``copies`` the holders of the printed copies in order; ``date_field`` the form's main date
    (lists, numbering by period, ``count_forms``); ``title_fields`` what a list shows as its title.
    """

    version: int = 1
    aliases: tuple[str, ...] = ()
    department: str = ""
    stage: str = ""
    header: HeaderKind = "project"
    filled_by: str = ""
    participants: tuple[str, ...] = ()
    approvals: tuple[Approval, ...] = ()
    supervisor: str = ""
    recipients: tuple[str, ...] = ()
    customer: CustomerPart = "none"
    copies: tuple[str, ...] = ("company",)
    cadence: str = "on_event"
    trigger: str = ""
    trigger_en: str = ""
    prefix: str = ""
    number: str = "{prefix}-{project_no}-{station}{seq:03d}"
    gate: str = ""
    orientation: Orientation = "portrait"
    empty: Literal["slash", "blank"] = "slash"
    date_field: str = "fill_date"
    title_fields: tuple[str, ...] = ()
    note: str = ""
    origin: Origin = Origin(kind="program")
    links: tuple[Link, ...] = ()
    head: tuple[Field, ...] = ()
    sections: tuple[Section, ...] = ()
    rules: tuple[Rule, ...] = ()
    sign_off: tuple[SignOff, ...] = ()

    def items(self) -> Iterator[Item]:
        """Header fields, then the fields and tables of every section, in paper order."""
        yield from self.head
        for section in self.sections:
            yield from section.items

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """All single fields by id, header fields first."""
        return {item.id: item for item in self.items() if isinstance(item, Field)}

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """All tables by id."""
        return {item.id: item for item in self.items() if isinstance(item, Table)}

    def at(self, path: str) -> Item | None:
        """The field, table or column that ``field``, ``table`` or ``table.column`` names."""
        head, _, column = path.partition(".")
        if column:
            table = self.tables.get(head)
            return table.by_id.get(column) if table else None
        return self.fields.get(head) or self.tables.get(head)

    def without_internal(self) -> Form:
        """The form as a customer may see it: the one gate for everything marked internal."""
        sections = tuple(
            replace(section, items=tuple(_public_items(section.items)))
            for section in self.sections
            if not section.internal
        )
        return replace(self, sections=tuple(s for s in sections if s.items))


def _public_items(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        if item.internal:
            continue
        if isinstance(item, Table):
            yield replace(item, columns=tuple(c for c in item.columns if not c.internal))
        else:
            yield item
