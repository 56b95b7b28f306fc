"""What stands in a key file: a line for what holds for all, a line for each slot, and all of it once more.

Each line is a JSON object with a sum of the rest of it, so that a flipped bit is told from a wrong passphrase, and
costs one of the two copies of one line. The sum is no seal: a slot is authenticated by what opens it. Version 1, one
JSON document without sums, is still read.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from caregiver_app.storage.errors import KeysDamaged
from caregiver_app.storage.vault.key_slots import USUAL_COST, KeySlot, slot_from_json
from caregiver_app.storage.vault.secret import SALT_BYTES

FORMAT: Final = "caregiver-keys"
VERSION: Final = 2
# A passphrase is tried against each slot of a set: 32 at the usual cost take some ten seconds.
MOST_SLOTS: Final = 32
_SUM_LETTERS: Final = 32
_DAMAGE: Final = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class KeySet:
    """The slots of one root secret; ``salt`` is the hex of the 16 bytes a file under that secret begins with.

    ``turn`` grows with each change: by it, an older set is known. Two slots of one id are two guesses at the same
    person's, where one of them may be damaged.
    """

    salt: str
    slots: tuple[KeySlot, ...] = ()
    turn: int = 0

    def __post_init__(self) -> None:
        if len(bytes.fromhex(self.salt)) != SALT_BYTES:
            raise ValueError("a salt has the wrong length")


@dataclass(frozen=True, slots=True)
class KeyFile:
    """All of a key file. ``is_whole`` where nothing of it was lost; ``has_sums`` where that can be told.

    It ``is_worn`` where one copy of something is lost, and the other is there.
    """

    sets: tuple[KeySet, ...] = ()
    seen: int = 0
    is_whole: bool = True
    has_sums: bool = True
    is_worn: bool = False

    def set_for(self, salt: bytes) -> KeySet | None:
        """The set for a file that begins with ``salt``."""
        return next((each for each in self.sets if each.salt == salt.hex()), None)

    def with_set(self, key_set: KeySet) -> KeyFile:
        """With ``key_set`` in place of the one of the same salt, ready to be written."""
        others = tuple(each for each in self.sets if each.salt != key_set.salt)
        return KeyFile((*others, key_set), self.seen)


NO_KEYS: Final = KeyFile(is_whole=False)
"""In the place of a key file that is not there, or cannot be read at all."""


def keys_text(keys: KeyFile) -> str:
    """What stands in the file."""
    slots = [{"in": each.salt, **slot.as_json()} for each in keys.sets for slot in each.slots]
    head = {
        "format": FORMAT,
        "version": VERSION,
        "seen": keys.seen,
        "sets": [{"salt": each.salt, "turn": each.turn} for each in keys.sets],
        "slots": [_sum(slot) for slot in slots],
    }
    return 2 * "".join(json.dumps(line | {"sum": _sum(line)}) + "\n" for line in (head, *slots))


def keys_from(data: bytes, path: Path) -> KeyFile:
    """The key file in ``data``: what of it is as it was written. Raises ``KeysDamaged`` naming ``path``."""
    try:
        lines = list(filter(None, map(_sound, data.split(b"\n"))))
        keys = _of_lines(lines) if lines else _of_version_1(json.loads(data))
    except _DAMAGE as error:
        raise KeysDamaged(str(path)) from error
    if any(_takes_too_long(each) for each in keys.sets):
        raise KeysDamaged(str(path))
    return replace(keys, is_worn=keys.has_sums and keys_text(keys).encode() != data)


def _takes_too_long(key_set: KeySet) -> bool:
    work = sum(slot.cost.memory_kib * slot.cost.passes for slot in key_set.slots if slot.cost)
    most = 2 * MOST_SLOTS  # of each there may be two guesses
    return len(key_set.slots) > most or work > most * USUAL_COST.memory_kib * USUAL_COST.passes


def _sum(line: dict[str, Any]) -> str:
    text = json.dumps(line, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_SUM_LETTERS]


def _sound(text: bytes) -> dict[str, Any] | None:
    """A line that is as it was written; ``None`` for any other."""
    try:
        line = json.loads(text)
        found = line.pop("sum")
        return line if found == _sum(line) else None
    except _DAMAGE:
        return None


def _of_lines(lines: list[dict[str, Any]]) -> KeyFile:
    heads = [line for line in lines if "format" in line]
    if any((each["format"], each["version"]) != (FORMAT, VERSION) for each in heads):
        raise ValueError("not a key file of this version")
    seen, turns, wanted = 0, dict[str, int](), list[str]()
    for head in heads[:1]:
        seen, wanted = _whole_number(head["seen"]), head["slots"]
        turns = {each["salt"]: _whole_number(each["turn"]) for each in head["sets"]}
    found = {_sum(line): line for line in lines if "format" not in line}
    # In the order in which they were written, as far as that is known.
    ordered = [found[each] for each in wanted if each in found] or list(found.values())
    slots: dict[str, dict[KeySlot, None]] = {salt: {} for salt in turns}
    for line in (*ordered, *found.values()):
        slots.setdefault(line["in"], {})[slot_from_json(line)] = None
    sets = (KeySet(salt, tuple(each), turns.get(salt, 0)) for salt, each in slots.items())
    return KeyFile(tuple(sets), seen, is_whole=bool(heads) and found.keys() == set(wanted))


def _whole_number(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("no whole number")
    return value


def _of_version_1(document: Any) -> KeyFile:
    if document["format"] != FORMAT or document["version"] != 1:
        raise ValueError("not a key file of this version")
    sets = tuple(
        KeySet(each["salt"], tuple(slot_from_json(slot) for slot in each["slots"]))
        for each in document["sets"]
    )
    return KeyFile(sets, _whole_number(document["seen"]), has_sums=False)
