"""What a child process does to a household until it is killed, its disk fails or its power goes.

Each is called with the path, a function that tells the test "this is done", one that waits for the test's word, and
the test's wishes. What was told counts as acknowledged: it is never told before the program's own call returned.
"""

from __future__ import annotations

import json
import os
import resource
import signal
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from caregiver_app.cli import main
from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.preferences import Paper
from caregiver_app.paths import resources
from caregiver_app.reference import load_reference
from caregiver_app.services.backups.restoring import restore_household
from caregiver_app.services.documents.listed import EMERGENCY
from caregiver_app.services.documents.making import make_document
from caregiver_app.services.documents.subject import subject_of
from caregiver_app.services.explain import explain
from caregiver_app.services.opening import create_file, open_file
from caregiver_app.services.owned_files import PDF_MARK, pdf_kind, write_output
from caregiver_app.storage import (
    ChangedElsewhere,
    HouseholdFile,
    add_holder,
    change_passphrase,
    key_holders,
    make_new_keys,
    protect_plain_file,
    remove_holder,
    write_backup,
)
from tests.clock import NOON, at_noon
from tests.faults.event_batches import LARGE, SMALL, write_in_turns
from tests.faults.households import NEW, OLD, number_of, numbered
from tests.vaults import CHEAP, access

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.services.open_household import OpenHousehold

    Tell = Callable[[str], None]
    Wait = Callable[[], None]


def edit(path: Path, tell: Tell, _wait: Wait, wishes: dict[str, Any]) -> None:
    """Changes it ``count`` times (0: without end), closing and opening it again after each ``reopen`` changes."""
    last = _edit_once(path, tell, wishes, wishes.get("count", 0))
    if wishes.get("again"):
        _edit_once(path, tell, wishes, last + wishes["count"])


def _edit_once(path: Path, tell: Tell, wishes: dict[str, Any], until: int) -> int:
    opened = open_file(path, access(), at_noon)
    if "synchronous" in wishes:
        _set_synchronous(opened, wishes["synchronous"])
    number = number_of(opened.household)
    while not until or number < until:
        number += 1
        opened.change(f"change {number}", lambda _old, to=number: numbered(to))  # type: ignore[misc]
        tell(f"{number}")
    opened.close()
    return number


def _set_synchronous(opened: OpenHousehold, mode: str) -> None:
    """Breaks the program's promise on purpose, to see that the test notices."""
    assert opened.file is not None
    with opened.file._opened.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute(f"PRAGMA synchronous = {mode}")


def events(path: Path, tell: Tell, _wait: Wait, wishes: dict[str, Any]) -> None:
    """Changes and small batches of events in turns; ``count`` of each, 0 without end."""
    write_in_turns(path, tell, SMALL, wishes.get("count", 0))


def many_events(path: Path, tell: Tell, _wait: Wait, wishes: dict[str, Any]) -> None:
    """The same with batches as large as an import makes them."""
    write_in_turns(path, tell, LARGE, wishes.get("count", 0))


def rival(path: Path, tell: Tell, _wait: Wait, wishes: dict[str, Any]) -> None:
    """Makes ``count`` changes while somebody else does the same; tells each, and each refusal."""
    opened = open_file(path, access(), at_noon)
    left = wishes["count"]
    while left:
        number = number_of(opened.household) + 1
        try:
            opened.change(f"change {number}", lambda _old, to=number: numbered(to))  # type: ignore[misc]
        except ChangedElsewhere:
            tell("refused")
        else:
            tell(f"{number}")
            left -= 1
    opened.close()


def idle(path: Path, tell: Tell, wait: Wait, _wishes: dict[str, Any]) -> None:
    opened = open_file(path, access(), at_noon)
    opened.change("change 1", lambda _old: numbered(1))
    opened.keep_draft("form", {"field": "half a word"})
    tell("1")
    wait()


def create(path: Path, tell: Tell, _wait: Wait, _wishes: dict[str, Any]) -> None:
    add_holder(path, access(), "Anna", OLD, cost=CHEAP)
    tell("keys")
    opened = create_file(path, numbered(0), access(), at_noon, "change 0")
    tell("created")
    opened.close()


def backup(path: Path, tell: Tell, _wait: Wait, wishes: dict[str, Any]) -> None:
    """``count`` backups, 0 without end, with a change before each."""
    opened = open_file(path, access(), at_noon)
    number = number_of(opened.household)
    last = number + wishes.get("count", 0)
    while number < last or last == 0:
        number += 1
        opened.change(f"change {number}", lambda _old, to=number: numbered(to))  # type: ignore[misc]
        tell(f"{number}")
        target = path.parent / f"{number}.caregiver-backup"
        write_backup(path, access().secret.database_key(), target, NOON, "0")
        tell(f"backup {number}")


def migrate(path: Path, tell: Tell, _wait: Wait, _wishes: dict[str, Any]) -> None:
    opened = open_file(path, access(), at_noon)
    tell("migrated")
    opened.close()


def protect(path: Path, tell: Tell, _wait: Wait, _wishes: dict[str, Any]) -> None:
    add_holder(path, access(), "Anna", OLD, cost=CHEAP)
    protect_plain_file(path, access())
    tell("protected")


def passphrase(path: Path, tell: Tell, _wait: Wait, _wishes: dict[str, Any]) -> None:
    with HouseholdFile.open(path, access()) as file:
        change_passphrase(path, access(), key_holders(path)[0].id, NEW, cost=CHEAP)
        file.keep_keys()
        tell("changed")


