"""Files that belong to a form."""

from __future__ import annotations

from ui.form.parts.files import FileField


class AttachmentWidget(FileField):
    """A list of names and sizes; add, open, take out; files may be dropped or pasted."""
