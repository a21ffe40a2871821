"""The command line: every word works without a window, for people and (``--json``) programs."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit status: 0 done, 1 could not, 2 wrong usage."""
    from gydesk.cli.command import run

    return run(arguments)
