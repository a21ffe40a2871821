"""The editor of one record: filling it is filling the form."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from gydesk.domain.pinyin import warm_up
from gydesk.words import tr
from ui.form.context import FormContext, FormService
from ui.form.edits import DraftEdits
from ui.form.fields.base import FieldWidget
from ui.form.line_table import LineTable
from ui.form.problems import tell_problems
from ui.form.sheet import FormSheet
from ui.form.travel import Travel

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang
    from gydesk.catalogue.library import Library
    from gydesk.domain.draft import Draft

_PAUSE_MS = 1_200
_LONGEST_MS = 8_000
_SHEETS_KEPT = 24
_WARM_MS = 400
"""When the pinyin tables are loaded: once the first page is painted, before the first key."""


class FormEditor(QWidget):
    """Shows a draft on the page of its form and takes in what is typed.

    The pages are built once a form and reused. What is typed goes into the draft when a field
    is left, on Enter, and after a pause; ``edited`` then tells the paths that differ. A text
    that cannot be read stays on the screen with the reason, also when another record is
    shown in between.
    """

    edited = Signal(set)
    save_wanted = Signal()
    typing_changed = Signal()
    """``typing`` or ``half_typed`` differs."""
    problem_count = Signal(int)
    """How many places keep the record from being submitted."""

    def __init__(
        self, library: Library, service: FormService, lang: Lang, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context = FormContext(library, service, lang)
        self.edits = DraftEdits(self)
        self.sheet: FormSheet | None = None
        self._sheets: OrderedDict[tuple[str, int], FormSheet] = OrderedDict()
        self._unread: dict[str, dict[str, str]] = {}
        self._locked = False
        self._missing_shown: set[str] = set()
        self._typing_in: FieldWidget | LineTable | None = None
        self._half: FieldWidget | LineTable | None = None
        self._pause = _timer(self, _PAUSE_MS, self._paused)
        self._pause.setObjectName("typingPause")
        self._longest = _timer(self, _LONGEST_MS, self._paused)
        self._check = _timer(self, 0, self.check)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("formScroll")
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().installEventFilter(self)
        self._travel = Travel(self._scroll, self._shown_sheet)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        self._make_keys()
        self.edits.changed.connect(self._changed)
        self.edits.restored.connect(self._restored)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    # ---- the record

    @property
    def draft(self) -> Draft | None:
        """The draft that is shown."""
        return self.edits.draft

    def set_draft(self, draft: Draft | None) -> None:
        """Show ``draft`` (None: an empty place); what was typed before is taken in first."""
        self.commit()
        self._remember_unread()
        self.edits.show(draft)
        self.context.draft = draft
        self._show(draft)

    def _show(self, draft: Draft | None) -> None:
        if draft is None:
            self._take_sheet(None)
            self.problem_count.emit(0)
            return
        QTimer.singleShot(_WARM_MS, warm_up)
        sheet = self._sheet_for(draft)
        self._take_sheet(sheet)
        sheet.show_draft(draft)
        for name, cell in sheet.cells.items():
            cell.tell("", "")
            cell.widget.set_value(draft.get(name))
        for part in sheet.tables.values():
            part.message.tell("", "")
            part.widget.refresh(None)
        sheet.set_signed({})
        sheet.set_read_only(self._locked)
        self._recall_unread(sheet, draft.id)
        sheet.lay_out(self._scroll.viewport().width())
        self._scroll.verticalScrollBar().setValue(0)
        self.check()

    def refresh(self, paths: set[str] | None = None) -> None:
        """Show again what others changed in the draft, for example a record saved elsewhere."""
        if self.draft is None:
            return
        changed = self.edits.resync()
        self._show_values(changed if paths is None else changed | paths)
        if self.sheet is not None:
            self.sheet.show_draft(self.draft)
        self._check.start()

    def commit(self) -> bool:
        """Take in what is being typed; False while some text cannot be read."""
        if self.sheet is None:
            return True
        if getattr(self.focusWidget(), "composing", False):
            QGuiApplication.inputMethod().commit()
        self._pause.stop()
        for cell in self.sheet.cells.values():
            cell.widget.commit()
        for part in self.sheet.tables.values():
            part.widget.commit()
        self._rest()
        return not self.unread()

    def unread(self) -> dict[str, str]:
        """The texts on the screen that could not be read, by path."""
        if self.sheet is None:
            return {}
        texts = {
            name: text
            for name, cell in self.sheet.cells.items()
            if (text := cell.widget.typed()) is not None
        }
        for part in self.sheet.tables.values():
            texts |= part.widget.model.unread()
        return texts

    def unread_by_record(self) -> dict[str, dict[str, str]]:
        """The texts that could not be read, of this record and of those shown before."""
        self._remember_unread()
        return {record: dict(texts) for record, texts in self._unread.items()}

    def recall_unread(self, texts: dict[str, dict[str, str]]) -> None:
        """Have the texts of an earlier session ready for when their records are shown."""
        self._unread = texts | self._unread

    @property
    def typing(self) -> bool:
        """True while something is being written that is not in the draft yet."""
        return self._pause.isActive()

    @property
    def half_typed(self) -> bool:
        """True where what was written before a pause is no value yet: half a date."""
        return self._half is not None

    def set_read_only(self, locked: bool) -> None:
        """Lock the whole form, for example a void one."""
        self._locked = locked
        if self.sheet is not None:
            self.sheet.set_read_only(locked)
            self.sheet.lay_out(self.sheet.width())

    def set_signed(self, signed: dict[str, tuple[str, str]]) -> None:
        """Show who has signed on paper: block id → (name, date as text)."""
        if self.sheet is not None:
            self.sheet.set_signed(signed)

    def focus_first(self) -> None:
        """Put the cursor into the first field to fill."""
        self._travel.first()

    def focus_path(self, path: str) -> None:
        """Put the cursor into the field, table or cell that ``path`` names and show it."""
        self._travel.to(path)

    # ---- what is wrong

    def check(self) -> None:
        """Show what is wrong beside each field; what is missing only where it was asked for."""
        draft, sheet = self.draft, self.sheet
        if draft is None or sheet is None:
            return
        self._check.stop()
        higher, blocking = tell_problems(sheet, draft, missing=draft.id in self._missing_shown)
        if higher:
            sheet.lay_out(sheet.width())
        else:
            sheet.update()
        self.problem_count.emit(blocking + len(self.unread()))

    def show_missing(self) -> bool:
        """Mark everything that keeps the record from being submitted and go to the first.

        True when nothing does.
        """
        draft = self.draft
        if draft is None or self.sheet is None:
            return True
        self.commit()
        blocking = [p.path for p in draft.problems(submitting=True) if p.level != "warn"]
        self._missing_shown.add(draft.id)
        self.check()
        places = [*self.unread(), *blocking]
        if not places:
            return True
        order = {name: at for at, name in enumerate(item.id for item in draft.form.items())}
        self.focus_path(min(places, key=lambda path: order.get(path.partition("/")[0], 0)))
        return False

    # ---- pages

    def _shown_sheet(self) -> FormSheet | None:
        return self.sheet

    def _sheet_for(self, draft: Draft) -> FormSheet:
        key = (draft.form.id, draft.form.version)
        sheet = self._sheets.get(key)
        if sheet is None:
            sheet = FormSheet(draft.form, self.context, self.edits)
            self._wire(sheet)
            self._sheets[key] = sheet
            if len(self._sheets) > _SHEETS_KEPT:
                _, oldest = self._sheets.popitem(last=False)
                oldest.deleteLater()
        self._sheets.move_to_end(key)
        return sheet

    def _take_sheet(self, sheet: FormSheet | None) -> None:
        if sheet is self.sheet:
            return
        if self._scroll.widget() is not None:
            old = self._scroll.takeWidget()
            old.hide()
        self.sheet = sheet
        if sheet is not None:
            self._scroll.setWidget(sheet)
            sheet.chain_tabs()
            sheet.show()

    def _wire(self, sheet: FormSheet) -> None:
        for name, cell in sheet.cells.items():
            widget = cell.widget
            widget.setProperty("path", name)
            widget.committed.connect(self._committed)
            widget.told.connect(self._check.start)
            widget.next_wanted.connect(self._next)
            widget.typing.connect(self._typing)
        for part in sheet.tables.values():
            part.widget.leave.connect(self._leave_table)
            part.widget.typing.connect(self._typing)
            part.widget.told.connect(self._check.start)
            part.widget.model.dataChanged.connect(self._check.start)

    def _remember_unread(self) -> None:
        if self.draft is not None:
            texts = self.unread()
            if texts:
                self._unread[self.draft.id] = texts
            else:
                self._unread.pop(self.draft.id, None)

    def _recall_unread(self, sheet: FormSheet, record: str) -> None:
        for path, text in self._unread.pop(record, {}).items():
            name, _, rest = path.partition("/")
            if name in sheet.tables:
                row, _, column = rest.partition("/")
                sheet.tables[name].widget.model.recall(row, column, text)
            elif name in sheet.cells:
                sheet.cells[name].widget.set_typed(text)

    # ---- what is typed

    def _committed(self, value: Any) -> None:
        widget = self.sender()
        assert isinstance(widget, FieldWidget)
        pausing = widget is self._typing_in and not self._pause.isActive()
        self.edits.set(str(widget.property("path")), value, pause=pausing)
        if widget is self._typing_in and not pausing:
            self._rest()

    def _typing(self) -> None:
        widget = self.sender()
        assert isinstance(widget, FieldWidget | LineTable)
        self._typing_in = widget
        began = not self._pause.isActive()
        self._pause.start()
        if began:
            self._half = None
            self._longest.start()
            self.typing_changed.emit()

    def _paused(self) -> None:
        """After a pause, or when someone has written long without one."""
        self._pause.stop()
        self._longest.stop()
        widget = self._typing_in
        if widget is not None and not widget.commit_pause():
            self._half = widget
        self._typing_in = None
        self.typing_changed.emit()

    def _rest(self) -> None:
        """What was being written is in the draft, or refused and marked."""
        self._pause.stop()
        self._longest.stop()
        self._typing_in = self._half = None
        self.typing_changed.emit()

    def _changed(self, paths: set[str]) -> None:
        self._show_values(paths)
        self._check.start()
        self.edited.emit(paths)

    def _show_values(self, paths: set[str]) -> None:
        sheet, draft = self.sheet, self.draft
        if sheet is None or draft is None:
            return
        for path in paths:
            cell = sheet.cells.get(path)
            if cell is not None:
                value = draft.get(path)
                if cell.widget.value() != value or cell.widget.refusal is not None:
                    cell.widget.set_value(value)
        for part in sheet.tables.values():
            part.widget.refresh(paths)

    def _restored(self, path: str) -> None:
        if path:
            self.focus_path(path)

    # ---- where the cursor goes

    def _next(self) -> None:
        widget = self.sender()
        assert isinstance(widget, FieldWidget)
        inputs = widget.inputs()
        current = self.focusWidget()
        here = current if current in inputs else inputs[-1]
        self._travel.on(here, forward=True, past=inputs)

    def _leave_table(self, forward: bool) -> None:
        table = self.sender()
        assert isinstance(table, LineTable)
        if not self._travel.on(table.view, forward=forward, past=[table.view]) and not forward:
            self.focusPreviousChild()

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if self._half is not None and now is not None and not self._half.isAncestorOf(now):
            self._rest()
        self._travel.arrived(now)

    # ---- keys and size

    def _make_keys(self) -> None:
        stack = self.edits.stack
        self.undo_action, self.redo_action = QAction(tr("Undo"), self), QAction(tr("Redo"), self)
        self.undo_action.triggered.connect(stack.undo)
        self.redo_action.triggered.connect(stack.redo)
        stack.moved.connect(self._show_undo)
        self._show_undo()
        self.undo_action.setShortcuts(QKeySequence.StandardKey.Undo)
        self.redo_action.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        for action in (self.undo_action, self.redo_action):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._save_pressed)

    @Slot()
    def _show_undo(self) -> None:
        self.undo_action.setEnabled(self.edits.stack.can_undo())
        self.redo_action.setEnabled(self.edits.stack.can_redo())

    def _save_pressed(self) -> None:
        self.commit()
        self.save_wanted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Another interface size: every page is built anew; what is being typed is kept."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._sheets:
            self.commit()
            self._remember_unread()
            self._take_sheet(None)
            for sheet in self._sheets.values():
                sheet.deleteLater()
            self._sheets.clear()
            self._typing_in = None
            self._show(self.draft)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page follows the width of the window."""
        if event.type() == QEvent.Type.Resize and self.sheet is not None:
            assert isinstance(event, QResizeEvent)
            if event.size().width() != event.oldSize().width():
                self.sheet.lay_out(event.size().width())
        return super().eventFilter(watched, event)


def _timer(parent: QObject, pause: int, then: Any) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(pause)
    timer.timeout.connect(then)
    return timer
