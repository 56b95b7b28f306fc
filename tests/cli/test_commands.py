"""The commands as a person types them, in this process and in their own."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from caregiver_app.cli import main

PRINT = ["print", "emergency", "--person", "Theo", "--date", "2026-11-22"]


WORDS = "maple tundra oboe kettle prism"


@pytest.fixture
def keyed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The words that let a command open or make a household."""
    file = tmp_path_factory.mktemp("secret") / "passphrase"
    file.write_text(f"{WORDS}\n", "utf-8")
    return ["--passphrase-file", str(file)]


def run(*words: str | Path) -> int:
    return main([str(word) for word in words])


def exported(tmp_path: Path) -> Path:
    target = tmp_path / "household.json"
    assert run("export", "--demo", "-o", target) == 0
    return target


def changed(tmp_path: Path, path: list[str | int], value: object) -> Path:
    """The sample document with one place changed."""
    source = exported(tmp_path)
    data = json.loads(source.read_text())
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    source.write_text(json.dumps(data))
    return source


def test_the_demo_sheet_is_private_and_says_how_many_pages_it_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.pdf"
    assert run(*PRINT, "--demo", "-o", target) == 0
    pages = PdfReader(target).pages
    assert ("see sheet 2" in pages[0].extract_text()) == (len(pages) == 2)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_printing_twice_gives_the_same_bytes_in_every_process(tmp_path: Path, paper: str) -> None:
    words = [sys.executable, "-m", "caregiver_app", *PRINT, "--demo", "--paper", paper, "-o"]
    for name in ("a.pdf", "b.pdf"):
        subprocess.run([*words, str(tmp_path / name)], check=True)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_large_print_takes_few_pages(tmp_path: Path) -> None:
    assert run(*PRINT, "--demo", "--large-print", "-o", tmp_path / "out.pdf") == 0
    assert len(PdfReader(tmp_path / "out.pdf").pages) <= 3


def test_export_import_export_is_the_same_byte_for_byte(keyed: list[str], tmp_path: Path) -> None:
    document = exported(tmp_path)
    assert run("import", document, "--household", tmp_path / "h", *keyed) == 0
    assert run("export", "--household", tmp_path / "h", *keyed, "-o", tmp_path / "again.json") == 0
    assert document.read_bytes() == (tmp_path / "again.json").read_bytes()


def test_a_print_from_a_file_is_noted_and_keeps_its_number(keyed: list[str], tmp_path: Path) -> None:
    run("import", exported(tmp_path), "--household", tmp_path / "h", *keyed)
    for name in ("a.pdf", "b.pdf"):
        assert run(*PRINT, "--household", tmp_path / "h", *keyed, "-o", tmp_path / name) == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    run("export", "--household", tmp_path / "h", *keyed, "-o", tmp_path / "after.json")
    events = json.loads((tmp_path / "after.json").read_text())["events"]
    prints = [event["what"] for event in events if event["what"]["kind"] != "observation"]
    assert [(what["kind"], what["serial"]) for what in prints] == [("print", 1)]


def test_a_sheet_never_replaces_the_household(
    keyed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", exported(tmp_path), "--household", tmp_path / "h", *keyed)
    before = (tmp_path / "h").read_bytes()
    assert run(*PRINT, "--household", tmp_path / "h", *keyed, "-o", tmp_path / "h") == 1
    assert (tmp_path / "h").read_bytes() == before
    assert "choose another name" in capsys.readouterr().err


def test_import_never_replaces_a_household(
    keyed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = exported(tmp_path)
    assert run("import", document, "--household", tmp_path / "h", *keyed) == 0
    assert run("import", document, "--household", tmp_path / "h", *keyed) == 1
    assert "there already" in capsys.readouterr().err


BAD: list[tuple[list[str | int], object, str]] = [
    (["version"], 9, "version 9"),
    (["format"], "other", "not a household document"),
    (["care_recipients", 0, "birth_date"], "2031-01-01", "Person 1, birth date"),
    (["care_recipients", 0, "preferred_name"], "", "Person 1, preferred name"),
    (["care_recipients", 0, "medications", 0, "dose"], "500", "has no unit"),
    (["care_recipients", 0, "medications", 0, "dose"], {"amount": "500"}, "Person 1, medicine 1, dose"),
    (["care_recipients", 0, "medications", 0, "route"], "by patch", "Person 1, medicine 1, route"),
    (["care_recipients", 2, "medications", 0, "route"], "transdermal", "There is no baclofen patch"),
    (["care_recipients", 0, "tell_first"], "word " * 41, "more than 40 words"),
    (["care_recipients", 0, "surprise"], 1, "surprise"),
    (["contacts", 0, "phones", 0, "number"], "call mum", "not a phone number"),
]


@pytest.mark.parametrize(("path", "value", "says"), BAD)
def test_a_bad_place_is_named_and_nothing_is_made(
    keyed: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    path: list[str | int],
    value: object,
    says: str,
) -> None:
    document = changed(tmp_path, path, value)
    for words in (["check"], ["import", "--household", str(tmp_path / "h"), *keyed]):
        assert run(*words, document) == 1
        err = capsys.readouterr().err
        assert says in err
        assert err.count("\n") == 1
        assert "Traceback" not in err
    assert not (tmp_path / "h").exists()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "stops in the middle"),
        (b'{"format": "caregiver-household", "version": 1, "care_rec', "stops in the middle"),
        ('{"format": "ü"}'.encode("latin-1"), "not UTF-8"),
        ('{"format": "x"}'.encode("utf-16"), "UTF-16"),
        (b"[" * 100_000, "nested"),
        (b'{"format": NaN}', "NaN"),
        (b"hello", "line 1"),
        (b"[]", "not a household"),
    ],
)
def test_what_is_no_document_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, says: str
) -> None:
    target = tmp_path / "d.json"
    target.write_bytes(data)
    assert run("check", target) == 1
    assert says in capsys.readouterr().err


