"""Where the user was: kept for the next start, with what could not be saved in a record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from gydesk.words import tr
from ui.tabs import OVERVIEW

if TYPE_CHECKING:
    from gydesk.store.query import RecordHead
    from gydesk.workflow.desk import Desk
    from ui.main_window import MainWindow


class Places(QObject):
    """Belongs to one window over one desk."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._settings = window.settings
        self._editor = window.tab_page.page.editor
        unread = self._kept("unread")
        self._editor.recall_unread({record: dict(texts) for record, texts in unread.items()})
        self._editor.problem_count.connect(self.keep_unread)

    def go_back(self) -> None:
        """Go where the last session was, and say so when it ended without a goodbye."""
        window, last = self._window, self._kept("place")
        known = {row.id for row in window.projects.model.rows}
        project = str(last.get("project", ""))
        for silent in (window.tabs, window.projects):
            silent.blockSignals(True)
        window.projects.choose(project if project in known else "")
        window.show_tab(str(last.get("tab", OVERVIEW)))
        for silent in (window.tabs, window.projects):
            silent.blockSignals(False)
        window.project_chosen(window.projects.current)
        crashed = self._settings.flag("open")
        self._settings.put_flag("open", True)
        self._settings.write()
        head = self._last_record(str(last.get("record", "")))
        if head is not None and window.tab:
            window.open_record(head.id)
        elif last.get("form") and window.tab:
            window.tab_page.show_form(str(last["form"]))
        if crashed and window.tab:
            self._tell(head)

    def keep(self) -> None:
        """Note where we are."""
        window = self._window
        draft, form = window.tab_page.page.draft, window.tab_page.form
        place = {
            "project": window.projects.current,
            "tab": window.tab,
            "form": form.id if form is not None else "",
            "record": draft.id if draft is not None else "",
        }
        self._settings.put("place", json.dumps(place))

    @Slot()
    def keep_unread(self) -> None:
        """Texts that are no values cannot be saved in a record; they are kept beside it."""
        texts = json.dumps(self._editor.unread_by_record(), ensure_ascii=False)
        if texts != self._settings.text("unread", "{}"):
            self._settings.put("unread", texts)
            self._settings.write()

    def leave(self) -> None:
        """The window is closed as it should be."""
        self.keep()
        self.keep_unread()
        self._settings.put_flag("open", False)

    def _kept(self, key: str) -> dict[str, Any]:
        try:
            found = json.loads(self._settings.text(key, "{}"))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _last_record(self, id: str) -> RecordHead | None:
        head = self._desk.head(id) if id else None
        return head if head is not None and head.form in self._desk.library.forms else None

    def _tell(self, head: RecordHead | None) -> None:
        from gydesk.domain.clock import moment

        notice = self._window.tab_page.page.notice
        if head is None:
            text = tr("GYDesk ended unexpectedly last time. Everything that was saved is here.")
            notice.tell("return", text)
            return
        name = self._desk.library.name_of("form", head.form, self._window.lang)
        when = moment(head.updated).strftime("%Y-%m-%d %H:%M")
        text = tr(
            "GYDesk ended unexpectedly last time. Here is where you were: {form}, saved {time}.",
            form=name,
            time=when,
        )
        notice.tell("return", text)
