"""The words of the paper, in the language of the paper (the window may speak another)."""

from __future__ import annotations

import gettext
from functools import cache
from typing import Any

from gydesk import paths
from gydesk.catalogue.kinds import Lang

_NUMERALS = "零一二三四五六七八九十"


def N_(message: str) -> str:
    """Mark ``message`` as a word to translate."""
    return message


class Speech:
    """Says the program's words in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._words = gettext.translation(
            "gydesk", paths.resources() / "locale", languages=[lang], fallback=True
        )

    def __call__(self, message: str, **params: Any) -> str:
        """``message`` in this language, its ``{name}`` places filled."""
        text = self._words.gettext(message)
        return text.format(**params) if params else text

    @property
    def comma(self) -> str:
        """What stands between the entries of a list."""
        return "、" if self.lang == "zh" else ", "

    def count(self, number: int) -> str:
        """A small number as it is counted on paper: 一 to 九十九, or figures."""
        if self.lang != "zh" or not 0 < number < 100:
            return str(number)
        tens, ones = divmod(number, 10)
        text = (_NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "")
        return text + (_NUMERALS[ones] if ones or not tens else "")

    def copies(self, number: int) -> str:
        """How many copies there are: two are 两, as in 一式两份."""
        return "两" if number == 2 and self.lang == "zh" else self.count(number)


@cache
def speech(lang: Lang) -> Speech:
    """The words in ``lang``."""
    return Speech(lang)
