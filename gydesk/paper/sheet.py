"""Everything that one printed record needs, handed over at once: paper asks nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gydesk.catalogue.kinds import Form, Lang

if TYPE_CHECKING:
    from gydesk.catalogue.library import Library

Load = Callable[[str], bytes]
"""Gives the bytes of an attachment by its hash; raises DeskError where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What tells a saved record from all others. ``hash`` is that of its content (hex)."""

    id: str
    number: str = ""
    revision: int = 1
    hash: str = ""
    conflicts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A sign-off that was recorded: who, on which day (``2026-11-24``), and whether with a key
    (``digital``) or on paper."""

    name: str
    date: str = ""
    digital: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One record, or one empty form, for the printer.

    ``data`` is the record's nested data; None makes a form to fill by pen. ``identity`` is
    None for what was never saved. ``project`` are the attributes of its project. ``copies``
    are the holders (codes of the library, or words) for whom a copy is printed; none means one
    that names no holder. ``internal`` sheets show what is marked internal, all
    others never do. ``watermark`` is written across ("draft", "void" or nothing).
    """

    form: Form
    library: Library
    data: Mapping[str, Any] | None = None
    identity: Identity | None = None
    company: Mapping[str, Any] = field(default_factory=dict)
    project: Mapping[str, Any] | None = None
    copies: tuple[str, ...] = ()
    lang: Lang = "zh"
    internal: bool = False
    watermark: str = ""
    load: Load | None = None
    signed: Mapping[str, Signed] = field(default_factory=dict)

    @property
    def by_pen(self) -> bool:
        """True for an empty form."""
        return self.data is None

    @property
    def shown_form(self) -> Form:
        """The form as this sheet may show it: the gate that internal parts do not pass."""
        return self.form if self.internal else self.form.without_internal()
