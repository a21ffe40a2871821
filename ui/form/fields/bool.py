"""Yes or no, and not answered yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.form.parts.options import OptionField
from ui.form.parts.suggest import bool_options

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.context import FormContext


class BoolWidget(OptionField):
    """□是 □否, as on paper: an unanswered question stays unanswered."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent, bool_options(field, context))
