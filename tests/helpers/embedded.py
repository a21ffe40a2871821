"""Which fonts a PDF lists, and that they are all inside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader


def fonts(reader: PdfReader) -> Iterator[tuple[str, Any]]:
    """Every font that any page lists: its name and its descriptor (None: not embedded)."""
    seen: set[int] = set()
    for page in reader.pages:
        listed = page["/Resources"].get_object().get("/Font", {}).get_object()
        for reference in listed.values():
            font = reference.get_object()
            if id(font) not in seen:
                seen.add(id(font))
                descriptor = font.get("/FontDescriptor")
                yield font["/BaseFont"], descriptor.get_object() if descriptor else None


def assert_embedded(reader: PdfReader) -> set[str]:
    """That every font is in the file; their names."""
    names = set()
    for name, descriptor in fonts(reader):
        assert descriptor is not None and "/FontFile2" in descriptor, f"{name} is not embedded"
        names.add(name)
    return names
