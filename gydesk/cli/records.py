"""``record``: filling, reading and passing on forms."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from gydesk.cli.command import Context, Words, group, word
from gydesk.cli.data import project_id, put_data, read_data, record_id
from gydesk.cli.output import plain
from gydesk.errors import InputError
from gydesk.words import language, tr

if TYPE_CHECKING:
    from gydesk.store.query import RecordHead
    from gydesk.workflow.desk import Desk

_LIMIT = 1_000_000


def define(words: Words, common: argparse.ArgumentParser) -> None:
    """Add this group's words."""
    record = group(words, common, "record", tr("forms filled: add, show, set, list, history …"))
    add = word(record, common, "add", _add, tr("fill a new form; prints its id"))
    add.add_argument("form", metavar="FORM")
    add.add_argument("--project", metavar="P", default="", help=tr("project id or number"))
    add.add_argument("--data", metavar="FILE|-", help=tr("its values as JSON"))
    _one(record, common, "show", _show, tr("show one"))
    changed = _one(record, common, "set", _set, tr("change values"))
    changed.add_argument("--data", metavar="FILE|-", required=True, help=tr("the values as JSON"))
    listed = word(record, common, "list", _list, tr("list what was filled"))
    listed.add_argument("--form", metavar="F")
    listed.add_argument("--project", metavar="P")
    listed.add_argument("--state", metavar="S")
    listed.add_argument("--search", metavar="TEXT", default="")
    listed.add_argument("--deleted", action="store_true", help=tr("what was deleted"))
    _one(record, common, "history", _history, tr("every change, who made it and when"))
    _define_steps(record, common)


def _define_steps(record: Words, common: argparse.ArgumentParser) -> None:
    _one(record, common, "submit", _submit, tr("submit: checks it and gives its number"))
    approve = _one(record, common, "approve", _approve, tr("record an approval"))
    reject = _one(record, common, "reject", _reject, tr("send back, with a reason"))
    sign = _one(record, common, "sign", _sign, tr("record the customer's signature"))
    archive = _one(record, common, "archive", _archive, tr("put into the archive"))
    archive.add_argument("--note", metavar="TEXT", default="", help=tr("where the paper is kept"))
    void = _one(record, common, "void", _void, tr("make void, with a reason"))
    _one(record, common, "restart", _restart, tr("take up again what was sent back"))
    _one(record, common, "reopen", _reopen, tr("begin a new revision"))
    _one(record, common, "delete", _delete, tr("delete; can be restored"))
    _one(record, common, "restore", _restore, tr("take back a deletion"))
    for parser in (reject, void):
        parser.add_argument("--reason", metavar="TEXT", required=True)
    for parser in (approve, sign):
        parser.add_argument("--name", metavar="NAME", default="", help=tr("who signed"))
        parser.add_argument("--date", metavar="DATE", default="", help=tr("on which day"))
    approve.add_argument("--all", action="store_true", help=tr("every approval still to come"))


def _one(
    record: Words,
    common: argparse.ArgumentParser,
    name: str,
    handler: Callable[[Context], int | None],
    text: str,
) -> argparse.ArgumentParser:
    """A word about one record."""
    parser = word(record, common, name, handler, text)
    parser.add_argument("id", metavar="ID", help=tr("its id or printed number"))
    return parser


def _add(context: Context) -> None:
    given, desk = context.given, context.desk()
    project = project_id(desk, given.project) if given.project else ""
    data = read_data(given.data) if given.data else {"fields": {}}
    draft = desk.new_draft(given.form, project)
    put_data(draft, data, desk)
    desk.save(draft)
    context.out.one({"id": draft.id}, draft.id)


def _show(context: Context) -> None:
    desk = context.desk()
    shown = described(desk, record_id(desk, context.given.id))
    context.out.one(shown, _as_text(desk, shown))


def _set(context: Context) -> None:
    desk = context.desk()
    draft = desk.draft(record_id(desk, context.given.id))
    put_data(draft, read_data(context.given.data), desk)
    desk.save(draft)
    context.out.one(described(desk, draft.id), draft.id)


