"""The way in: words on the command line go to it, none open the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line or the window; the exit status."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given:
        from gydesk.cli import main as run_words

        return run_words(given)
    from ui.app import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
