from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.interop.household_document import write_document
from tests.journeys.traces import markers_in, markers_in_files
from tests.journeys.watched import ROOT, Calls, Sandbox, _process_files, make_sandbox, traced

WATCH_EACH: Final = 0.02
PASSPHRASE: Final = "Wq900zjk tundra oboe kettle prism"


def marked_household() -> Household:
    medicine = Medication("m", "Wq901zjk", ("baclofen",), notes="Wq902zjk", purpose="Wq903zjk")
    person = CareRecipient("p", "Sam", full_name="Wq904zjk", notes="Wq905zjk", medications=(medicine,))
    contact = Contact("c", "Wq906zjk", ContactRole.FAMILY, address="Wq907zjk", notes="Wq908zjk")
    return replace(Household(), care_recipients=(person,), contacts=(contact,))


def run_and_watch(sandbox: Sandbox, words: list[str | Path], log: Path, asked: Path) -> set[int]:
    """One command. Returns the markers in what it says, and in what others see of it while it runs."""
    command = [*traced(log), sys.executable, "-P", "-m", "caregiver_app", *map(str, words)]
    environment = {**sandbox.environment, "PYTHONPATH": str(ROOT)}
    seen: set[bytes] = set()
    with subprocess.Popen(
        command, env=environment, cwd=sandbox.root / "cwd", stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as child:
        while child.poll() is None:
            for pid in (str(child.pid), *_children(child.pid)):
                seen.update(data for _name, data in _process_files(int(pid), asked))
            with suppress(subprocess.TimeoutExpired):
                child.wait(WATCH_EACH)
        assert child.stdout is not None
        said = child.stdout.read()
    assert child.returncode == 0, said
    calls = Calls(log.read_text(errors="replace") if log.exists() else "")
    assert calls.families() <= {"AF_UNIX"}
    return markers_in(b"".join((said, *seen, *(line.encode() for line in calls.of("execve")))))


def _children(pid: int) -> list[str]:
    with suppress(OSError):
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return []


def test_no_command_tells_others_what_is_in_the_vault_or_what_opens_it(tmp_path: Path) -> None:
    sandbox = make_sandbox(tmp_path)
    asked = sandbox.exports.rename(tmp_path / "asked for")
    document, secret, household = asked / "in.json", asked / "secret", sandbox.root / "home/sam.caregiver"
    document.write_bytes(write_document(marked_household()))
    secret.write_text(f"{PASSPHRASE}\n")
    opens: list[str | Path] = ["--household", household, "--passphrase-file", secret]
    backup = asked / "copy.caregiver-backup"
    commands: list[list[str | Path]] = [
        ["import", document, *opens, "--your-name", "Anna", "--recovery-sheet", asked / "key.pdf"],
        ["unlock-check", *opens],
        ["print", "emergency", "--person", "Sam", *opens, "-o", asked / "sheet.pdf"],
        ["export", *opens, "-o", asked / "out.json"],
        ["backup", *opens, "-o", backup],
        ["verify", *opens],
        [
            "restore",
            backup,
            "--household",
            sandbox.root / "home/again.caregiver",
            "--passphrase-file",
            secret,
        ],
    ]
    found = {
        str(words[0]): run_and_watch(sandbox, words, tmp_path / f"calls of {words[0]}", asked)
        for words in commands
    }
    assert found == {str(words[0]): set() for words in commands}
    assert markers_in_files(sandbox.root) == {}
    assert markers_in((asked / "out.json").read_bytes()) == set(range(901, 909))
