"""``init`` and ``demo``: a database to begin with."""

from __future__ import annotations

import argparse

from gydesk.cli.command import Context, Words, word
from gydesk.words import tr


def define(words: Words, common: argparse.ArgumentParser) -> None:
    """Add this group's words."""
    init = word(words, common, "init", _init, tr("make a database, or name its device and user"))
    init.add_argument("--name", metavar="DEVICE", help=tr("what this computer is called"))
    init.add_argument("--person", metavar="NAME", help=tr("who works here"))
    init.add_argument("--letter", metavar="A", help=tr("its letter in printed numbers"))
    word(words, common, "demo", _demo, tr("fill an empty database with the demo projects"))


def _init(context: Context) -> None:
    given = context.given
    desk = context.desk(create=True)
    desk.begin(name=given.name, person=given.person, letter=given.letter)
    device = desk.db.device
    context.out.one(
        {
            "database": desk.db.place,
            "device": device.id,
            "letter": device.letter,
            "name": device.name,
            "person": device.person,
        }
    )


def _demo(context: Context) -> None:
    from gydesk.workflow.demo import fill

    desk = context.desk(create=True)
    report = fill(desk)
    context.out.one(
        {"database": desk.db.place, "projects": report.projects, "records": report.records},
        tr(
            "{records} forms of {projects} projects are in {place}.",
            records=report.records,
            projects=report.projects,
            place=desk.db.place,
        ),
    )
