"""Someone who fills forms in the real program as fast as it allows, in a process that is going
to be killed; says on a pipe whatever the screen calls saved, the moment it does.

``python -m tests.helpers.hasty`` imports the program once and starts such a process for every
line it reads, each with a QApplication of its own.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.helpers.keyboard import CTRL, KEY, press, settle, type_text
from tests.helpers.typist import answering
from ui.app import Program
from ui.form.editor import FormEditor
from ui.form.fields.base import FieldWidget
from ui.form.line_editors import CellLine, CellText
from ui.form.line_table import LineTable
from ui.main_window import MainWindow
from ui.record_page import RecordPage

SAVED = re.compile(r"已保存 \d\d:\d\d")
FORMS = (("gcrz", "engineering_log"), ("xcpx", "training_record"), ("gczb", "weekly_report"))
"""What is typed to find a form, and which it is."""
_STOPS = 9
_ANY = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
_PHRASES = ("交换机上架", "机柜理线", "cabling 3F", "何主任确认", "停电2小时", "AP-302", "，北侧")


def screen(editor: FormEditor) -> dict[str, Any]:
    """What stands on the page, as one reads it: the text of each field, or its ticked options;
    of each table its lines by their ids, the cell in work as it is written."""
    sheet = editor.sheet
    assert sheet is not None
    fields = {name: _shown(cell.widget) for name, cell in sheet.cells.items()}
    tables = {name: list(_lines(part.widget)) for name, part in sheet.tables.items()}
    return {"fields": fields, "tables": tables}


def _shown(widget: FieldWidget) -> str | list[str] | None:
    inputs = widget.inputs()
    ticked = [one.text() for one in inputs if isinstance(one, QAbstractButton) and one.isChecked()]
    for one in inputs:
        if isinstance(one, QLineEdit):
            return one.text()
        if isinstance(one, QPlainTextEdit):
            return one.toPlainText()
    known = inputs and all(one.isCheckable() for one in inputs if isinstance(one, QAbstractButton))
    return ticked if known else None


def _lines(table: LineTable) -> Iterator[tuple[str, dict[str, str]]]:
    model, now = table.model, table.view.currentIndex()
    open_cell = table.view.indexWidget(now) if now.isValid() else None
    for row in range(model.rowCount()):
        id = model.row_id(row)
        texts = {}
        for at, column in enumerate(table.table.columns):
            here = (row, at) == (now.row(), now.column())
            if here and isinstance(open_cell, CellLine | CellText):
                texts[column.id] = open_cell.written()
            else:
                texts[column.id] = model.text(row, at)
        if id is not None:
            yield id, texts
        else:
            assert not any(texts.values()), "written in no line"


class Hasty:
    """Drives one window; ``manner`` is how it saves: ``keys`` with Ctrl+S after every word,
    ``auto`` only by leaving a field or pausing, ``both``."""

    def __init__(self, program: Program, seed: int, manner: str) -> None:
        self._program = program
        self._dice = random.Random(seed)
        self._manner = manner
        self._count = 0

    @property
    def _window(self) -> MainWindow:
        assert self._program.window is not None
        return self._program.window

    @property
    def _page(self) -> RecordPage:
        return self._window.tab_page.page

    def begin(self) -> None:
        """Write until the end; whatever goes wrong ends the process, and so the test."""
        try:
            self._write_on()
        except BaseException:
            sys.__excepthook__(*sys.exc_info())
            os._exit(3)

    def _write_on(self) -> None:
        """Wait for the database, say where the window is, and fill record after record."""
        _wait(lambda: self._program.window is not None and self._window.desk is not None)
        self._program.shell.activateWindow()
        settle()
        page = self._page
        page.standing_changed.connect(self._heard)
        shown = page.draft is not None
        _say(
            "back",
            record=page.draft.id if page.draft is not None else "",
            told=page.notice.label.text() if page.notice.isVisible() else "",
            screen=screen(page.editor) if shown else None,
        )
        if shown and self._dice.random() < 0.5:
            page.editor.focus_first()
            self._fill()
        elif QApplication.focusWidget() is None:
            self._window.projects.search.setFocus()
        while True:
            self._new_record()
            self._fill()

    def _heard(self) -> None:
        """The words beside the record have changed."""
        page = self._page
        if page.draft is not None and SAVED.fullmatch(page.told.text()):
            _say("saved", record=page.draft.id, screen=screen(page.editor))

    def _new_record(self) -> None:
        initials, form = self._dice.choice(FORMS)
        _say("leaving")
        answering(lambda: (type_text(initials), press(KEY.Key_Return)))
        press(KEY.Key_K, CTRL)
        settle()
        tab = self._window.tab_page
        assert tab.form is not None and tab.form.id == form
        press(KEY.Key_N, CTRL)
        settle()
        assert tab.page.draft is not None
        _say("opened", record=tab.page.draft.id, form=form)

    def _fill(self) -> None:
        for _ in range(_STOPS):
            place = self._place()
            if isinstance(place, LineTable):
                self._write_lines(place)
            elif place is not None and place.field.type in ("text", "multiline"):
                press(KEY.Key_End)  # behind what stands there, not over it
                press(KEY.Key_End, CTRL)
                self._write()
            elif isinstance(focus := QApplication.focusWidget(), QLineEdit) and not focus.text():
                self._write_figure(place)
            press(KEY.Key_Tab)
            self._breathe()

    def _write(self) -> None:
        """A word or two, kept at once or not."""
        for _ in range(self._dice.randint(1, 3)):
            self._count += 1
            type_text(f"{self._dice.choice(_PHRASES)}{self._count};")
            if self._manner == "keys" or (self._manner == "both" and self._dice.random() < 0.3):
                press(KEY.Key_S, CTRL)

    def _write_figure(self, place: FieldWidget | None) -> None:
        if place is not None and place.field.type in ("integer", "decimal", "percent", "money"):
            type_text(str(self._dice.randint(1, 99)))
        elif place is not None and place.field.type == "date":
            type_text(f"2014-06-{self._dice.randint(10, 30)}")

    def _write_lines(self, table: LineTable) -> None:
        """A new line at the end, in those of its cells that take words."""
        view, columns = table.view, table.table.columns
        press(KEY.Key_End, CTRL)
        press(KEY.Key_Home)
        row = view.currentIndex().row()
        for _ in columns:
            if view.currentIndex().row() != row or self._place() is not table:
                return
            if columns[view.currentIndex().column()].type == "text":
                self._write()
            press(KEY.Key_Tab)
            self._breathe()

    def _breathe(self) -> None:
        """Now and then wait until the screen says that all is saved."""
        if self._manner == "keys" or self._dice.random() < 0.6:
            return
        _wait(lambda: self._page.saver.standing != "waiting" and not self._page.editor.typing)

    def _place(self) -> FieldWidget | LineTable | None:
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, FieldWidget | LineTable):
            widget = widget.parentWidget()
        return widget


def _wait(until: Callable[[], bool]) -> None:
    while not until():
        QApplication.processEvents(_ANY)


def _say(what: str, **more: Any) -> None:
    line = json.dumps({"what": what, **more}, ensure_ascii=False) + "\n"
    os.write(1, line.encode())


def victim(order: Mapping[str, Any]) -> None:
    """The program, with someone at its keyboard."""
    app = QApplication(["gydesk"])
    program = Program(app)
    hasty = Hasty(program, order["seed"], order["manner"])
    QTimer.singleShot(0, hasty.begin)
    program.start()


def main() -> None:
    """Fork a process for every order; tell its id, and its end."""
    from gydesk.catalogue.library import library
    from gydesk.workflow import desk  # noqa: F401  imported once for all

    library()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            victim(json.loads(line))
            os._exit(3)
        _say("victim", id=child)
        _, status = os.waitpid(child, 0)
        _say("dead", signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)


if __name__ == "__main__":
    main()
