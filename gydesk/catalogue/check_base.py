"""What all checks of a form need: the library as they see it, and the way to an item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Protocol

from gydesk.catalogue.kinds import ChoiceSet, Department, Form, Item, Named, Role
from gydesk.catalogue.source import Source, Step, Trail
from gydesk.errors import CatalogueError

Problems = Iterator[CatalogueError]

_ALL_NAMES = 12
_NEAR = 5


class Known(Protocol):
    """The part of the library that the checks need."""

    @property
    def forms(self) -> Mapping[str, Form]: ...
    @property
    def entities(self) -> Mapping[str, Form]: ...
    @property
    def choices(self) -> Mapping[str, ChoiceSet]: ...
    @property
    def departments(self) -> tuple[Department, ...]: ...
    @property
    def departments_by_id(self) -> Mapping[str, Department]: ...
    @property
    def roles(self) -> Mapping[str, Role]: ...
    @property
    def stages_by_id(self) -> Mapping[str, Named]: ...
    @property
    def holders(self) -> Mapping[str, Named]: ...
    @property
    def parties(self) -> Mapping[str, Named]: ...
    @property
    def gates(self) -> Mapping[str, Named]: ...
    @property
    def cadences(self) -> Mapping[str, Named]: ...


def located(form: Form) -> Iterator[tuple[Item, Trail]]:
    """The form's own fields and tables, with the way to each in its file."""
    for index, field in enumerate(form.head):
        yield field, (Step("head", index, field.id),)
    for place, section in enumerate(form.sections):
        for index, item in enumerate(section.items):
            trail = (Step("section", place, section.id), Step("items", index, item.id))
            yield item, trail


def no_such(
    source: Source, trail: Trail, key: str, name: str, known: Iterable[str]
) -> CatalogueError:
    """That ``name`` does not exist, with what it may have been meant for."""
    names = list(known)
    near = names if len(names) <= _ALL_NAMES else get_close_matches(name, names, _NEAR, 0.5)
    return source.error("form.no_such", trail, key, name=name, known=", ".join(near) or "…")
