"""Compile the Chinese words: every ``resources/locale/zh/*.po`` into the one catalogue that
gettext reads, and tell which words of the program have no translation or are used no more.

Run ``python build/words.py``; with ``--check`` nothing is written and the exit status is 1
when the compiled catalogue is out of date, or a word is missing or left over.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale" / "zh"
_NO_DATE = datetime(2014, 1, 1, tzinfo=UTC)  # the same bytes whenever it is compiled
COMPILED = LOCALE / "LC_MESSAGES" / "gydesk.mo"


def used(root: Path = ROOT) -> dict[str, str]:
    """Every text the program asks for, with the file that does: literals given to ``tr``, and
    the sentences of errors."""
    found: dict[str, str] = {}
    for folder in ("gydesk", "ui"):
        for path in sorted((root / folder).rglob("*.py")):
            for text in _texts(ast.parse(path.read_text("utf-8")), path.name == "sentences.py"):
                found.setdefault(text, str(path.relative_to(root)))
    return found


def _texts(tree: ast.Module, sentences: bool) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("tr", "N_"):
            for text in ast.walk(node.args[0]) if node.args else ():
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value
        elif sentences and isinstance(node, ast.Dict):
            for value in node.values:
                if isinstance(value, ast.Constant):
                    yield str(value.value)


def translated(locale: Path = LOCALE) -> Catalog:
    """All translations together. Raises ValueError where two files differ on a word."""
    together = Catalog(
        locale="zh_CN", project="GYDesk", charset="utf-8", fuzzy=False, creation_date=_NO_DATE
    )
    for path in sorted(locale.glob("*.po")):
        with path.open("rb") as file:
            one = read_po(file, locale="zh_CN", abort_invalid=True)
        for message in one:
            if not message.id or not message.string:
                continue
            known = together.get(message.id)
            if known is not None and known.string != message.string:
                raise ValueError(f"{path.name}: '{message.id}' is translated otherwise elsewhere")
            together.add(message.id, message.string)
    return together


def compiled(catalog: Catalog) -> bytes:
    """The bytes of the catalogue, the same on every machine."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> int:
    """Compile and report; the exit status."""
    check = "--check" in sys.argv[1:]
    catalog = translated()
    wanted = used()
    words = {str(message.id) for message in catalog if message.id}
    missing = sorted(set(wanted) - words - {""})
    unused = sorted(words - set(wanted))
    for text in missing:
        print(f"missing: {wanted[text]}: {text!r}")
    for text in unused:
        print(f"unused: {text!r}")
    new = compiled(catalog)
    old = COMPILED.read_bytes() if COMPILED.exists() else b""
    if check:
        return int(bool(missing or unused) or new != old)
    if new != old:
        COMPILED.parent.mkdir(parents=True, exist_ok=True)
        part = COMPILED.with_suffix(".part")
        part.write_bytes(new)
        part.replace(COMPILED)
    print(f"{len(words)} words compiled, {len(missing)} missing, {len(unused)} unused")
    return 0


if __name__ == "__main__":
    sys.exit(main())
