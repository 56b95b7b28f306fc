"""What sort of place a file is in: on this computer, kept in step with other computers, or on a network share.

On a share SQLite's locks cannot be trusted. A sync tool may copy the file in the middle of a write, or make a
second one of it. Folders are known by the names and the marks that the tools leave; iCloud's "Desktop and
Documents" leaves none and is taken for local.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PureWindowsPath
from typing import Final


class LocationKind(StrEnum):
    """How far the place can be trusted with an open database."""

    LOCAL = "local"
    SYNCED = "synced"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class FileLocation:
    """``name`` is the sync tool's, or the kind of share ("nfs4"); empty for a local place."""

    kind: LocationKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of the system's table: ``opts`` are comma-separated, as psutil gives them."""

    device: str
    mountpoint: str
    fstype: str
    opts: str = ""


LOCAL: Final = FileLocation(LocationKind.LOCAL)

# Without "fuse." before it.
_NETWORK_TYPES: Final = frozenset(
    (
        *(
            "9p",
            "drvfs",
            "prl_fs",
            "vboxsf",
            "virtiofs",
            "vmhgfs",
            "vmhgfs-fuse",
        ),  # the host's, seen from a guest
        *("cifs", "ncpfs", "smb", "smb2", "smb3", "smbfs"),
        *("nfs", "nfs3", "nfs4"),
        *("afp", "afpfs", "afs", "coda"),
        *(
            "beegfs",
            "ceph",
            "cephfs",
            "glusterfs",
            "gpfs",
            "juicefs",
            "lustre",
            "moosefs",
            "ocfs2",
            "orangefs",
        ),
        *("curlftpfs", "davfs", "davfs2", "ftp", "sshfs", "webdav"),
        *("gcsfuse", "goofys", "gvfsd-fuse", "kio-fuse", "pcloud", "rclone", "s3fs"),
    )
)
# A server's part of a mount, whatever file system it calls itself: "//nas/family", "anna@nas:/home".
_FROM_A_SERVER: Final = re.compile(r"//[^/]|[\w.@-]{2,}:/|\[[0-9a-fA-F:]+\]:/")
_UNC: Final = re.compile(r"\\\\(?![?.]\\)[^\\]|\\\\\?\\UNC\\", re.IGNORECASE)
_OCTAL: Final = re.compile(r"\\([0-3][0-7]{2})")

# macOS keeps all newer ones as ~/Library/CloudStorage/NAME-ACCOUNT.
_CLOUD_STORAGE: Final = "CloudStorage"
_SYNCED_FOLDERS: Final = (
    (re.compile(r"dropbox( \(.*\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"onedrive( ?- ?.*)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"google ?drive(-.*| \(.*\))?|My Drive|Shared drives", re.IGNORECASE), "Google Drive"),
    (re.compile(r"Mobile Documents|com~apple~CloudDocs|icloud ?drive", re.IGNORECASE), "iCloud"),
    (re.compile(r"nextcloud\d*", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"owncloud\d*", re.IGNORECASE), "ownCloud"),
    (re.compile(r"pcloud ?(drive|sync)?", re.IGNORECASE), "pCloud"),
    (re.compile(r"MEGA|MEGAsync( Downloads)?"), "MEGA"),
    (re.compile(r"Box|Box Sync|Box-Box"), "Box"),
    (re.compile(r"syncthing", re.IGNORECASE), "Syncthing"),
)
# Marks that the tools put into the folder they keep in step. ~/.dropbox, the tool's own folder, is none.
_MARKED_BY_FILE: Final = (
    (".dropbox", "Dropbox"),
    (".megaignore", "MEGA"),
    (".sync_*.db", "Nextcloud"),
    ("._sync_*.db", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
)
_MARKED_BY_FOLDER: Final = (
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".tmp.drivedownload", "Google Drive"),
    (".shortcut-targets-by-id", "Google Drive"),
)

# After the file's own name: "(1)", " 2", "-DESKTOP-AB12CD3", and all words in which the tools say "conflict".
_CONFLICT: Final = re.compile(
    r" ?[(\[]\d+[)\]]| \d{1,3}|-(DESKTOP|LAPTOP|WIN)-[0-9A-Z]+(-\d+)?"
    r"|[ ._(\[-].*(conflict|konflikt|conflit).*",
    re.IGNORECASE | re.DOTALL,
)


