"""A line with a list of entries below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ui.form.parts.line_field import LineField
from ui.form.parts.suggest import Suggestions, meant

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.context import FormContext, Offer


class SuggestField(LineField):
    """Shared by all fields that offer entries; ``strict`` where only an entry is a value."""

    strict = False

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.suggestions = Suggestions(self.line, self.offers, strict=self.is_strict())
        self.suggestions.taken.connect(self._taken)

    def is_strict(self) -> bool:
        """True where only an offered entry is a value."""
        return self.strict

    def offers(self, text: str) -> Sequence[Offer]:
        """The entries for ``text``; asked of the desk unless the type knows them."""
        return self.context.options(self.field, text)

    def read(self, text: str) -> Any:
        """The entry that ``text`` names exactly, else what the type makes of it."""
        offer = meant(self.offers, text, strict=self.is_strict())
        return super().read(text) if offer is None else offer.value

    def _taken(self, offer: Offer) -> None:
        self.line.setModified(False)
        self.put(offer.value)
        self.show_value()
