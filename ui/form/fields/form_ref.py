"""A reference to another form's record, by choosing it or by its printed number."""

from __future__ import annotations

from ui.form.parts.suggest_field import SuggestField


class FormRefWidget(SuggestField):
    """The project's records of that form are offered as number, title and date.

    A number that is not in this database yet may be typed; it is resolved later.
    """

    mark = "list"
    latin = True
