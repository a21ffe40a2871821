"""Several of a list of choices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from gydesk.catalogue.cleaning import MAX_TEXT, check_length
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

_APART = re.compile(r"\s*[、,，;；\n]\s*")


class MultichoiceType(FieldType):
    """Stored as a list of codes in the order of the choice set; at least one, none twice."""

    name = "multichoice"

    def read(self, typed: str, field: Field, library: Lists, now: datetime) -> Json:
        """Names or codes parted by 、 , ; or a line break, each read as a single choice is."""
        check_length(typed, MAX_TEXT)
        return _ordered(_codes(typed.strip(), field, library), field, library) or None

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


def _codes(typed: str, field: Field, library: Lists) -> Iterable[str]:
    """A name may hold a comma itself: the longest name that fits is taken."""
    spans = []
    start = 0
    for gap in _APART.finditer(typed):
        spans.append((start, gap.start()))
        start = gap.end()
    spans.append((start, len(typed)))
    choices = choices_of(field, library)
    at = 0
    while at < len(spans):
        first = spans[at][0]
        for last in range(len(spans) - 1, at, -1):
            whole = named(typed[first : spans[last][1]], choices)
            if whole is not None:
                yield whole.id
                at = last + 1
                break
        else:
            part = typed[first : spans[at][1]]
            if part:
                yield choice_read(part, field, library)
            at += 1
