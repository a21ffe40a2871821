"""Making PDFs off the window's thread, and noting what was printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang
    from gydesk.workflow.desk import Desk
    from ui.work import Progress


def log_prints(desk: Desk, record: str, holders: Sequence[str]) -> None:
    """Who printed which copy of which content, and when."""
    from gydesk.domain.clock import stamp
    from gydesk.store.prints import Printed
    from gydesk.workflow.signoff import content_hash

    stored = desk.records.get(record)
    desk.prints.add(
        [
            Printed(
                record=record,
                at=stamp(desk.clock.now()),
                who=str(desk.user.get("name") or ""),
                revision=stored.head.revision,
                copy=holder,
                hash=content_hash(stored.data),
            )
            for holder in holders
        ]
    )


def make_record(
    desk: Desk,
    record: str,
    out: Path,
    copies: tuple[str, ...],
    lang: Lang,
    internal: bool,
    progress: Progress,
) -> Path:
    """Make a record's PDF at ``out`` for a look; nothing is logged yet."""
    from gydesk.paper.job import print_records

    print_records(
        desk,
        [record],
        out,
        copies=copies or None,
        lang=lang,
        internal=internal,
        progress=progress,
        log=False,
    )
    return out


def make_blank(
    desk: Desk, form: str, out: Path, project: str, lang: Lang, progress: Progress
) -> Path:
    """Make an empty form's PDF at ``out``."""
    from gydesk.paper.job import print_blank

    progress()
    print_blank(desk, form, out, project=project, lang=lang)
    return out
