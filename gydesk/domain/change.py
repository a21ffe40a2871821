"""A change: one save of one record, one row, never altered.

Its ``id`` is the BLAKE2b-128 of its canonical content, so that the same change is the same
everywhere, and a damaged or forged one is told by its hash. Canonical is JSON in UTF-8 with
sorted keys, no blanks, no floats; what is made here is put into NFC with LF line ends first.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NoReturn, TypeAlias

from gydesk.errors import InputError

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 8
MAX_NUMBER = 2**53 - 1
_ENVELOPE = 1024  # what a line may have beside its content: the id

_ID = re.compile(r"[0-9a-f]{32}\Z")
_RECORD = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}\Z")
_PATH = re.compile(r"[A-Za-z0-9_.-]{1,64}(/[A-Za-z0-9_.-]{1,64}){0,2}\Z")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\Z")
_AUTHOR = re.compile(r"[^\n]{0,200}\Z")
_COLUMNS = (
    "id",
    "record",
    "form",
    "form_version",
    "device",
    "seq",
    "prev",
    "lamport",
    "at",
    "author",
)
_KEYS = frozenset((*_COLUMNS, "body"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One save of one record.

    ``set`` gives a value to each path; ``over`` names, for a path, the changes whose value
    the author saw there and replaced. ``seq`` counts the changes of ``device`` from 1 and
    ``prev`` is the id of the one before ("" at the first). ``lamport`` is greater than that
    of every change of the record that was seen. ``at`` is the author's wall clock in UTC,
    ``2026-11-24T09:10:02.123Z``: for people only, it decides nothing.
    """

    id: str
    record: str
    form: str
    form_version: int
    device: str
    seq: int
    prev: str
    lamport: int
    at: str
    author: str
    set: Mapping[str, Json]
    over: Mapping[str, tuple[str, ...]]


def make_change(
    *,
    record: str,
    form: str,
    form_version: int,
    device: str,
    seq: int,
    prev: str,
    lamport: int,
    at: str,
    author: str,
    values: Mapping[str, Json],
    over: Mapping[str, Iterable[str]],
) -> Change:
    """A new change with its values normalised and its id computed.

    Raises InputError (``change.*``) for what no other device would take.
    """
    return _sealed(
        Change(
            id="",
            record=record,
            form=form,
            form_version=form_version,
            device=device,
            seq=seq,
            prev=prev,
            lamport=lamport,
            at=at,
            author=_text(author),
            set={path: normalise(value) for path, value in values.items()},
            over={path: tuple(sorted(set(ids))) for path, ids in over.items() if ids},
        )
    )


def with_alive(values: Mapping[str, Json]) -> dict[str, Json]:
    """``values`` and what every edit says besides: the record and each touched row is alive.

    So an edit made elsewhere stands beside a deletion as an unequal head, and is not lost.
    """
    full = dict(values)
    for path in values:
        table, _, rest = path.partition("/")
        row, _, column = rest.partition("/")
        if column and not table.startswith("_"):
            full.setdefault(f"{table}/{row}/_alive", True)
    full.setdefault("_alive", True)
    return full


def normalise(value: object) -> Json:
    """``value`` as it is stored: text in NFC with LF, without NUL and half surrogates.

    Raises InputError ``change.value`` for floats and other things that are not JSON.
    """
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, list | tuple):
        return [normalise(one) for one in value]
    if isinstance(value, Mapping):
        return {_text(_key(key)): normalise(one) for key, one in value.items()}
    raise InputError("change.value", kind=type(value).__name__)


def body_text(values: Mapping[str, Json], over: Mapping[str, tuple[str, ...]]) -> str:
    """``{"over": …, "set": …}`` in canonical JSON: what the store keeps beside the columns."""
    return _dumps({"over": over, "set": values})


def content(change: Change, body: str) -> bytes:
    """The bytes that are hashed; ``body`` is the canonical text of ``set`` and ``over``."""
    head = _dumps({"at": change.at, "author": change.author})
    tail = _dumps(
        {
            "device": change.device,
            "form": change.form,
            "form_version": change.form_version,
            "lamport": change.lamport,
            "prev": change.prev,
            "record": change.record,
            "seq": change.seq,
        }
    )
    return f'{head[:-1]},"body":{body},{tail[1:]}'.encode()


def canonical(change: Change) -> bytes:
    """The canonical content of ``change``, its id left out."""
    return content(change, body_text(change.set, change.over))


def hash_of(data: bytes) -> str:
    """The id that canonical content has: BLAKE2b-128 in hexadecimal."""
    return blake2b(data, digest_size=16).hexdigest()


def same(a: Json, b: Json) -> bool:
    """Equal as stored values: ``1`` is not ``true``."""
    return a is b or _dumps(a) == _dumps(b)


