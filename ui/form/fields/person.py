"""A person: the known ones offered, any name taken."""

from __future__ import annotations

from ui.form.parts.suggest_field import SuggestField


class PersonWidget(SuggestField):
    """People of the desk by name, pinyin or initials."""

    mark = "list"
