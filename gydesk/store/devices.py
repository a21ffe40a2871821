"""This device: who its changes say they come from.

A copied database must not go on under the same name: its changes would get the same ``seq``
and its papers the same numbers. So a database that wakes on another computer, and one that
was restored, takes a new id and letter; what it made before stays under the old one.
"""

from __future__ import annotations

import re
import secrets
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from gydesk.domain.change import Json
from gydesk.domain.clock import SystemClock, stamp
from gydesk.errors import InputError, StoreError
from gydesk.store.schema import device
from gydesk.store.settings import Counters

if TYPE_CHECKING:
    from gydesk.store.database import Database

_LETTER = re.compile(r"[A-Z]{1,8}\Z")


@dataclass(frozen=True, slots=True)
class Device:
    """``letter`` stands in printed numbers, ``name`` and ``person`` are for people."""

    id: str
    letter: str = "A"
    name: str = ""
    person: str = ""


class Devices:
    """The devices this database knows, and which one it is itself."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.own = Device("")

    def open(self) -> None:
        """Find out who we are; make a device on the first day and on a new computer."""
        settings, here = self._db.settings, machine()
        with self._db.writing():
            own = settings.get("device")
            if own is None:
                self._be(Device(secrets.token_hex(8)))
                settings.set("machine", here)
                return
            self.own = self._known(own)
            if self._db.is_sqlite and settings.get("machine") != here:
                self.renew()
                settings.set("machine", here)
            settings.set("tidied", False)  # told now, not at the first save, if it can't be

    def rename(
        self, *, name: str | None = None, person: str | None = None, letter: str | None = None
    ) -> Device:
        """Change what is told of this device; a new letter begins its numbers anew.

        Raises InputError ``device.letter`` for anything but one to eight capital letters.
        """
        if letter is not None and not _LETTER.match(letter):
            raise InputError("device.letter", text=letter[:20])
        given = {"name": name, "person": person, "letter": letter}
        new = replace(
            self.own, **{key: value[:200] for key, value in given.items() if value is not None}
        )
        with self._db.writing() as connection:
            if new.letter != self.own.letter:
                Counters(self._db).clear()
            connection.execute(
                device.update()
                .where(device.c.id == new.id)
                .values(letter=new.letter, name=new.name, person=new.person)
            )
            self._become(new, self.own)
        return new

    def renew(self) -> Device:
        """Become a new device with a letter of its own; exports wait until someone confirms."""
        with self._db.writing():
            Counters(self._db).clear()
            self._be(
                replace(self.own, id=secrets.token_hex(8), letter=next_letter(self.own.letter))
            )
            self._db.settings.set("confirm_export", True)
        return self.own

    def add(self, letter: str, name: str, person: str) -> Device:
        """Know another device, as if its changes had come here. Raises as ``rename``."""
        if not _LETTER.match(letter):
            raise InputError("device.letter", text=letter[:20])
        new = Device(secrets.token_hex(8), letter, name[:200], person[:200])
        self._keep(new)
        return new

    @contextmanager
    def acting(self, other: Device) -> Iterator[None]:
        """Make changes as ``other`` would on its own database; for filling in a demo."""
        own, self.own = self.own, other
        try:
            yield
        finally:
            self.own = own

    def all(self) -> list[Device]:
        """All devices that this database knows."""
        columns = (device.c.id, device.c.letter, device.c.name, device.c.person)
        with self._db.reading() as connection:
            rows = connection.execute(select(*columns).order_by(device.c.since)).all()
        return [Device(*row) for row in rows]

    def _known(self, id: Json) -> Device:
        for one in self.all():
            if one.id == id:
                return one
        raise StoreError("db.damaged", place=self._db.place)

    def _be(self, new: Device) -> None:
        before = self.own
        with self._db.writing():
            self._keep(new)
            self._db.settings.set("device", new.id)
            self._become(new, before)

    def _keep(self, new: Device) -> None:
        with self._db.writing() as connection:
            connection.execute(
                device.insert().values(
                    id=new.id,
                    letter=new.letter,
                    name=new.name,
                    person=new.person,
                    since=stamp(SystemClock().now()),
                )
            )

    def _become(self, new: Device, before: Device) -> None:
        self.own = new
        self._db.on_rollback(lambda: setattr(self, "own", before))


def next_letter(letter: str) -> str:
    """A letter that no headquarters gave out: A, then AB, AC … AZ, AZB …"""
    if len(letter) > 1 and "A" <= letter[-1] < "Z":
        return letter[:-1] + chr(ord(letter[-1]) + 1)
    return letter + "B"


def machine() -> str:
    """A short mark of this computer, from what its system calls it; says nothing else of it."""
    return sha256(f"gydesk:{_machine_name()}".encode()).hexdigest()[:16]


def _machine_name() -> str:
    """What the system calls this computer; "" where it has no name that lasts."""
    if sys.platform == "win32":
        import winreg

        with (
            suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    with suppress(OSError):
        named = Path("/etc/machine-id").read_text("ascii", "replace").strip()
        if named and named != "uninitialized":
            return named
    card = uuid.getnode()
    return "" if card >> 40 & 1 else str(card)  # a number Python drew would differ every time
