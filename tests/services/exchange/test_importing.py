"""Documents from anywhere, read in a child process: real bombs, and children that end badly."""

from __future__ import annotations

import io
import json
import sys
import time
from decimal import Decimal
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.events import Event
from caregiver_app.domain.observations import Observed, ObservedThing, ObservedUnit
from caregiver_app.interop.errors import NotReadable, TooLarge
from caregiver_app.interop.household_document import (
    Document,
    event_line,
    read_document,
    read_document_file,
    records_line,
    write_document,
)
from caregiver_app.services.exchange.answer import BYTES, END, EVENT, RECORDS, SENTENCE
from caregiver_app.services.exchange.child_process import ChildProcess
from caregiver_app.services.exchange.errors import DocumentRefused, ImportBroke, ImportTooHeavy
from caregiver_app.services.exchange.import_child import write_answer
from caregiver_app.services.exchange.importing import IncomingDocument, open_untrusted_document
from caregiver_app.services.explain import explain
from tests.clock import NOON
from tests.scale import examples

ROOT = Path(__file__).resolve().parents[3]
WEIGHT = Observed(ObservedThing.WEIGHT, amount=Decimal("71.5"), unit=ObservedUnit.KG)
WEIGHED = Event("weighed", NOON, WEIGHT, "person-1")
SAMPLE = ROOT / "resources" / "sample" / "household.json"
HEAD = b'{"format": "caregiver-household", "version": 1, '
TOO_HEAVY = (
    "Reading this document took too long or needed too much memory. It is probably not a household document. "
    "Nothing was changed."
)


def read_untrusted_document(path: Path) -> Document:
    """All of it, as a small one."""
    with open_untrusted_document(path) as found:
        return Document(found.household, tuple(event for _place, event in found.events()))


def answer_to(data: bytes) -> list[bytes]:
    """What the child says, without how far it is."""
    out = io.BytesIO()
    write_answer(io.BytesIO(data), out)
    return [line for line in out.getvalue().splitlines() if not line.startswith(BYTES)]


def asked(code: str, folder: Path, seconds: float) -> list[bytes]:
    """What another child says to a document."""
    path = keep(folder, b"x" * 1_000_000)
    with path.open("rb") as file, ChildProcess((sys.executable, "-c", code), file, seconds) as child:
        return list(child.lines(20_000_000))


def understood(*lines: bytes) -> Document:
    found = IncomingDocument(lines, Path("x.json"), 100)
    return Document(found.household, tuple(event for _place, event in found.events()))


def sentence(path: Path) -> str:
    with pytest.raises(KnownError) as refused:
        read_untrusted_document(path)
    return explain(refused.value)


def keep(folder: Path, data: bytes) -> Path:
    path = folder / "document.json"
    path.write_bytes(data)
    return path


def test_a_document_is_read_as_it_would_be_in_this_process(tmp_path: Path) -> None:
    assert read_untrusted_document(SAMPLE).household == read_document_file(SAMPLE).household
    elsewhere = keep(tmp_path, SAMPLE.read_bytes())
    document = read_untrusted_document(elsewhere)
    assert write_document(document.household, document.events) == SAMPLE.read_bytes()
    sample = read_document_file(SAMPLE)
    first, *events, end = answer_to(SAMPLE.read_bytes())
    assert first == RECORDS + records_line(sample.household).encode()
    assert (len(events), end) == (len(sample.events), END)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[1, 2",
        b"\xff\xfe{\0}\0",
        b"caf\xe9",
        b"{}",
        b"[]",
        b'{"format": "something else"}',
        HEAD.replace(b"1", b"2") + b'"a": 1}',
        b'{"format": "caregiver-household", "version": true}',
        HEAD + b'"preferences": {"emergency_number": 5}}',
        HEAD + b'"surprise": 1}',
        HEAD + b'"contacts": [{"name": "Anna", "name": "Ben"}]}',
        HEAD + rb'"a\ud800b": 1, "a\ud800b": 2}',
        HEAD + b'"contacts": NaN}',
        HEAD + b'"contacts": ' + b"[" * 40 + b"]" * 40 + b"}",
        SAMPLE.read_bytes().replace(b"2026-", b"2026-9"),
        SAMPLE.read_bytes().replace(b"Theo", b"\\u0007"),
    ],
)
def test_a_refused_document_is_refused_in_the_same_words(tmp_path: Path, data: bytes) -> None:
    path = keep(tmp_path, data)
    with pytest.raises(KnownError) as here:
        read_document_file(path)
    with pytest.raises(DocumentRefused) as there:
        read_untrusted_document(path)
    assert explain(there.value) == explain(here.value)
    assert answer_to(data) == [SENTENCE + json.dumps(explain(here.value)).encode()]


