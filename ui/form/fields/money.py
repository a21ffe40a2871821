"""An amount of money."""

from __future__ import annotations

from typing import Any

from ui.form.parts.line_field import LineField


class MoneyWidget(LineField):
    """Shown as ¥ with thousands and two decimals; the bare figures while it is written."""

    latin = True
    figures = True

    def shown(self, value: Any) -> str:
        """As on paper."""
        if value is None:
            return ""
        return self.kind.text(value, self.field, self.context.library, self.context.lang)
