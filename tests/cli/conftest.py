from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.household import SAMPLE, WORDS, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _cheap_passphrases(cheap_passphrases: None) -> None:
    pass


@pytest.fixture
def keyed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    file = tmp_path_factory.mktemp("secret") / "passphrase"
    file.write_text(f"{WORDS}\nand a second line that is none\n", "utf-8")
    return ["--passphrase-file", str(file)]


@pytest.fixture
def household(tmp_path: Path, keyed: list[str], capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "home.caregiver"
    assert run("import", SAMPLE, "--household", path, "--your-name", "Anna", *keyed) == 0
    capsys.readouterr()
    return path
