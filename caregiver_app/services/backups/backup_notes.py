"""What the household remembers about its backups, kept inside it: the last one, the second place, the last drill."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from caregiver_app.services.owned_files import mark_of
from caregiver_app.storage import backups_folder

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold

_MADE: Final = "backups.made"
_SECOND: Final = "backups.second_place"
_DRILL: Final = "backups.drill"
_SALTS: Final = "backups.salts"


@dataclass(frozen=True, slots=True)
class MadeBackup:
    """The last verified backup beside the household, and which state of the household and of its keys it holds.

    ``revision`` grows with each write of the household and each event.
    """

    at: datetime
    name: str
    size: int
    revision: int
    salt: str
    keys: str


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """A folder that the family chose. ``name`` is the newest backup that was copied there, ``at`` when."""

    folder: str
    since: datetime
    at: datetime | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Drill:
    """The last time that a backup was restored to see whether it can be. ``trouble`` names the error, if any."""

    at: datetime
    trouble: str = ""


_Note = TypeVar("_Note", MadeBackup, SecondPlace, Drill)


def made_backup(opened: OpenHousehold) -> MadeBackup | None:
    """The last verified backup, if it is still there as it was."""
    made = _read(opened, _MADE, MadeBackup)
    if made is None or opened.path is None:
        return None
    try:
        is_there = (backups_folder(opened.path) / made.name).stat().st_size == made.size
    except OSError:
        is_there = False
    return made if is_there else None


def keep_made(opened: OpenHousehold, made: MadeBackup) -> None:
    """Also notes the salt: after new keys, backups made before are still known as this household's."""
    salts = dict.fromkeys((*_salts(opened), made.salt))
    if tuple(salts) != _salts(opened):
        opened.keep_note_value(_SALTS, json.dumps(list(salts)))
    _keep(opened, _MADE, made)


def older_salts(opened: OpenHousehold) -> frozenset[bytes]:
    """The salts of all keys that this household was ever backed up under."""
    return frozenset(bytes.fromhex(salt) for salt in _salts(opened))


def file_marks(opened: OpenHousehold) -> tuple[str, ...]:
    """What files that the household wrote are known by, the one of today first: each time of new keys has its own.

    They say nothing of anybody.
    """
    if opened.file is None:
        return ("demo",)
    return tuple(map(mark_of, dict.fromkeys((opened.file.key.salt, *sorted(older_salts(opened))))))


def second_place(opened: OpenHousehold) -> SecondPlace | None:
    """Where copies of backups go, if the family chose a place."""
    return _read(opened, _SECOND, SecondPlace)


def keep_second_place(opened: OpenHousehold, place: SecondPlace | None) -> None:
    """``None`` ends it; what was copied there stays."""
    if place is None:
        opened.keep_note_value(_SECOND, "")
    else:
        _keep(opened, _SECOND, place)


def last_drill(opened: OpenHousehold) -> Drill | None:
    """The last drill, if there ever was one."""
    return _read(opened, _DRILL, Drill)


def keep_drill(opened: OpenHousehold, drill: Drill) -> None:
    """In place of the one before."""
    _keep(opened, _DRILL, drill)


def _salts(opened: OpenHousehold) -> tuple[str, ...]:
    try:
        found = json.loads(opened.note_value(_SALTS) or "[]")
        return tuple(salt for salt in found if bytes.fromhex(salt))
    except (ValueError, TypeError):
        return ()


def _keep(opened: OpenHousehold, key: str, note: Any) -> None:
    opened.keep_note_value(key, json.dumps(asdict(note), default=datetime.isoformat))


def _read(opened: OpenHousehold, key: str, cls: type[_Note]) -> _Note | None:
    """Nothing for what cannot be read: a note is never worth a refusal."""
    try:
        values = json.loads(opened.note_value(key))
        for name in ("at", "since"):
            if values.get(name):
                values[name] = datetime.fromisoformat(values[name])
                values[name].utcoffset().total_seconds()  # without an offset it cannot be compared
        return cls(**{each.name: values[each.name] for each in fields(cls)})
    except (ValueError, TypeError, LookupError, AttributeError):
        return None


def folder_of(place: SecondPlace) -> Path:
    """Where that is."""
    return Path(place.folder)
