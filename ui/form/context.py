"""What every widget of an editor may ask: the catalogue, the desk, the language, the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from gydesk.catalogue.kinds import Field, Lang

if TYPE_CHECKING:
    from gydesk.catalogue.library import Library
    from gydesk.domain.draft import Draft


class Offer(Protocol):
    """One entry offered for a field: what it then shows, what is stored, what stands beside."""

    @property
    def text(self) -> str: ...
    @property
    def value(self) -> Any: ...
    @property
    def detail(self) -> str: ...


class FormService(Protocol):
    """The part of the desk that an editor needs."""

    def options(self, field: Field, text: str, draft: Draft) -> Sequence[Offer]:
        """Entries for ``field`` that begin with or contain ``text``, likeliest first."""

    def attach(self, source: Path | bytes, name: str = "") -> Mapping[str, Any]:
        """Keep a file; returns its stored form (``sha256``, ``name``, ``size``)."""

    def attachment(self, sha256: str) -> bytes:
        """The content of a kept file."""


@dataclass
class FormContext:
    """Shared by all widgets of one editor; ``draft`` changes when another record is shown."""

    library: Library
    service: FormService
    lang: Lang
    draft: Draft | None = None

    def options(self, field: Field, text: str) -> Sequence[Offer]:
        """What the desk offers for ``field``; nothing while no record is shown."""
        return () if self.draft is None else self.service.options(field, text, self.draft)

    def now(self) -> datetime:
        """The desk's clock, so that the fields and the desk agree on today."""
        return datetime.now() if self.draft is None else self.draft.facts.now.replace(tzinfo=None)
