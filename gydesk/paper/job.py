"""Printing from the desk: records by their ids, and empty forms.

A customer's copy never shows what is marked internal; an internal copy is made only when it
is asked for, alone, and says so on every page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from gydesk.catalogue.kinds import Form, Lang
from gydesk.catalogue.library import Library
from gydesk.domain.clock import stamp
from gydesk.domain.states import actions
from gydesk.errors import PaperError
from gydesk.paper.form import Made, Progress, write_pdf
from gydesk.paper.sheet import Identity, Sheet, Signed
from gydesk.store.prints import Printed
from gydesk.workflow.signoff import content_hash, signatures

if TYPE_CHECKING:
    from gydesk.store.records import Stored
    from gydesk.workflow.desk import Desk

INTERNAL = "internal"
"""The holder of an internal copy in the print log."""


def print_records(
    desk: Desk,
    ids: Sequence[str],
    out: Path | BinaryIO,
    *,
    copies: Sequence[str] | None = None,
    lang: Lang = "zh",
    internal: bool = False,
    progress: Progress | None = None,
    log: bool = True,
) -> Made:
    """Print records into one PDF, collated: all copies of the first, then those of the next.

    ``copies`` are the holders to print for, each form's own without them; ``internal`` makes
    the one internal copy instead. ``log`` False is for a look before printing. ``progress``
    is told how many records are done, of how many; what it raises ends the work.
    Raises PaperError ``paper.*``, StoreError ``record.missing``, CatalogueError
    ``form.unknown``; then there is no file and nothing in the log.
    """
    if not ids:
        raise PaperError("paper.nothing")
    printed: list[Printed] = []
    sheets = _sheets(desk, ids, copies, lang, internal, printed)
    told = partial(_told, progress, len(ids)) if progress is not None else None
    made = write_pdf(sheets, out, progress=told)
    if log:
        desk.prints.add(printed)
    return made


def print_blank(
    source: Desk | Library,
    form_id: str,
    out: Path | BinaryIO,
    *,
    project: str = "",
    lang: Lang = "zh",
) -> Made:
    """Print an empty form to fill by pen; from a desk with the company's name and, where one is
    given, the project's. Raises PaperError ``paper.*``, CatalogueError ``form.unknown``."""
    if isinstance(source, Library):
        sheet = Sheet(form=source.form(form_id), library=source, lang=lang)
    else:
        sheet = Sheet(
            form=source.library.form(form_id),
            library=source.library,
            company=source.company,
            project=source.project(project) if project else None,
            lang=lang,
            load=source.attachments.get,
        )
    return write_pdf([sheet], out)


def sheet_of(
    desk: Desk,
    stored: Stored,
    *,
    copies: Sequence[str] | None = None,
    lang: Lang = "zh",
    internal: bool = False,
) -> Sheet:
    """One record of the desk as a sheet. Raises CatalogueError ``form.unknown``."""
    head = stored.head
    form = desk.library.form(head.form, head.form_version)
    holders = form.copies if copies is None else tuple(copies)
    return Sheet(
        form=form,
        library=desk.library,
        data=stored.data,
        identity=Identity(
            id=head.id,
            number=head.number,
            revision=max(1, head.revision),
            hash=content_hash(stored.data),
            conflicts=head.conflicts,
        ),
        company=desk.company,
        project=desk.project(head.project) if head.project else None,
        copies=() if internal or form.header == "entity" else holders,
        lang=lang,
        internal=internal,
        watermark=watermark(form, head.state),
        load=desk.attachments.get,
        signed={
            block: Signed(name=one.name, date=one.date, digital=one.kind == "desk")
            for block, one in signatures(stored.meta, head.revision).items()
            if not one.rejected
        },
    )


def watermark(form: Form, state: str) -> str:
    """What is written across the pages of a record in ``state``.

    What was submitted is a draft still, except where the customer signs it on the spot,
    before the internal review: nobody signs a paper that says 草稿.
    """
    if form.header == "entity":
        return ""
    if state == "void":
        return "void"
    if state in ("draft", "rejected"):
        return "draft"
    return "draft" if state == "submitted" and "sign" not in actions(form, state) else ""


def _sheets(
    desk: Desk,
    ids: Sequence[str],
    copies: Sequence[str] | None,
    lang: Lang,
    internal: bool,
    printed: list[Printed],
) -> Iterator[Sheet]:
    who = str(desk.user.get("name") or "")
    for id in ids:
        sheet = sheet_of(desk, desk.records.get(id), copies=copies, lang=lang, internal=internal)
        identity = sheet.identity
        assert identity is not None
        at = stamp(desk.clock.now())
        printed += [
            Printed(
                record=id,
                at=at,
                who=who,
                revision=identity.revision,
                copy=holder,
                hash=identity.hash,
            )
            for holder in ((INTERNAL,) if internal else sheet.copies or ("",))
        ]
        yield sheet


def _told(progress: Progress, total: int, done: int, _: int) -> None:
    progress(done, total)