def new_keys(path: Path, tell: Tell, _wait: Wait, _wishes: dict[str, Any]) -> None:
    fresh = make_new_keys(path, access(), "Anna", NEW, cost=CHEAP)
    tell("changed")
    with HouseholdFile.open(path, fresh) as file:
        file.keep_keys()


def remove(path: Path, tell: Tell, _wait: Wait, _wishes: dict[str, Any]) -> None:
    """Takes Ben out, whose passphrase is ``NEW``."""
    with HouseholdFile.open(path, access()) as file:
        [ben] = [holder for holder in key_holders(path) if holder.name == "Ben"]
        remove_holder(path, ben.id)
        file.keep_keys()
        tell("removed")


def restore(path: Path, tell: Tell, _wait: Wait, _wishes: dict[str, Any]) -> None:
    """Puts household 1 back in the place of household 3."""
    backup = path.with_name("chosen.caregiver-backup")
    opened = restore_household(backup, path, access(), at_noon)
    tell("restored")
    opened.close()


def command(_path: Path, tell: Tell, _wait: Wait, wishes: dict[str, Any]) -> None:
    """What would be typed into a terminal. Ctrl+C reaches it as it does there."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    tell(f"status {main(wishes['argv'])}")


def suffer(path: Path, tell: Tell, wait: Wait, wishes: dict[str, Any]) -> None:
    """Tries ``wishes["step"]`` while the disk is at fault, tells how it went, and again when it is mended."""
    if wishes.get("as_nobody"):
        os.setgroups([])
        os.setgid(65_534)
        os.setuid(65_534)
    step = _STEPS[wishes["step"]]
    opened = None if wishes["step"] == "open" else open_file(path, access(), at_noon)
    for number in range(1, wishes.get("changes", 0) + 1):
        assert opened is not None
        opened.change(f"change {number}", lambda _old, to=number: numbered(to))  # type: ignore[misc]
    tell("ready")
    wait()
    if limit := wishes.get("file_size"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    for _time in range(2):
        opened = _try(step, path, opened, tell) or opened
        wait()
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    if opened is not None:
        opened.close()


def _try(
    step: Callable[[Path, OpenHousehold], Any], path: Path, opened: OpenHousehold | None, tell: Tell
) -> OpenHousehold | None:
    before = opened.household if opened else None
    said: dict[str, Any] = {"error": "", "sentence": "", "steps": opened.next_undo if opened else ""}
    result = None
    try:
        result = step(path, opened)  # type: ignore[arg-type]
    except KnownError as error:
        said |= {"error": type(error).__name__, "sentence": explain(error)}
        said["obstacle"] = str(getattr(error, "obstacle", ""))
    opened = opened or result
    said["unchanged"] = opened is None or opened.household == before
    said["number"] = number_of(opened.household) if opened else -1
    said["view_only"] = opened is not None and opened.is_view_only
    said["notices"] = [notice.text for notice in opened.notices] if opened else ()
    tell(json.dumps(said))
    return result if step is _open else None


def _open(path: Path, opened: OpenHousehold | None) -> OpenHousehold:
    if opened is not None:
        opened.close()
    return open_file(path, access(), at_noon)


def _change(_path: Path, opened: OpenHousehold) -> None:
    number = number_of(opened.household) + 1
    opened.change(f"change {number}", lambda _old: numbered(number))


def _draft(_path: Path, opened: OpenHousehold) -> None:
    opened.keep_draft("form", {"field": "word " * 2000})


def _backup(path: Path, _opened: OpenHousehold) -> None:
    target = path.parent / "b.caregiver-backup"
    with suppress(FileNotFoundError):
        target.unlink()
    write_backup(path, access().secret.database_key(), target, NOON, "0")


def _keys(path: Path, _opened: OpenHousehold) -> None:
    change_passphrase(path, access(), key_holders(path)[0].id, NEW, cost=CHEAP)


def _export(path: Path, _opened: OpenHousehold) -> None:
    write_output(path.parent / "sheet.pdf", PDF_MARK * 4000, pdf_kind("sheet", "test"), never=path)


def _rescue(path: Path, opened: OpenHousehold) -> None:
    opened.rescue(path.parent / "elsewhere")


def _print(_path: Path, opened: OpenHousehold) -> None:
    reference = load_reference(resources() / "reference")
    [person] = opened.household.care_recipients
    subject = subject_of(opened.household, person, reference, date(2026, 11, 22))
    sheet = make_document(
        EMERGENCY, EMERGENCY.usual, subject, Paper.A4, opened.prints, opened.next_print, opened.compositions
    )
    assert sheet.pdf.data


_STEPS: Final[dict[str, Callable[[Path, Any], Any]]] = {
    "open": _open,
    "change": _change,
    "draft": _draft,
    "backup": _backup,
    "keys": _keys,
    "export": _export,
    "rescue": _rescue,
    "print": _print,
}

WORKLOADS: Final[dict[str, Callable[[Path, Tell, Wait, dict[str, Any]], None]]] = {
    each.__name__: each
    for each in (
        edit,
        events,
        many_events,
        rival,
        idle,
        create,
        backup,
        migrate,
        protect,
        passphrase,
        new_keys,
        remove,
        restore,
        command,
        suffer,
    )
}
