"""What ten years of events cost whoever opens the file, changes a medicine, notes something or reads a day.

Run by hand: ``python tests/benchmarks/bench_events.py [EVENTS]``. All figures are ratios within one run: what is
compared is timed in turns, and the least of many rounds counts, since others use the machine too. The events are made
first, which takes minutes.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from caregiver_app.domain.events import Event
from caregiver_app.domain.observations import Level, Observed, ObservedThing, ObservedUnit
from caregiver_app.domain.record_edits import put
from caregiver_app.interop.household_document import read_document
from caregiver_app.services.opening import create_file, open_file
from caregiver_app.storage import new_access

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from caregiver_app.domain.household import Household
    from caregiver_app.services.open_household import OpenHousehold

ROOT: Final = Path(__file__).resolve().parents[2]
EVENTS: Final = 500_000
A_DAY: Final = 137  # 500,000 in ten years
FEW: Final = 4_000
MEDICINES, MANY_MEDICINES = 23, 2_300
ROUNDS: Final = 61
OPENINGS: Final = 15
WARM_UP: Final = 120
END: Final = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
ACCESS: Final = new_access()
WHATS: Final = (
    Observed(ObservedThing.PAIN, amount=Decimal(3), unit=ObservedUnit.OUT_OF_TEN),
    Observed(ObservedThing.SPASMS, level=Level.MORE, words="after lunch, legs more than arms"),
    Observed(ObservedThing.SLEEPINESS, level=Level.LESS),
)


def main() -> None:
    events = int(sys.argv[1]) if sys.argv[1:] else EVENTS
    with tempfile.TemporaryDirectory(dir=ROOT.parent) as name:
        os.environ["XDG_DATA_HOME"] = name
        folder = Path(name)
        without = _make(folder / "none" / "home.caregiver", 0, MEDICINES)
        few = _make(folder / "few" / "home.caregiver", FEW, MEDICINES)
        many = _make(folder / "many" / "home.caregiver", events, MEDICINES)
        large = folder / "large" / "home.caregiver"
        shutil.copytree(many.parent, large.parent)
        _give_medicines(large, MANY_MEDICINES)
        print(f"{events:,} events, {many.stat().st_size / 2**20:,.0f} MiB")
        _changing(without, large)
        _opening(without, many)
        _appending(folder, many)
        _reading(few, many)


def _changing(small: Path, large: Path) -> None:
    with _opened(small) as one, _opened(large) as other:
        ours, theirs = _in_turns(ROUNDS, partial(_change, one, count()), partial(_change, other, count()))
    print(
        f"one change            {_ms(theirs)} with {MANY_MEDICINES:,} medicines and all events, {_ms(ours)} with"
        f" {MEDICINES} and none   {theirs / ours:5.2f} x (goal: 1.5)"
    )


def _opening(without: Path, many: Path) -> None:
    ours, theirs = _in_turns(OPENINGS, partial(_open, without), partial(_open, many))
    print(
        f"opening, over the key {_ms(theirs)} with all events, {_ms(ours)} with none   "
        f"{theirs / ours:5.2f} x (goal: 1.3)"
    )


def _appending(folder: Path, many: Path) -> None:
    numbers = count()
    bare = os.open(folder / "bare", os.O_CREAT | os.O_WRONLY, 0o600)

    def sync() -> None:
        os.write(bare, b"x" * 4096)
        os.fsync(bare)

    with _opened(many) as opened:
        for _each in range(WARM_UP):  # a WAL that has reached its size is written over, as it is on most days
            opened.record(_event(END, f"new {next(numbers)}"))
        fsync, append = _in_turns(ROUNDS, sync, lambda: opened.record(_event(END, f"new {next(numbers)}")))
    os.close(bare)
    goal = 3 * fsync + 0.0005
    print(
        f"one event, kept       {_ms(append)}, an fsync {_ms(fsync)}   "
        f"{append / goal:5.2f} x (3 fsync + 0.5 ms) (goal: 1)"
    )


def _reading(few: Path, many: Path) -> None:
    with _opened(few) as one, _opened(many) as other:
        first, again = (_in_turns(rounds, partial(_day, one), partial(_day, other)) for rounds in (1, ROUNDS))
    print(
        f"a day's events        {_ms(again[1])} out of all, {_ms(again[0])} out of {FEW:,}   "
        f"{again[1] / again[0]:5.2f} x (goal: 1.2); the first of a month, which is verified: "
        f"{_ms(first[1])}, {_ms(first[0])}"
    )


def _open(path: Path) -> None:
    open_file(path, ACCESS, _now).close()


def _day(opened: OpenHousehold) -> None:
    found = opened.events.between(Observed, END - timedelta(3), END - timedelta(2))
    assert len(found.events) == A_DAY
    assert not found.damaged


def _change(opened: OpenHousehold, numbers: Iterator[int]) -> None:
    person = next(person for person in opened.household.care_recipients if person.medications)
    middle = person.medications[len(person.medications) // 2]
    changed = replace(middle, notes=f"note {next(numbers)}")
    opened.change("Changed", lambda held: put(held, changed, person.id))


def _make(path: Path, events: int, medicines: int) -> Path:
    path.parent.mkdir()
    create_file(path, _household(medicines), ACCESS, _now, "Began", _events(events)).close()
    return path


def _give_medicines(path: Path, medicines: int) -> None:
    with _opened(path) as opened:
        opened.change("Many more", lambda _held: _household(medicines))


def _household(medicines: int) -> Household:
    sample = read_document((ROOT / "resources/sample/household.json").read_bytes()).household
    known = [each for person in sample.care_recipients for each in person.medications]
    own = tuple(replace(known[place % len(known)], id=f"medicine {place}") for place in range(medicines))
    first, *others = sample.care_recipients
    rest = (replace(each, medications=()) for each in others)
    return replace(sample, care_recipients=(replace(first, medications=own), *rest))


def _events(number: int) -> Iterator[Event]:
    """The last so many, with as many on each day; their ids are in no order, as those of a program are."""
    ids = Random(7)
    for place in range(number, 0, -1):
        yield _event(END - timedelta(days=1) / A_DAY * place, f"{ids.getrandbits(128):032x}", place)


def _event(at: datetime, event_id: str, place: int = 0) -> Event:
    what = WHATS[place % len(WHATS)]
    return Event(event_id, at, what, f"person-{place % 2}", noted_at=at, noted_by="Anna")


def _opened(path: Path) -> closing[OpenHousehold]:
    return closing(open_file(path, ACCESS, _now))


def _in_turns(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The least time of each, in seconds."""
    times = [[_time(work) for work in works] for _round in range(rounds)]
    return [min(each) for each in zip(*times, strict=True)]


def _time(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:8.2f} ms"


def _now() -> datetime:
    return datetime.now().astimezone()


if __name__ == "__main__":
    main()
