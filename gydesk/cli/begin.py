"""``init`` and ``demo``: a database to begin with."""

from __future__ import annotations

import argparse

from gydesk.cli.command import Context, Words, word
from gydesk.words import tr


def define(words: Words, common: argparse.ArgumentParser) -> None:
    """Add this group's words."""
    init = word(words, common, "init", _init, tr("make a database, or name its device and user"))
    for option, metavar, text in (
        ("--name", "DEVICE", tr("what this computer is called")),
        ("--person", "NAME", tr("who works here")),
        ("--letter", "A", tr("its letter in printed numbers")),
        ("--company", "NAME", tr("one's own company, as the paper's head has it")),
    ):
        init.add_argument(option, metavar=metavar, default="", help=text)
    word(words, common, "demo", _demo, tr("fill an empty database with the demo projects"))


def _init(context: Context) -> None:
    given = context.given
    desk = context.desk(create=True)
    desk.begin(name=given.name, person=given.person, letter=given.letter, company=given.company)
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
