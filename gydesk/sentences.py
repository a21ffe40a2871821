"""The English sentence of every known error, by its code; ``{name}`` places are its parameters.

Each says what happened, what was kept, and what to do. Translations stand in the locale.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # catalogue
    # catalogue: formulas
    "calc.syntax": "The formula '{text}' cannot be read: write it like price * quantity.",
    "calc.too_long": "The formula '{text}…' is too long (limit {limit}): split it into fields.",
    "calc.part": "The formula '{text}' may not contain '{part}': only numbers, fields, "
    "table.column, + - * /, one comparison and the named functions.",
    "calc.function": "The formula '{text}' calls '{name}', which is no function (known: {known}).",
    "calc.arguments": "The formula '{text}' gives '{name}' the wrong arguments.",
    "calc.name": "{form}: the formula '{text}' names '{name}', which does not exist.",
    "calc.kind": "{form}: in the formula '{text}' the value '{part}' is of the wrong kind.",
    # domain
    # store
    # workflow
    # paper
    # cli
    # ui
}
