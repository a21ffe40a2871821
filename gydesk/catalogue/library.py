"""All forms, choices and names of the handbook, read once a process.

``library()`` is the program's own; ``load(folder)`` reads any folder laid out like it:

    head.toml                        the fields above every form's own
    choices.toml                     the lists of choices
    forms/<department>/<form>.toml   the forms; <form>.v1.toml is an older version
    entities/<entity>.toml           company, customer, project, person, supplier
    workflow/*.toml                  departments, roles, stages, and other named things
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from gydesk import paths
from gydesk.catalogue import kept
from gydesk.catalogue.kinds import (
    Choice,
    ChoiceSet,
    Department,
    Form,
    Lang,
    Named,
    Role,
    Stage,
)
from gydesk.catalogue.read import read_form, read_head, read_lists
from gydesk.catalogue.source import Source, load_source
from gydesk.errors import CatalogueError

ENTITIES = ("company", "customer", "project", "person", "supplier")


@dataclass(frozen=True)
class Library:
    """The catalogue. Mappings keep the handbook's order."""

    forms: Mapping[str, Form]
    entities: Mapping[str, Form]
    choices: Mapping[str, ChoiceSet]
    departments: tuple[Department, ...]
    roles: Mapping[str, Role]
    stages: tuple[Stage, ...]
    states: Mapping[str, Named]
    holders: Mapping[str, Named]
    parties: Mapping[str, Named]
    gates: Mapping[str, Named]
    cadences: Mapping[str, Named]
    older: Mapping[tuple[str, int], Form] = field(default_factory=dict)

    def form(self, form: str, version: int | None = None) -> Form:
        """A form or entity by id, as it is now or as it was in ``version``; raises
        CatalogueError ``form.unknown``."""
        found = self.forms.get(form) or self.entities.get(form)
        if found is not None and version is not None and version != found.version:
            found = self.older.get((form, version))
        if found is None:
            wanted = form if version is None else f"{form} v{version}"
            raise CatalogueError("form.unknown", form=wanted)
        return found

    @cached_property
    def departments_by_id(self) -> Mapping[str, Department]:
        """The departments by id."""
        return {department.id: department for department in self.departments}

    @cached_property
    def stages_by_id(self) -> Mapping[str, Stage]:
        """The stages by id."""
        return {stage.id: stage for stage in self.stages}

    def forms_of(self, department: str) -> tuple[Form, ...]:
        """The forms in a department's tab, in handbook order."""
        return tuple(form for form in self.forms.values() if form.department == department)

    def party(self, identifier: str) -> Named | None:
        """A role, a department or an outside party: whoever may get or sign a form."""
        return (
            self.roles.get(identifier)
            or self.departments_by_id.get(identifier)
            or self.parties.get(identifier)
        )

    def name_of(self, kind: str, identifier: str, lang: Lang = "zh") -> str:
        """The name of a ``form``, ``department``, ``role``, ``stage``, ``state``, ``holder``,
        ``party``, ``gate`` or ``cadence``; the id itself where it is not known."""
        named: Named | None
        match kind:
            case "form":
                named = self.forms.get(identifier) or self.entities.get(identifier)
            case "department":
                named = self.departments_by_id.get(identifier)
            case "role":
                named = self.roles.get(identifier)
            case "stage":
                named = self.stages_by_id.get(identifier)
            case "state":
                named = self.states.get(identifier)
            case "holder":
                named = self.holders.get(identifier)
            case "gate":
                named = self.gates.get(identifier)
            case "cadence":
                named = self.cadences.get(identifier)
            case _:
                named = self.party(identifier)
        return named.name(lang) if named else identifier

    def choice(self, choices: str, code: str, lang: Lang = "zh") -> str:
        """The name of a choice; the code itself (own words) where the set has no such one."""
        known = self.choices.get(choices)
        found = known.by_code.get(code) if known else None
        return found.name(lang) if found else code


@cache
def library() -> Library:
    """The program's own catalogue."""
    return load()


