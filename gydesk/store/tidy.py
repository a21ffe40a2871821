"""What is done when nobody waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gydesk.store import search
from gydesk.store.backup import hourly

if TYPE_CHECKING:
    from gydesk.store.database import Database


def tidy(db: Database) -> None:
    """Index the new texts, move the log into the file, and make the backup of the hour.

    Call it off the window's thread, some time after the last save and before the end.
    Raises StoreError ``backup.*`` as ``backup.hourly`` does; what was saved is safe then too.
    """
    search.index(db)
    db.checkpoint()
    hourly(db)
