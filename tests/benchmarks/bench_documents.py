"""Ten years of events exported, imported, and exported again, against ``json`` doing the least with the same data.

Run by hand: ``python tests/benchmarks/bench_documents.py [EVENTS]``. The goal is under 300 MB of memory a process.
Each step runs in a process of its own, so that its peak is its own.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from caregiver_app.domain.events import Event  # noqa: E402 - after the path
from caregiver_app.domain.observations import (  # noqa: E402
    Level,
    Observed,
    ObservedThing,
    ObservedUnit,
)
from caregiver_app.interop.household_document import read_document  # noqa: E402
from caregiver_app.reference import load_reference  # noqa: E402
from caregiver_app.services.exchange.exporting import export_document  # noqa: E402
from caregiver_app.services.opening import create_file, create_from_document, read_and_check  # noqa: E402
from tests.clock import NOON, at_noon  # noqa: E402
from tests.vaults import access, old_household  # noqa: E402

BEGAN: Final = datetime(2016, 11, 1, 8, tzinfo=timezone(timedelta(hours=-5)))
"""Ten years before the noon of all tests."""


def ten_years(count: int) -> Iterator[Event]:
    """So many events, evenly over ten years."""
    apart = (NOON - BEGAN) / (count + 1)
    looks = (
        Observed(ObservedThing.SLEEPINESS, level=Level.MORE, words="Woke up when called, ate well after it"),
        Observed(ObservedThing.WEIGHT, amount=Decimal("71.5"), unit=ObservedUnit.KG),
        Observed(ObservedThing.OTHER, words="A calm morning; stretched with him twice"),
    )
    for number in range(count):
        at = BEGAN + number * apart
        yield Event(f"{number:032x}", at, looks[number % 3], f"person-{number % 2 + 1}", "", at, "Anna")


def make(folder: Path, count: int) -> None:
    household = read_document((ROOT / "resources/sample/household.json").read_bytes()).household
    create_file(folder / "home", household, access(), at_noon, "Began", ten_years(count)).close()


def export(folder: Path, _count: int) -> None:
    _export(folder / "home", folder / "out.json")


def import_it(folder: Path, _count: int) -> None:
    reference = load_reference(ROOT / "resources/reference")
    with read_and_check(folder / "out.json", reference, NOON) as document:
        create_from_document(folder / "again", document, access(), at_noon).close()


def export_again(folder: Path, _count: int) -> None:
    _export(folder / "again", folder / "again.json")


def loads(folder: Path, _count: int) -> None:
    json.loads((folder / "out.json").read_bytes())


def dumps(folder: Path, _count: int) -> None:
    """The time of ``loads`` is taken away from it."""
    (folder / "plain.json").write_text(json.dumps(json.loads((folder / "out.json").read_bytes())), "utf-8")


def _export(home: Path, document: Path) -> None:
    opened = old_household(home)
    for _done in export_document(opened, document):
        pass
    opened.close()


STEPS: Final[dict[str, Callable[[Path, int], None]]] = {
    "make": make,
    "export": export,
    "import": import_it,
    "export again": export_again,
    "json.loads": loads,
    "loads + dumps": dumps,
}


def run(step: str, folder: Path, count: int) -> tuple[float, float, float]:
    """Seconds, and the most megabytes of the process and of its child."""
    words = [sys.executable, __file__, step, str(folder), str(count)]
    answer = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout
    seconds, own, of_child = map(float, answer.split())
    return seconds, own, of_child


def child(step: str, folder: Path, count: int) -> None:
    begun = time.perf_counter()
    STEPS[step](folder, count)
    seconds = time.perf_counter() - begun
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(seconds, *(peak * 1024 / 1e6 for peak in peaks))


def main() -> None:
    """Prints seconds, peaks and ratios."""
    if len(sys.argv) > 2:
        child(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_DATA_HOME"] = name
        found = {}
        for step in STEPS:
            seconds, own, of_child = found[step] = run(step, folder, count)
            print(f"{step:14} {seconds:7.1f} s, {own:6.0f} MB, its child {of_child:4.0f} MB", flush=True)
        same = (folder / "out.json").read_bytes() == (folder / "again.json").read_bytes()
        print(f"document       {(folder / 'out.json').stat().st_size / 1e6:.1f} MB, the same again: {same}")
        least_out = found["loads + dumps"][0] - found["json.loads"][0]
        print(f"export         {found['export'][0] / least_out:.1f} x json.dumps")
        print(f"import         {found['import'][0] / found['json.loads'][0]:.1f} x json.loads")


if __name__ == "__main__":
    main()
