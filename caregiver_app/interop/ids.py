"""Ids for what a person wrote by hand without any: the same document always gets the same ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.record_kinds import KIND_OF, RECORD_KINDS, RecordKind

_WORDS: Final[dict[type[Any], str]] = {CareRecipient: "person"}
"""Where ids do not begin with the kind's key."""


def fill_ids(body: dict[str, Any]) -> None:
    """Fills missing ids in the document's body: ``person-1``, ``person-1-medication-2``, ``contact-3``.

    An id somebody gave is never taken twice. Parts of the wrong type are left for the decoder to refuse.
    """
    for kind in RECORD_KINDS:
        if kind.listed_in:
            lists = list(_lists_of(kind, body))
            taken = {each["id"] for _prefix, own in lists for each in own if _has_id(each)}
            for prefix, own in lists:
                _fill(own, prefix + _WORDS.get(kind.cls, kind.key), taken)


def _lists_of(kind: RecordKind, body: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """Each list of that kind with what its ids begin with."""
    if kind.owner is None:
        yield "", _list_in(body, kind.listed_in)
        return
    for _prefix, owners in _lists_of(KIND_OF[kind.owner], body):
        for owner in owners:
            if _has_id(owner):
                yield f"{owner['id']}-", _list_in(owner, kind.listed_in)


def _list_in(owner: dict[str, Any], key: str) -> list[Any]:
    items = owner.get(key)
    return items if isinstance(items, list) else []


def _fill(items: list[Any], word: str, taken: set[str]) -> None:
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict) and "id" not in item:
            item["id"] = _free(f"{word}-{number}", taken)


def _free(wanted: str, taken: set[str]) -> str:
    found, extra = wanted, 1
    while found in taken:
        extra += 1
        found = f"{wanted}-{extra}"
    taken.add(found)
    return found


def _has_id(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("id"), str)
