"""What a family types stays in the vault: in no other file, no log, no argument, no title, and on no line to outside.

Somebody types another marker into every text field of the real program and does all that can be done in it; then
every place is searched where a program leaves traces. See ``marked_person`` and ``traces``.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import signal
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from caregiver_app.services.opening import open_file
from caregiver_app.storage import unlock_with_recovery_key
from tests.clock import at_noon
from tests.faults.tracing import why_not
from tests.journeys.traces import markers_in, markers_in_files
from tests.journeys.watched import ROOT, Calls, Sandbox, _process_files, make_sandbox, traced

if TYPE_CHECKING:
    from collections.abc import Iterator


PATIENCE: Final = 120
TEXT_FIELD: Final = re.compile(
    r"(?:TextField|NoteField|SuggestField|SecretField|SecretLine|RecoveryFields)\(|TextField\)"
)
# Modules that make fields for the forms and steps of others, where they were typed into.
LEND_FIELDS: Final = {
    *("entrance/new_passphrase.py", "entrance/recovery_fields.py", "records/phone_rows.py"),
    "pages/paper/clinic.py",
    "pages/medications/form_fields.py",
}
HALTS: Final = [
    *("begun", "written", "published", "withdrawn", "two can open"),
    *("before the lock", "locked", "open again"),
]
HOLDERS: Final = {"ProtectPage: Your name", "AddPersonStep: Their name", "FirstKeys: Your name"}
# On no published sheet unless somebody ticks it.
LEFT_OUT: Final = {
    *(
        "PersonForm: Full name",
        "PersonForm: Notes",
        "PersonForm: Languages",
        "PersonForm: Preferred hospital",
    ),
    *("MedicationForm: What it is for", "MedicationForm: Notes", "MedicationForm: Prescribed by"),
    *("PumpForm: Serial number", "PumpForm: Name of the clinic", "PumpForm: Notes"),
    *(
        "ContactForm: Name",
        "ContactForm: Notes",
        "ContactForm: Address",
        "ContactForm: Relationship or field",
    ),
}


class Journey:
    """The running program. ``said`` is every line of JSON it gave at its halts."""

    def __init__(self, sandbox: Sandbox, log: Path) -> None:
        self.sandbox, self.log = sandbox, log
        self.said: list[dict[str, Any]] = []
        self.places: dict[int, str] = {}
        self.seen: set[str] = set()
        self.outside: dict[str, set[int]] = {}
        self.published: set[int] = set()
        self.in_keys: set[int] = set()
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {
            **self.sandbox.environment,
            "PYTHONPATH": os.pathsep.join((str(self.sandbox.root / "start"), str(ROOT))),
        }
        with self.log.with_name("stderr").open("wb") as errors:
            return subprocess.Popen(
                [*traced(self.log), sys.executable, "-P", "-m", "caregiver_app"],
                cwd=self.sandbox.root / "cwd",
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )

    @property
    def errors(self) -> bytes:
        """Without what the test's own screen says of itself."""
        lines = self.log.with_name("stderr").read_bytes().splitlines(keepends=True)
        return b"".join(each for each in lines if not each.startswith(b"This plugin does not support"))

    def halts(self) -> Iterator[dict[str, Any]]:
        """Each halt, after all was searched; the program goes on when the next one is asked for."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said = json.loads(line)
            self.said.append(said)
            self.places |= {int(number): place for number, place in said.pop("places").items()}
            self.seen |= set(said.pop("seen"))
            self._search(said)
            yield said

    def answer(self, text: str = "") -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{text}\n".encode())
        self._process.stdin.flush()

    def recovery_key(self) -> list[str]:
        text = PdfReader(self.sandbox.exports / "new-recovery-key.pdf").pages[0].extract_text()
        return re.findall(r"\b[1-8] ([0-9A-Z]{5})\b", text)

    def status(self) -> int:
        return self._process.wait(PATIENCE)

    def end(self) -> None:
        if self._process.poll() is None:
            if self.said:
                os.kill(self.said[-1]["pid"], signal.SIGKILL)
            self._process.kill()
        with self._process:  # closes the lines to it
            pass

    def _search(self, said: dict[str, Any]) -> None:
        """All that others could read now. What may be seen is taken out by name, file by file."""
        pid, at = said["pid"], said["at"]
        household = self.sandbox.household.relative_to(self.sandbox.root)
        found = markers_in_files(self.sandbox.root)
        for name in [
            each for each in found if each.startswith((f"{household}.keys", f"{household}.backups/"))
        ]:
            self.in_keys |= found.pop(name)
        if at == "published":
            for name in [each for each in found if each.startswith(f"{household}.published/")]:
                self.published |= found.pop(name)
        found["what it shows outside of its pages"] = markers_in(json.dumps(said).encode())
        found["standard error"] = markers_in(self.errors)
        found |= {
            f"/proc: {name}": markers_in(data) for name, data in _process_files(pid, self.sandbox.exports)
        }
        self.outside |= {f"{at}: {name}": numbers for name, numbers in found.items() if numbers}


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """One whole journey; the tests look at different traces of it."""
    folder = tmp_path_factory.mktemp("journey")
    journey = Journey(make_sandbox(folder), folder / "calls")
    try:
        for halt in journey.halts():
            is_locked = halt["at"] == "locked"
            journey.answer(" ".join(journey.recovery_key()) if is_locked else "")
        faults = journey.sandbox.faults
        assert journey.errors.decode() == "", faults.read_text() if faults.exists() else "no fault was noted"
        assert journey.status() == 0
        yield journey
    finally:
        journey.end()


def test_every_text_field_of_the_program_was_typed_into(journey: Journey) -> None:
    typed = set(journey.places.values())
    assert journey.seen - typed == set()
    owners = {place.partition(":")[0] for place in typed}
    left = {module for module, classes in makers_of_text_fields().items() if not owners & classes}
    assert left == LEND_FIELDS


def makers_of_text_fields() -> dict[str, set[str]]:
    """The modules of pages, forms and steps in whose source a text field is made, with the classes in them."""
    folder = ROOT / "caregiver_app/ui"
    sources = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.py")}
    return {
        module: set(re.findall(r"^class (\w+)\(", source, re.MULTILINE))
        for module, source in sources.items()
        if not module.startswith("widgets/") and TEXT_FIELD.search(source)
    }


def test_what_is_typed_is_found_nowhere_outside_the_vault_and_what_was_asked_for(journey: Journey) -> None:
    assert [halt["at"] for halt in journey.said] == HALTS
    assert {
        where: sorted(journey.places.get(each, "") for each in numbers)
        for where, numbers in journey.outside.items()
    } == {}


def test_in_key_files_and_backups_stand_the_names_of_those_who_can_open_it_and_nothing_else(
    journey: Journey,
) -> None:
    assert {journey.places[each] for each in journey.in_keys} == HOLDERS
    stick = markers_in_files(journey.sandbox.exports / "stick")
    assert stick
    assert {journey.places[each] for numbers in stick.values() for each in numbers} <= HOLDERS


def test_a_published_sheet_holds_only_what_cannot_be_left_out(journey: Journey) -> None:
    places = {journey.places[each] for each in journey.published}
    assert "PersonForm: What a stranger must know before anything else" in places
    assert places & LEFT_OUT == set()
    assert set(journey.places.values()) >= LEFT_OUT


def test_the_vault_holds_what_was_typed_whether_it_was_saved_or_not(journey: Journey) -> None:
    path = journey.sandbox.household
    access = unlock_with_recovery_key(path, " ".join(journey.recovery_key()))
    opened = open_file(path, access, at_noon)
    try:
        saved = repr((opened.household, opened.history))
        assert opened.file is not None
        drafts = repr(opened.file.drafts())
    finally:
        opened.close()
    places = {journey.places[each].partition(":")[0] for each in markers_in(saved.encode())}
    assert places >= {
        "WelcomePage",
        "PersonForm",
        "MedicationForm",
        "PumpForm",
        "ContactForm",
    }
    places = {journey.places[each].partition(":")[0] for each in markers_in(drafts.encode())}
    assert places >= {"PersonForm", "ContactForm", "StopForm"}


def test_the_recovery_key_stands_on_its_sheets_only(journey: Journey) -> None:
    key = journey.recovery_key()
    needles = [between.join(key[:3]).encode() for between in ("", " ", "-", "\n")]
    texts = [path.read_bytes() for path in journey.sandbox.root.rglob("*") if path.is_file()]
    texts += [json.dumps(journey.said).encode(), journey.errors]
    assert not [needle for text in texts for needle in needles if needle in text.upper()]


def test_faults_are_noted_by_kind_and_place_in_the_code(journey: Journey) -> None:
    lines = journey.sandbox.faults.read_text().splitlines()
    assert [line.split()[2] for line in lines] == ["KeyError"] * 3


@pytest.mark.skipif(bool(why_not()), reason=why_not())
def test_the_program_calls_nobody_starts_nothing_and_writes_only_into_its_own_folders(
    journey: Journey,
) -> None:
    calls = Calls(journey.log.read_text(errors="replace"))
    assert markers_in("".join(calls.of("execve")).encode()) == set()
    assert calls.families() <= {"AF_UNIX"}
    assert calls.programs() == {(sys.executable, "-P", "-m", "caregiver_app")}
    assert calls.written()
    own = (journey.sandbox.root, journey.sandbox.exports)
    assert [
        path for path in calls.written() if not any(Path(path).is_relative_to(each) for each in own)
    ] == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("settings.json", b'{"theme": "Wq017zjk"}'),
        ("Wq017zjk.pdf", b""),
        ("capitals.log", b"... WQ017ZJK ..."),
        ("qt", "Wq017zjk".encode("utf-16-le")),
        ("java", "Wq017zjk".encode("utf-16-be")),
        ("python", "Wq017zjk".encode("utf-32-le")),
        ("window.json", b'{"window": "' + base64.b64encode(b"AB Wq017zjk and more") + b'"}'),
        ("hex", b"Wq017zjk".hex().encode()),
        ("log.gz", gzip.compress(b"Wq017zjk", mtime=0)),
        ("stream", b"obj stream " + zlib.compress(b"Wq017zjk") + b" endstream"),
    ],
)
def test_a_leak_in_any_form_is_found(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert markers_in_files(tmp_path) == {name: {17}}


def test_a_leak_in_a_package_or_a_pdf_is_found(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("keys.json", "Wq018zjk")
    page = Canvas(str(tmp_path / "b"), pagesize=(300, 300))
    page.drawString(20, 20, "Wq019zjk")
    page.save()
    (tmp_path / "c").symlink_to("Wq020zjk")
    assert markers_in_files(tmp_path) == {"a": {18}, "b": {19}, "c": {20}}
