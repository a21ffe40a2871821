"""Finding a Chinese word by its characters, its pinyin, or its pinyin initials."""

from __future__ import annotations

import gc
import threading
import unicodedata
from functools import lru_cache


def matches(text: str, query: str) -> bool:
    """True when ``query`` is part of ``text``, or of its pinyin or pinyin initials."""
    wanted = _plain(query)
    if not wanted:
        return True
    if wanted in _plain(text):
        return True
    return wanted.isascii() and any(wanted in reading for reading in _readings(text))


def begins(text: str, query: str) -> bool:
    """True when ``text``, its pinyin or its initials begin with ``query``."""
    wanted = _plain(query)
    if _plain(text).startswith(wanted):
        return True
    return wanted.isascii() and any(one.startswith(wanted) for one in _readings(text))


def warm_up() -> None:
    """Load the pinyin tables beside the window: their import takes longer than a key may."""
    if not _warmed.is_set():
        _warmed.set()
        threading.Thread(target=_load, daemon=True).start()


def _load() -> None:
    """Without collecting garbage meanwhile: a widget destroyed off the window's thread, as one
    in a cycle would be, ends the process."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        _readings("暖")
    finally:
        if collecting:
            gc.enable()


_warmed = threading.Event()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace(" ", "")


@lru_cache(maxsize=20_000)
def _readings(text: str) -> tuple[str, str]:
    if text.isascii():
        return _plain(text), _plain(text)
    from pypinyin import Style, lazy_pinyin

    initials = lazy_pinyin(text, style=Style.FIRST_LETTER)
    return _plain("".join(initials)), _plain("".join(lazy_pinyin(text)))
