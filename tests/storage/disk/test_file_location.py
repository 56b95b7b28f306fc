"""Where a household's file may live, with tables as Linux, macOS and Windows give them."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.storage.disk.file_location import (
    LOCAL,
    FileLocation,
    LocationKind,
    Mount,
    conflict_copies,
    location_from_names,
    location_of,
)

LINUX = (
    Mount("proc", "/proc", "proc", "rw,nosuid,nodev,noexec,relatime"),
    Mount("/dev/nvme0n1p2", "/", "ext4", "rw,relatime,errors=remount-ro"),
    Mount("/dev/nvme0n1p3", "/home", "btrfs", "rw,relatime,ssd,subvol=/@home"),
    Mount("systemd-1", "/mnt/nas", "autofs", "rw,relatime,fd=59,pgrp=1,timeout=0"),
    Mount("nas:/volume1/family", "/mnt/nas", "nfs4", "rw,relatime,vers=4.2,proto=tcp"),
    Mount("//fritz.box/usb", "/media/FRITZ.NAS", "cifs", "rw,relatime,vers=3.0,user=anna"),
    Mount("anna@nas:/home", "/home/anna/far", "fuse.sshfs", "rw,nosuid,nodev,user_id=1000"),
    Mount("cloud:", "/home/anna/cloud", "fuse.rclone", "rw,nosuid,nodev"),
    Mount("gvfsd-fuse", "/run/user/1000/gvfs", "fuse.gvfsd-fuse", "rw,nosuid,nodev"),
    Mount("/dev/sdb1", "/media/anna/My\\040Stick", "vfat", "rw,uhelper=udisks2"),
    Mount("nas:/old", "/media/anna/Old\\040nas\\134x", "nfs", "rw"),
    Mount("/dev/sdc1", "/media/anna/WIN", "fuseblk", "rw,user_id=0,allow_other"),
    Mount("gocryptfs", "/home/anna/private", "fuse.gocryptfs", "rw"),
    Mount("/home/anna/vault.hc", "/media/veracrypt1", "fuse.veracrypt", "rw"),
    Mount("[fe80::1]:/export", "/mnt/six", "unheard-of", "rw"),
    Mount("share", "/media/sf_share", "vboxsf", "rw"),
    Mount("tmpfs", "/mnt/nas/local", "tmpfs", "rw"),
)
MACOS = (
    Mount("/dev/disk3s1s1", "/", "apfs", "ro,local,rootfs,dovolfs,journaled,multilabel"),
    Mount("/dev/disk3s5", "/System/Volumes/Data", "apfs", "rw,local,dovolfs,journaled,multilabel"),
    Mount("map auto_home", "/System/Volumes/Data/home", "autofs", "rw,dontbrowse,automounted"),
    Mount("//anna@nas._smb._tcp.local/family", "/Volumes/family", "smbfs", "rw,nodev,noowners"),
    Mount("/dev/disk5s1", "/Volumes/Stick", "msdos", "rw,local,nodev,nosuid"),
    Mount("anna@nas:/home", "/Volumes/far", "macfuse", "rw,nodev,nosuid,synchronous"),
)
WINDOWS = (
    Mount("C:\\", "C:\\", "NTFS", "rw,fixed"),
    Mount("D:\\", "D:\\", "", "cdrom"),
    Mount("E:\\", "E:\\", "exFAT", "rw,removable"),
    Mount("G:\\", "G:\\", "FAT32", "rw,fixed"),
    Mount("Z:\\", "Z:\\", "NTFS", "rw,remote"),
)
ANYWHERE = "household.caregiver"


def network(name: str) -> FileLocation:
    return FileLocation(LocationKind.NETWORK, name)


def synced(name: str) -> FileLocation:
    return FileLocation(LocationKind.SYNCED, name)


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("/home/anna/.local/share/caregiver-app", LOCAL),
        ("/mnt/nas/care", network("nfs4")),
        ("/mnt/nas/local", LOCAL),
        ("/mnt/nas2/care", LOCAL),
        ("/media/FRITZ.NAS", network("cifs")),
        ("/home/anna/far/x", network("fuse.sshfs")),
        ("/home/anna/cloud", network("fuse.rclone")),
        ("/run/user/1000/gvfs/smb-share:server=nas", network("fuse.gvfsd-fuse")),
        ("/media/anna/My Stick", LOCAL),
        ("/media/anna/Old nas\\x", network("nfs")),
        ("/media/anna/WIN", LOCAL),
        ("/home/anna/private", LOCAL),
        ("/media/veracrypt1", LOCAL),
        ("/mnt/six", network("unheard-of")),
        ("/media/sf_share", network("vboxsf")),
        ("/home/anna/Dropbox/care", synced("Dropbox")),
        ("/home/anna/Dropbox (Personal)", synced("Dropbox")),
        ("/home/anna/far/Dropbox", network("fuse.sshfs")),
        ("/home/anna/Nextcloud2", synced("Nextcloud")),
        ("/home/anna/pCloudDrive", synced("pCloud")),
        ("/home/anna/MEGA", synced("MEGA")),
        ("/home/anna/mega", LOCAL),
        ("/home/anna/Dropbox letters", LOCAL),
    ],
)
def test_a_place_on_linux(folder: str, place: FileLocation) -> None:
    assert location_from_names(PurePosixPath(folder, ANYWHERE), LINUX) == place


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("/Users/anna/Library/Application Support/caregiver-app", LOCAL),
        ("/Volumes/family/care", network("smbfs")),
        ("/Volumes/far", network("macfuse")),
        ("/Volumes/Stick", LOCAL),
        ("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs", synced("iCloud")),
        ("/Users/anna/Library/CloudStorage/GoogleDrive-anna@example.org/My Drive", synced("Google Drive")),
        ("/Users/anna/Library/CloudStorage/OneDrive-Personal", synced("OneDrive")),
        ("/Users/anna/Library/CloudStorage/Proton-anna@example.org", synced("Proton")),
        ("/Users/anna/Library/CloudStorage/Box-Box/care", synced("Box")),
    ],
)
def test_a_place_on_macos(folder: str, place: FileLocation) -> None:
    assert location_from_names(PurePosixPath(folder, ANYWHERE), MACOS) == place


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("C:\\Users\\anna\\AppData\\Roaming\\caregiver-app", LOCAL),
        ("c:\\Users\\anna\\onedrive\\Documents", synced("OneDrive")),
        ("C:\\Users\\anna\\OneDrive - Example Ltd", synced("OneDrive")),
        ("C:\\Users\\anna\\iCloudDrive", synced("iCloud")),
        ("G:\\My Drive\\care", synced("Google Drive")),
        ("E:\\care", LOCAL),
        ("z:\\care", network("NTFS")),
        ("\\\\nas\\family\\care", network("network share")),
        ("\\\\?\\UNC\\nas\\family", network("network share")),
        ("\\\\?\\C:\\care", LOCAL),
        ("Q:\\unknown", LOCAL),
    ],
)
def test_a_place_on_windows(folder: str, place: FileLocation) -> None:
    assert location_from_names(PureWindowsPath(folder, ANYWHERE), WINDOWS) == place


def test_a_system_that_tells_nothing_leaves_a_place_local() -> None:
    assert location_from_names(PurePosixPath("/home/anna/x"), ()) == LOCAL


def test_a_file_named_like_a_tool_is_not_in_its_folder() -> None:
    assert location_from_names(PurePosixPath("/home/anna/Dropbox"), LINUX) == LOCAL


_FOLDERS = st.lists(st.text("ab \\é\U0001f642", min_size=1, max_size=5), min_size=1, max_size=4)


@given(_FOLDERS, st.booleans())
def test_a_share_is_known_by_any_name_however_the_table_writes_it(
    folders: list[str], is_escaped: bool
) -> None:
    share = PurePosixPath("/", *(folder.replace("\\", "\\040") for folder in folders))
    name = str(share)
    if is_escaped:
        name = name.replace("\\", "\\134").replace(" ", "\\040")
    mounts = (Mount("/dev/sda1", "/", "ext4"), Mount("nas", name, "nfs"))
    assert location_from_names(share / ANYWHERE, mounts) == network("nfs")
    assert location_from_names(share.with_name(f"{share.name}x") / ANYWHERE, mounts) == LOCAL


@pytest.mark.parametrize(
    ("mark", "tool"),
    [
        (".dropbox", "Dropbox"),
        (".dropbox.cache/", "Dropbox"),
        (".stfolder/", "Syncthing"),
        (".sync_1a2b3c.db", "Nextcloud"),
        ("._sync_1a2b3c.db", "Nextcloud"),
        (".megaignore", "MEGA"),
        (".tmp.drivedownload/", "Google Drive"),
    ],
)
def test_a_folder_is_known_by_the_mark_of_the_tool_that_keeps_it(
    tmp_path: Path, mark: str, tool: str
) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert location_of(inner / ANYWHERE) == LOCAL
    made = tmp_path / mark.rstrip("/")
    if mark.endswith("/"):
        made.mkdir()
    else:
        made.touch()
    assert location_of(inner / ANYWHERE) == synced(tool)


def test_a_tools_own_folder_at_home_does_not_make_all_of_home_synced(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert location_of(tmp_path / ANYWHERE) == LOCAL


@pytest.mark.skipif(sys.platform == "win32", reason="needs a symbolic link")
def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    assert location_of(link / ANYWHERE) == synced("Dropbox")


CONFLICTS = (
    "household (Anna's conflicted copy 2026-11-01).caregiver",
    "household (conflicted copy 2026-11-01 120000).caregiver",
    "household (Annas in Konflikt stehende Kopie 2026-11-01).caregiver",
    "household (copie en conflit de Anna 2026-11-01).caregiver",
    "household (SFConflict anna@example.org 2026-11-01-12-00-00).caregiver",
    "household (1).caregiver",
    "household(12).caregiver",
    "household 2.caregiver",
    "household [conflicted].caregiver",
    "household-DESKTOP-AB12CD3.caregiver",
    "household.sync-conflict-20261101-120000-ABCDEFG.caregiver",
    "household_conflict-20261101-120000.caregiver",
)
NO_CONFLICTS = (
    "household.caregiver",
    "household.caregiver-wal",
    "household.caregiver.keys",
    "household (Anna's conflicted copy).txt",
    "household of Anna.caregiver",
    "household-old.caregiver",
    "households (1).caregiver",
    "our household (1).caregiver",
)


def test_the_copies_that_sync_tools_make_are_found_and_no_others(tmp_path: Path) -> None:
    for name in CONFLICTS + NO_CONFLICTS:
        (tmp_path / name).touch()
    (tmp_path / "household (3).caregiver").mkdir()
    found = conflict_copies(tmp_path / "household.caregiver")
    assert [each.name for each in found] == sorted(CONFLICTS)


def test_a_name_with_an_accent_is_the_same_however_its_parts_are_kept(tmp_path: Path) -> None:
    copy = tmp_path / "Rene\u0301 (1).caregiver"
    copy.touch()
    assert conflict_copies(tmp_path / "Ren\u00e9.caregiver") == (copy,)


def test_where_there_is_no_folder_there_are_no_copies(tmp_path: Path) -> None:
    assert conflict_copies(tmp_path / "none" / ANYWHERE) == ()


def test_the_systems_own_table_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import psutil

    table = [psutil._ntuples.sdiskpart("nas:/x", str(tmp_path), "nfs4", "rw")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: table if all else [])  # noqa: A006
    assert location_of(tmp_path / ANYWHERE) == network("nfs4")


def test_a_system_that_shows_no_table_leaves_a_place_local(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psutil

    def refuse(**_all: bool) -> None:
        raise PermissionError

    monkeypatch.setattr(psutil, "disk_partitions", refuse)
    assert location_of(tmp_path / ANYWHERE) == LOCAL
