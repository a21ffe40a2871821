"""Photographs."""

from __future__ import annotations

from gydesk.catalogue.types.attachment import AttachmentType


class PhotoType(AttachmentType):
    """Stored as files are; shown and printed as pictures."""

    name = "photo"
