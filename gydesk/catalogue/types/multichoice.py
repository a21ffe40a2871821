"""Several of a list of choices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from gydesk.catalogue.cleaning import MAX_LINE, check_length, is_blank
from gydesk.catalogue.kinds import Field, Lang
from gydesk.catalogue.types.base import FieldType, Json, Lists, text_of
from gydesk.catalogue.types.choice import (
    check_code,
    choice_read,
    choices_of,
    name_of,
    named,
)
from gydesk.errors import InputError

_APART = re.compile("[、,，;；\n]")


class MultichoiceType(FieldType):
    """Stored as a list of codes in the order of the choice set; at least one, none twice."""

    name = "multichoice"

    def read(self, typed: str, field: Field, library: Lists, now: datetime) -> Json:
        """Names or codes parted by 、 , ; or a line break, each read as a single choice is."""
        check_length(typed, MAX_LINE)
        return _ordered(_codes(typed, field, library), field, library) or None

    def check(self, value: Json, field: Field, library: Lists) -> None:
        """Codes of the list, or words where it is open."""
        if value is None:
            return
        codes = _texts(value)
        if not codes or len(set(codes)) != len(codes):
            raise InputError("type.form", text=", ".join(codes))
        for code in codes:
            check_code(code, field, library)

    def accept(self, value: Json, field: Field, library: Lists) -> Json:
        """The codes, put in order."""
        if value is None or value == []:
            return None
        stored = _ordered(_texts(value), field, library)
        self.check(stored, field, library)
        return stored

    def load(self, value: Json) -> list[str] | None:
        """The codes."""
        return None if value is None else _texts(value)

    def dump(self, value: Iterable[str] | None) -> Json:
        """The codes; None for none."""
        return [*value] or None if value is not None else None

    def paper(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """Their names, parted by 、."""
        names = (name_of(code, field, library, lang) for code in _texts(value))
        return ("、" if lang == "zh" else ", ").join(names)


def _texts(value: Json) -> list[str]:
    if not isinstance(value, list):
        raise InputError("type.kind", kind=type(value).__name__)
    return [text_of(one) for one in value]


def _ordered(codes: Iterable[str], field: Field, library: Lists) -> list[Json]:
    """In the order of the choice set, words of an open choice last."""
    listed = dict.fromkeys(codes)
    known = [choice.id for choice in choices_of(field, library) if choice.id in listed]
    return [*known, *(code for code in listed if code not in known)]


def _codes(typed: str, field: Field, library: Lists) -> Iterator[str]:
    """The codes that the parts of ``typed`` name. A name may hold a comma itself: the longest
    name that fits is taken."""
    choices = choices_of(field, library)
    longest = max((_parts(name) for one in choices for name in (one.zh, one.en)), default=1)
    starts = [0, *(gap.end() for gap in _APART.finditer(typed)), len(typed) + 1]
    at, count = 0, len(starts) - 1
    while at < count:
        for after in range(min(at + longest, count), at + 1, -1):
            whole = named(typed[starts[at] : starts[after] - 1], choices)
            if whole is not None:
                yield whole.id
                at = after
                break
        else:
            part = typed[starts[at] : starts[at + 1] - 1]
            if not is_blank(part):
                yield choice_read(part, field, library)
            at += 1


def _parts(name: str) -> int:
    return len(_APART.split(name))
