"""An amount of money."""

from __future__ import annotations

from typing import Any

from ui.form.parts.line_field import LineField


class MoneyWidget(LineField):
    """Shown as ¥ with thousands and two decimals; ¥ need not be typed."""

    latin = True
    figures = True

    def shown(self, value: Any) -> str:
        """As on paper."""
        if value is None:
            return ""
        return with_sign(self.kind.text(value, self.field, self.context.library, self.context.lang))


def with_sign(amount: str) -> str:
    """An amount on paper with its ¥."""
    return f"-¥{amount[1:]}" if amount.startswith("-") else f"¥{amount}"