def test_a_file_that_cannot_be_read_is_refused_before_a_child_is_started(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.json", Path("a\0b")):
        with pytest.raises(NotReadable):
            read_untrusted_document(path)
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(300_000_001)
    with pytest.raises(TooLarge):
        read_untrusted_document(huge)


BOMBS = {
    "nested": lambda: b"[" * 10_000_000,
    "objects in objects": lambda: b'{"a":' * 3_000_000,
    "a huge whole number": lambda: b"9" * 19_000_000,
    "a huge exponent": lambda: HEAD + b'"a": 1e9999999999}',
    "endless quotes": lambda: b'"' * 19_999_999,
    "endless backslashes": lambda: b'"' + b"\\" * 19_999_998,
    "endless spaces": lambda: b" " * 19_999_999,
}
HEAVY = {
    "empty objects": lambda: HEAD + b'"a": [' + b"{}," * 6_000_000 + b"{}]}",
    "empty lists": lambda: b"[" + b"[]," * 6_500_000 + b"[]]",
    "keys": lambda: b"{" + b",".join(b'"%d":1' % number for number in range(1_500_000)) + b"}",
    "contacts": lambda: (
        HEAD + b'"contacts": [' + b",".join([b'{"name":"a","role":"family"}'] * 500_000) + b"]}"
    ),
}


@pytest.mark.parametrize("kind", [*BOMBS, *HEAVY])
def test_a_bomb_is_refused_with_a_sentence(tmp_path: Path, kind: str) -> None:
    path = keep(tmp_path, (BOMBS | HEAVY)[kind]())
    begun = time.monotonic()
    said = sentence(path)
    print(f"{kind}: {time.monotonic() - begun:.2f} s: {said}")  # shown with -rP
    assert said.endswith(".")
    if kind in HEAVY:
        assert said == TOO_HEAVY


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", ImportTooHeavy),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", ImportBroke),
        ("import sys; sys.exit(3)", ImportTooHeavy),
        ("raise RecursionError", ImportBroke),
        ("import sys; sys.stdout.write('D{}'); sys.exit(1)", ImportBroke),
        ("import sys\nwhile True: sys.stdout.buffer.write(b'D' * 1_000_000)", ImportBroke),
        ("import sys\nwhile True: sys.stdout.buffer.write(b'S' * 1_000_000)", ImportBroke),
        ("while True: pass", ImportTooHeavy),
        ("import sys; sys.stdin.close(); input()", ImportBroke),
        ("import os, signal; os.close(1); signal.pause()", ImportTooHeavy),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_a_child_that_ends_badly_is_an_error_and_leaves_no_process(
    tmp_path: Path, code: str, error: type[KnownError]
) -> None:
    before = psutil.Process().children()
    with pytest.raises(error) as raised:
        asked(code, tmp_path, 1.0)
    assert explain(raised.value).endswith("Nothing was changed.")
    assert psutil.Process().children() == before


def test_a_python_that_cannot_be_started_is_an_error() -> None:
    with SAMPLE.open("rb") as file, pytest.raises(ImportBroke):
        ChildProcess(("/nowhere/python",), file, 1.0)


