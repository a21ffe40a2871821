"""Several of a list of choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.form.parts.options import OptionField
from ui.form.parts.suggest import choice_entries

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.context import FormContext


class MultichoiceWidget(OptionField):
    """Check boxes in the order of the choice set."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        options = [(entry.value, entry.text) for entry in choice_entries(field, context)]
        super().__init__(field, context, parent, options, several=True)
