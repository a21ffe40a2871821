"""Make the pictures of the window under docs/ from the demo. Run by hand after the looks changed.

    .venv/bin/python build/pictures.py

The program is driven over a demo database in a temporary folder, without a screen. Printed
forms are no windows: those pictures come from ``gydesk print``.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PIL import Image
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import QApplication, QWidget

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from gydesk.workflow.desk import Desk
    from ui.main_window import MainWindow

DOCS = ROOT / "docs"
SIZE = 1366, 768
COLOURS = 128
LARGEST = 250_000
PROJECT = "GY2014-001"


def main() -> int:
    """Make them all; the exit status."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GYDESK_HOME"] = folder
        QApplication([sys.argv[0]])
        database = Path(folder) / "demo.db"
        fill(database)
        with opened(database, "zh", "light") as (window, desk):
            show_record(window, desk, "engineering_log")
            keep(window, DOCS / "window.png")
            window.show_tab("")
            wait(lambda: not window.work.count())
            keep(window, DOCS / "manual" / "overview.png")
            show_record(window, desk, "training_record")
            window.actions_["print"].trigger()
            preview = window.printing.preview
            assert preview is not None
            wait(preview.print_button.isEnabled)
            keep(preview, DOCS / "manual" / "print.png")
            preview.reject()
        with opened(database, "en", "dark") as (window, desk):
            show_record(window, desk, "engineering_log")
            keep(window, DOCS / "manual" / "window-en-dark.png")
    return 0


def fill(database: Path) -> None:
    """The demo's three projects."""
    from gydesk.workflow import demo
    from gydesk.workflow.desk import open_desk

    with open_desk(database, anywhere=True) as desk:
        demo.fill(desk)


@contextmanager
def opened(
    database: Path, lang: Literal["zh", "en"], theme: Literal["light", "dark"]
) -> Iterator[tuple[MainWindow, Desk]]:
    """The window over ``database``, in a language and its colours."""
    from gydesk import words
    from gydesk.workflow.desk import open_desk
    from ui import style
    from ui.guard import Guard
    from ui.main_window import MainWindow
    from ui.settings import UiSettings
    from ui.work import Work

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    words.set_language(lang)
    style.apply(app, theme)
    holder = QObject()
    work = Work(holder)
    window = MainWindow(UiSettings(), work, Guard(holder))
    window.resize(*SIZE)
    window.actions_["projects"].setChecked(True)
    window.show()
    QCursor.setPos(SIZE[0] // 2, SIZE[1] - 8)  # over nothing that lights up
    with open_desk(database, anywhere=True) as desk:
        window.show_desk(desk)
        (project,) = (row.id for row in desk.projects() if row.project_no == PROJECT)
        window.choose_project(project)
        yield window, desk
        window.close()
        work.stop()


def show_record(window: MainWindow, desk: Desk, form: str) -> None:
    """Open the newest record that the project has of a form."""
    from gydesk.store.query import RecordQuery

    (row,) = desk.list(RecordQuery(forms=(form,), project=window.projects.current), 0, 1)
    window.open_record(row.id)


def keep(widget: QWidget, file: Path) -> None:
    """Save what is seen once it stands still, in few colours: text stays crisp in a small file.

    Exits where the file is larger than a document should carry.
    """
    seen: list[QImage] = []

    def still() -> bool:
        seen.append(widget.grab().toImage())
        return len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]

    wait(still)
    seen[-1].save(str(file))
    picture = Image.open(file).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}: {picture.width}×{picture.height}, {size // 1000} kB")
    if size > LARGEST:
        sys.exit(f"{file.name} is too large")


def wait(done: Callable[[], bool]) -> None:
    """Let the program run until ``done``, asked ten times a second; exits after 20 s."""
    for _ in range(200):
        loop = QEventLoop()
        QTimer.singleShot(100, loop.quit)
        loop.exec()
        if done():
            return
    sys.exit("The window did not come to rest.")


if __name__ == "__main__":
    sys.exit(main())
