"""The error family: a known error is a code and its parameters, told in the user's words.

The sentence for each code stands in ``words`` (gettext); a test of this program knows the
code, not the sentence. Anything that is not a ``DeskError`` is a bug: it is logged in full
and reported as such, in one place of the window and one of the command line.
"""

from __future__ import annotations

from typing import Any


class DeskError(Exception):
    """Something the user can understand and act on.

    ``code`` names the case (for example ``db.newer``), ``params`` fill its sentence.
    """

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.params = params
        super().__init__(code, params)

    def __str__(self) -> str:
        inside = ", ".join(f"{key}={value!r}" for key, value in self.params.items())
        return f"{self.code}({inside})"


class CatalogueError(DeskError):
    """A form's description is wrong; names file, line and what to do."""


class InputError(DeskError):
    """What was typed or handed over is not acceptable; nothing was changed."""


class StoreError(DeskError):
    """The database cannot be opened, read or written."""


class PaperError(DeskError):
    """A page cannot be made."""


class ExchangeError(DeskError):
    """A bundle cannot be written or taken."""
