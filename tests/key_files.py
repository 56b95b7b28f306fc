"""Key files changed behind the program's back: by an enemy, who makes the sums anew, or by an older program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from caregiver_app.storage import keys_path
from caregiver_app.storage.vault.key_text import _sum

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def document_of(path: Path) -> Any:
    """The key file beside a household, in the shape that version 1 had."""
    lines = [json.loads(line) for line in keys_path(path).read_text().splitlines()]
    head, *others = lines[: len(lines) // 2]
    slots: dict[str, list[Any]] = {each["salt"]: [] for each in head["sets"]}
    for line in others:
        slots[line["in"]].append({key: value for key, value in line.items() if key not in {"in", "sum"}})
    sets = [{**each, "slots": slots[each["salt"]]} for each in head["sets"]]
    return {key: value for key, value in head.items() if key not in {"sum", "slots"}} | {"sets": sets}


def rewrite(path: Path, change: Callable[[Any], Any], *, version: int = 2) -> None:
    """Writes what ``change`` returns, or made of the document, with sums that fit."""
    document = document_of(path)
    if version == 1:
        document["version"] = 1
    changed = change(document)
    document = document if changed is None else changed
    text = json.dumps(document, indent=1) if version == 1 else _lines(document)
    keys_path(path).write_text(text)


def _lines(document: Any) -> str:
    lines: list[Any] = [document]
    sets = document.get("sets") if isinstance(document, dict) else None
    if isinstance(sets, list):
        heads = [{key: value for key, value in each.items() if key != "slots"} for each in sets]
        slots = [{"in": each["salt"], **slot} for each in sets for slot in each["slots"]]
        lines = [document | {"sets": heads, "slots": [_sum(slot) for slot in slots]}, *slots]
    sealed = [line | {"sum": _sum(line)} if isinstance(line, dict) else line for line in lines]
    return 2 * "".join(json.dumps(line) + "\n" for line in sealed)