def location_of(path: Path) -> FileLocation:
    """Where the file really is, links followed. What the system does not tell is taken for local."""
    real = path.resolve()
    found = location_from_names(real, _mounts())
    return found if found != LOCAL else _marked(real)


def location_from_names(path: PurePath, mounts: Sequence[Mount]) -> FileLocation:
    """The same, from names and the system's table alone: ``path`` is absolute and without links."""
    share = _network_type(path, mounts)
    if share:
        return FileLocation(LocationKind.NETWORK, share)
    folders = path.parts[:-1]
    for place, folder in enumerate(folders):
        if place and folders[place - 1] == _CLOUD_STORAGE:
            return FileLocation(LocationKind.SYNCED, _tool(folder) or folder.partition("-")[0])
        if tool := _tool(folder):
            return FileLocation(LocationKind.SYNCED, tool)
    return LOCAL


def conflict_copies(path: Path) -> tuple[Path, ...]:
    """Files beside ``path`` that a sync tool made of it because two computers wrote at once, in order of name."""
    try:
        beside = sorted(path.parent.iterdir())
    except OSError:
        return ()
    stem, end = _normal(path.stem), _normal(path.suffix)
    return tuple(
        each for each in beside if _is_conflict_copy(_normal(each.name), stem, end) and each.is_file()
    )


def _is_conflict_copy(name: str, stem: str, end: str) -> bool:
    if not (name.startswith(stem) and name.endswith(end)) or len(name) <= len(stem) + len(end):
        return False
    return _CONFLICT.fullmatch(name[len(stem) : len(name) - len(end)]) is not None


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name)  # macOS keeps the parts of "é" apart


def _tool(folder: str) -> str:
    return next((tool for name, tool in _SYNCED_FOLDERS if name.fullmatch(folder)), "")


def _network_type(path: PurePath, mounts: Sequence[Mount]) -> str:
    """The kind of share, empty for none."""
    if isinstance(path, PureWindowsPath) and _UNC.match(str(path)):
        return "network share"
    mount = _mount_of(path, mounts)
    if mount is None:
        return ""
    kind = mount.fstype.lower().removeprefix("fuse.")
    is_remote = "remote" in mount.opts.split(",") or _FROM_A_SERVER.match(mount.device)
    if kind in _NETWORK_TYPES or is_remote:
        return mount.fstype or "network share"
    return ""


def _mount_of(path: PurePath, mounts: Iterable[Mount]) -> Mount | None:
    """The mount that holds the path: the one with the longest name, and of two the one mounted over the other."""
    best, length = None, -1
    for mount in mounts:
        for name in {mount.mountpoint, _unescape(mount.mountpoint)}:
            folder = type(path)(name)
            if name and path.is_relative_to(folder) and len(folder.parts) >= length:
                best, length = mount, len(folder.parts)
    return best


def _unescape(mountpoint: str) -> str:
    r"""``/media/My\040Disk`` as it is meant; some C libraries hand the table over as the kernel wrote it."""
    raw = mountpoint.encode("utf-8", "surrogateescape").decode("latin-1")
    plain = _OCTAL.sub(lambda found: chr(int(found[1], 8)), raw)
    return plain.encode("latin-1").decode("utf-8", "surrogateescape")


def _marked(real: Path) -> FileLocation:
    for folder in real.parents:
        for marks, is_mark in ((_MARKED_BY_FILE, Path.is_file), (_MARKED_BY_FOLDER, Path.is_dir)):
            for mark, tool in marks:
                if any(map(is_mark, _found(folder, mark))):
                    return FileLocation(LocationKind.SYNCED, tool)
    return LOCAL


def _found(folder: Path, mark: str) -> list[Path]:
    try:
        return list(folder.glob(mark))
    except OSError:
        return []


def _mounts() -> tuple[Mount, ...]:
    import psutil

    try:
        table = psutil.disk_partitions(all=True)
    except OSError:
        return ()
    return tuple(Mount(each.device, each.mountpoint, each.fstype, each.opts) for each in table)
