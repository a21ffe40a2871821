"""Photographs."""

from __future__ import annotations

from ui.form.parts.files import FileField


class PhotoWidget(FileField):
    """Thumbnails with captions; add, drop, or paste a picture."""

    pictures = True
