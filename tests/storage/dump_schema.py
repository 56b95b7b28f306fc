"""Writes the present schema, with the sample household in it, to ``tests/storage/schemas``. Never over an older one."""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from pathlib import Path
from sqlite3.dump import _iterdump  # type: ignore[attr-defined]

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.interop.household_document import read_document
from caregiver_app.storage.database.engine import APPLICATION_ID, SCHEMA_VERSION
from tests.clock import NOON
from tests.vaults import new_file, raw

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    sample = read_document((ROOT / "resources/sample/household.json").read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "home.caregiver"
        with new_file(path) as file:
            file.write(sample, HistoryEntry(0, NOON, "Anna", EntryKind.KEPT, "Imported a document"))
            file.keep_draft("medication/new", {"product_name": "Kepp"})
        with closing(raw(path)) as connection:
            dump = "\n".join(_iterdump(connection))
    marks = f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {SCHEMA_VERSION};\n"
    target = ROOT / f"tests/storage/schemas/v{SCHEMA_VERSION}.sql"
    with target.open("x", encoding="utf-8") as out:
        out.write(f"{marks}{dump}\n")


if __name__ == "__main__":
    main()
