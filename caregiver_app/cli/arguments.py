"""What may be typed after ``caregiver-app``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from caregiver_app import __version__

# The values of ``domain.household.Paper``, which the window does not need before its first paint.
_PAPERS: Final = ("letter", "a4")
_DESCRIPTION: Final = """\
Keeps a household's medicines and prints the one-page emergency summary.
Without a command it opens the window."""

_EPILOG: Final = """\
commands that need no screen:
  caregiver-app print emergency (--demo | --household FILE) --person NAME -o OUT.pdf
  caregiver-app import DOCUMENT.json --household FILE
  caregiver-app export (--demo | --household FILE) -o DOCUMENT.json
  caregiver-app check DOCUMENT.json

Not medical advice. It shows what you entered beside what official labels say."""


@dataclass(frozen=True, slots=True)
class Source:
    """Which household: the made-up one, a file, or (for the window) the file in its usual place."""

    demo: bool = False
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Arguments:
    """One command with its options. ``paper`` is empty for the household's own choice."""

    command: str
    source: Source
    person: str = ""
    paper: str = ""
    large_print: bool = False
    day: date | None = None
    document: Path | None = None
    output: Path | None = None


def read_arguments(argv: Sequence[str]) -> Arguments:
    """The command in ``argv``. Leaves the program with status 2 and a sentence where it makes no sense."""
    options = _parser().parse_args(argv)
    return Arguments(
        command=options.command or "window",
        source=Source(getattr(options, "demo", False), getattr(options, "household", None)),
        person=_as_typed(getattr(options, "person", "")),
        paper=getattr(options, "paper", ""),
        large_print=getattr(options, "large_print", False),
        day=getattr(options, "date", None),
        document=getattr(options, "document", None),
        output=getattr(options, "output", None),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="caregiver-app",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"caregiver-app {__version__}")
    _add_source(parser, required=False)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_print(commands.add_parser("print", help="print a document as PDF", allow_abbrev=False))
    command = commands.add_parser("import", help="make a household file from a document", allow_abbrev=False)
    command.add_argument("document", type=Path, metavar="DOCUMENT.json")
    command.add_argument("--household", type=Path, metavar="FILE", required=True, help="the file to create")
    command = commands.add_parser("export", help="write a household as an open document", allow_abbrev=False)
    _add_source(command, required=True)
    _add_output(command, "DOCUMENT.json")
    command = commands.add_parser("check", help="say whether a document can be imported", allow_abbrev=False)
    command.add_argument("document", type=Path, metavar="DOCUMENT.json")
    return parser


def _add_print(command: argparse.ArgumentParser) -> None:
    documents = command.add_subparsers(dest="printed", metavar="WHAT", required=True)
    emergency = documents.add_parser(
        "emergency", help="the one-page emergency summary of one person", allow_abbrev=False
    )
    _add_source(emergency, required=True)
    emergency.add_argument("--person", required=True, metavar="NAME", help="whose sheet")
    emergency.add_argument(
        "--paper", choices=_PAPERS, default="", metavar="letter|a4", help="default: the household's choice"
    )
    emergency.add_argument("--large-print", action="store_true", help="14 point, on two pages")
    emergency.add_argument(
        "--date", type=_iso_date, metavar="YYYY-MM-DD", help="the day on the sheet; default: today"
    )
    _add_output(emergency, "OUT.pdf")


def _add_source(parser: argparse.ArgumentParser, *, required: bool) -> None:
    group = parser.add_mutually_exclusive_group(required=required)
    # SUPPRESS: a subcommand's default must not overwrite what was given before the subcommand.
    group.add_argument(
        "--demo",
        action="store_true",
        default=argparse.SUPPRESS,
        help="the made-up household; nothing is kept",
    )
    group.add_argument(
        "--household", type=Path, metavar="FILE", default=argparse.SUPPRESS, help="a household file"
    )


def _add_output(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument("-o", "--output", type=Path, required=True, metavar=name, help="where to write")


def _iso_date(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        message = f"{text!r} is not a date like 2026-12-04"
        raise argparse.ArgumentTypeError(message) from None


def _as_typed(text: str) -> str:
    """A name with accents in a terminal whose language Python was not told of."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
