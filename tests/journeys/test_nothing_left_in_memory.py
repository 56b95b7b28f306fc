"""After a lock the process holds no key and no word of the household: read from its memory, as a thief would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.services.opening import create_file
from caregiver_app.storage import HouseholdFile, add_holder, new_access
from tests.clock import at_noon
from tests.vaults import CHEAP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caregiver_app.storage import Access

ROOT: Final = Path(__file__).resolve().parents[2]
PASSPHRASE: Final = "wombat quilt marzipan oboe trellis"
HOLDER: Final = "Annemarker Holder"
PERSON: Final = "Theomarker Kept"
MEDICINE: Final = "Lioresalmarker Kept"
CONTACT: Final = "Dr. Contactmarker Kept"
TYPED: Final = "Dr. Draftmarker Typed"
PATIENCE: Final = 90.0

# Inside the real program: a person mistypes the passphrase, unlocks it, looks at every page, half fills a form, and
# locks it.
CHILD: Final = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit
import caregiver_app.app as program
from caregiver_app.cli.arguments import HouseholdSource

real_shell = program.new_shell
passphrase = sys.stdin.readline().rstrip("\\n")
steps = []

def new_shell(source, one_window=None):
    shell = real_shell(source, one_window)
    timer = QTimer(shell, interval=20)
    timer.timeout.connect(lambda: drive(shell, timer))
    timer.start()
    return shell

def drive(shell, timer):
    window = shell.centralWidget()
    page = window.stack.currentWidget() if window else None
    if type(page).__name__ == "LockScreen" and not steps:
        steps.append("mistyped")
        page.passphrase.set_value(passphrase[:-1] + "#")
        page.open_button.click()
    elif type(page).__name__ == "LockScreen" and len(steps) == 1 and page.open_button.isEnabled():
        steps.append("unlock")
        page.passphrase.set_value(passphrase)
        page.open_button.click()
    elif window and window.sidebar.isVisible() and page:
        timer.stop()
        for key in ("people", "medications", "contacts", "paper", "history", "security", "settings"):
            window.go_to(key)
        window.go_to("contacts")
        window.page("contacts").open_record("new")
        line = next(each for each in window.page("contacts").findChildren(QLineEdit) if each.isVisible())
        line.setText(sys.stdin.readline().rstrip("\\n"))
        print("open", flush=True)
        sys.stdin.readline()
        window.sidebar.lock_button.click()

program.new_shell = new_shell
sys.exit(program.run_window(HouseholdSource(file=Path(sys.argv[1]))))
"""


def household() -> Household:
    medicine = Medication(id="m", product_name=MEDICINE)
    person = CareRecipient(id="p", preferred_name=PERSON, medications=(medicine,))
    contact = Contact(id="c", name=CONTACT, role=ContactRole.FAMILY)
    return replace(Household(), care_recipients=(person,), contacts=(contact,))


def make_file(path: Path) -> Access:
    access = new_access()
    add_holder(path, access, HOLDER, PASSPHRASE, cost=CHEAP)
    create_file(path, household(), access, at_noon, "Began").close()
    return access


def secrets_of(access: Access) -> dict[str, bytes]:
    key = bytes(access.secret.database_key().raw)
    return {
        "root secret": access.secret.as_bytes(),
        "root secret in hex": access.secret.as_bytes().hex().encode(),
        "database key": key,
        "database key in hex": key.hex().encode(),
    }


def texts() -> dict[str, bytes]:
    """Each text as Python, as SQLite and as Qt hold it."""
    plain = {text: text for text in (PASSPHRASE, PERSON, MEDICINE, CONTACT, TYPED)}
    return {
        f"{name} in {coding}": text.encode(coding)
        for name, text in plain.items()
        for coding in ("utf-8", "utf-16-le", "utf-32-le")
    }


def counts(pid: int, needles: dict[str, bytes]) -> dict[str, int]:
    """How often each stands in the memory of a process: in all of it but what is a file's, and was never written."""
    found = dict.fromkeys(needles, 0)
    regions = re.findall(
        r"^([0-9a-f]+)-([0-9a-f]+) r(?:w\S+ \S+ \S+ \S+|\S+ \S+ \S+ 0) *(.*)$",
        Path(f"/proc/{pid}/maps").read_text(),
        re.MULTILINE,
    )
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end, name in regions:
            if name.startswith("[v"):
                continue
            try:
                data = os.pread(memory.fileno(), int(end, 16) - int(start, 16), int(start, 16))
            except OSError:
                continue
            for key, needle in needles.items():
                found[key] += data.count(needle)
    return found


@contextmanager
def program(file: Path) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(file)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        try:
            yield child
        finally:
            child.kill()


def say(child: subprocess.Popen[str], line: str) -> None:
    assert child.stdin is not None
    child.stdin.write(f"{line}\n")
    child.stdin.flush()


def wait_for_the_lock_screen(pid: int) -> None:
    """The fresh process has another command line, and knows the name that the lock screen shows."""
    shown = {"holder": HOLDER.encode("utf-16-le")}
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if (
            b"-m\0caregiver_app\0" in Path(f"/proc/{pid}/cmdline").read_bytes()
            and counts(pid, shown)["holder"]
        ):
            return
    pytest.fail("no lock screen")


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root may read a hardened process"
)
def test_after_a_lock_no_key_and_no_word_of_the_household_is_in_memory(tmp_path: Path) -> None:
    file = tmp_path / "family.caregiver"
    access = make_file(file)
    needles = {**secrets_of(access), **texts()}
    with program(file) as child:
        say(child, PASSPHRASE)
        say(child, TYPED)
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"

        before = counts(child.pid, needles)
        for text in (PASSPHRASE, PERSON, MEDICINE, CONTACT, TYPED):
            assert sum(before[f"{text} in {coding}"] for coding in ("utf-8", "utf-16-le")), text
        assert before["database key"] + before["database key in hex"]
        mistyped = {
            coding: f"{PASSPHRASE[:-1]}#".encode(coding) for coding in ("utf-8", "utf-16-le", "utf-32-le")
        }
        assert set(counts(child.pid, mistyped).values()) == {0}

        say(child, "lock")
        wait_for_the_lock_screen(child.pid)
        after = counts(child.pid, needles)
    assert {name: count for name, count in after.items() if count} == {}

    with HouseholdFile.open(file, access) as kept:
        assert TYPED in str(kept.drafts())
