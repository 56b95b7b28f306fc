from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from caregiver_app import cli
from caregiver_app.logs import catch_faults, note_fault
from caregiver_app.settings import Settings, Theme, data_folder, read_settings, settings_file, write_settings

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 22, 23, 0)  # noqa: DTZ001


def fail(secret: str) -> None:
    raise ValueError(secret)


def test_settings_come_back_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.json"
    kept = Settings(150, Theme.DARK, 30, "AdnQywADAAA=")
    write_settings(file, kept)
    assert read_settings(file) == kept


def test_settings_of_an_older_program_keep_their_look_and_lock_after_five_minutes(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"text_percent": 150, "theme": "dark"}')
    assert read_settings(file) == Settings(150, Theme.DARK, 5, "")


@pytest.mark.parametrize(
    "minutes", ["0", "-5", "7", "100000", "true", "10.0", "null", '"10"', "[5]", "1e999"]
)
def test_no_file_can_put_off_the_lock(tmp_path: Path, minutes: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(f'{{"text_percent": 150, "theme": "dark", "lock_after_minutes": {minutes}}}')
    assert read_settings(file) == Settings(150, Theme.DARK, 5)


@pytest.mark.parametrize("place", ["7", "null", '"ü"', f'"{"A" * 1001}"'])
def test_a_windows_place_that_makes_no_sense_is_the_usual_one(tmp_path: Path, place: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(f'{{"lock_after_minutes": 2, "window": {place}}}')
    assert read_settings(file) == Settings(lock_after_minutes=2)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"text_percent": 7, "theme": "light"}', '{"theme": "pink"}', "\x00", "[" * 100_000],
)
def test_settings_that_make_no_sense_are_the_usual_ones(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(text)
    assert read_settings(file).text_percent == 100


def test_settings_and_data_have_a_place_of_their_own() -> None:
    assert settings_file().parent.name == data_folder().name == "caregiver-app"


def test_a_fault_is_noted_by_place_and_never_by_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, told = tmp_path / "deep" / "faults.log", []
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    catch_faults(log, lambda: NOW, lambda: told.append(1))
    for error in (ValueError("Theo"), KeyboardInterrupt()):
        sys.excepthook(type(error), error, None)
    text = log.read_text()
    assert text.startswith("2026-11-22 23:00 ValueError at")
    assert "Theo" not in text
    assert text.count("\n") == len(told) == 1


def test_a_log_that_cannot_be_written_is_no_second_fault(tmp_path: Path) -> None:
    note_fault(tmp_path, NOW, ValueError("x"))


def test_a_fault_in_a_command_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "_run", lambda *_words: fail("Theo"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert cli.main(["--demo"]) == 70
    err = capsys.readouterr().err
    assert (
        err == "Something went wrong inside the program (ValueError). Your household was not changed by it.\n"
    )
    assert "Theo" not in (tmp_path / "caregiver-app" / "faults.log").read_text()


def test_a_stop_by_the_keyboard_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_words: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", stop)
    assert cli.main(["--demo"]) == 130
    assert capsys.readouterr().err.count("\n") == 1
