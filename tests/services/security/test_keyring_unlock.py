# ruff: noqa: ARG002 - a keyring's methods take what keyrings take
from __future__ import annotations

import shutil
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.compat import properties
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError

from caregiver_app.services.explain import explain
from caregiver_app.services.security.keyring_unlock import (
    KeyringTrouble,
    KeyringUnusable,
    computers_keyring,
    let_keyring_open,
    open_with_keyring,
    stop_keyring,
)
from caregiver_app.storage import (
    has_keyring_slot,
    key_holders,
    keys_path,
    recovery_key,
    unlock,
)
from tests.small_vault import make_vault, passphrase_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from caregiver_app.storage import Access


class OsKeyring(KeyringBackend):
    """Keeps what it is given, as the keyring of an operating system does."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    @properties.classproperty
    def priority(self) -> float:
        raise RuntimeError("only for tests that name it")

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


class Locked(OsKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked


class Dismissed(OsKeyring):
    def set_password(self, service: str, username: str, password: str) -> None:
        raise InitError("Prompt dismissed")


class Changing(OsKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        return "00" * 32


class Broken(OsKeyring):
    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError


class Hanging(OsKeyring):
    def __init__(self) -> None:
        super().__init__()
        self.end = threading.Event()

    def set_password(self, service: str, username: str, password: str) -> None:
        self.end.wait(30)

    def get_password(self, service: str, username: str) -> str | None:
        self.end.wait(30)
        return None


def no_keyring() -> KeyringBackend:
    raise KeyringUnusable(KeyringTrouble.NONE_HERE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "household.caregiver"


@pytest.fixture
def access(path: Path) -> Access:
    return make_vault(path, "Ben")


def still_opens(path: Path) -> bool:
    [ben] = key_holders(path)
    return unlock(path, ben.id, passphrase_of("Ben")).who == "Ben"


def test_the_keyring_opens_the_household_and_holds_neither_its_secret_nor_its_name(
    path: Path, access: Access
) -> None:
    keyring = OsKeyring()
    let_keyring_open(path, access, lambda: keyring)
    assert has_keyring_slot(path)
    opened = open_with_keyring(path, lambda: keyring)
    assert recovery_key(opened) == recovery_key(access)
    [(entry, key)] = keyring.kept.items()
    assert len(bytes.fromhex(key)) == 32
    assert access.secret.as_bytes().hex() not in key
    assert access.secret.database_key().raw.hex() != key
    assert "household" not in str(entry)
    assert str(path.parent) not in str(entry)
    assert still_opens(path)


@pytest.mark.parametrize(
    ("find", "trouble"),
    [
        (no_keyring, KeyringTrouble.NONE_HERE),
        (null.Keyring, KeyringTrouble.NOT_KEPT),
        (fail.Keyring, KeyringTrouble.REFUSED),
        (Locked, KeyringTrouble.REFUSED),
        (Dismissed, KeyringTrouble.REFUSED),
        (Broken, KeyringTrouble.REFUSED),
        (Changing, KeyringTrouble.NOT_KEPT),
        (Hanging, KeyringTrouble.NO_ANSWER),
    ],
)
def test_a_keyring_that_does_not_keep_the_key_changes_nothing(
    path: Path, access: Access, find: Callable[[], KeyringBackend], trouble: KeyringTrouble
) -> None:
    before = keys_path(path).read_bytes()
    with pytest.raises(KeyringUnusable) as caught:
        let_keyring_open(path, access, find, patience=2 if trouble is not KeyringTrouble.NO_ANSWER else 0.2)
    assert caught.value.trouble is trouble
    assert "passphrase works" in explain(caught.value)
    assert keys_path(path).read_bytes() == before
    assert still_opens(path)


@pytest.mark.parametrize(
    ("find", "trouble"),
    [
        (no_keyring, KeyringTrouble.NONE_HERE),
        (null.Keyring, KeyringTrouble.KEY_GONE),
        (fail.Keyring, KeyringTrouble.REFUSED),
        (Locked, KeyringTrouble.REFUSED),
        (OsKeyring, KeyringTrouble.KEY_GONE),
        (Changing, KeyringTrouble.KEY_GONE),
        (Hanging, KeyringTrouble.NO_ANSWER),
    ],
)
def test_a_keyring_that_is_gone_locked_or_another_one_leaves_the_passphrase(
    path: Path, access: Access, find: Callable[[], KeyringBackend], trouble: KeyringTrouble
) -> None:
    let_keyring_open(path, access, OsKeyring)
    with pytest.raises(KeyringUnusable) as caught:
        open_with_keyring(path, find, patience=2 if trouble is not KeyringTrouble.NO_ANSWER else 0.2)
    assert caught.value.trouble is trouble
    assert still_opens(path)


def test_switched_off_the_key_opens_nothing_and_is_forgotten(path: Path, access: Access) -> None:
    keyring = OsKeyring()
    let_keyring_open(path, access, lambda: keyring)
    kept = dict(keyring.kept)
    stop_keyring(path, lambda: keyring)
    assert not keyring.kept
    keyring.kept = kept
    with pytest.raises(KeyringUnusable):
        open_with_keyring(path, lambda: keyring)
    assert still_opens(path)


@pytest.mark.parametrize("find", [no_keyring, fail.Keyring, OsKeyring])
def test_it_can_be_switched_off_without_the_keyring(
    path: Path, access: Access, find: Callable[[], KeyringBackend]
) -> None:
    let_keyring_open(path, access, OsKeyring)
    stop_keyring(path, find)
    assert not has_keyring_slot(path)


def test_two_households_have_keys_of_their_own(tmp_path: Path) -> None:
    keyring = OsKeyring()
    paths = [tmp_path / "a.caregiver", tmp_path / "b.caregiver"]
    ways_in = [make_vault(path, "Ben") for path in paths]
    for path, access in zip(paths, ways_in, strict=True):
        let_keyring_open(path, access, lambda: keyring)
    for path, access in zip(paths, ways_in, strict=True):
        assert recovery_key(open_with_keyring(path, lambda: keyring)) == recovery_key(access)


@pytest.mark.skipif(sys.platform != "linux", reason="the other systems always have a keyring")
@pytest.mark.parametrize("address", ["", "unix:path=/nowhere/at/all"])
def test_without_a_living_bus_there_is_no_keyring(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with pytest.raises(KeyringUnusable) as caught:
        computers_keyring()
    assert caught.value.trouble is KeyringTrouble.NONE_HERE


def test_no_variable_and_no_settings_file_choose_the_keyring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "planted.py").write_text("raise SystemExit('loaded')")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "planted.Keyring")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    with pytest.raises(KeyringUnusable):
        computers_keyring()


@pytest.mark.skipif(
    shutil.which("gnome-keyring-daemon") is None or shutil.which("dbus-run-session") is None,
    reason="gnome-keyring or dbus-run-session is not installed",
)
def test_gnome_keyring_keeps_the_key(path: Path) -> None:
    import subprocess

    make_vault(path, "Ben")
    code = f"""
from pathlib import Path
from caregiver_app.services.security.keyring_unlock import let_keyring_open, open_with_keyring
from caregiver_app.storage import key_holders, unlock
path = Path({str(path)!r})
[ben] = key_holders(path)
access = unlock(path, ben.id, {passphrase_of("Ben")!r})
let_keyring_open(path, access)
assert open_with_keyring(path).secret.as_bytes() == access.secret.as_bytes()
"""
    script = (
        'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" -c "$1"'
    )
    words = ["dbus-run-session", "--", "sh", "-c", script, sys.executable, code]
    subprocess.run(words, check=True, timeout=60)
