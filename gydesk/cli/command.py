"""The words of the command line, gathered from their groups, and the running of one."""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from gydesk import __version__
from gydesk.cli.output import Output
from gydesk.errors import DeskError
from gydesk.words import set_language, tr

if TYPE_CHECKING:
    from gydesk.workflow.desk import Desk

GROUPS = ("begin", "forms", "projects", "records", "printing", "keeping")
"""The modules of this package that define words, in the order of the help."""

Words = Any  # argparse's action for sub-commands has no public type

log = logging.getLogger(__name__)


class Context:
    """What a word works with: its arguments, where it prints, and the desk, opened on use."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.given = arguments
        self.out = Output(arguments.json)
        self._desk: Desk | None = None

    @property
    def target(self) -> str:
        """The database that was named, or the user's own."""
        from gydesk import paths

        return self.given.db or paths.default_database()

    def desk(self, *, create: bool = False) -> Desk:
        """The desk on the named database."""
        if self._desk is None:
            from gydesk.workflow.desk import open_desk

            self._desk = open_desk(self.target, create=create)
        return self._desk

    def close(self) -> None:
        """Let go of the database."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None


Handler = Callable[[Context], int | None]


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    parser = make_parser()
    try:
        given = parser.parse_args(list(arguments))
    except SystemExit as wrong:
        return int(wrong.code or 0)
    if given.lang:
        set_language(given.lang)
    if given.handler is None:
        parser.print_help()
        return 2
    context = Context(given)
    try:
        return given.handler(context) or 0
    except DeskError as error:
        log.info("%s", error, exc_info=True)
        context.out.error(error)
        return 1
    except KeyboardInterrupt:
        print(tr("Stopped; nothing was left half done."), file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except OSError as error:
        print(
            tr(
                "{name}: {reason}. Nothing was changed.",
                name=error.filename or tr("A file"),
                reason=error.strerror or str(error),
            ),
            file=sys.stderr,
        )
        return 1
    finally:
        context.close()


def make_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    common = common_options(argparse.SUPPRESS)
    parser = argparse.ArgumentParser(
        prog="gydesk",
        description=tr("The forms of an engineering company. Without a word the window opens."),
        parents=[common_options(None)],
    )
    parser.add_argument("--version", action="version", version=f"gydesk {__version__}")
    parser.set_defaults(handler=None)
    words = parser.add_subparsers(metavar="WORD", title=tr("words"))
    for name in GROUPS:
        importlib.import_module(f"gydesk.cli.{name}").define(words, common)
    return parser


def common_options(default: Any) -> argparse.ArgumentParser:
    """Options that stand before or after the word."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument(
        "--db", metavar="PATH|URL", default=default, help=tr("the database (else GYDESK_DB)")
    )
    options.add_argument(
        "--json",
        action="store_true",
        default=False if default is None else default,
        help=tr("print for programs"),
    )
    options.add_argument(
        "--lang", choices=("zh", "en"), default=default, help=tr("the language of what is told")
    )
    return options


def word(
    words: Words, common: argparse.ArgumentParser, name: str, handler: Handler, help_text: str
) -> argparse.ArgumentParser:
    """Define one word."""
    parser: argparse.ArgumentParser = words.add_parser(
        name, help=help_text, description=help_text, parents=[common]
    )
    parser.set_defaults(handler=handler)
    return parser


def group(words: Words, common: argparse.ArgumentParser, name: str, help_text: str) -> Words:
    """Define a word that has words of its own."""
    parser: argparse.ArgumentParser = words.add_parser(
        name, help=help_text, description=help_text, parents=[common]
    )
    return parser.add_subparsers(metavar="WORD", required=True)
