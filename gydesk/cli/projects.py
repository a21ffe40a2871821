"""``project``: the projects that forms belong to."""

from __future__ import annotations

import argparse

from gydesk.cli.command import Context, Words, group, word
from gydesk.cli.data import read_data
from gydesk.cli.output import plain
from gydesk.words import tr


def define(words: Words, common: argparse.ArgumentParser) -> None:
    """Add this group's words."""
    project = group(words, common, "project", tr("projects: add, list, show"))
    add = word(project, common, "add", _add, tr("add a project; prints its id"))
    add.add_argument("--no", metavar="NUMBER", help=tr("project number"))
    add.add_argument("--name", metavar="NAME", help=tr("project name"))
    add.add_argument("--data", metavar="FILE|-", help=tr("its fields as JSON"))
    listed = word(project, common, "list", _list, tr("list the projects"))
    listed.add_argument("--search", metavar="TEXT", default="")
    show = word(project, common, "show", _show, tr("show one project"))
    show.add_argument("project", metavar="P", help=tr("its id or number"))


def _add(context: Context) -> None:
    given = context.given
    desk = context.desk(create=True)
    values = read_data(given.data)["fields"] if given.data else {}
    if given.no:
        values["project_no"] = given.no
    if given.name:
        values["name"] = given.name
    made = desk.add_entity("project", values)
    context.out.one({"id": made}, made)


def _list(context: Context) -> None:
    rows = [plain(row) for row in context.desk().projects(context.given.search)]
    columns = {"project_no": tr("No."), "name": tr("Project"), "customer_name": tr("Customer")}
    context.out.rows(rows, {**columns, "state": tr("State"), "id": "ID"})


def _show(context: Context) -> None:
    from gydesk.cli.data import project_id

    desk = context.desk()
    found = project_id(desk, context.given.project)
    context.out.one({"id": found, **(desk.project(found) or {})})
