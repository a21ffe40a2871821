"""One of a list of choices: ticked side by side where there is room, else from a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from ui.form.context import Offer
from ui.form.parts.options import OptionField, options_width
from ui.form.parts.suggest import choice_entries, narrowed
from ui.form.parts.suggest_field import SuggestField

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.context import FormContext

_MOST_SIDE_BY_SIDE = 5


class ChoiceWidget(SuggestField):
    """A list narrowed by characters or pinyin initials; an open choice takes other words."""

    mark = "list"

    def is_strict(self) -> bool:
        """Only an open choice takes what is not in the list."""
        return not self.field.open_choice

    def offers(self, text: str) -> Sequence[Offer]:
        """The choices that ``text`` fits."""
        return narrowed(choice_entries(self.field, self.context), text)


class TickedChoiceWidget(OptionField):
    """Few choices, ticked as on paper."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        options = [(entry.value, entry.text) for entry in choice_entries(field, context)]
        super().__init__(field, context, parent, options)


def choice_widget(
    field: Field, context: FormContext, parent: QWidget | None, room: int
) -> ChoiceWidget | TickedChoiceWidget:
    """The widget for a closed list that fits ``room`` pixels, or the one for all others."""
    entries = choice_entries(field, context)
    if not field.open_choice and len(entries) <= _MOST_SIDE_BY_SIDE:
        metrics = QFontMetrics(parent.font()) if parent else None
        texts = [entry.text for entry in entries]
        if metrics is not None and options_width(texts, metrics) <= room:
            return TickedChoiceWidget(field, context, parent)
    return ChoiceWidget(field, context, parent)
