"""TOML into kinds, strictly: an unknown key or a value of the wrong kind is refused with file,
line and what to do.

What may stand in a file follows from the dataclasses themselves; only the few keys that are
called differently in a file are listed here.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from gydesk.catalogue import kinds
from gydesk.catalogue.kinds import Choice, Field, Form, Item, Table
from gydesk.catalogue.source import Source, Step, Trail
from gydesk.errors import CatalogueError
from gydesk.words import tr

T = TypeVar("T")

IN_FILE: Mapping[str, str] = {"sections": "section", "rules": "rule"}
"""Attributes that are written one block an entry, under another name."""

ID = re.compile(r"[a-z][a-z0-9_]*")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]*")
"""Ids, and the stored codes of choices."""


class _Entry:
    """One table of a file, on the way to one object: the ``index``-th of ``key`` in ``above``."""

    __slots__ = ("above", "data", "index", "key", "source")

    def __init__(
        self,
        source: Source,
        data: Mapping[str, Any],
        above: _Entry | None = None,
        key: str = "",
        index: int = 0,
    ) -> None:
        self.source, self.data = source, data
        self.above, self.key, self.index = above, key, index

    @property
    def trail(self) -> Trail:
        """The way here from the top of the file."""
        if self.above is None:
            return ()
        name = self.data.get("id")
        step = Step(self.key, self.index, name if isinstance(name, str) else "")
        return (*self.above.trail, step)

    def error(self, code: str, key: str | None = None, **params: Any) -> CatalogueError:
        return self.source.error(code, self.trail, key, **params)

    def wanted(self, key: str, what: str, found: Any) -> CatalogueError:
        return self.error("form.value", key, wanted=what, found=_told(found))

    def below(self, key: str, index: int, data: Mapping[str, Any]) -> _Entry:
        return _Entry(self.source, data, self, key, index)


Reader = Callable[[_Entry, str, Any], Any]


def read_form(source: Source, head: tuple[Field, ...] = ()) -> Form:
    """The form in ``source``. ``head`` are the fields above every form's own; an entity, or a
    form that writes its own, has none of them. Raises CatalogueError ``form.*``."""
    form = _built(Form, _Entry(source, source.data))
    return form if form.header == "entity" or form.head else replace(form, head=head)


def read_head(source: Source) -> tuple[Field, ...]:
    """The fields above every form's own."""
    _only(source, "items")
    items = _tables(_Entry(source, source.data), "items", source.data.get("items", []))
    return tuple(_built(Field, entry) for entry in items)


def read_lists(source: Source, **wanted: type[Any]) -> dict[str, tuple[Any, ...]]:
    """For each key of ``wanted`` the entries of ``[[key]]``, each of its kind."""
    _only(source, *wanted)
    top = _Entry(source, source.data)
    found: dict[str, tuple[Any, ...]] = {}
    for key, kind in wanted.items():
        entries = _tables(top, key, source.data.get(key, []))
        names = [entry.data.get("id") for entry in entries]
        for index, entry in enumerate(entries):
            if names[index] is not None and names[index] in names[:index]:
                raise entry.error("form.twice", name=_told(names[index]))
        found[key] = tuple(_built(kind, entry) for entry in entries)
    return found


def _only(source: Source, *known: str) -> None:
    for key in source.data:
        if key not in known:
            raise source.error("form.unknown_key", key=key, known=", ".join(known))


def _built(kind: type[T], entry: _Entry) -> T:
    shape = shape_of(cast("type", kind))
    values: dict[str, Any] = {}
    for key, value in entry.data.items():
        known = shape.get(key)
        if known is None:
            raise entry.error("form.unknown_key", key, known=", ".join(shape))
        attribute, reader, _ = known
        values[attribute] = reader(entry, key, value)
    for key, attribute in _needed(cast("type", kind)):
        if attribute not in values:
            raise entry.error("form.missing_key", wanted=key)
    return kind(**values)


@cache
def _needed(kind: type) -> tuple[tuple[str, str], ...]:
    """The keys that must be there, with their attributes."""
    shape = shape_of(kind).items()
    return tuple((key, attribute) for key, (attribute, _, needed) in shape if needed)


