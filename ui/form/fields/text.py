"""Text on one line, with what was written there before offered below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ui.form.context import Offer
from ui.form.parts.line_field import LineField
from ui.form.parts.suggest_field import SuggestField


class TextWidget(SuggestField):
    """Earlier values are offered once something is typed; any text is a value."""

    def offers(self, text: str) -> Sequence[Offer]:
        """Nothing before a first character."""
        return super().offers(text) if text.strip() else ()

    def read(self, text: str) -> Any:
        """What is typed is the value; it names nothing."""
        return LineField.read(self, text)
