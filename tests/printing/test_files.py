"""A document is written whole and private, or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from caregiver_app.printing import (
    CannotWriteError,
    DiskFullError,
    NoSuchFolderError,
    NotAFileError,
    NotAllowedError,
    write_private,
)


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    write_private(path, b"%PDF")
    assert path.read_bytes() == b"%PDF"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.pdf"]


def test_an_older_file_is_replaced_and_becomes_private(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_private(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFolderError) as caught:
        write_private(tmp_path / "no" / "sheet.pdf", b"")
    assert caught.value.path == tmp_path / "no" / "sheet.pdf"


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NoSuchFolderError):
        write_private(tmp_path / "file" / "sheet.pdf", b"")


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    with pytest.raises(NotAFileError):
        write_private(tmp_path, b"")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EDQUOT, DiskFullError),
        (errno.EACCES, NotAllowedError),
        (errno.EROFS, NotAllowedError),
        (errno.EIO, CannotWriteError),
    ],
)
def test_the_old_file_stays_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[CannotWriteError]
) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"old")

    def fail(handle: int) -> None:
        raise OSError(number, "made up")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(kind):
        write_private(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.pdf"]
