"""The names of the tabs, known before anything else is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gydesk import paths
from gydesk.words import tr

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang

OVERVIEW = ""
"""Tab id of 总览."""
_PLAIN = re.compile(r'^(id|zh|en|tab) = "?([^"\n]*)"?$', re.MULTILINE)


class Tab(NamedTuple):
    """A tab: a department's id and names."""

    id: str
    zh: str
    en: str


def department_tabs() -> list[Tab]:
    """The departments that have a tab, from their own small file.

    The plain lines of it are read here, as TOML's parser costs more than the whole frame; a
    test holds both against each other.
    """
    file = paths.resources() / "workflow" / "departments.toml"
    found: list[dict[str, str]] = []
    for key, value in _PLAIN.findall(file.read_text("utf-8")):
        if key == "id":
            found.append({})
        found[-1][key] = value
    return [Tab(one["id"], one["zh"], one["en"]) for one in found if one.get("tab") == "true"]


def tab_names(lang: Lang) -> list[tuple[str, str]]:
    """Id and name of every tab, from the left."""
    departments = ((tab.id, _name(tab, lang)) for tab in department_tabs())
    return [(OVERVIEW, tr("Overview")), *departments]


def _name(tab: Tab, lang: Lang) -> str:
    return tab.zh if lang == "zh" else tab.en.removesuffix(" Department")
