"""Choices of this computer, not of the household: text size and theme. Nothing about a person is ever in here."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

TEXT_SCALES: Final = (100, 125, 150, 175, 200)
_NAME: Final = "caregiver-app"


class Theme(StrEnum):
    """Light, dark, or as the desktop has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """``text_percent`` is one of ``TEXT_SCALES``."""

    text_percent: int = 100
    theme: Theme = Theme.SYSTEM


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
    """The settings, or the usual ones where the file is missing or makes no sense: a look is never worth a refusal."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        percent = values["text_percent"]
        return Settings(percent if percent in TEXT_SCALES else 100, Theme(values["theme"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()


def write_settings(path: Path, settings: Settings) -> None:
    """Keeps the settings. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_text(json.dumps(asdict(settings)) + "\n", encoding="utf-8")


def _folder(variable: str, default: str) -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", str(Path.home()))) / _NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    chosen = os.environ.get(variable, "")
    return (Path(chosen) if Path(chosen).is_absolute() else Path.home() / default) / _NAME
