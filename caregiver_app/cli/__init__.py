"""The commands. Each ends with status 0, or with another status and one clear sentence on standard error.

Only the window loads Qt. The clock, the arguments and the terminal are read here and in ``app``, nowhere else.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime

from caregiver_app.cli.arguments import Arguments, read_arguments
from caregiver_app.domain.errors import KnownError
from caregiver_app.hardening import harden
from caregiver_app.i18n import _
from caregiver_app.logs import note_fault
from caregiver_app.settings import faults_file


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command.

    Returns the exit status: 0 done, 1 not done, 2 the arguments make no sense, 70 a fault of the program.
    """
    if argv is None:
        harden()
    arguments = read_arguments(sys.argv[1:] if argv is None else argv)
    try:
        return _run(arguments, _now)
    except KnownError as error:
        from caregiver_app.services.explain import explain

        return _leave_with(explain(error), 1)
    except KeyboardInterrupt:
        return _leave_with(_("Stopped. Nothing was left half done."), 130)
    except Exception as error:  # noqa: BLE001 - the last stop: a caregiver never sees a stack trace
        note_fault(faults_file(), datetime.now(), error)  # noqa: DTZ005 - the clock of the house
        fault = _("Something went wrong inside the program ({kind}). Your household was not changed by it.")
        return _leave_with(fault.format(kind=type(error).__name__), 70)


def _leave_with(sentence: str, status: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return status


def _now() -> datetime:
    """The wall clock of the house, with its offset."""
    return datetime.now().astimezone()


def _run(arguments: Arguments, now: Callable[[], datetime]) -> int:
    if arguments.command == "window":
        from caregiver_app.app import run_window

        return run_window(arguments.source)
    from caregiver_app.cli import commands, vault_commands

    run = {
        "print": commands.print_document,
        "import": commands.import_document,
        "export": commands.export_document,
        "check": commands.check_document,
        "unlock-check": vault_commands.check_unlocking,
        "backup": vault_commands.back_up,
        "restore": vault_commands.restore,
        "verify": vault_commands.verify,
    }[arguments.command]
    for sentence in run(arguments, now):
        sys.stderr.write(f"{sentence}\n")
    return 0
