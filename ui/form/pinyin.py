"""Finding a Chinese word by its characters, its pinyin, or its pinyin initials."""

from __future__ import annotations

from gydesk.domain.pinyin import matches, warm_up

__all__ = ["matches", "warm_up"]
