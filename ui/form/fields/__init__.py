"""One widget a field type, with the same names as ``gydesk.catalogue.types``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.form.fields.attachment import AttachmentWidget
from ui.form.fields.base import FieldWidget
from ui.form.fields.bool import BoolWidget
from ui.form.fields.choice import ChoiceWidget, choice_widget
from ui.form.fields.date import DateWidget
from ui.form.fields.datetime import DatetimeWidget
from ui.form.fields.decimal import DecimalWidget
from ui.form.fields.department import DepartmentWidget
from ui.form.fields.email import EmailWidget
from ui.form.fields.form_ref import FormRefWidget
from ui.form.fields.integer import IntegerWidget
from ui.form.fields.money import MoneyWidget
from ui.form.fields.multichoice import MultichoiceWidget
from ui.form.fields.multiline import MultilineWidget
from ui.form.fields.percent import PercentWidget
from ui.form.fields.person import PersonWidget
from ui.form.fields.phone import PhoneWidget
from ui.form.fields.photo import PhotoWidget
from ui.form.fields.signature import SignatureWidget
from ui.form.fields.supplier_ref import SupplierRefWidget
from ui.form.fields.text import TextWidget

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.context import FormContext

WIDGETS: dict[str, type[FieldWidget]] = {
    "text": TextWidget,
    "multiline": MultilineWidget,
    "integer": IntegerWidget,
    "decimal": DecimalWidget,
    "money": MoneyWidget,
    "percent": PercentWidget,
    "bool": BoolWidget,
    "date": DateWidget,
    "datetime": DatetimeWidget,
    "choice": ChoiceWidget,
    "multichoice": MultichoiceWidget,
    "person": PersonWidget,
    "department": DepartmentWidget,
    "phone": PhoneWidget,
    "email": EmailWidget,
    "form_ref": FormRefWidget,
    "supplier_ref": SupplierRefWidget,
    "attachment": AttachmentWidget,
    "photo": PhotoWidget,
    "signature": SignatureWidget,
}


def widget_for(field: Field, context: FormContext, parent: QWidget, room: int) -> FieldWidget:
    """The widget of ``field`` in a cell that has at least ``room`` pixels."""
    if field.type == "choice":
        return choice_widget(field, context, parent, room)
    return WIDGETS[field.type](field, context, parent)
