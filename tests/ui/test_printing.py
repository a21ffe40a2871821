"""Printing from the window: the preview is the very PDF, which says what was typed."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from gydesk.workflow.desk import Desk
from tests.helpers.desks import fill
from tests.helpers.keyboard import CTRL, KEY, press
from tests.helpers.pdf import squeezed
from tests.ui.conftest import MakeWindow
from ui.dialogs.print_preview import PrintPreview
from ui.file_names import LONGEST, file_name, safe
from ui.main_window import MainWindow
from ui.paper_out import paint_pages

_TRAINING = "training_record"
_TIMES = {"started_at": "2014-06-06T09:00", "ended_at": "2014-06-06T11:30"}


def words(file: Path) -> str:
    """All text of a PDF without blanks."""
    return squeezed("".join(page.extract_text() for page in PdfReader(file).pages))


def window_on(make_window: MakeWindow, desk: Desk, form: str) -> MainWindow:
    """A window on a filled record of ``form``, still a draft."""
    project = desk.projects()[0].id
    draft = desk.new_draft(form, project)
    fill(desk, draft, **(_TIMES if form == _TRAINING else {}))
    desk.save(draft)
    window = make_window(desk)
    window.choose_project(project)
    window.open_record(draft.id)
    return window


def ready(window: MainWindow, qtbot: QtBot) -> PrintPreview:
    """The open preview, once its pages are there."""
    preview = window.printing.preview
    assert preview is not None
    qtbot.waitUntil(preview.print_button.isEnabled, timeout=30_000)
    return preview


def test_what_is_printed_is_what_was_typed(
    make_window: MakeWindow, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    window = window_on(make_window, desk, _TRAINING)
    page = window.tab_page.page
    page.editor.edits.set("place", "网络中心第二机房")
    press(KEY.Key_P, CTRL)
    preview = ready(window, qtbot)
    assert preview.document.pageCount() == len(PdfReader(preview._made).pages)
    out = tmp_path / "out.pdf"
    assert preview.save_to(out)
    assert "网络中心第二机房" in words(out)
    logged = desk.prints.of(page.draft.id)
    assert [one.copy for one in logged] == list(page.draft.form.copies)
    assert {one.who for one in logged} == {"吴工"}
    preview.reject()
    assert window.printing.preview is None


def test_fewer_copies_are_fewer_pages(make_window: MakeWindow, desk: Desk, qtbot: QtBot) -> None:
    window = window_on(make_window, desk, _TRAINING)
    window.actions_["print"].trigger()
    preview = ready(window, qtbot)
    pages = preview.document.pageCount()
    copies = len(preview.copies)
    assert copies > 1
    preview.copies[0].setChecked(False)
    qtbot.waitUntil(
        lambda: (
            preview.print_button.isEnabled()
            and preview.document.pageCount() == pages * (copies - 1) // copies
        ),
        timeout=30_000,
    )
    assert desk.prints.of(window.tab_page.page.draft.id) == [], "looking is not printing"
    preview.reject()


def test_only_the_internal_copy_shows_what_is_internal(
    make_window: MakeWindow, desk: Desk, qtbot: QtBot
) -> None:
    form = next(
        one
        for one in desk.library.forms.values()
        if one.header == "project" and one.without_internal() != one
    )
    window = window_on(make_window, desk, form.id)
    window.actions_["print"].trigger()
    preview = ready(window, qtbot)
    assert preview.internal.isVisible()
    assert not preview.internal.isChecked()
    preview.internal.setChecked(True)
    assert not any(check.isEnabled() for check in preview.copies)
    preview.reject()


def test_a_blank_form_is_printed_without_a_record(
    make_window: MakeWindow, desk: Desk, qtbot: QtBot
) -> None:
    window = make_window(desk)
    window.choose_project(desk.projects()[0].id)
    window.open_form(_TRAINING)
    window.actions_["blank"].trigger()
    preview = ready(window, qtbot)
    assert "现场培训" in words(preview._made)
    assert preview.copies == []
    preview.reject()


def test_the_pages_go_to_the_printer_whole(
    make_window: MakeWindow, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    window = window_on(make_window, desk, _TRAINING)
    window.actions_["print"].trigger()
    preview = ready(window, qtbot)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printer.pdf"))
    printer.setResolution(100)
    printer.setFullPage(True)
    assert paint_pages(preview.document, printer)
    reader = PdfReader(tmp_path / "printer.pdf")
    assert len(reader.pages) == preview.document.pageCount()
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)
    preview.reject()


def test_a_place_that_cannot_be_written_is_told(
    make_window: MakeWindow, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    window = window_on(make_window, desk, _TRAINING)
    window.actions_["print"].trigger()
    preview = ready(window, qtbot)
    assert not preview.save_to(tmp_path / "no such folder" / "x.pdf")
    assert "x.pdf" in preview.told.text()
    preview.reject()


def test_names_of_files(desk: Desk) -> None:
    project = desk.projects()[0].id
    draft = desk.new_draft(_TRAINING, project)
    fill(desk, draft, **_TIMES)
    desk.save(draft)
    head = desk.submit(draft.id)
    name = file_name(desk, draft.id, draft.form, "zh")
    assert name == f"GY2014-001_{draft.form.zh}_{head.number}_{head.date}.pdf"
    assert safe('a/b\\c:*?"<>|d', "pdf") == "a-b-c-d.pdf"
    assert safe("con", "pdf") == "_con.pdf"
    assert safe(" . ", "pdf") == "_.pdf"
    assert len(safe("长" * 300, "xlsx")) == LONGEST
