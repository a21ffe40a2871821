"""What every field type is: the faces of a value, from the keyboard to the paper."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Protocol, TypeAlias

from gydesk.catalogue.cleaning import MAX_TEXT, check_length, is_blank
from gydesk.catalogue.kinds import ChoiceSet, Field, Lang, Named
from gydesk.errors import InputError

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Cell: TypeAlias = "Decimal | int | date | datetime | bool | str | None"


class Lists(Protocol):
    """The part of the library that a type needs."""

    @property
    def choices(self) -> Mapping[str, ChoiceSet]:
        """The choice sets by id."""

    @property
    def departments(self) -> Sequence[Named]:
        """The departments of the company, in the handbook's order."""


class FieldType:
    """One type of field; without state, all of it pure.

    A *stored* value is JSON in its one canonical spelling, None for empty; a *loaded* one is
    what Python calculates with. A type provides ``read``, ``load``, ``dump``, ``paper``, and
    what differs of the rest.
    """

    name: ClassVar[str] = ""
    can_type: ClassVar[bool] = True
    """False where nothing can be typed: files, and the place of a signature."""

    # ---- what the rest of the program uses

    def parse(self, typed: str, field: Field, library: Lists, now: datetime | None = None) -> Json:
        """The stored value of what was typed, None for nothing.

        ``now`` is the desk's local time, for dates like "tomorrow"; the computer's if left
        out. Raises InputError ``type.*``.
        """
        check_length(typed, MAX_TEXT)
        if is_blank(typed):
            return None
        return self.read(typed, field, library, now or datetime.now())

    def check(self, value: Json, field: Field, library: Lists) -> None:
        """That ``value`` is a legal stored value, in its canonical spelling; None is.

        For what was not typed here: JSON, bundles. Raises InputError ``type.*``.
        """
        if value is not None and self.dump(self.load(value)) != value:
            raise InputError("type.form", text=bare(value))

    def accept(self, value: Json, field: Field, library: Lists) -> Json:
        """``value`` of JSON written by other hands ("12.50", 12), in its canonical spelling
        and checked. Raises InputError ``type.*``."""
        if value is None or value == "" or value == []:
            return None
        stored = self.dump(self.load(value))
        self.check(stored, field, library)
        return stored

    def text(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """``value`` as it stands on paper; what is no legal value as it is."""
        if value is None:
            return ""
        try:
            return self.paper(value, field, library, lang)
        except InputError:
            return bare(value)

    def list_text(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """``value`` in lists and on the screen: what ``parse`` reads back as the same."""
        if value is None:
            return ""
        try:
            return self.screen(value, field, library, lang)
        except InputError:
            return bare(value)

    def cell(self, value: Json, field: Field, library: Lists, lang: Lang) -> Cell:
        """``value`` for a spreadsheet, of a real type where it has one."""
        if value is None:
            return None
        try:
            return self.sheet(value, field, library, lang)
        except InputError:
            return bare(value)

    # ---- what a type provides

    def read(self, typed: str, field: Field, library: Lists, now: datetime) -> Json:
        """``parse`` of a text that is not blank."""
        raise NotImplementedError

    def load(self, value: Json) -> Any:
        """The Python value of a stored one, None for None; spellings that mean the same are
        read too. Raises InputError ``type.*``."""
        raise NotImplementedError

    def dump(self, value: Any) -> Json:
        """The stored value of a Python one, None for None. Raises InputError ``type.*``."""
        raise NotImplementedError

    def paper(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """``text`` of a value that is not None; raises InputError for an illegal one."""
        raise NotImplementedError

    def screen(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """``list_text`` of a value that is not None; as on paper unless a type says otherwise."""
        return self.paper(value, field, library, lang)

    def sheet(self, value: Json, field: Field, library: Lists, lang: Lang) -> Cell:
        """``cell`` of a value that is not None; as in a list unless a type says otherwise."""
        return self.screen(value, field, library, lang)


def text_of(value: Json) -> str:
    """``value``, which must be text. Raises InputError ``type.kind``."""
    if not isinstance(value, str):
        raise InputError("type.kind", kind=type(value).__name__)
    return value


def bare(value: Json) -> str:
    """A value that its type does not know, as text."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)
