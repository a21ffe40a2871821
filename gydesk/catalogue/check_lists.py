"""Whether the lists that forms share fit together: choices, departments, roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gydesk.catalogue.check_base import Known
from gydesk.catalogue.source import Source, Step, Trail
from gydesk.errors import CatalogueError


def list_problems(library: Known, sources: Mapping[str, Source]) -> Iterator[CatalogueError]:
    """What is wrong with the lists of choices, departments and roles."""
    yield from _choices(library, sources["choices.toml"])
    yield from _departments(library, sources["workflow/departments.toml"])
    yield from _roles(library, sources["workflow/roles.toml"])


def _choices(library: Known, source: Source) -> Iterator[CatalogueError]:
    for index, one in enumerate(library.choices.values()):
        codes = [choice.id for choice in one.choices]
        for place, code in enumerate(codes):
            if code in codes[:place]:
                trail: Trail = (Step("set", index, one.id), Step("choices", place, code))
                yield source.error("form.twice", trail, name=code)


def _departments(library: Known, source: Source) -> Iterator[CatalogueError]:
    for index, department in enumerate(library.departments):
        trail = (Step("department", index, department.id),)
        own = [form.id for form in library.forms.values() if form.department == department.id]
        for form in department.forms:
            if form not in own:
                known = ", ".join(own)
                yield source.error("form.no_such", trail, "forms", name=form, known=known)


def _roles(library: Known, source: Source) -> Iterator[CatalogueError]:
    owners = [*library.departments_by_id, *library.parties]
    for index, role in enumerate(library.roles.values()):
        if role.department and role.department not in owners:
            trail = (Step("role", index, role.id),)
            known = ", ".join(owners)
            yield source.error(
                "form.no_such", trail, "department", name=role.department, known=known
            )
