"""A PDF read back: its text as a reader, a search or a copy finds it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader


def squeezed(text: str) -> str:
    """``text`` without any white space: paper breaks lines where it likes."""
    return "".join(text.split())


@dataclass(frozen=True)
class Paper:
    """The pages of a file, each as its text without white space, in the order written."""

    pages: tuple[str, ...]

    @classmethod
    def read(cls, file: Path | BytesIO) -> Paper:
        """Read ``file`` anew."""
        with PdfReader(file) as reader:
            return cls(tuple(squeezed(page.extract_text()) for page in reader.pages))

    @cached_property
    def text(self) -> str:
        """All of it."""
        return "".join(self.pages)

    def __contains__(self, text: str) -> bool:
        return squeezed(text) in self.text

    def count(self, text: str) -> int:
        """How many pages show ``text``."""
        return sum(squeezed(text) in page for page in self.pages)

    def shows(self, value: str, label: str = "") -> bool:
        """True when ``value`` stands behind ``label``, whole, or in parts on one page after
        the other, the label before each."""
        value, label = squeezed(value), squeezed(label)
        whole = label + value
        return any(whole in page for page in self.pages) or any(
            self._goes_on(value, label, number) for number in range(len(self.pages) - 1)
        )

    def _goes_on(self, value: str, label: str, number: int) -> bool:
        """Whether all of ``value`` begins on page ``number`` and ends on later ones."""
        while value and number < len(self.pages):
            page = self.pages[number]
            if label + value in page:
                return True
            low, high = 0, len(value) - 1
            while low < high:
                middle = (low + high + 1) // 2
                low, high = (middle, high) if label + value[:middle] in page else (low, middle - 1)
            if not low:
                return False
            value, number = value[low:], number + 1
        return not value
