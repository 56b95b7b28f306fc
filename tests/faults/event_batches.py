"""Batches of events that can be told whole from half, written in turns with changes of the household."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

from caregiver_app.domain.events import Event
from caregiver_app.domain.observations import Observed, ObservedThing, ObservedUnit
from caregiver_app.services.opening import open_file
from caregiver_app.storage import HouseholdFile
from tests.clock import NOON, at_noon
from tests.faults.households import number_at, number_of, numbered
from tests.vaults import access

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SMALL, LARGE = 3, 2_000
_PAIN: Final = Observed(ObservedThing.PAIN, amount=Decimal(3), unit=ObservedUnit.OUT_OF_TEN)


@cache
def batch(number: int, size: int) -> tuple[Event, ...]:
    """Batch number so and so, over several months. Its first event amends the last one of the batch before."""
    some = [
        Event(f"{number}-{each}", NOON - timedelta(days=each * 17 % 400), _PAIN, "sam", noted_at=NOON)
        for each in range(size)
    ]
    if number > 1:
        some[0] = replace(some[0], amends=f"{number - 1}-{size - 1}", reason="a slip")
    return tuple(some)


def write_in_turns(path: Path, tell: Callable[[str], None], size: int, count: int) -> None:
    """A change, a batch, a change, a batch: ``count`` of each, 0 without end."""
    opened = open_file(path, access(), at_noon)
    number = number_of(opened.household)
    while not count or number < count:
        number += 1
        opened.change(f"change {number}", lambda _old, to=number: numbered(to))  # type: ignore[misc]
        tell(f"{number}")
        opened.record(*batch(number, size))
        tell(f"events {number}")
    opened.close()


def examine_batches(path: Path, told: list[str], size: int) -> int:
    """Nothing acknowledged is lost, no batch is half there, every month is whole. Returns which household it is."""
    changed = max((int(each) for each in told if each.isdecimal()), default=0)
    kept = max((int(each.split()[1]) for each in told if " " in each), default=0)
    number = number_at(path)
    assert changed <= number <= changed + 1
    with HouseholdFile.open(path, access()) as file:
        found = list(file.events.in_order())
        batches = len(found) // size
        assert kept <= batches <= min(kept + 1, number)
        assert found == [event for each in range(1, batches + 1) for event in batch(each, size)]
        assert file.events.newest_are_there()
        assert not list(file.events.damaged_months())
        for each in range(1, batches):
            assert [event.id for event in file.events.amendments_of(f"{each}-{size - 1}")] == [
                f"{each + 1}-0"
            ]
    return number
