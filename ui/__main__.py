"""The way in: words on the command line go to it, none open the window.

``--picture FILE`` opens the window, saves a picture of it and ends.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line or the window; the exit status."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["--picture"] and len(given) == 2:
        from ui.picture import save_picture

        return save_picture(Path(given[1]))
    if given:
        from gydesk.cli import main as run_words

        return run_words(given)
    from ui.app import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