def load(folder: Path | None = None) -> Library:
    """The catalogue in ``folder`` (the program's resources without one); raises
    CatalogueError for the first thing wrong in it."""
    root = folder or paths.resources()
    names = list(_names(root))
    if folder is None:
        key = kept.key_of(root, names)
        data = kept.read(key)
        if data is not None:
            try:
                return _library({name: Source(name, "", data[name]) for name in names})
            except (CatalogueError, KeyError):
                kept.drop()
    sources = {name: load_source(root / name, name) for name in names}
    found = _library(sources)
    for problem in problems(found, sources):
        raise problem
    if folder is None:
        kept.write(key, {name: source.data for name, source in sources.items()})
    return found


def problems(library: Library, sources: Mapping[str, Source]) -> Iterator[CatalogueError]:
    """Everything that is wrong in a catalogue read from ``sources``."""
    from gydesk.catalogue.check import form_problems
    from gydesk.catalogue.check_lists import list_problems

    yield from list_problems(library, sources)
    older = {
        f"forms/{form.department}/{form.id}.v{form.version}.toml": form
        for form in library.older.values()
    }
    now = {f"forms/{form.department}/{form.id}.toml": form for form in library.forms.values()}
    for name, form in {**now, **older}.items():
        if name in sources:
            yield from form_problems(form, library, sources[name])
    for name in sources:
        if name.startswith("forms/") and name not in now and name not in older:
            yield sources[name].error("form.place", key="id")
    for name, form in older.items():
        present = library.forms.get(form.id)
        if present is None or form.version >= present.version:
            yield sources[name].error("form.place", key="id")
    for form in library.entities.values():
        yield from form_problems(form, library, sources[f"entities/{form.id}.toml"])


def _names(root: Path) -> Iterator[str]:
    yield from ("head.toml", "choices.toml")
    for folder in ("forms/*", "entities", "workflow"):
        for path in sorted(root.glob(f"{folder}/*.toml")):
            yield path.relative_to(root).as_posix()


def _library(sources: Mapping[str, Source]) -> Library:
    def source(name: str) -> Source:
        if name not in sources:
            raise CatalogueError("form.file_missing", file=name, line=1)
        return sources[name]

    head = read_head(source("head.toml"))
    departments = read_lists(source("workflow/departments.toml"), department=Department)
    roles = _by_id(read_lists(source("workflow/roles.toml"), role=Role)["role"])
    stages = read_lists(source("workflow/stages.toml"), stage=Stage)["stage"]
    terms = read_lists(
        source("workflow/terms.toml"),
        **dict.fromkeys(("state", "holder", "party", "gate", "cadence"), Named),
    )
    choices = _by_id(read_lists(source("choices.toml"), set=ChoiceSet)["set"])
    choices["roles"] = _choices_of("roles", roles)
    current: dict[str, Form] = {}
    older: dict[tuple[str, int], Form] = {}
    for name, one in sources.items():
        if not name.startswith("forms/"):
            continue
        form = read_form(one, head)
        if name.count(".") > 1:
            older[form.id, form.version] = form
        else:
            current[form.id] = form
    listed = [form for department in departments["department"] for form in department.forms]
    order = {form: index for index, form in enumerate(listed)}
    ids = sorted(current, key=lambda form: order.get(form, len(order)))
    return Library(
        forms={form: current[form] for form in ids},
        entities={name: read_form(source(f"entities/{name}.toml")) for name in ENTITIES},
        choices=choices,
        departments=departments["department"],
        roles=roles,
        stages=stages,
        states=_by_id(terms["state"]),
        holders=_by_id(terms["holder"]),
        parties=_by_id(terms["party"]),
        gates=_by_id(terms["gate"]),
        cadences=_by_id(terms["cadence"]),
        older=older,
    )


def _by_id(entries: tuple[Any, ...]) -> dict[str, Any]:
    return {entry.id: entry for entry in entries}


def _choices_of(identifier: str, named: Mapping[str, Named]) -> ChoiceSet:
    """Named things as a list to choose from."""
    choices = tuple(Choice(id=one.id, zh=one.zh, en=one.en) for one in named.values())
    return ChoiceSet(id=identifier, choices=choices)
