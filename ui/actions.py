"""Every command of the window in one registry: id, words, shortcut, icon.

Menus, tool bars, the settings' list of keys and the tests read it; what a command does is
connected where it is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from gydesk.words import tr
from ui import icons


@dataclass(frozen=True, kw_only=True)
class Command:
    """What is shown of an action: text, a longer tip, its keys, its icon."""

    id: str
    text: str
    tip: str
    icon: str
    keys: tuple[str, ...] = ()
    checkable: bool = False


def commands() -> tuple[Command, ...]:
    """All commands in the language in use, in the order of the menus."""
    return (
        Command(
            id="new",
            text=tr("New"),
            tip=tr("New record of this form, with what is known filled in"),
            icon="plus",
            keys=("Ctrl+N",),
        ),
        Command(
            id="save",
            text=tr("Save"),
            tip=tr("Save now; it is also saved by itself as you type"),
            icon="device-floppy",
            keys=("Ctrl+S",),
        ),
        Command(
            id="submit",
            text=tr("Submit"),
            tip=tr("Check the record, give it its number and submit it"),
            icon="send",
            keys=("Ctrl+Shift+Return",),
        ),
        Command(
            id="print",
            text=tr("Print"),
            tip=tr("Preview, print or save as PDF"),
            icon="printer",
            keys=("Ctrl+P",),
        ),
        Command(
            id="approve",
            text=tr("Record approval"),
            tip=tr("Record that the record was approved, here or on paper"),
            icon="checks",
        ),
        Command(
            id="reject",
            text=tr("Send back"),
            tip=tr("Record that the record was sent back, with the opinion"),
            icon="x",
        ),
        Command(
            id="revise",
            text=tr("Revise"),
            tip=tr("Open the record again as a draft of the next revision; its number stays"),
            icon="edit",
        ),
        Command(
            id="sign",
            text=tr("Record signature"),
            tip=tr("Record who signed the paper, and when"),
            icon="signature",
        ),
        Command(
            id="archive",
            text=tr("Archive"),
            tip=tr("File the record: the signed paper is where it belongs"),
            icon="archive",
        ),
        Command(
            id="void",
            text=tr("Void"),
            tip=tr("Declare the record void, with a reason; its number stays used"),
            icon="ban",
        ),
        Command(
            id="delete",
            text=tr("Delete"),
            tip=tr("Put the record into the recycle bin"),
            icon="trash",
        ),
        Command(
            id="restore",
            text=tr("Restore"),
            tip=tr("Take the record out of the recycle bin"),
            icon="restore",
        ),
        Command(
            id="blank",
            text=tr("Print a blank form"),
            tip=tr("Print the form empty, to be filled with a pen"),
            icon="file-text",
        ),
        Command(
            id="find",
            text=tr("Find in the list"),
            tip=tr("Find records of this form by any of their words"),
            icon="search",
            keys=("Ctrl+F",),
        ),
        Command(
            id="find_form",
            text=tr("Find a form"),
            tip=tr("Find a form by its name, another name, or pinyin initials"),
            icon="file-text",
            keys=("Ctrl+K",),
        ),
        Command(
            id="bin",
            text=tr("Recycle bin"),
            tip=tr("Show the deleted records of this form"),
            icon="trash",
            checkable=True,
        ),
        Command(
            id="refresh",
            text=tr("Refresh"),
            tip=tr("Read everything that is shown again"),
            icon="refresh",
            keys=("F5",),
        ),
        Command(
            id="projects",
            text=tr("Project list"),
            tip=tr("Show or hide the list of projects"),
            icon="layout-sidebar",
            keys=("F9",),
            checkable=True,
        ),
        Command(
            id="records",
            text=tr("Record list"),
            tip=tr("Show or hide forms and records, to give the page all the room"),
            icon="list",
            keys=("F8",),
            checkable=True,
        ),
        Command(
            id="new_project",
            text=tr("New project"),
            tip=tr("Enter a new project"),
            icon="folder",
            keys=("Ctrl+Shift+N",),
        ),
        Command(
            id="edit_project",
            text=tr("Project details"),
            tip=tr("Look at and change what is known of this project"),
            icon="pencil",
        ),
        Command(
            id="people",
            text=tr("People"),
            tip=tr("The people whose names the forms offer"),
            icon="users",
        ),
        Command(
            id="suppliers",
            text=tr("Suppliers"),
            tip=tr("The suppliers that the forms offer"),
            icon="truck",
        ),
        Command(
            id="company",
            text=tr("Own company"),
            tip=tr("Name, address and logo as they stand on the paper"),
            icon="building",
        ),
        Command(
            id="settings",
            text=tr("Settings"),
            tip=tr("Language, size, light or dark, user and device"),
            icon="settings",
            keys=("Ctrl+,",),
        ),
        Command(
            id="backup",
            text=tr("Back up…"),
            tip=tr("Copy everything into one file, on a stick for example"),
            icon="download",
        ),
        Command(
            id="restore_backup",
            text=tr("Restore a backup…"),
            tip=tr("Go back to an earlier copy; what is here now is kept as a backup first"),
            icon="history",
        ),
        Command(
            id="demo",
            text=tr("Open the sample data"),
            tip=tr("Three sample projects in a database of their own, to try everything with"),
            icon="inbox",
        ),
        Command(
            id="about",
            text=tr("About GYDesk"),
            tip=tr("Version, licences, where the data lies"),
            icon="info-circle",
            keys=("F1",),
        ),
        Command(
            id="quit",
            text=tr("Quit"),
            tip=tr("Close the window; everything is saved"),
            icon="logout",
            keys=("Ctrl+Q",),
        ),
    )


class Actions(QObject):
    """The actions of one window; ``actions["save"]``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = {command.id: self._made(command) for command in commands()}

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def ids(self) -> list[str]:
        """The ids, in the order of the menus."""
        return list(self._actions)

    def _made(self, command: Command) -> QAction:
        action = QAction(icons.icon(command.icon), command.text, self)
        action.setObjectName(command.id)
        action.setCheckable(command.checkable)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setStatusTip(command.tip)
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{command.tip} ({shown})" if shown else command.tip)
        return action