def test_three_hundred_megabytes_are_not_even_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "d.json"
    with target.open("wb") as file:
        os.truncate(file.fileno(), 300_000_001)
    assert run("check", target) == 1
    assert "300,000,001 bytes" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["<b>Theo</b>", "A & B", "<img src='x'>", "\u202eoehT", "Theo 🙂", "Åsa Łucja"]
)
def test_odd_names_print_and_come_back_as_they_are(keyed: list[str], tmp_path: Path, text: str) -> None:
    document = changed(tmp_path, ["care_recipients", 0, "preferred_name"], text)
    assert run("import", document, "--household", tmp_path / "h", *keyed) == 0
    words = [
        "print",
        "emergency",
        "--household",
        str(tmp_path / "h"),
        *keyed,
        "--person",
        text,
        "-o",
        str(tmp_path / "o.pdf"),
    ]
    assert run(*words) == 0
    run("export", "--household", tmp_path / "h", *keyed, "-o", tmp_path / "back.json")
    assert json.loads((tmp_path / "back.json").read_text())["care_recipients"][0]["preferred_name"] == text


def test_a_note_too_long_for_the_sheet_is_refused_by_name(
    keyed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = changed(tmp_path, ["care_recipients", 0, "tell_first"], "W" * 9000)
    assert run("import", document, "--household", tmp_path / "h", *keyed) == 0
    assert run(*PRINT, "--household", tmp_path / "h", *keyed, "-o", tmp_path / "o.pdf") == 1
    assert "Tell them first" in capsys.readouterr().err
    assert not (tmp_path / "o.pdf").exists()


def test_two_people_with_one_name_are_told_apart_by_id(
    keyed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = changed(tmp_path, ["care_recipients", 1, "preferred_name"], "Theo")
    run("import", document, "--household", tmp_path / "h", *keyed)
    words = [
        "print",
        "emergency",
        "--household",
        str(tmp_path / "h"),
        *keyed,
        "-o",
        str(tmp_path / "o.pdf"),
        "--person",
    ]
    assert run(*words, "Theo") == 1
    assert "person-2" in capsys.readouterr().err
    assert run(*words, "person-2") == 0


def test_check_says_what_to_look_at_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = changed(tmp_path, ["care_recipients", 0, "medications", 0, "directions"], "5ml b.i.d.")
    assert run("check", document) == 0
    assert "easily misread" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [["print", "emergency", "--person", "x", "-o", "y"], ["print"], ["--no-such"], ["export", "-o", "x"]],
)
def test_arguments_that_make_no_sense_leave_with_two(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*words)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["2026-02-30", "20261204", "2026-W01-1", "soon"])
def test_a_day_that_is_none_is_told(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("print", "emergency", "--demo", "--person", "Theo", "--date", day, "-o", "x")
    assert "is not a date like 2026-12-04" in capsys.readouterr().err


def test_a_dose_without_unit_is_shown_with_its_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("check", changed(tmp_path, ["care_recipients", 0, "medications", 0, "dose"], "500"))
    assert "“500” has no unit" in capsys.readouterr().err


def test_an_accented_name_is_found_from_a_terminal_without_a_language(
    keyed: list[str], tmp_path: Path
) -> None:
    document = changed(tmp_path, ["care_recipients", 0, "preferred_name"], "Théo")
    run("import", document, "--household", tmp_path / "h", *keyed)
    words = [
        sys.executable,
        "-m",
        "caregiver_app",
        "print",
        "emergency",
        "--household",
        str(tmp_path / "h"),
        *keyed,
    ]
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    subprocess.run([*words, "--person", "Théo", "-o", str(tmp_path / "o.pdf")], check=True, env=plain)
    assert (tmp_path / "o.pdf").exists()


def test_a_sheet_without_an_emergency_number_is_printed_with_a_warning(
    keyed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = changed(tmp_path, ["preferences"], {"country": "SE"})
    run("import", document, "--household", tmp_path / "h", *keyed)
    assert run(*PRINT, "--household", tmp_path / "h", *keyed, "-o", tmp_path / "o.pdf") == 0
    assert "No emergency number is recorded" in capsys.readouterr().err


def test_help_says_what_it_is_and_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run("--help")
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert "Not medical advice" in out
    assert "no screen" in out


def test_no_command_but_the_window_loads_qt(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom caregiver_app.cli import main\n"
        f"assert main({[*PRINT, '--demo', '-o', str(tmp_path / 'o.pdf')]!r}) == 0\n"
        "heavy = {'PySide6', 'sqlalchemy', 'reportlab.platypus', 'phonenumbers'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
