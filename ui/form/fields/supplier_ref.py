"""A supplier: one of the file, or a name not yet in it."""

from __future__ import annotations

from ui.form.parts.suggest_field import SuggestField


class SupplierRefWidget(SuggestField):
    """Suppliers known to the desk are offered; a free name is kept without a link."""

    mark = "list"
