"""Translation, thin over gettext, for core and window alike.

The key of a word is its English text; Chinese is the default language. A form's own
words stand in its TOML file, not here.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gydesk import paths
from gydesk.errors import DeskError
from gydesk.sentences import SENTENCES

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang

_language: Lang = "zh"
_catalogue: gettext.NullTranslations | None = None


def set_language(lang: Lang) -> None:
    """Choose the language of everything told from now on."""
    global _language, _catalogue
    _language = lang
    _catalogue = None


def language() -> Lang:
    """The language in use: ``GYDESK_LANG`` until one was chosen, else Chinese."""
    return _language


def tr(message: str, **params: Any) -> str:
    """``message`` in the language in use, its ``{name}`` places filled from ``params``."""
    global _catalogue
    if _catalogue is None:
        _catalogue = gettext.translation(
            "gydesk", paths.resources() / "locale", languages=[_language], fallback=True
        )
    text = _catalogue.gettext(message) if message else ""
    return text.format(**params) if params else text


def sentence(error: DeskError) -> str:
    """What to tell the user of a known error: what happened, what was kept, what to do."""
    return tell(error.code, error.params) if error.code in SENTENCES else str(error)


def tell(code: str, params: Mapping[str, Any]) -> str:
    """The sentence of ``code``; fields and choices among ``params`` are told by their name,
    errors by their own sentence."""
    return tr(SENTENCES[code], **{key: _told(value) for key, value in params.items()})


def _told(value: Any) -> Any:
    from gydesk.catalogue.kinds import Named  # 14 ms that the first paint need not wait for

    if isinstance(value, Named):
        return value.name(_language)
    return sentence(value) if isinstance(value, DeskError) else value


if os.environ.get("GYDESK_LANG") == "en":
    set_language("en")
