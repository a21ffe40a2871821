"""How a project stands: its forms by stage, what waits for somebody, what is not made yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gydesk.catalogue.kinds import Form, Stage
from gydesk.domain.facts import OPEN_STATES
from gydesk.store.query import RecordHead, RecordQuery

if TYPE_CHECKING:
    from gydesk.workflow.desk import Desk

_ONCE = frozenset({"once_per_project", "once_per_contract", "once_per_bid"})
_WAITING = ("rejected", "draft", "submitted")
LATEST = 8
SHOWN = 50
_MOST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FormStanding:
    """One form in a project: how many records are in which state, the latest of them;
    ``missing`` when the project has passed the form's stage without one."""

    form: Form
    states: Mapping[str, int]
    latest: RecordHead | None
    missing: bool

    @property
    def count(self) -> int:
        """All its records but void ones."""
        return sum(count for state, count in self.states.items() if state != "void")


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStanding:
    """One stage with its forms; ``now`` when the project is in it."""

    stage: Stage
    forms: tuple[FormStanding, ...]
    now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything that the first tab shows of a project, or of all projects together."""

    stages: tuple[StageStanding, ...]
    waiting: tuple[RecordHead, ...]
    """Returned records, drafts, submitted ones, in this order, the latest first: the first
    ``SHOWN`` of each."""
    waiting_count: int
    """How many there are of them all."""
    missing: tuple[Form, ...]
    logs: tuple[RecordHead, ...]
    latest: tuple[RecordHead, ...]


def overview(desk: Desk, project: str = "", state: str | None = None) -> Overview:
    """The standing of a project; without one, what waits and what is new anywhere.

    Missing are the forms made once whose stage the project has passed: a paper that was
    never made, or one made elsewhere that has not come in yet. ``state`` is the project's;
    with it only records are read, which any thread may do.
    """
    every = RecordQuery(forms=tuple(desk.library.forms), project=project, order_by="updated")
    heads = desk.list(every, 0, _MOST if project else LATEST)
    if state is None:
        values = desk.project(project) if project else None
        state = str((values or {}).get("lifecycle_state") or "")
    stage = desk.lifecycle.stage_of(state)
    stages = _stages(desk, heads, stage) if project else ()
    waiting = [
        head for state in _WAITING for head in desk.list(replace(every, states=(state,)), 0, SHOWN)
    ]
    logs = replace(every, forms=("engineering_log",), order_by="date")
    return Overview(
        stages=stages,
        waiting=tuple(waiting),
        waiting_count=desk.count(replace(every, states=_WAITING)),
        missing=tuple(one.form for each in stages for one in each.forms if one.missing),
        logs=tuple(desk.list(logs, 0, LATEST)),
        latest=tuple(heads[:LATEST]),
    )


def _stages(desk: Desk, heads: list[RecordHead], now: str) -> tuple[StageStanding, ...]:
    by_form: dict[str, list[RecordHead]] = {}
    for head in heads:
        by_form.setdefault(head.form, []).append(head)
    order = [stage.id for stage in desk.library.stages]
    here = order.index(now) if now in order else -1
    found = []
    for place, stage in enumerate(desk.library.stages):
        forms = []
        for form in desk.library.forms.values():
            if form.stage != stage.id or form.header not in ("project", "project_optional"):
                continue
            ones = by_form.get(form.id, [])
            made = any(one.state in OPEN_STATES for one in ones)
            passed = form.cadence in _ONCE and form.header == "project" and place < here
            forms.append(
                FormStanding(
                    form=form,
                    states=Counter(one.state for one in ones),
                    latest=max(ones, key=_day, default=None),
                    missing=passed and not made,
                )
            )
        if forms:
            found.append(StageStanding(stage=stage, forms=tuple(forms), now=stage.id == now))
    return tuple(found)


def _day(head: RecordHead) -> tuple[str, str]:
    return head.date, head.id