HOUSEHOLD = RECORDS + records_line(read_document_file(SAMPLE).household).encode()
AN_EVENT = EVENT + b"0 " + event_line(WEIGHED).encode()


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [b""],
        [RECORDS],
        [RECORDS + b"{}"],
        [RECORDS + b"\xff"],
        [b"X" + SAMPLE.read_bytes()],
        [SENTENCE + b"\xff"],
        [SENTENCE + b"5"],
        [SENTENCE + json.dumps("a" * 30_000).encode()],
        [BYTES + b"many", HOUSEHOLD, END],
        [HOUSEHOLD],
        [HOUSEHOLD, AN_EVENT],
        [HOUSEHOLD, HOUSEHOLD, END],
        [HOUSEHOLD, END, AN_EVENT],
        [HOUSEHOLD, END, END],
        [HOUSEHOLD, EVENT + b"0 {}", END],
        [HOUSEHOLD, EVENT + b"0 " + b"[" * 100_000, END],
        [HOUSEHOLD, EVENT + b"x" + AN_EVENT[2:], END],
        [AN_EVENT, END],
        [END],
    ],
)
def test_an_answer_that_makes_no_sense_is_an_error(lines: list[bytes]) -> None:
    with pytest.raises(ImportBroke):
        understood(*lines)


def test_an_answer_that_makes_sense_is_taken_whatever_the_child_says_of_its_progress() -> None:
    found = understood(BYTES + b"50", HOUSEHOLD, BYTES + b"999999999", AN_EVENT, END)
    assert found == Document(read_document_file(SAMPLE).household, (WEIGHED,))


@given(st.lists(st.binary(max_size=200)))
def test_no_answer_is_anything_but_a_household_or_a_known_error(lines: list[bytes]) -> None:
    with pytest.raises(KnownError):
        understood(*lines)


def test_the_child_sees_nothing_of_the_persons_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARKER", "Theo takes baclofen")
    monkeypatch.setenv("PYTHONSTARTUP", "/tmp/evil.py")
    monkeypatch.setenv("PYTHONPATH", "/tmp/evil")
    code = "import json, os, sys; sys.stdin.close(); print(json.dumps(dict(os.environ)))"
    [said] = asked(code, tmp_path, 10.0)
    seen = json.loads(said)
    assert set(seen) <= {"PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LC_CTYPE"}
    assert seen["PYTHONPATH"] == str(ROOT)


def test_the_child_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('a trap')")
    (tmp_path / "caregiver_app").mkdir()
    monkeypatch.chdir(tmp_path)
    assert read_untrusted_document(SAMPLE).household.care_recipients


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to all of these")
def test_the_child_may_need_only_so_much(tmp_path: Path) -> None:
    code = (
        "import resource, sys\n"
        "from caregiver_app.services.exchange import import_child as child\n"
        "child._limit_itself(100_000_000)\n"
        "limits = [resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[1] for name in\n"
        "          ('CPU', 'NOFILE', 'FSIZE', 'AS')]\n"
        "print(*limits)"
    )
    [said] = asked(code, tmp_path, 10.0)
    seconds, files, size, memory = said.split()
    assert (int(files), int(size)) == (16, 0)
    assert 152 <= int(seconds) <= 155
    assert 128 * 2**20 < int(memory) < 400 * 2**20


@examples(5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 27_000), byte=st.integers(0, 255))
def test_a_damaged_document_is_refused_or_read_just_as_in_this_process(
    tmp_path: Path, cut: int, byte: int
) -> None:
    data = bytearray(SAMPLE.read_bytes())
    data[cut] = byte
    path = keep(tmp_path, bytes(data))
    try:
        expected: object = read_document(bytes(data)).household
    except KnownError as error:
        expected = explain(error)
    try:
        found: object = read_untrusted_document(path).household
    except DocumentRefused as error:
        found = error.sentence
    assert found == expected
