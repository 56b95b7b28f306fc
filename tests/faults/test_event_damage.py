"""Damage to what happened: it is found when it is read, its month is named, and everything else stays open."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from caregiver_app.domain.observations import Observed
from caregiver_app.services.opening import open_file
from caregiver_app.storage import HouseholdFile, HouseholdFileDamaged, is_month_sound
from tests.clock import NOON, at_noon
from tests.faults.event_batches import batch, write_in_turns
from tests.faults.households import make, numbered
from tests.scale import scale, seed
from tests.vaults import access, raw

if TYPE_CHECKING:
    from pathlib import Path

    from caregiver_app.domain.events import Event, EventsFound

_PAGE = 4096
_SIZE = 1_000


@pytest.fixture
def whole(path: Path) -> bytes:
    """A closed file with 2,000 events in 14 months."""
    make(path)
    write_in_turns(path, lambda _word: None, _SIZE, 2)
    return path.read_bytes()


def all_found(file: HouseholdFile) -> EventsFound:
    return file.events.between(Observed, NOON - timedelta(500), NOON + timedelta(1))


def expected() -> dict[str, Event]:
    amended = {event.amends for event in batch(2, _SIZE)}
    return {event.id: event for event in (*batch(1, _SIZE), *batch(2, _SIZE)) if event.id not in amended}


def month(event: Event) -> str:
    return f"{event.at.astimezone(NOON.tzinfo):%Y-%m}"


def looked_at(path: Path) -> str:
    """How the file is: refused, sound, or with months that are damaged. Whatever is read is as it was kept."""
    try:
        file = HouseholdFile.open(path, access())
    except HouseholdFileDamaged:
        return "refused"
    with file:
        try:
            assert file.read() == numbered(2)
        except HouseholdFileDamaged:
            return "refused"
        found = all_found(file)
        damaged = set(found.damaged)
        assert damaged == set(file.events.damaged_months())
        read = {event.id: event for event in found.events}
        assert read.items() <= {event.id: event for event in (*batch(1, _SIZE), *batch(2, _SIZE))}.items()
        missing = {event.id: event for event in expected().values() if event.id not in read}
        assert {month(event) for event in missing.values()} <= damaged
        assert damaged or read == expected()
        return "damaged" if damaged else "sound"


@pytest.mark.timeout(36_000)
def test_a_flipped_bit_in_what_happened_is_named_by_its_month_and_closes_nothing_else(
    path: Path, whole: bytes
) -> None:
    chance, seen = random.Random(seed()), dict.fromkeys(("refused", "damaged", "sound"), 0)
    for _flip in range(scale(25)):
        place = chance.randrange(len(whole))
        path.write_bytes(
            whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :]
        )
        seen[looked_at(path)] += 1
    assert seen["damaged"] > scale(25) / 4, seen
    assert seen["refused"], seen


def test_an_old_page_in_the_place_of_its_successor_hides_no_event(path: Path) -> None:
    """Each page is sealed by itself, so an old one is a good one, in an index too."""
    make(path)
    write_in_turns(path, lambda _word: None, _SIZE, 1)
    old = path.read_bytes()
    write_in_turns(path, lambda _word: None, _SIZE, 2)
    new = path.read_bytes()
    changed = [at for at in range(0, len(old), _PAGE) if old[at : at + _PAGE] != new[at : at + _PAGE]]
    chance = random.Random(seed())
    seen = set()
    for at in chance.sample(changed, min(scale(20), len(changed))):
        path.write_bytes(new[:at] + old[at : at + _PAGE] + new[at + _PAGE :])
        seen.add(looked_at(path))
    assert {"refused", "damaged"} <= seen


def test_a_damaged_index_of_what_was_amended_hides_nothing_and_is_named_everywhere(
    path: Path, whole: bytes
) -> None:
    with closing(raw(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND name IN "
            "(SELECT name FROM pragma_index_list('event') AS each WHERE (SELECT group_concat(name) FROM "
            "pragma_index_info(each.name)) = 'amends')"
        ).fetchone()
    place = (page - 1) * _PAGE + 100
    path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    with HouseholdFile.open(path, access()) as file:
        months = file.events.months()
        assert tuple(file.events.damaged_months()) == months
        found = all_found(file)
    assert found.damaged == months
    assert {event.id: event for event in found.events} == expected()


@contextmanager
def behind_its_back(path: Path) -> Iterator[Any]:
    with closing(raw(path)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _name, sql in triggers:
            connection.execute(sql)


def test_a_month_is_verified_beside_an_open_household_and_its_writes(path: Path, whole: bytes) -> None:
    key = access().secret.database_key()
    with closing(open_file(path, access(), at_noon)) as opened:
        opened.record(*batch(3, _SIZE))
        assert opened.file is not None
        assert all(is_month_sound(path, key, each) for each in opened.file.events.months())
    with behind_its_back(path) as connection:
        connection.execute("DELETE FROM event WHERE id = '1-5'")
    assert not is_month_sound(path, key, month(batch(1, _SIZE)[5]))
    assert is_month_sound(path, key, month(batch(1, _SIZE)[1]))


def test_a_file_that_is_gone_blames_no_month(path: Path, whole: bytes) -> None:
    path.write_bytes(bytes(16) + whole[16:])
    with pytest.raises(HouseholdFileDamaged):
        is_month_sound(path, access().secret.database_key(), "2026-11")


def test_what_is_left_of_the_events_is_rescued_though_an_amended_one_is_lost(
    path: Path, whole: bytes
) -> None:
    with behind_its_back(path) as connection:  # the last of the first batch is the one that is amended
        connection.execute(f"DELETE FROM event WHERE id = '1-{_SIZE - 1}'")
        connection.execute("UPDATE event SET what = 'no JSON' WHERE id = '1-7'")
    (path.parent / "elsewhere").mkdir()
    with HouseholdFile.open(path, access()) as file:
        rescued = file.rescue(path.parent / "elsewhere", NOON, file.read(), {}, ())
    with HouseholdFile.open(rescued, access()) as file:
        lost = {f"1-{_SIZE - 1}", "1-7"}
        kept = [event for event in (*batch(1, _SIZE), *batch(2, _SIZE)) if event.id not in lost]
        assert list(file.events.in_order()) == kept
        assert file.events.newest_are_there()
        assert not list(file.events.damaged_months())


def test_a_damaged_page_takes_no_more_from_a_rescue_than_what_is_on_it(path: Path, whole: bytes) -> None:
    chance, everything = random.Random(seed()), [event.id for each in (1, 2) for event in batch(each, _SIZE)]
    lost = []
    for _page in range(scale(12)):
        place = chance.randrange(len(whole) // _PAGE) * _PAGE + 100
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            file = HouseholdFile.open(path, access())
        except HouseholdFileDamaged:
            continue
        with file:
            found = [event.id for event in file.events.in_order()]
            shown = all_found(file)
        assert [each for each in everything if each in set(found)] == found
        lost.append(len(everything) - len(found))
        # What the page took is missing; where it took an amendment, what that amended is seen again.
        assert abs(len(expected()) - len(shown.events) - lost[-1]) <= 1
        assert shown.damaged or not lost[-1]
    assert any(0 < each < 100 for each in lost), lost
    # Only the few pages that lead to all others take more with them than a page of events has.
    assert sum(each >= 100 for each in lost) <= scale(12) / 12, lost