def to_json(change: Change) -> str:
    """One line of JSON with everything, the id included."""
    text = canonical(change).decode()
    return f'{text[:-1]},"id":"{change.id}"}}'


def from_json(text: str | bytes) -> Change:
    """The change that ``to_json`` wrote, trusted in nothing.

    Raises InputError: ``change.malformed`` (not JSON, wrong key, type or form, too deep,
    floats), ``change.too_large``, ``change.hash`` (the content is not what its id says).
    Text values are kept word for word: a newer program may know more of Unicode than we do.
    """
    if len(text) > MAX_BYTES + _ENVELOPE:
        raise InputError("change.too_large", limit=MAX_BYTES)
    try:
        raw = json.loads(
            text, object_pairs_hook=_unique, parse_float=_refuse, parse_constant=_refuse
        )
    except (ValueError, RecursionError) as error:
        raise InputError("change.malformed", what="json") from error
    if not isinstance(raw, dict) or raw.keys() != _KEYS:
        raise InputError("change.malformed", what="keys")
    body = raw.pop("body")
    if not isinstance(body, dict) or body.keys() != {"set", "over"}:
        raise InputError("change.malformed", what="body")
    values, over = body["set"], body["over"]
    if not isinstance(values, dict) or not isinstance(over, dict):
        raise InputError("change.malformed", what="body")
    if not all(isinstance(ids, list) for ids in over.values()):
        raise InputError("change.malformed", what="over")
    told = raw["id"]
    change = _sealed(
        Change(**{**raw, "set": values, "over": {p: tuple(ids) for p, ids in over.items()}})
    )
    if change.id != told:
        raise InputError("change.hash", id=str(told)[:64])
    return change


def from_row(
    id: str,
    record: str,
    form: str,
    form_version: int,
    device: str,
    seq: int,
    prev: str,
    lamport: int,
    at: str,
    author: str,
    body: str,
) -> Change:
    """A change out of our own store, whose hash was checked when it came in."""
    parts = json.loads(body)
    return Change(
        id=id,
        record=record,
        form=form,
        form_version=form_version,
        device=device,
        seq=seq,
        prev=prev,
        lamport=lamport,
        at=at,
        author=author,
        set=parts["set"],
        over={path: tuple(ids) for path, ids in parts["over"].items()},
    )


def _sealed(change: Change) -> Change:
    """``change`` checked and with its id."""
    _check(change)
    data = canonical(change)
    if len(data) > MAX_BYTES:
        raise InputError("change.too_large", limit=MAX_BYTES)
    object.__setattr__(change, "id", hash_of(data))
    return change


def _check(change: Change) -> None:
    _match(_RECORD, change.record, "record")
    _match(_NAME, change.form, "form")
    _match(_NAME, change.device, "device")
    _match(_AT, change.at, "at")
    if change.prev != "":
        _match(_ID, change.prev, "prev")
    for what in ("form_version", "seq", "lamport"):
        number = getattr(change, what)
        if type(number) is not int or not 1 <= number <= MAX_NUMBER:
            raise InputError("change.malformed", what=what)
    _match(_AUTHOR, change.author, "author")
    _check_value(change.author, 0)
    if not change.set:
        raise InputError("change.malformed", what="set")
    for path, value in change.set.items():
        _match(_PATH, path, "path")
        _check_value(value, 0)
    for path, ids in change.over.items():
        if path not in change.set or not ids or list(ids) != sorted(set(map(_key, ids))):
            raise InputError("change.malformed", what="over")
        for named in ids:
            _match(_ID, named, "over")


def _check_value(value: Json, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise InputError("change.malformed", what="depth")
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise InputError("change.malformed", what="text") from error
        if "\0" in value or "\r" in value:
            raise InputError("change.malformed", what="text")
    elif isinstance(value, list):
        for one in value:
            _check_value(one, depth + 1)
    elif isinstance(value, dict):
        for key, one in value.items():
            _check_value(key, depth + 1)
            _check_value(one, depth + 1)
    elif not isinstance(value, bool | None) and abs(value) > MAX_NUMBER:
        raise InputError("change.malformed", what="number")


def _match(pattern: re.Pattern[str], text: object, what: str) -> None:
    if not isinstance(text, str) or pattern.match(text) is None:
        raise InputError("change.malformed", what=what)


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise InputError("change.value", kind=type(key).__name__)
    return key


def _text(text: str) -> str:
    if text.isascii():
        if "\r" not in text and "\0" not in text:
            return text
    else:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        text = unicodedata.normalize("NFC", text)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _dumps(value: Any) -> str:
    return _encoder.encode(value)


_encoder = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    return found


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"no such number here: {text[:20]}")
