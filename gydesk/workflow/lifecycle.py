"""What a form does to its project: the project's state, its dates and its contract.

``resources/workflow/lifecycle.toml`` says it; names of the states stand in the choice set
``lifecycle``. A paper proves what went before it, as on a laptop the papers of other
departments may be missing: a project that is still further behind is moved too.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from gydesk import paths
from gydesk.catalogue.kinds import Form
from gydesk.catalogue.read import read_lists
from gydesk.catalogue.source import load_source
from gydesk.domain.facts import OPEN_STATES, is_empty
from gydesk.domain.fold import Data
from gydesk.workflow.signoff import Signature, customer_block, outstanding

FIRST = "lead"
On = Literal[
    "draft", "submitted", "approved", "signed", "approved_or_signed", "approved_and_signed"
]


@dataclass(frozen=True, kw_only=True)
class ProjectState:
    """A state of a project: the stage it lies in; nothing follows a ``final`` one."""

    id: str
    stage: str
    final: bool = False


@dataclass(frozen=True, kw_only=True)
class Transition:
    """``form`` reaching ``on`` (with ``field`` one of ``values``) leads a project to ``to``.

    Without a form it is the project's own ``field`` being filled that does. ``exact`` ones
    start from ``after`` alone, not from what lies before it.
    """

    after: tuple[str, ...]
    to: str
    form: str = ""
    on: On = "submitted"
    field: str = ""
    values: tuple[str, ...] = ()
    exact: bool = False


@dataclass(frozen=True, kw_only=True)
class Effect:
    """``form`` reaching ``on`` (with ``field`` one of ``values``) gives the project values:
    ``set`` maps the project's attribute to the form's field."""

    form: str
    on: On
    set: Mapping[str, str]
    field: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lifecycle:
    """The whole description."""

    states: tuple[ProjectState, ...]
    transitions: tuple[Transition, ...]
    effects: tuple[Effect, ...]

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Each state's place in the life of a project."""
        return {state.id: place for place, state in enumerate(self.states)}

    @cached_property
    def final(self) -> frozenset[str]:
        """The states that nothing follows."""
        return frozenset(state.id for state in self.states if state.final)

    def stage_of(self, state: str) -> str:
        """The stage that a state lies in; "" for one that is not known."""
        place = self.order.get(state)
        return "" if place is None else self.states[place].stage

    def follow(
        self,
        project: Mapping[str, Any],
        form: str,
        data: Data,
        before: AbstractSet[str],
        now: AbstractSet[str],
    ) -> dict[str, Any]:
        """What changes in ``project`` as a record of ``form`` comes from the marks ``before``
        to ``now`` (``marks``)."""
        changes: dict[str, Any] = {}
        fields = data.get("fields", {})
        for effect in self.effects:
            if effect.form == form and _reached(effect, fields, before, now):
                given = {name: fields.get(source) for name, source in effect.set.items()}
                changes |= {name: value for name, value in given.items() if not is_empty(value)}
        state = str(project.get("lifecycle_state") or FIRST)
        for step in self.transitions:
            if step.form == form and _reached(step, fields, before, now):
                state = self._next(step, state)
        changes["lifecycle_state"] = state
        return self.settled({**project, **changes}, project)

    def settled(self, project: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
        """What differs from ``before`` once the project's own attributes have had their say."""
        state = str(project.get("lifecycle_state") or FIRST)
        for step in self.transitions:
            if not step.form and not is_empty(project.get(step.field)):
                state = self._next(step, state)
        full = {**project, "lifecycle_state": state}
        return {name: value for name, value in full.items() if value != before.get(name)}

    def _next(self, step: Transition, state: str) -> str:
        """The state after ``step``, or the same where it does not apply."""
        if state in step.after:
            return step.to
        here = self.order.get(state)
        if step.exact or here is None or state in self.final:
            return state
        behind = here < min(self.order[one] for one in step.after)
        return step.to if behind and here < self.order[step.to] else state


def _reached(
    rule: Transition | Effect,
    fields: Mapping[str, Any],
    before: AbstractSet[str],
    now: AbstractSet[str],
) -> bool:
    fits = not rule.values or fields.get(rule.field) in rule.values
    return fits and _holds(rule.on, now) and not _holds(rule.on, before)


def _holds(on: On, marks: AbstractSet[str]) -> bool:
    match on:
        case "approved_or_signed":
            return bool(marks & {"approved", "signed"})
        case "approved_and_signed":
            return {"approved", "signed"} <= marks
        case _:
            return on in marks


def marks(form: Form, state: str, signed: Mapping[str, Signature]) -> frozenset[str]:
    """What a record has reached: ``draft``, ``submitted``, ``approved`` (by everyone of its
    chain), ``signed`` (by the customer). A void or returned one has reached nothing."""
    if state == "draft":
        return frozenset({"draft"})
    if state not in OPEN_STATES:
        return frozenset()
    found = {"draft", "submitted"}
    if state == "approved" or (form.approvals and not any(outstanding(form, signed))):
        found.add("approved")
    if state == "signed" or customer_block(form) in signed:
        found.add("signed")
    return frozenset(found)


@cache
def load(folder: Path | None = None) -> Lifecycle:
    """The description in ``folder`` (the program's resources without one); raises
    CatalogueError ``form.*``."""
    name = "workflow/lifecycle.toml"
    source = load_source((folder or paths.resources()) / name, name)
    lists = read_lists(source, state=ProjectState, transition=Transition, effect=Effect)
    return Lifecycle(lists["state"], lists["transition"], lists["effect"])
