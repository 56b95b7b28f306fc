"""Writes the present schema, with the sample household in it, to ``tests/storage/schemas``. Never over an older one."""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from sqlite3.dump import _iterdump  # type: ignore[attr-defined]

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from caregiver_app.domain.events import Event
from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.observations import Level, Observed, ObservedThing
from caregiver_app.domain.prints import PrintRecord, print_event
from caregiver_app.interop.household_document import read_document
from caregiver_app.storage.database.engine import APPLICATION_ID, SCHEMA_VERSION
from tests.clock import NOON
from tests.vaults import new_file, raw

ROOT = Path(__file__).resolve().parents[2]


def events() -> list[Event]:
    """What happened, with a correction."""
    seen = Observed(ObservedThing.SPASMS, level=Level.MORE, words="after lunch")
    first = Event("e1", NOON, seen, "person-1", noted_at=NOON, noted_by="Anna")
    better = replace(first, id="e2", amends="e1", what=replace(seen, level=Level.MUCH_MORE), reason="a slip")
    printed = PrintRecord(1, "emergency", "person-1", NOON.date(), "ab")
    return [first, better, print_event(printed, NOON, "Anna")]


def main() -> None:
    document = (ROOT / "resources/sample/household.json").read_bytes()
    sample = read_document(document).household
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "home.caregiver"
        with new_file(path) as file:
            file.write(sample, HistoryEntry(0, NOON, "Anna", EntryKind.KEPT, "Imported a document"))
            file.keep_draft("medication/new", {"product_name": "Kepp"})
            file.events.append(events())
        with closing(raw(path)) as connection:
            dump = "\n".join(_iterdump(connection))
    marks = f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {SCHEMA_VERSION};\n"
    target = ROOT / f"tests/storage/schemas/v{SCHEMA_VERSION}.sql"
    with target.open("x", encoding="utf-8") as out:
        out.write(f"{marks}{dump}\n")
    target.with_suffix(".json").write_bytes(document)


if __name__ == "__main__":
    main()
