"""The launcher ``run``, which has no ``.py`` in its name and so is no module that can be imported."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def load_launcher() -> Any:
    """A module of its own each time, for a test to change."""
    path = ROOT / "run"
    module = ModuleType("run")
    module.__file__ = str(path)
    exec(compile(path.read_bytes(), path, "exec"), module.__dict__)
    return module
