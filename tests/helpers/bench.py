"""A database on the bench: small forms, saves with a time of their own, several devices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, cast

from gydesk.catalogue.kinds import Choice, ChoiceSet, Form
from gydesk.catalogue.library import Library
from gydesk.domain.change import Json
from gydesk.domain.clock import stamp, uuid7
from gydesk.errors import CatalogueError
from gydesk.store.attachments import Attachments
from gydesk.store.database import Database, open_database
from gydesk.store.records import Records, Saved, Seen
from tests.helpers.world import lines, make_form, one

DAY_ONE = datetime(2014, 6, 6, 8, 0, tzinfo=UTC)
LOG = make_form(
    "log",
    one("log_date", "date"),
    one("title"),
    one("note", "multiline"),
    one("weather", "choice", choices="weather"),
    one("photos", "photo"),
    lines("items", one("what"), one("quantity", "decimal")),
    date_field="log_date",
    title_fields=("title", "weather"),
)
LOG_V2 = make_form(
    "log",
    one("log_date", "date"),
    one("title"),
    date_field="log_date",
    title_fields=("title",),
    version=2,
)
CUSTOMER = make_form(
    "customer", one("number"), one("name"), header="entity", title_fields=("name",), head=()
)


class Shelf:
    """As much of a library as the store asks for."""

    def __init__(self, *forms: Form) -> None:
        sun = Choice(id="sun", zh="晴", en="Sun")
        self.choices = {"weather": ChoiceSet(id="weather", choices=(sun,))}
        self.departments = ()
        self.forms = {(form.id, form.version): form for form in forms or (LOG, LOG_V2, CUSTOMER)}

    def form(self, form: str, version: int | None = None) -> Form:
        try:
            return self.forms[form, version or 1]
        except KeyError:
            raise CatalogueError("form.unknown", form=form) from None


def shelf(*forms: Form) -> Library:
    """A library of these forms, or of the ones above."""
    return cast("Library", Shelf(*forms))


class Bench:
    """An open database with its records; times and ids come from ``seed``."""

    def __init__(self, db: Database, library: Library | None = None, seed: int = 1) -> None:
        self.db = db
        self.library = library or shelf()
        self.records = Records(db, self.library)
        self.attachments = Attachments(db)
        self._minutes = count()
        self._random = Random(seed)

    @classmethod
    def at(cls, path: Path | str, seed: int = 1) -> Bench:
        """Open or make the database at ``path``."""
        return cls(open_database(path), seed=seed)

    def new_id(self) -> str:
        """A fresh record id."""
        return uuid7(DAY_ONE, self._random.getrandbits)

    def now(self) -> str:
        """A stamp, each a minute later."""
        return stamp(DAY_ONE + timedelta(minutes=next(self._minutes)))

    def save(
        self,
        id: str,
        values: Mapping[str, Json],
        *,
        form: Form = LOG,
        author: str = "吴工",
        seen: Seen | None = None,
    ) -> Saved:
        """Save ``values`` of a record."""
        return self.records.save(id, form, values, author=author, at=self.now(), seen=seen)

    def add(self, **values: Any) -> str:
        """A new record with these values; its id."""
        id = self.new_id()
        self.save(id, values)
        return id

    def close(self) -> None:
        """Close the database."""
        self.db.close()
