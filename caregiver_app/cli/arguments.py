"""What may be typed after ``caregiver-app``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from caregiver_app import __version__

if TYPE_CHECKING:
    # argparse has no public name for what add_subparsers returns.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

# The values of ``domain.preferences.Paper``, which the window does not need before its first paint.
_PAPERS: Final = ("letter", "a4")
_PRINT: Final = "print"
_DESCRIPTION: Final = """\
Keeps a household's medicines and prints the one-page emergency summary.
Without a command it opens the window."""

_EPILOG: Final = """\
commands that need no screen:
  caregiver-app print emergency (--demo | --household FILE) --person NAME -o OUT.pdf
  caregiver-app import DOCUMENT.json --household FILE
  caregiver-app export (--demo | --household FILE) -o DOCUMENT.json
  caregiver-app check DOCUMENT.json
  caregiver-app unlock-check --household FILE
  caregiver-app backup --household FILE [-o BACKUP]
  caregiver-app restore BACKUP --household FILE [--replace]
  caregiver-app verify (--household FILE | --backup BACKUP)

A household is opened by a passphrase or the recovery key: typed when asked, or the
first line of --passphrase-file FILE. Never put it into the command itself.

Not medical advice. It shows what you entered beside what official labels say."""


class HouseholdSource(NamedTuple):
    """Which household: the made-up one, a file, or (for the window) the file in its usual place."""

    demo: bool = False
    file: Path | None = None


class Arguments(NamedTuple):
    """One command with its options. ``paper`` is empty for the household's own choice."""

    command: str
    source: HouseholdSource
    person: str = ""
    paper: str = ""
    print_key: str = ""
    day: date | None = None
    document: Path | None = None
    output: Path | None = None
    backup: Path | None = None
    passphrase_file: Path | None = None
    your_name: str = ""
    recovery_sheet: Path | None = None
    overwrite: bool = False
    replace: bool = False


def read_arguments(argv: Sequence[str]) -> Arguments:
    """The command in ``argv``. Leaves the program with status 2 and a sentence where it makes no sense."""
    options = _parser(prints=_PRINT in argv).parse_args(argv)
    return Arguments(
        command=options.command or "window",
        source=HouseholdSource(getattr(options, "demo", False), _real(getattr(options, "household", None))),
        person=_as_typed(getattr(options, "person", "")),
        paper=getattr(options, "paper", ""),
        print_key=getattr(options, "print_key", ""),
        day=getattr(options, "date", None),
        document=getattr(options, "document", None),
        output=getattr(options, "output", None),
        backup=getattr(options, "backup", None),
        passphrase_file=getattr(options, "passphrase_file", None),
        your_name=_as_typed(getattr(options, "your_name", "")),
        recovery_sheet=getattr(options, "recovery_sheet", None),
        overwrite=getattr(options, "overwrite", False),
        replace=getattr(options, "replace", False),
    )


def _parser(*, prints: bool) -> argparse.ArgumentParser:
    """``prints`` lists the documents, which takes loading them: no other command waits for that."""
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
    printing = commands.add_parser(_PRINT, help="print a document as PDF", allow_abbrev=False)
    if prints:
        _add_print(printing)
    _add_documents(commands)
    _add_vault(commands)
    return parser


def _add_documents(commands: Commands) -> None:
    command = commands.add_parser("import", help="make a household file from a document", allow_abbrev=False)
    command.add_argument("document", type=Path, metavar="DOCUMENT.json")
    command.add_argument("--household", type=Path, metavar="FILE", required=True, help="the file to create")
    command.add_argument(
        "--your-name", metavar="NAME", default="", help="whose passphrase it will be; default: Family"
    )
    command.add_argument(
        "--recovery-sheet", type=Path, metavar="OUT.pdf", help="write the recovery key, ready to print"
    )
    _add_overwrite(command)
    _add_passphrase(command)
    command = commands.add_parser("export", help="write a household as an open document", allow_abbrev=False)
    _add_source(command, required=True)
    _add_output(command, "DOCUMENT.json")
    _add_passphrase(command)
    command = commands.add_parser("check", help="say whether a document can be imported", allow_abbrev=False)
    command.add_argument("document", type=Path, metavar="DOCUMENT.json")


def _add_vault(commands: Commands) -> None:
    helps = {
        "unlock-check": "say whether a passphrase or the recovery key opens a household",
        "backup": "make a backup and read it back",
        "restore": "make a household file from a backup",
        "verify": "read all of a household or of a backup and say whether it is whole",
    }
    made = {name: commands.add_parser(name, help=text, allow_abbrev=False) for name, text in helps.items()}
    made["restore"].add_argument("backup", type=Path, metavar="BACKUP")
    made["restore"].add_argument(
        "--replace", action="store_true", help="where a household is there, put it aside under another name"
    )
    for name in ("unlock-check", "backup", "restore"):
        what = "the file to create" if name == "restore" else "a household file"
        made[name].add_argument("--household", type=Path, metavar="FILE", required=True, help=what)
    made["backup"].add_argument(
        "-o", "--output", type=Path, metavar="BACKUP", help="where; default: beside the household's file"
    )
    which = made["verify"].add_mutually_exclusive_group(required=True)
    which.add_argument("--household", type=Path, metavar="FILE", help="a household file")
    which.add_argument("--backup", type=Path, metavar="BACKUP", help="a backup")
    for command in made.values():
        _add_passphrase(command)


def _add_passphrase(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="a file whose first line is the passphrase or the recovery key; default: ask",
    )


def _add_print(command: argparse.ArgumentParser) -> None:
    from caregiver_app.services.documents.listed import DOCUMENTS

    kinds = command.add_subparsers(dest="printed", metavar="WHAT", required=True)
    for document in DOCUMENTS:
        kind = kinds.add_parser(document.key, help=document.about, allow_abbrev=False)
        _add_source(kind, required=True)
        kind.add_argument("--person", required=True, metavar="NAME", help="whose it is")
        kind.add_argument(
            "--paper",
            choices=_PAPERS,
            default="",
            metavar="letter|a4",
            help="default: the household's choice",
        )
        usual, *others = document.variants
        kind.set_defaults(print_key=document.print_key(usual))
        which = kind.add_mutually_exclusive_group()
        for variant in others:
            key = document.print_key(variant)
            which.add_argument(
                f"--{variant.option}", dest="print_key", action="store_const", const=key, help=variant.help
            )
        kind.add_argument(
            "--date", type=_iso_date, metavar="YYYY-MM-DD", help="the day on the sheet; default: today"
        )
        _add_output(kind, "OUT.pdf")
        _add_passphrase(kind)


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
    _add_overwrite(parser)


def _add_overwrite(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--overwrite", action="store_true", help="replace what is there, whatever it is; never a household"
    )


def _iso_date(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        message = f"{text!r} is not a date like 2026-12-04"
        raise argparse.ArgumentTypeError(message) from None


def _real(path: Path | None) -> Path | None:
    """Of a link, the file it leads to: what belongs to a household lies beside the file itself."""
    try:
        return path.resolve() if path else None
    except (OSError, ValueError):  # no file can have this name; opening it says so
        return path


def _as_typed(text: str) -> str:
    """A name with accents in a terminal whose language Python was not told of."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
