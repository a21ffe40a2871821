"""Settings of this database, and the counters of printed numbers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from gydesk.domain.change import Json
from gydesk.store.schema import counter, setting

if TYPE_CHECKING:
    from gydesk.store.database import Database


class Settings:
    """Small facts by name, as JSON."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, key: str, default: Json = None) -> Json:
        """The value of ``key``, or ``default``."""
        with self._db.reading() as connection:
            text = connection.scalar(select(setting.c.value).where(setting.c.key == key))
        return default if text is None else json.loads(text)

    def set(self, key: str, value: Json) -> None:
        """Keep ``value`` at ``key``."""
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        with self._db.writing() as connection:
            changed = connection.execute(
                setting.update().where(setting.c.key == key).values(value=text)
            )
            if not changed.rowcount:
                connection.execute(setting.insert().values(key=key, value=text))


class Counters:
    """Numbers given on this device, each once; call inside the transaction that uses one."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def take(self, scope: str) -> int:
        """The next number of ``scope``, from 1; given back when the transaction fails."""
        with self._db.writing() as connection:
            changed = connection.execute(
                counter.update().where(counter.c.scope == scope).values(value=counter.c.value + 1)
            )
            if not changed.rowcount:
                connection.execute(counter.insert().values(scope=scope, value=1))
            value = connection.scalar(select(counter.c.value).where(counter.c.scope == scope))
        assert isinstance(value, int)
        return value

    def clear(self) -> None:
        """Begin again everywhere: a device with a new letter starts at 1."""
        with self._db.writing() as connection:
            connection.execute(counter.delete())