def _list(context: Context) -> None:
    from gydesk.store.query import RecordQuery

    given, desk = context.given, context.desk()
    if given.state and given.state not in desk.library.states:
        raise InputError("cli.state", state=given.state, known=", ".join(desk.library.states))
    query = RecordQuery(
        forms=(desk.library.form(given.form).id,) if given.form else tuple(desk.library.forms),
        project=project_id(desk, given.project) if given.project else "",
        states=(given.state,) if given.state else (),
        text=given.search,
        alive=not given.deleted,
    )
    rows = [plain(row) for row in desk.list(query, 0, _LIMIT)]
    columns = {"number": tr("No."), "form": tr("Form"), "date": tr("Date"), "title": tr("Title")}
    context.out.rows(rows, {**columns, "state": tr("State"), "person": tr("By"), "id": "ID"})


def _history(context: Context) -> None:
    desk = context.desk()
    rows = [
        {
            "change": one.id,
            "at": one.at,
            "author": one.author,
            "device": one.device,
            "seq": one.seq,
            "set": dict(one.set),
        }
        for one in desk.history(record_id(desk, context.given.id))
    ]
    columns = {"at": tr("Time"), "author": tr("By"), "set": tr("Values"), "change": tr("Change")}
    context.out.rows(rows, columns)


def _step(context: Context, do: Callable[[Desk, str], RecordHead]) -> None:
    desk = context.desk()
    head = do(desk, record_id(desk, context.given.id))
    state = desk.library.states[head.state].name(language())
    context.out.one(plain(head), f"{head.number or head.id}  {state}")


def _submit(context: Context) -> None:
    _step(context, lambda desk, id: desk.submit(id))


def _approve(context: Context) -> None:
    given = context.given
    if given.all:
        _step(context, lambda desk, id: desk.approve_all(id, date=given.date))
    else:
        _step(context, lambda desk, id: desk.approve(id, name=given.name, date=given.date))


def _reject(context: Context) -> None:
    _step(context, lambda desk, id: desk.reject(id, reason=context.given.reason))


def _sign(context: Context) -> None:
    given = context.given

    def sign(desk: Desk, id: str) -> RecordHead:
        head = desk.head(id)
        project = desk.project(head.project) if head else None
        contact = str((project or {}).get("customer_contact") or "")
        return desk.sign(id, name=given.name or contact, date=given.date)

    _step(context, sign)


def _archive(context: Context) -> None:
    _step(context, lambda desk, id: desk.archive(id, note=context.given.note))


def _void(context: Context) -> None:
    _step(context, lambda desk, id: desk.void(id, reason=context.given.reason))


def _restart(context: Context) -> None:
    _step(context, lambda desk, id: desk.restart(id))


def _reopen(context: Context) -> None:
    _step(context, lambda desk, id: desk.reopen(id))


def _delete(context: Context) -> None:
    _step(context, lambda desk, id: desk.delete(id))


def _restore(context: Context) -> None:
    _step(context, lambda desk, id: desk.restore(id))


def described(desk: Desk, id: str) -> dict[str, Any]:
    """A record as JSON shows it: its header, its fields, its tables."""
    stored = desk.records.get(id)
    signed = {block: plain(one) for block, one in desk.signoffs(id).items()}
    return {**plain(stored.head), "signoffs": signed, **stored.data}


def _as_text(desk: Desk, shown: dict[str, Any]) -> str:
    """A record for people: every value under its label."""
    from gydesk.catalogue.kinds import Table
    from gydesk.catalogue.types import type_of

    form, lang = desk.library.form(shown["form"], shown["form_version"]), language()
    state = desk.library.states[shown["state"]].name(lang)
    lines = [f"{form.name(lang)}  {shown['number']}  {state}  {shown['id']}"]
    for item in form.items():
        if isinstance(item, Table):
            for row in shown.get(item.id, ()):
                cells = (
                    type_of(column).list_text(row[column.id], column, desk.library, lang)
                    for column in item.columns
                    if row.get(column.id) is not None
                )
                lines.append(f"{item.name(lang)}: {' | '.join(cells)}")
        elif shown["fields"].get(item.id) is not None:
            value = shown["fields"][item.id]
            text = type_of(item).list_text(value, item, desk.library, lang)
            lines.append(f"{item.name(lang)}: {text}")
    return "\n".join(lines)
