"""The commands. Each ends with status 0, or with another status and one clear sentence on standard error.

Only the window loads Qt. The clock, the arguments and the terminal are read here and in ``app``, nowhere else.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date

from caregiver_app.cli.arguments import Arguments, read_arguments
from caregiver_app.domain.errors import KnownError


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command. Returns the exit status: 0 done, 1 not done, 2 the arguments make no sense."""
    arguments = read_arguments(sys.argv[1:] if argv is None else argv)
    try:
        return _run(arguments, date.today())  # noqa: DTZ011 - the wall clock of the house is meant
    except KnownError as error:
        from caregiver_app.services.explain import explain

        sys.stderr.write(f"{explain(error)}\n")
        return 1


def _run(arguments: Arguments, today: date) -> int:
    if arguments.command == "window":
        from caregiver_app.app import run_window

        return run_window(arguments.source)
    from caregiver_app.cli import commands

    run = {
        "print": commands.print_emergency,
        "import": commands.import_document,
        "export": commands.export_document,
        "check": commands.check_document,
    }[arguments.command]
    for sentence in run(arguments, today):
        sys.stderr.write(f"{sentence}\n")
    return 0
