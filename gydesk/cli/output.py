"""What a command prints: aligned columns for people, JSON for programs."""

from __future__ import annotations

import dataclasses
import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from gydesk.errors import DeskError
from gydesk.words import sentence

_WIDEST = 48
"""Columns of a terminal that one value takes in a list; programs get it whole."""


class Output:
    """Prints results to standard output, errors to standard error."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json

    def say(self, text: str) -> None:
        """A sentence for people; programs get only the result."""
        if not self.as_json:
            print(text)

    def rows(self, rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> None:
        """A list of things; people see ``columns`` (key → heading) of each."""
        if self.as_json:
            print(_json(list(rows)))
            return
        table = [list(columns.values())]
        table += [[_cell(row.get(key)) for key in columns] for row in rows]
        widths = [max(map(shown_width, column)) for column in zip(*table, strict=True)]
        for line in table:
            cells = (
                text + " " * (width - shown_width(text))
                for text, width in zip(line, widths, strict=True)
            )
            print("  ".join(cells).rstrip())

    def one(self, thing: Mapping[str, Any], text: str | None = None) -> None:
        """One thing; people see ``text``, or its keys and values."""
        if self.as_json:
            print(_json(thing))
        elif text is not None:
            print(text)
        else:
            width = max((shown_width(key) for key in thing), default=0)
            for key, value in thing.items():
                told = value if isinstance(value, str) else _json(value, indent=None)
                print(f"{key}{' ' * (width - shown_width(key))}  {told}")

    def error(self, error: DeskError) -> None:
        """What could not be done, in a sentence with its code, on standard error."""
        print(f"{sentence(error)} [{error.code}]", file=sys.stderr)


def plain(thing: Any) -> dict[str, Any]:
    """A dataclass as JSON takes it."""
    return {one.name: getattr(thing, one.name) for one in dataclasses.fields(thing)}


def shown_width(text: str) -> int:
    """Columns that ``text`` takes in a terminal: two for a wide character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = " ".join(value.split()) if isinstance(value, str) else _json(value, indent=None)
    return _cut(text)


def _cut(text: str) -> str:
    """As much of ``text`` as a column shows."""
    if shown_width(text) <= _WIDEST:
        return text
    kept = 0
    for place, char in enumerate(text):
        kept += shown_width(char)
        if kept >= _WIDEST:
            return text[:place] + "…"
    return text


def _json(value: Any, indent: int | None = 2) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent, default=_other)


def _other(value: Any) -> Any:
    if isinstance(value, Decimal | Path):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    if dataclasses.is_dataclass(value):
        return plain(value)
    raise TypeError(f"no JSON for {type(value).__name__}")
