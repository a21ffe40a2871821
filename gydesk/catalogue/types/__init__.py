"""The field types, one a module, with the same names as the widgets of ``ui.form.fields``."""

from __future__ import annotations

from collections.abc import Mapping

from gydesk.catalogue.kinds import Field
from gydesk.catalogue.types.attachment import AttachmentType
from gydesk.catalogue.types.base import Cell, FieldType, Json, Lists
from gydesk.catalogue.types.bool import BoolType
from gydesk.catalogue.types.choice import ChoiceType
from gydesk.catalogue.types.date import DateType
from gydesk.catalogue.types.datetime import DatetimeType
from gydesk.catalogue.types.decimal import DecimalType
from gydesk.catalogue.types.department import DepartmentType
from gydesk.catalogue.types.email import EmailType
from gydesk.catalogue.types.form_ref import FormRefType
from gydesk.catalogue.types.integer import IntegerType
from gydesk.catalogue.types.money import MoneyType
from gydesk.catalogue.types.multichoice import MultichoiceType
from gydesk.catalogue.types.multiline import MultilineType
from gydesk.catalogue.types.percent import PercentType
from gydesk.catalogue.types.person import PersonType
from gydesk.catalogue.types.phone import PhoneType
from gydesk.catalogue.types.photo import PhotoType
from gydesk.catalogue.types.signature import SignatureType
from gydesk.catalogue.types.supplier_ref import SupplierRefType
from gydesk.catalogue.types.text import TextType
from gydesk.errors import CatalogueError

__all__ = ["TYPES", "Cell", "FieldType", "Json", "Lists", "type_of"]

TYPES: Mapping[str, FieldType] = {
    kind.name: kind
    for kind in (
        TextType(),
        MultilineType(),
        IntegerType(),
        DecimalType(),
        MoneyType(),
        PercentType(),
        BoolType(),
        DateType(),
        DatetimeType(),
        ChoiceType(),
        MultichoiceType(),
        PersonType(),
        DepartmentType(),
        PhoneType(),
        EmailType(),
        FormRefType(),
        SupplierRefType(),
        AttachmentType(),
        PhotoType(),
        SignatureType(),
    )
}


def type_of(field: Field) -> FieldType:
    """The type of ``field``. Raises CatalogueError ``type.unknown``."""
    found = TYPES.get(field.type)
    if found is None:
        raise CatalogueError(
            "type.unknown", field=field.id, name=field.type, known=", ".join(TYPES)
        )
    return found
