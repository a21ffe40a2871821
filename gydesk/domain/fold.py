"""From the set of changes to the state of a record, and to the nested data people work on.

The state is a pure function of the set: folding step by step, in any order, with any
repetition, gives what folding the whole set gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from gydesk.catalogue.kinds import Form
from gydesk.domain.change import Change, Json

Data: TypeAlias = dict[str, Any]
"""``{"fields": {field: value}, "<table>": [{"_id": row, "_order": key, column: value}]}``"""


@dataclass(frozen=True, slots=True)
class Head:
    """A value of a path that nobody has replaced: the change that set it."""

    change: str
    lamport: int
    value: Json


@dataclass(slots=True)
class State:
    """What is known of one record.

    ``heads``: per path the changes that no ``over`` names, the one that is shown first.
    ``awaited``: changes that an ``over`` names but that have not arrived, with the paths at
    which they are already replaced. ``seen``: the ids of the changes that have arrived.
    """

    heads: dict[str, tuple[Head, ...]] = field(default_factory=dict)
    awaited: dict[str, frozenset[str]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    @property
    def lamport(self) -> int:
        """The greatest number among the heads, and so among all changes; 0 without any."""
        return max((head.lamport for heads in self.heads.values() for head in heads), default=0)

    def apply(self, change: Change) -> None:
        """Take in one change of this record; again is the same as once."""
        if change.id in self.seen:
            return
        self.seen.add(change.id)
        replaced = self.awaited.pop(change.id, frozenset())
        for path, value in change.set.items():
            named = change.over.get(path, ())
            heads = [head for head in self.heads.get(path, ()) if head.change not in named]
            if path not in replaced:
                heads.append(Head(change.id, change.lamport, value))
            self.heads[path] = _ranked(path, heads)
            for absent in named:
                if absent not in self.seen:
                    self.awaited[absent] = self.awaited.get(absent, frozenset()) | {path}

    def restore(self, heads: Mapping[str, Iterable[Head]]) -> None:
        """Put back heads that were kept elsewhere; they count as seen."""
        for path, ones in heads.items():
            self.heads[path] = _ranked(path, ones)
            self.seen.update(one.change for one in ones)

    def value(self, path: str) -> Json:
        """What is shown at ``path``; None where nothing is."""
        heads = self.heads.get(path)
        return heads[0].value if heads else None

    def over(self, paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The heads that someone who sees this state replaces by setting ``paths``."""
        return {
            path: tuple(head.change for head in self.heads[path])
            for path in paths
            if path in self.heads
        }


def fold(changes: Iterable[Change]) -> State:
    """The state that a set of changes of one record makes."""
    state = State()
    for change in changes:
        state.apply(change)
    return state


def flat(state: State) -> dict[str, Json]:
    """The shown value of every path that has one, dead rows and ``_`` paths included."""
    return {
        path: heads[0].value
        for path, heads in state.heads.items()
        if heads and heads[0].value is not None
    }


def nest(values: Mapping[str, Json], form: Form | None = None) -> Data:
    """The data that flat values make: dead rows left out, rows in their order.

    Every table of ``form`` is there, if empty. Fields and tables that ``form`` does not know
    (a newer program's) are there too.
    """
    fields: dict[str, Json] = {}
    tables: dict[str, dict[str, dict[str, Json]]] = {}
    for path, value in values.items():
        if value is None or path.startswith("_"):
            continue
        table, _, rest = path.partition("/")
        if not rest:
            fields[path] = value
            continue
        row, _, column = rest.partition("/")
        if column and table != "fields":
            tables.setdefault(table, {}).setdefault(row, {"_id": row})[column] = value
    data: Data = {"fields": fields}
    for table in form.tables if form else ():
        data[table] = []
    for table, rows in tables.items():
        living = [row for row in rows.values() if row.pop("_alive", True) is not False]
        data[table] = sorted(living, key=_row_rank)
    return data


def flatten(data: Mapping[str, Any]) -> dict[str, Json]:
    """The flat values of nested data; each row needs its ``_id`` and says that it is alive."""
    values: dict[str, Json] = {
        path: value for path, value in data.get("fields", {}).items() if value is not None
    }
    for table, rows in data.items():
        if table == "fields":
            continue
        for row in rows:
            where = f"{table}/{row['_id']}"
            values[f"{where}/_alive"] = True
            for column, value in row.items():
                if column != "_id" and value is not None:
                    values[f"{where}/{column}"] = value
    return values


def is_alive(path: str) -> bool:
    """True for the path that says whether the record or a row of it is alive."""
    return path == "_alive" or path.endswith("/_alive")


def _ranked(path: str, heads: Iterable[Head]) -> tuple[Head, ...]:
    return tuple(sorted(heads, key=_alive_rank if is_alive(path) else _rank, reverse=True))


def _rank(head: Head) -> tuple[int, str]:
    return head.lamport, head.change


def _alive_rank(head: Head) -> tuple[bool, int, str]:
    """Alive beats dead, whatever the numbers: a deletion never takes an edit with it."""
    return head.value is True, head.lamport, head.change


def _row_rank(row: Mapping[str, Json]) -> tuple[str, str]:
    return str(row.get("_order", "")), str(row["_id"])
