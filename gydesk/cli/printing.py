"""``print``: forms as PDF, filled or blank."""

from __future__ import annotations

import argparse
from pathlib import Path

from gydesk.cli.command import Context, Words, word
from gydesk.cli.data import project_id, record_id
from gydesk.errors import InputError
from gydesk.words import tr


def define(words: Words, common: argparse.ArgumentParser) -> None:
    """Add this group's words."""
    parser = word(words, common, "print", _print, tr("print forms into a PDF"))
    parser.add_argument("ids", metavar="ID", nargs="*", help=tr("id or printed number"))
    parser.add_argument("--project", metavar="P", help=tr("all forms of a project"))
    parser.add_argument("--blank", metavar="FORM", help=tr("an empty form to fill by pen"))
    parser.add_argument("-o", "--output", metavar="OUT.pdf", type=Path)
    parser.add_argument(
        "--copies", metavar="HOLDERS", help=tr("only these copies, as company,customer")
    )
    parser.add_argument("--internal", action="store_true", help=tr("with what customers never see"))


def _print(context: Context) -> None:
    given = context.given
    if bool(given.ids) + bool(given.project) + bool(given.blank) != 1:
        raise InputError("cli.print_what")
    if given.blank:
        _print_blank(context)
        return
    from gydesk.paper.job import print_records
    from gydesk.store.query import RecordQuery
    from gydesk.words import language

    desk = context.desk()
    if given.project:
        project = project_id(desk, given.project)
        query = RecordQuery(forms=tuple(desk.library.forms), project=project, descending=False)
        ids = [row.id for row in desk.list(query, 0, 1_000_000)]
        name = str((desk.project(project) or {}).get("project_no") or "project")
    else:
        ids = [record_id(desk, one) for one in given.ids]
        head = desk.head(ids[0])
        name = (head.number if head else "") or ids[0]
    if not ids:
        raise InputError("cli.print_nothing")
    out = given.output or Path(f"{name}.pdf".replace("/", "-"))
    copies = tuple(given.copies.split(",")) if given.copies else None
    for holder in copies or ():
        if holder not in desk.library.holders:
            known = ", ".join(desk.library.holders)
            raise InputError("cli.copies", holder=holder, known=known)
    print_records(desk, ids, out, copies=copies, lang=language(), internal=given.internal)
    context.out.one({"file": str(out), "records": len(ids)}, str(out))


def _print_blank(context: Context) -> None:
    from gydesk.catalogue.library import library
    from gydesk.paper.job import print_blank
    from gydesk.words import language

    given = context.given
    form = library().form(given.blank)
    out = given.output or Path(f"{form.name(language())}.pdf")
    print_blank(library(), form.id, out, lang=language())
    context.out.one({"file": str(out), "form": form.id}, str(out))
