"""What a restore that was interrupted has still to do, written by this computer's own program or not obeyed.

It lies in the folder ``.NAME.restoring`` beside the household, which others may write to: a folder of a sync tool, a
stick. So the folder must be this user's own and private, and the plan is sealed (HMAC-SHA256) with 32 random bytes
that never leave this computer's own data folder. The household's key cannot seal it: after a power cut the household
may be gone from its place, and the plan is what brings one back before anybody can unlock it.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import stat
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from caregiver_app.atomic_write import replace_file
from caregiver_app.settings import data_folder
from caregiver_app.storage.disk.regular_file import read_regular

PLAN: Final = "plan.json"
_SECRET: Final = "restoring.key"  # noqa: S105 - the name of the file with one
_SECRET_BYTES: Final = 32
_MOST_BYTES: Final = 10_000


@dataclass(frozen=True, slots=True)
class Plan:
    """``aside`` is the name that what is there now gets; ``has_keys`` whether a key file is put in place too."""

    aside: str
    has_keys: bool


def is_ours(folder: Path) -> bool:
    """Whether the folder is one that this user's program made: no link, and nobody else may write to it."""
    try:
        status = folder.lstat()
    except (OSError, ValueError):
        return False
    if not stat.S_ISDIR(status.st_mode):
        return False
    if not hasattr(os, "getuid"):  # Windows: the folder has the rights of the one that it is in
        return True
    return status.st_uid == os.getuid() and not status.st_mode & 0o077


def write_plan(ready: Path, plan: Plan) -> None:
    """The point of no return. Raises ``OSError``."""
    values = asdict(plan)
    replace_file(ready / PLAN, json.dumps(values | {"seal": _seal(ready, values, _secret())}).encode())


def read_plan(ready: Path) -> Plan | None:
    """The plan in a folder that ``is_ours``; ``None`` where there is none, or it was not written by this computer."""
    try:
        values = json.loads(read_regular(ready / PLAN, _MOST_BYTES))
        seal = str(values.pop("seal"))
        plan = Plan(str(values["aside"]), bool(values["has_keys"]))
        is_sealed = hmac.compare_digest(seal, _seal(ready, asdict(plan), _kept_secret()))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return plan if is_sealed and Path(plan.aside).name == plan.aside else None


def _seal(ready: Path, values: dict[str, object], secret: bytes) -> str:
    text = json.dumps([str(ready), values], sort_keys=True)
    return hmac.digest(secret, text.encode("utf-8", "surrogateescape"), "sha256").hex()


def _secret() -> bytes:
    """The one of this computer; a passing one where none can be kept. Then only this process can end the restore."""
    try:
        return _kept_secret()
    except (OSError, ValueError):
        secret = secrets.token_bytes(_SECRET_BYTES)
    with suppress(OSError):
        data_folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(data_folder() / _SECRET, secret)
    return secret


def _kept_secret() -> bytes:
    found = read_regular(data_folder() / _SECRET, _SECRET_BYTES + 1)
    if len(found) != _SECRET_BYTES:
        raise ValueError("no secret")
    return found
