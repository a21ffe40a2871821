"""One laptop over several days: the program is closed in the evening and opened again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from gydesk.domain.facts import Values
from gydesk.domain.rules import Problem
from gydesk.errors import InputError
from gydesk.paper.job import print_records
from gydesk.store.query import RecordHead
from gydesk.workflow.desk import Desk, open_desk
from gydesk.workflow.opened import OpenDraft
from tests.helpers.desks import StillClock, fill, make_desk, make_project
from tests.helpers.pdf import Paper


class Office:
    """The desk on its file, the day, and what comes out of the printer."""

    def __init__(self, folder: Path, **project: Any) -> None:
        self.clock = StillClock()
        self.folder = folder
        self.desk: Desk = make_desk(folder, clock=self.clock)
        self.project = make_project(self.desk, **project)

    @property
    def file(self) -> Path:
        """The database."""
        return self.folder / "gydesk.db"

    def opens(
        self, who: str, year: int, month: int, day: int, hour: int = 9, minute: int = 0
    ) -> Desk:
        """Close the lid; ``who`` opens it again at this time."""
        self.desk.close()
        self.clock.go(year, month, day, hour, minute)
        self.desk = open_desk(self.file, create=False, clock=self.clock, anywhere=True)
        self.desk.set_user(who)
        return self.desk

    @property
    def state(self) -> str:
        """The code of the project's state."""
        return str(self.about["lifecycle_state"])

    @property
    def about(self) -> Values:
        """The project's attributes."""
        found = self.desk.project(self.project)
        assert found is not None
        return found

    def filled(self, form: str, *, project: str = "", **given: Any) -> OpenDraft:
        """A new form with ``given`` and something plain in all else that is required, saved."""
        draft = self.desk.new_draft(form, project or self.project)
        fill(self.desk, draft, **given)
        self.desk.save(draft)
        return draft

    def submitted(self, form: str, *, project: str = "", **given: Any) -> RecordHead:
        """The same, submitted."""
        return self.desk.submit(self.filled(form, project=project, **given).id)

    def refused(self, draft: OpenDraft) -> list[Problem]:
        """Save ``draft``, submit it in vain: what has to be filled or mended first."""
        self.desk.save(draft)
        with pytest.raises(InputError) as caught:
            self.desk.submit(draft.id)
        assert caught.value.code == "record.incomplete"
        head = self.desk.head(draft.id)
        assert head is not None
        assert (head.state, head.number) == ("draft", "")
        found: list[Problem] = caught.value.params["problems"]
        return found

    def paper(self, *ids: str, **options: Any) -> Paper:
        """Print, and read what was printed."""
        return Paper.read(self.printed(*ids, **options))

    def reference(self, id: str) -> dict[str, str]:
        """How another form names this one."""
        head = self.desk.head(id)
        assert head is not None
        return {"id": id, "number": head.number}

    def printed(self, *ids: str, **options: Any) -> Path:
        """The file that was printed."""
        file = self.folder / "printed.pdf"
        print_records(self.desk, ids, file, **options)
        return file

    def photo(self, name: str, colour: str = "navy", caption: str = "") -> dict[str, Any]:
        """A picture taken on site, attached."""
        image = Image.new("RGB", (640, 480), colour)
        ImageDraw.Draw(image).text((20, 20), name, fill="white")
        out = BytesIO()
        image.save(out, "JPEG")
        ref = dict(self.desk.attach(out.getvalue(), f"{name}.jpg"))
        return {**ref, "caption": caption} if caption else ref
