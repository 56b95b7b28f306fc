from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from caregiver_app import atomic_write
from caregiver_app.atomic_write import replace_file, replacing

if TYPE_CHECKING:
    from pathlib import Path

_LONG_AGO = 1_000_000_000


@pytest.fixture(params=["without a name", "with a name", "links forbidden"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "with a name":
        monkeypatch.setattr(atomic_write, "_NAMELESS", 0)
    if request.param == "links forbidden":
        monkeypatch.setattr(os, "link", _forbidden)
    return str(request.param)


def _forbidden(*_arguments: object, **_more: object) -> None:
    raise PermissionError


@pytest.mark.parametrize("before", [None, b"what stood there"])
def test_a_file_is_written_whole_and_private_and_nothing_is_left_beside_it(
    kind: str, before: bytes | None, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.pdf"
    if before is not None:
        path.write_bytes(before)
    with replacing(path) as file:
        file.write(b"half")
        assert (path.read_bytes() if path.exists() else None) == before
        file.write(b" and half")
    assert path.read_bytes() == b"half and half"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("before", [None, b"what stood there"])
def test_what_fails_leaves_all_as_it_was(kind: str, before: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    if before is not None:
        path.write_bytes(before)

    def write() -> None:
        with replacing(path) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write()
    assert [each.read_bytes() for each in tmp_path.iterdir()] == ([] if before is None else [before])


def test_a_relative_name_is_one_from_here(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path as Relative

    monkeypatch.chdir(tmp_path)
    replace_file(Relative("here.txt"), b"x")
    assert (tmp_path / "here.txt").read_bytes() == b"x"


def test_what_a_killed_program_left_is_swept_away_and_nothing_of_anybody_elses(tmp_path: Path) -> None:
    names = (".caregiver-0123abcd.part", ".caregiver-0123abcd.other", ".caregiver-x.part", "letter.part")
    for name in (*names, ".caregiver-fresh123.part"):
        (tmp_path / name).touch()
        if name in names:
            os.utime(tmp_path / name, (_LONG_AGO, _LONG_AGO))
    replace_file(tmp_path / "new", b"x")
    assert {each.name for each in tmp_path.iterdir()} == {*names[1:], ".caregiver-fresh123.part", "new"}
