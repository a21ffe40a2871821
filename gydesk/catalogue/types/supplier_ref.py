"""A supplier: one of the file, or a name not yet in it."""

from __future__ import annotations

from gydesk.catalogue.types.form_ref import FormRefType


class SupplierRefType(FormRefType):
    """Stored as ``{"id": …, "name": …}``; without id where the file does not know the name."""

    name = "supplier_ref"
    key = "name"

    def plain(self, typed: str) -> str:
        """A name is taken as it is."""
        return typed
