"""A department of the company, or another body by its name."""

from __future__ import annotations

from collections.abc import Sequence

from ui.form.context import Offer
from ui.form.parts.suggest import department_entries, narrowed
from ui.form.parts.suggest_field import SuggestField


class DepartmentWidget(SuggestField):
    """The departments of the handbook are offered; any other name is taken."""

    mark = "list"

    def offers(self, text: str) -> Sequence[Offer]:
        """The departments that ``text`` fits."""
        return narrowed(department_entries(self.context), text)
