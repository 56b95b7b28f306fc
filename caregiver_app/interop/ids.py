"""Ids for what a person wrote by hand without any: the same document always gets the same ids."""

from __future__ import annotations

from typing import Any


def with_ids(body: dict[str, Any]) -> dict[str, Any]:
    """The document's body with missing ids filled: ``person-1``, ``person-1-medication-2``, ``contact-3``.

    An id somebody gave is never taken twice. Parts of the wrong type are left for the decoder to refuse.
    """
    people = _numbered(body.get("care_recipients"), "person", set())
    if isinstance(people, list):
        for key, word in (("medications", "medication"), ("pumps", "pump")):
            taken = {item["id"] for person in people for item in _objects_in(person, key) if _has_id(item)}
            people = [_with_part_ids(person, key, word, taken) for person in people]
    contacts = _numbered(body.get("contacts"), "contact", set())
    filled = {"care_recipients": people, "contacts": contacts}
    return {key: filled.get(key, value) for key, value in body.items()}


def _with_part_ids(person: Any, key: str, word: str, taken: set[str]) -> Any:
    if not isinstance(person, dict) or key not in person:
        return person
    return {**person, key: _numbered(person[key], f"{person['id']}-{word}", taken)}


def _numbered(items: Any, word: str, taken: set[str]) -> Any:
    """The list with ids filled; ``taken`` grows by those used."""
    if not isinstance(items, list):
        return items
    taken |= {item["id"] for item in items if _has_id(item)}
    numbered = []
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict) and "id" not in item:
            numbered.append({"id": _free(f"{word}-{number}", taken), **item})
        else:
            numbered.append(item)
    return numbered


def _free(wanted: str, taken: set[str]) -> str:
    found, extra = wanted, 1
    while found in taken:
        extra += 1
        found = f"{wanted}-{extra}"
    taken.add(found)
    return found


def _has_id(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("id"), str)


def _objects_in(person: Any, key: str) -> list[Any]:
    items = person.get(key) if isinstance(person, dict) else None
    return items if isinstance(items, list) else []
