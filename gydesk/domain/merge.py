"""Merging is set union; what two people left unequal is a conflict until someone settles it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gydesk.domain.change import Change, same
from gydesk.domain.fold import Head, State, is_alive


@dataclass(frozen=True, slots=True)
class Conflict:
    """Several unequal values at one path, the shown one first."""

    path: str
    heads: tuple[Head, ...]


def union(*sets: Iterable[Change]) -> dict[str, Change]:
    """All changes of all sets by id: commutative, associative, idempotent."""
    return {change.id: change for changes in sets for change in changes}


def conflicts(state: State) -> list[Conflict]:
    """What a person has to settle, by path.

    Nothing inside a deleted record or row, and not the order of rows: there the greatest
    key simply holds, as no one could judge it by its look.
    """
    living = state.value("_alive") is not False
    return [
        Conflict(path, heads)
        for path, heads in sorted(state.heads.items())
        if living and len(heads) > 1 and _unequal(heads) and _in_sight(state, path)
    ]


def _unequal(heads: tuple[Head, ...]) -> bool:
    return any(not same(head.value, heads[0].value) for head in heads[1:])


def _in_sight(state: State, path: str) -> bool:
    if is_alive(path):
        return True
    parent, _, last = path.rpartition("/")
    if last == "_order":
        return False
    return path.startswith("_") or not parent or state.value(f"{parent}/_alive") is not False
