"""``check``, ``backup``, ``restore``, ``self-test``: that nothing is lost, and all works."""

from __future__ import annotations

import argparse
from pathlib import Path

from gydesk.cli.command import Context, Words, word
from gydesk.cli.output import plain
from gydesk.errors import InputError
from gydesk.words import tr


def define(words: Words, common: argparse.ArgumentParser) -> None:
    """Add this group's words."""
    check = word(words, common, "check", _check, tr("check the database: changes, records, photos"))
    check.add_argument(
        "--mend", action="store_true", help=tr("first make again what is derived from the changes")
    )
    backup = word(words, common, "backup", _backup, tr("copy the database into a file"))
    backup.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    restore = word(words, common, "restore", _restore, tr("bring a backup back"))
    restore.add_argument("file", metavar="FILE", type=Path)
    word(words, common, "self-test", _self_test, tr("try every part of the program once"))


def _check(context: Context) -> int:
    from gydesk.store.verify import check, mend

    desk = context.desk()
    if context.given.mend:
        mend(desk.db, desk.library)
    found = check(desk.db, desk.library)
    if context.out.as_json:
        context.out.rows([plain(one) for one in found], {})
    else:
        for one in found:
            print(one.told())
        errors = sum(one.severity == "error" for one in found)
        print(tr("All is well.") if not errors else tr("{count} errors.", count=errors))
    return int(any(one.severity == "error" for one in found))


def _backup(context: Context) -> None:
    from gydesk.store.backup import backup

    out = context.given.output
    backup(context.desk().db, out)
    context.out.one({"file": str(out)}, str(out))


def _restore(context: Context) -> None:
    from gydesk.store.backup import restore

    if "://" in context.target:
        raise InputError("cli.restore_server")
    kept = restore(context.given.file, Path(context.target))
    context.out.one(
        {"database": context.target, "before": str(kept) if kept else None},
        tr("{file} is in use now.", file=context.given.file),
    )


def _self_test(context: Context) -> int:
    from gydesk.cli.self_test import steps

    rows = []
    for name, failure in steps():
        rows.append({"part": name, "ok": failure is None, "reason": failure or ""})
        context.out.say(
            f"{'ok  ' if failure is None else 'FAIL'}  {name}  {failure or ''}".rstrip()
        )
    if context.out.as_json:
        context.out.rows(rows, {})
    return int(not all(row["ok"] for row in rows))
