"""The life of a filled form: draft, submitted, approved or rejected, signed, archived, void.

Paper decides: the program records what happened on it. A customer may sign before the
internal review is done; what is submitted is frozen, and a correction is a new revision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from gydesk.catalogue.kinds import Form
from gydesk.errors import InputError

State = Literal["draft", "submitted", "approved", "rejected", "signed", "archived", "void"]
Action = Literal["submit", "approve", "reject", "restart", "sign", "archive", "reopen", "void"]

STATES: tuple[State, ...] = (
    "draft",
    "submitted",
    "approved",
    "rejected",
    "signed",
    "archived",
    "void",
)
FIRST: State = "draft"
CUSTOMER_SIGNS = frozenset({"optional_sign", "sign", "sign_stamp"})
"""Of ``Form.customer``: the values with which a record may become ``signed``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One step of a record's life; ``revises`` begins the next revision, the number kept."""

    sources: frozenset[State]
    target: State
    revises: bool = False
    reason: bool = False


def _move(*sources: State, to: State, revises: bool = False, reason: bool = False) -> Move:
    return Move(sources=frozenset(sources), target=to, revises=revises, reason=reason)


MOVES: Mapping[Action, Move] = {
    "submit": _move("draft", to="submitted"),
    "approve": _move("submitted", to="approved"),
    "reject": _move("submitted", to="rejected", reason=True),
    "restart": _move("rejected", to="draft", revises=True),
    "sign": _move("submitted", "approved", to="signed"),
    "archive": _move("approved", "signed", to="archived"),
    "reopen": _move("submitted", "approved", "signed", to="draft", revises=True),
    "void": _move("draft", "submitted", "approved", "rejected", "signed", to="void", reason=True),
}
"""What leads from where to where; ``reason`` marks the steps that need one."""


def move(action: Action, form: Form, state: str, reason: str = "") -> Move:
    """The step that ``action`` takes from ``state``.

    Raises InputError: ``state.<action>`` (not from here), ``state.sign_form`` (the customer
    has no part in this form), ``state.reason`` (none given), ``state.entity`` (a person or a
    project is no form and has no such life).
    """
    step = MOVES[action]
    if form.header == "entity":
        raise InputError("state.entity")
    if action == "sign" and form.customer not in CUSTOMER_SIGNS:
        raise InputError("state.sign_form")
    if state not in step.sources:
        raise InputError(f"state.{action}", state=state)
    if step.reason and not reason.strip():
        raise InputError("state.reason")
    return step


def actions(form: Form, state: str) -> list[Action]:
    """The steps that may follow ``state``, in the order of a record's life."""
    if form.header == "entity":
        return []
    return [
        action
        for action, step in MOVES.items()
        if state in step.sources and (action != "sign" or form.customer in CUSTOMER_SIGNS)
    ]


def is_open(form: Form, state: str) -> bool:
    """True while the content may be edited: a draft, or a person or project at any time."""
    return state == FIRST or form.header == "entity"
