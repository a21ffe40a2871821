"""Statements of the hot path: compiled once by SQLAlchemy, run without its ceremony."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    BindParameter,
    ColumnElement,
    Connection,
    CursorResult,
    Dialect,
    cast,
    func,
    select,
)
from sqlalchemy.sql.elements import ClauseElement


class Prepared:
    """One statement for one dialect, its parameters given by name."""

    def __init__(
        self, dialect: Dialect, statement: ClauseElement, columns: Sequence[str] | None = None
    ) -> None:
        compiled = statement.compile(
            dialect=dialect, column_keys=list(columns) if columns is not None else None
        )
        self._sql = str(compiled)
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        self._order: list[str] | None = getattr(compiled, "positiontup", None)

    def run(
        self, connection: Connection, values: Mapping[str, Any]
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run it once."""
        return connection.exec_driver_sql(self._sql, self._bound(values))

    def run_many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it for each of ``rows``."""
        if rows:
            connection.exec_driver_sql(self._sql, [self._bound(row) for row in rows])

    def _bound(self, values: Mapping[str, Any]) -> Any:
        full = {**self._fixed, **values}
        return full if self._order is None else tuple([full[name] for name in self._order])


def among(
    dialect: Dialect, column: ColumnElement[str], listed: BindParameter[str]
) -> ColumnElement[bool]:
    """True where ``column`` is in the JSON list of texts bound to ``listed``."""
    if dialect.name == "sqlite":
        each = func.json_each(listed).table_valued("value")
        return column.in_(select(each.c.value))
    return column.in_(select(func.json_array_elements_text(cast(listed, JSON)).column_valued()))
