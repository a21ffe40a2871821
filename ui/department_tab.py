"""A department's tab: its forms by stage, the records of the chosen one, the record's page.

One tab serves all departments: it remembers for each the form and the record last shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from gydesk.errors import DeskError
from gydesk.words import tr
from ui import style
from ui.form_list import FormList
from ui.record_list import RecordList
from ui.record_page import RecordPage

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Form, Lang
    from gydesk.store.query import RecordHead, RecordQuery
    from gydesk.workflow.desk import Desk
    from ui.actions import Actions
    from ui.settings import UiSettings

_WITHOUT_PROJECT = ("none", "supplier")


@dataclass
class _Place:
    """Where a department was left: the form and the record."""

    form: str = ""
    record: str = ""


class DepartmentTab(QWidget):
    """Shows one department at a time; asks the desk for everything."""

    place_changed = Signal()
    """Another form or record is shown."""
    failed = Signal(object)
    """A DeskError to be told."""

    def __init__(
        self,
        desk: Desk,
        lang: Lang,
        actions: Actions,
        settings: UiSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lang = lang
        self._actions = actions
        self._settings = settings
        self._department = ""
        self._project = ""
        self._form: Form | None = None
        self._places: dict[tuple[str, str], _Place] = {}
        self.forms = FormList(desk.library, lang, self)
        self.records = RecordList(desk, lang, actions, self)
        self.page = RecordPage(desk, lang, actions, self)
        self.column = QSplitter(Qt.Orientation.Vertical, self)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.panel = QFrame(self)
        self._build()
        self.forms.chosen.connect(self._form_chosen)
        self.records.chosen.connect(self._record_chosen)
        self.records.failed.connect(self.failed)
        self.page.saved.connect(self._saved)
        actions["records"].toggled.connect(self.panel.setVisible)
        actions["find"].triggered.connect(self._show_panel)

    def _build(self) -> None:
        self.panel.setObjectName("sidePanel")
        self.column.setHandleWidth(1)
        self.column.addWidget(self.forms)
        self.column.addWidget(self.records)
        self.column.setChildrenCollapsible(False)
        self.column.setSizes([style.px(330), style.px(330)])
        side = QVBoxLayout(self.panel)
        side.setContentsMargins(0, style.px(4), 0, 0)
        side.addWidget(self.column)
        self.panel.setMinimumWidth(style.px(200))
        self.split.setHandleWidth(1)
        self.split.addWidget(self.panel)
        self.split.addWidget(self.page)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([style.px(290), style.px(880)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)
        for name, splitter in (("column", self.column), ("inner", self.split)):
            state = self._settings.state(name)
            if state is not None:
                splitter.restoreState(state)
        shown = self._settings.flag("records", True)
        self._actions["records"].setChecked(shown)
        self.panel.setVisible(shown)

    # ---- where we are

    @property
    def form(self) -> Form | None:
        """The form whose records are listed."""
        return self._form

    @property
    def project(self) -> str:
        """The project whose records are listed, "" for all."""
        return self._project

    @property
    def department(self) -> str:
        """The department shown."""
        return self._department

    def show_place(self, department: str, project: str) -> bool:
        """Show a department in a project as it was left; False when what is on the screen
        cannot be saved, and stays."""
        if (department, project) == (self._department, self._project):
            return True
        if not self.page.save(quiet=True):
            return False
        self._remember()
        former = self._form if self._department == department else None
        self._department, self._project = department, project
        self.forms.show_forms(self._desk.library.forms_of(department), self._stage())
        self.refresh_counts()
        place = self._places.get((department, project), _Place())
        wanted = place.form or (former.id if former is not None else "")
        listed = self.forms.forms()
        self.show_form(wanted if wanted in listed else next(iter(listed), ""), place.record)
        return True

    def show_form(self, form_id: str, record: str = "") -> bool:
        """List the records of a form and open ``record``, or the form's empty page."""
        if not self.page.save(quiet=True):
            return False
        self._form = self._desk.library.forms.get(form_id)
        self.forms.select(form_id)
        self.records.mark("")
        self.records.show_query(None if self._form is None else self._query(form_id))
        return self.open_record(record)

    def open_record(self, record: str, *, focus: bool = False) -> bool:
        """Show a record ("" for none) and mark it in the list; False when the one before
        cannot be saved, and stays."""
        shown = self.page.draft
        if shown is not None and record == shown.id:
            self.records.mark(record)
            if focus:
                self.page.editor.focus_first()
            return True
        draft = None
        try:
            draft = self._desk.draft(record) if record else None
        except DeskError as error:
            self.failed.emit(error)
        if not self.page.show_draft(draft, focus=focus):
            self.records.mark(shown.id if shown is not None else "")
            return False
        self.records.mark(record)
        self._tell_empty()
        self.place_changed.emit()
        return True

    def new_record(self) -> bool:
        """A new record of the form, everything known filled in; asks nothing."""
        form = self._form
        if form is None or not self.may_add():
            return False
        project = "" if form.header in _WITHOUT_PROJECT else self._project
        try:
            draft = self._desk.new_draft(form.id, project)
        except DeskError as error:
            self.failed.emit(error)
            return False
        if not self.page.show_draft(draft, focus=True):
            return False
        self.records.mark("")
        self.place_changed.emit()
        return True

    def may_add(self) -> bool:
        """True when a new record of the form has everything it needs."""
        form = self._form
        return form is not None and (form.header != "project" or bool(self._project))

    def keep_places(self) -> None:
        """Remember the splitters."""
        self._settings.put("column", self.column.saveState())
        self._settings.put("inner", self.split.saveState())
        self._settings.put_flag("records", self._actions["records"].isChecked())

    # ---- reading again

    @Slot()
    def refresh(self) -> None:
        """Read lists and counts again; the record shown stays."""
        self.refresh_counts()
        self.records.refresh()
        self._tell_empty()

    def refresh_counts(self) -> None:
        """Read how many records each form has."""
        from gydesk.store.query import RecordQuery

        groups: dict[str, list[str]] = {}
        for id in self.forms.forms():
            groups.setdefault(self._project_of(id), []).append(id)
        counts: dict[str, int] = {}
        try:
            for project, ids in groups.items():
                query = RecordQuery(forms=tuple(ids), project=project)
                counts |= self._desk.count_by_form(query)
        except DeskError as error:
            self.failed.emit(error)
            return
        self.forms.show_counts(counts)

    def _project_of(self, form_id: str) -> str:
        """The project whose records of a form are meant; "" where it has none."""
        form = self._desk.library.forms[form_id]
        return "" if form.header in _WITHOUT_PROJECT else self._project

    def _query(self, form_id: str) -> RecordQuery:
        from gydesk.store.query import RecordQuery

        return RecordQuery(forms=(form_id,), project=self._project_of(form_id))

    def _stage(self) -> str:
        values = self._desk.project(self._project) if self._project else None
        return self._desk.lifecycle.stage_of(str((values or {}).get("lifecycle_state") or ""))

    def _tell_empty(self) -> None:
        """Say what to do where no record is shown."""
        page, form = self.page.empty, self._form
        new, blank = self._actions["new"], self._actions["blank"]
        if form is None:
            page.tell(tr("Choose a form at the left"), "")
        elif not self.may_add():
            text = tr("Choose a project at the left to fill this form for it.")
            page.tell(form.name(self._lang), text, blank)
        else:
            text = form.trigger if self._lang == "zh" else form.trigger_en or form.trigger
            page.tell(form.name(self._lang), text, new, blank)

    # ---- what the user does

    @Slot(str, bool)
    def _form_chosen(self, form_id: str, entered: bool) -> None:
        if self._form is None or form_id != self._form.id:
            self.show_form(form_id)
        if entered and self.records.model.rowCount():
            self.records.focus_list()
        elif entered:
            self.page.empty.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(str, bool)
    def _record_chosen(self, record: str, entered: bool) -> None:
        self.open_record(record, focus=entered)

    @Slot()
    def _show_panel(self) -> None:
        self._actions["records"].setChecked(True)
        self.records.find_text()

    @Slot(object)
    def _saved(self, head: RecordHead) -> None:
        """Only the record's line is shown again, unless it is new or sorts otherwise."""
        if self.records.update_head(head):
            return
        self.records.mark(head.id)
        self.refresh()

    def _remember(self) -> None:
        if self._department:
            draft = self.page.draft
            kept = draft is not None and not draft.is_new
            self._places[self._department, self._project] = _Place(
                self._form.id if self._form else "", draft.id if draft and kept else ""
            )
