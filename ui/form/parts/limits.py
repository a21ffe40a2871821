"""How much text is taken in at once: what nobody types is refused with a sentence, not cut."""

from __future__ import annotations

from gydesk.catalogue.cleaning import MAX_TEXT
from gydesk.errors import InputError

MOST_BLOCK = 1_000_000
"""Characters of a block pasted into a table."""
MOST_ROWS = 2_000
"""Rows of a block pasted into a table."""


def too_long(length: int) -> InputError | None:
    """The refusal of a text of ``length`` characters; None where a field can hold it."""
    if length <= MAX_TEXT:
        return None
    return InputError("type.text.long", length=f"{length:,}", limit=f"{MAX_TEXT:,}")


def too_big(length: int, rows: int) -> InputError | None:
    """The refusal of a block for a table; None where it can be looked at."""
    if length <= MOST_BLOCK and rows <= MOST_ROWS:
        return None
    return InputError("form.block_too_big", rows=f"{rows:,}", limit=f"{MOST_ROWS:,}")
