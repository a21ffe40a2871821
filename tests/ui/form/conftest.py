"""An editor in a real window, filled by keys as at a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from gydesk.catalogue.kinds import Form, Lang
from gydesk.catalogue.library import Library, library
from gydesk.words import set_language
from tests.helpers.form_desk import FormDesk, new_draft
from tests.helpers.keyboard import settle
from tests.helpers.world import World
from ui.form.editor import FormEditor

MakeEditor = Callable[..., FormEditor]


@pytest.fixture
def make_editor(qapp: QApplication) -> Iterator[MakeEditor]:
    """Makes editors of 880 × 680 pixels, the room of a laptop's window, with the focus."""
    made: list[FormEditor] = []

    def make(
        form: Form | str | None = None,
        *,
        lang: Lang = "zh",
        desk: FormDesk | None = None,
        facts: World | None = None,
        known: Library | None = None,
    ) -> FormEditor:
        set_language(lang)
        editor = FormEditor(known or library(), desk or FormDesk(), lang)
        made.append(editor)
        editor.resize(880, 680)
        editor.show()
        editor.activateWindow()
        if form is not None:
            editor.set_draft(new_draft(form, facts))
        settle()
        return editor

    yield make
    set_language("zh")
    for editor in made:
        editor.close()
        editor.deleteLater()
    settle()
