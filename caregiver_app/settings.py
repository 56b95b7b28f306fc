"""Choices of this computer, not of the household: its look and when it locks. Nothing about a person is in here."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

TEXT_SCALES: Final = (100, 125, 150, 175, 200)
LOCK_MINUTES: Final = (1, 2, 5, 10, 30)  # there is no "never": an open household is everybody's
_NAME: Final = "caregiver-app"
_LONGEST_PLACE: Final = 1000
_Choice = TypeVar("_Choice", int, str)


class Theme(StrEnum):
    """Light, dark, or as the desktop has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """``text_percent`` is one of ``TEXT_SCALES``, ``lock_after_minutes`` of ``LOCK_MINUTES``."""

    text_percent: int = 100
    theme: Theme = Theme.SYSTEM
    lock_after_minutes: int = 5
    window: str = ""
    """Where the window stood, as Qt writes it in Base64; empty for the usual place."""


def data_folder() -> Path:
    """Where the household file is kept unless the person says otherwise."""
    return _folder("XDG_DATA_HOME", ".local/share")


def faults_file() -> Path:
    """Where the program notes its own faults."""
    return data_folder() / "faults.log"


def settings_file() -> Path:
    """Where ``Settings`` are kept."""
    return _folder("XDG_CONFIG_HOME", ".config") / "settings.json"


def read_settings(path: Path) -> Settings:
    """The settings; the usual one for each that is missing or makes no sense: a look is never worth a refusal."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(values, dict):
        return Settings()
    usual = Settings()
    return Settings(
        _one_of(TEXT_SCALES, values.get("text_percent"), usual.text_percent),
        Theme(_one_of(tuple(Theme), values.get("theme"), usual.theme)),
        _one_of(LOCK_MINUTES, values.get("lock_after_minutes"), usual.lock_after_minutes),
        _place(values.get("window")),
    )


def write_settings(path: Path, settings: Settings) -> None:
    """Keeps the settings. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_text(json.dumps(asdict(settings)) + "\n", encoding="utf-8")


def _one_of(choices: tuple[_Choice, ...], found: object, usual: _Choice) -> _Choice:
    """A number must be one: ``true`` and ``5.0`` equal choices and are none."""
    same = (choice for choice in choices if choice == found and isinstance(found, int | str))
    return usual if isinstance(found, bool) else next(same, usual)


def _place(found: object) -> str:
    plain = isinstance(found, str) and found.isascii() and len(found) <= _LONGEST_PLACE
    return str(found) if plain else ""


def _folder(variable: str, default: str) -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", str(Path.home()))) / _NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    chosen = os.environ.get(variable, "")
    return (Path(chosen) if Path(chosen).is_absolute() else Path.home() / default) / _NAME
