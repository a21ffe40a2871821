"""One of a list of choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from gydesk.catalogue.cleaning import MAX_LINE, check_kept, narrow, one_line, short
from gydesk.catalogue.kinds import Choice, Field, Lang, Named
from gydesk.catalogue.types.base import FieldType, Json, Lists, text_of
from gydesk.errors import InputError
from gydesk.words import language

_SHOWN = 8


class ChoiceType(FieldType):
    """Stored as its code. An open choice also takes other words, stored as they are."""

    name = "choice"

    def read(self, typed: str, field: Field, library: Lists, now: datetime) -> Json:
        """By name in either language, by code, or by the only name that begins so; raises
        InputError ``type.choice``, ``type.choice.several``."""
        return choice_read(typed, field, library)

    def check(self, value: Json, field: Field, library: Lists) -> None:
        """A code of the list, or words where it is open."""
        if value is not None:
            check_code(text_of(value), field, library)

    def load(self, value: Json) -> str | None:
        """The code, or the words."""
        return None if value is None else text_of(value)

    def dump(self, value: str | None) -> Json:
        """The code, or the words."""
        return one_line(value, MAX_LINE) or None if value is not None else None

    def paper(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """Its name, or the words."""
        return name_of(text_of(value), field, library, lang)


def choices_of(field: Field, library: Lists) -> Sequence[Choice]:
    """The choices that ``field`` offers, in their order."""
    return library.choices[field.choices].choices


def name_of(code: str, field: Field, library: Lists, lang: Lang) -> str:
    """The name of a choice; what is no code is its own name."""
    choice = library.choices[field.choices].by_code.get(code)
    return choice.name(lang) if choice else code


def check_code(code: str, field: Field, library: Lists) -> None:
    """That ``code`` may be stored. Raises InputError ``type.choice``."""
    if code in library.choices[field.choices].by_code:
        return
    if not field.open_choice or not code:
        raise unknown(code, choices_of(field, library))
    check_kept(code, MAX_LINE)


def choice_read(typed: str, field: Field, library: Lists) -> str:
    """The code that ``typed`` names, or its words where the choice is open."""
    choices = choices_of(field, library)
    found = named(typed, choices)
    if found is not None:
        return found.id
    if field.open_choice:
        return one_line(typed, MAX_LINE)
    return begun(typed, choices).id


def named(typed: str, entries: Iterable[Named]) -> Named | None:
    """The entry with this very name, else this code; the width and case of letters and the
    spaces around are nothing. Names come first: they are what is shown and copied."""
    listed = list(entries)
    exact = one_line(typed, MAX_LINE)
    word = _folded(typed)
    ways: tuple[Callable[[Named], bool], ...] = (
        lambda one: exact in (one.zh, one.en),
        lambda one: word in (_folded(one.zh), _folded(one.en)),
        lambda one: word == _folded(one.id),
    )
    for fits in ways:
        hits = [one for one in listed if fits(one)]
        if len(hits) == 1:
            return hits[0]
    return None


def begun(typed: str, entries: Sequence[Named]) -> Named:
    """The only entry whose name or code begins as typed. Raises InputError ``type.choice``,
    ``type.choice.several``."""
    word = _folded(typed)
    hits = [
        one
        for one in entries
        if any(_folded(name).startswith(word) for name in (one.zh, one.en, one.id))
    ]
    if not hits:
        raise unknown(typed, entries)
    if len(hits) > 1:
        raise InputError("type.choice.several", text=short(typed), known=_listed(hits))
    return hits[0]


def unknown(typed: str, entries: Sequence[Named]) -> InputError:
    """The error for what is not among ``entries``."""
    return InputError("type.choice", text=short(typed), known=_listed(entries))


def _folded(text: str) -> str:
    return " ".join(narrow(text).casefold().split())


def _listed(entries: Sequence[Named]) -> str:
    lang = language()
    names = [one.name(lang) for one in entries[:_SHOWN]]
    more = ["…"] if len(entries) > _SHOWN else []
    return ("、" if lang == "zh" else ", ").join(names + more)
