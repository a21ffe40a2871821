"""The text of one file of the catalogue: its data, and where in it something stands.

``tomllib`` tells the line of a wrong syntax only; the line of a wrong meaning is found again
by the keys and ids that lead to it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gydesk.errors import CatalogueError


@dataclass(frozen=True)
class Step:
    """One step into a file: the ``index``-th entry of ``key``, and its id where it has one."""

    key: str
    index: int
    id: str = ""


Trail = tuple[Step, ...]


@dataclass(frozen=True)
class Source:
    """One file: what it is called in messages, its text, and the data read from it."""

    name: str
    text: str
    data: Mapping[str, Any]

    def line(self, trail: Trail = (), key: str | None = None) -> int:
        """The line, from 1, of the entry that ``trail`` leads to, or of its ``key``; as near
        as can be told."""
        at, start = 0, 0
        for step in trail:
            at = self._entry(step, at)
            start = at
            if step.id:
                found = re.compile(rf"\bid\s*=\s*([\"']){re.escape(step.id)}\1").search(
                    self.text, at
                )
                if found:
                    start = self.text.rfind("\n", 0, found.start()) + 1
                    at = found.end()
        if key:
            found = _assignment(key).search(self.text, max(start, 0))
            if found:
                at = found.start(1)
        return self.text.count("\n", 0, at) + 1

    def _entry(self, step: Step, at: int) -> int:
        headers = re.compile(rf"^\s*\[\[?\s*{re.escape(step.key)}\s*\]", re.MULTILINE)
        for index, header in enumerate(headers.finditer(self.text)):
            if index == step.index:
                return header.end()
        array = _assignment(step.key).search(self.text, at)
        if array is None:
            return at
        at = array.end()
        if not step.id:
            for _ in range(step.index + 1):
                at = max(self.text.find("{", at), at - 1) + 1
        return at

    def error(
        self, code: str, trail: Trail = (), key: str | None = None, **params: Any
    ) -> CatalogueError:
        """A known error about the entry at ``trail``, with its file and line."""
        line = self.line(trail, key)
        if key is not None:
            params["key"] = key
        return CatalogueError(code, file=self.name, line=line, **params)


def _assignment(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s,{{])([\"']?{re.escape(key)}[\"']?)\s*=", re.MULTILINE)


def parse(text: str, name: str) -> Source:
    """The source of ``text``; raises CatalogueError ``form.syntax`` where it is no TOML."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        place = re.search(r"at line (\d+)", reason)
        line = int(place.group(1)) if place else text.count("\n") + 1
        reason = re.sub(r"\s*\(at .*\)$", "", reason)
        raise CatalogueError("form.syntax", file=name, line=line, reason=reason) from None
    return Source(name, text, data)


def load_source(path: Path, name: str) -> Source:
    """The source in the file at ``path``; raises CatalogueError ``form.unreadable``."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CatalogueError(
            "form.unreadable", file=name, line=1, reason=error.strerror or str(error)
        ) from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CatalogueError("form.unreadable", file=name, line=line, reason="UTF-8") from None
    return parse(text, name)