@cache
def shape_of(kind: type) -> Mapping[str, tuple[str, Reader, bool]]:
    """For each key in a file: the attribute it gives, how its value is read, whether it must
    be there."""
    hints = get_type_hints(kind)
    assert is_dataclass(kind)
    found: dict[str, tuple[str, Reader, bool]] = {}
    for one in fields(kind):
        needed = one.default is MISSING and one.default_factory is MISSING
        reader = _reader(hints[one.name])
        if one.name == "id":
            reader = _code if kind is Choice else _id
        found[IN_FILE.get(one.name, one.name)] = (one.name, reader, needed)
    return found


def _reader(hint: Any) -> Reader:
    """How a value for an attribute of the type ``hint`` is read."""
    origin, args = get_origin(hint), get_args(hint)
    if hint in (str, bool, int):
        return _plain(hint)
    if hint == Item:
        return _item
    if hint == kinds.JsonScalar:
        return _scalar
    if origin in (Union, types.UnionType):
        (inner,) = (arg for arg in args if arg is not types.NoneType)
        return _reader(inner)
    if origin is Literal:
        return _one_of(args)
    if origin is tuple:
        return _many(args[0])
    if origin is None and is_dataclass(hint):
        return _object(cast("type", hint))
    return _mapping(_reader(args[1]))


def _plain(kind: type) -> Reader:
    def read(entry: _Entry, key: str, value: Any) -> Any:
        if type(value) is not kind:
            if kind is bool:
                raise entry.wanted(key, tr("true or false"), value)
            what = tr("a text in quotes") if kind is str else tr("a whole number")
            raise entry.wanted(key, what, value)
        return value

    return read


def _matching(pattern: re.Pattern[str]) -> Reader:
    def read(entry: _Entry, key: str, value: Any) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise entry.error("form.id", key, found=_told(value))
        return value

    return read


_id, _code = _matching(ID), _matching(CODE)


def _scalar(entry: _Entry, key: str, value: Any) -> Any:
    if type(value) not in (str, int, bool):
        raise entry.wanted(key, tr("a text, a whole number, true or false"), value)
    return value


def _one_of(values: tuple[Any, ...]) -> Reader:
    def read(entry: _Entry, key: str, value: Any) -> Any:
        if type(value) is not str or value not in values:
            raise entry.wanted(key, " | ".join(values), value)
        return value

    return read


def _many(kind: Any) -> Reader:
    if kind is str:
        return _texts
    reader = _reader(kind)

    def read(entry: _Entry, key: str, value: Any) -> tuple[Any, ...]:
        return tuple(reader(one, key, one.data) for one in _tables(entry, key, value))

    return read


def _texts(entry: _Entry, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or any(type(one) is not str for one in value):
        raise entry.wanted(key, tr("a list of texts"), value)
    return tuple(value)


def _tables(entry: _Entry, key: str, value: Any) -> list[_Entry]:
    if not isinstance(value, list) or any(not isinstance(one, dict) for one in value):
        raise entry.wanted(key, tr("a list of entries { … }"), value)
    return [entry.below(key, index, one) for index, one in enumerate(value)]


def _object(kind: type[Any]) -> Reader:
    """An object of its own; inside a list ``entry`` is already the object's."""

    def read(entry: _Entry, key: str, value: Any) -> Any:
        if not isinstance(value, dict):
            raise entry.wanted(key, tr("an entry { … }"), value)
        return _built(kind, entry if value is entry.data else entry.below(key, 0, value))

    return read


def _item(entry: _Entry, _key: str, value: Any) -> Field | Table:
    """A field, or a table: what says so, or has columns."""
    if value.get("type") != "table" and "columns" not in value:
        return _built(Field, entry)
    data = {name: one for name, one in value.items() if name != "type" or one != "table"}
    return _built(Table, _Entry(entry.source, data, entry.above, entry.key, entry.index))


def _mapping(reader: Reader) -> Reader:
    def read(entry: _Entry, key: str, value: Any) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise entry.wanted(key, tr("an entry { … }"), value)
        inner = entry.below(key, 0, value)
        return {name: reader(inner, name, one) for name, one in value.items()}

    return read


def _told(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
