"""One real use of every part, in a folder of its own: what a frozen program runs after building,
and what someone runs on a laptop that behaves oddly."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from gydesk.errors import DeskError
from gydesk.words import sentence

log = logging.getLogger(__name__)


def steps() -> Iterator[tuple[str, str | None]]:
    """Each part's name and why it failed (None: it works), one after the other."""
    with tempfile.TemporaryDirectory(prefix="gydesk-光远 ") as name:
        test = _Test(Path(name))
        parts: tuple[tuple[str, Callable[[], None]], ...] = (
            ("catalogue", test.catalogue),
            ("database", test.database),
            ("search", test.search),
            ("paper", test.paper),
            ("backup", test.backup),
            ("check", test.check),
        )
        try:
            for part, do in parts:
                yield part, _failure(do)
        finally:
            test.close()


def _failure(do: Callable[[], None]) -> str | None:
    try:
        do()
    except DeskError as error:
        return sentence(error)
    except Exception as error:
        log.exception("self-test")
        return f"{type(error).__name__}: {error}"
    return None


class _Test:
    """The parts in their order; each builds on those before."""

    def __init__(self, folder: Path) -> None:
        from gydesk.workflow.desk import open_desk

        self._folder = folder
        self._desk = open_desk(folder / "试.db", anywhere=True)
        self._record = ""

    def close(self) -> None:
        self._desk.close()

    def catalogue(self) -> None:
        from gydesk.domain.derive import plan

        forms = self._desk.library.forms
        assert forms
        for form in forms.values():
            plan(form)

    def database(self) -> None:
        desk = self._desk
        desk.begin(name="self-test", person="试用")
        project = desk.add_entity("project", {"project_no": "T-1", "name": "试验项目㛃"})
        draft = desk.new_draft("engineering_log", project)
        draft.set("work_place", "机房")
        desk.save(draft)
        self._record = draft.id
        assert desk.draft(draft.id).get("work_place") == "机房"

    def search(self) -> None:
        from gydesk.store.query import RecordQuery

        assert self._desk.count(RecordQuery(forms=("engineering_log",), text="机房")) == 1

    def paper(self) -> None:
        from pypdf import PdfReader

        from gydesk.paper.job import print_records

        out = self._folder / "日志.pdf"
        print_records(self._desk, [self._record], out)
        text = "".join(page.extract_text() for page in PdfReader(out).pages)
        assert "机房" in "".join(text.split())

    def backup(self) -> None:
        from gydesk.store.backup import backup

        backup(self._desk.db, self._folder / "copy.db")
        assert (self._folder / "copy.db").stat().st_size > 0

    def check(self) -> None:
        from gydesk.store.verify import check

        found = check(self._desk.db, self._desk.library)
        assert not found, found
