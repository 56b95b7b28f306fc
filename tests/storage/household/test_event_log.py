from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given

from caregiver_app.domain.events import (
    AlreadyAmendedError,
    AlreadyRecordedError,
    Event,
    Printed,
    Withdrawn,
)
from caregiver_app.domain.observations import Level, Observed, ObservedThing, ObservedUnit
from caregiver_app.domain.prints import PrintRecord, print_event
from caregiver_app.services.events_in_memory import EventsInMemory
from caregiver_app.storage import EventLog, HouseholdFile
from tests.clock import NOON
from tests.event_strategies import events
from tests.scale import examples
from tests.small_vault import make_vault
from tests.vaults import new_file, old_file, raw

PAIN = Observed(ObservedThing.PAIN, amount=Decimal(3), unit=ObservedUnit.OUT_OF_TEN)
MONTH = timedelta(days=31)


def seen(event_id: str, at: datetime = NOON, person: str = "sam", pain: int = 3) -> Event:
    what = replace(PAIN, amount=Decimal(pain))
    return Event(event_id, at, what, person, noted_at=NOON, noted_by="Anna")


def amended(event: Event, event_id: str, pain: int) -> Event:
    return replace(
        event, id=event_id, amends=event.id, reason="a slip", what=replace(PAIN, amount=Decimal(pain))
    )


@pytest.fixture
def file(tmp_path: Path) -> HouseholdFile:
    return new_file(tmp_path / "home.caregiver")


@pytest.fixture(params=["in a file", "in memory"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> EventLog | EventsInMemory:
    """Both kinds keep the same rules."""
    return new_file(tmp_path / "h").events if request.param == "in a file" else EventsInMemory()


def around(log: EventLog | EventsInMemory, person: str | None = None) -> tuple[Event, ...]:
    return log.between(Observed, NOON - 2 * MONTH, NOON + 2 * MONTH, person).events


@examples(25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events())
def test_any_event_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, some: tuple[Event, ...]
) -> None:
    path = tmp_path_factory.mktemp("log") / "home.caregiver"
    with new_file(path) as file:
        file.events.append(some)
    with old_file(path) as file:
        found = tuple(file.events.in_order())
        assert found == some
        assert [each.at.utcoffset() for each in found] == [each.at.utcoffset() for each in some]
        assert file.events.newest_are_there()
        assert not list(file.events.damaged_months())


def test_an_event_with_an_id_already_there_is_the_same_event(log: EventLog | EventsInMemory) -> None:
    assert log.append([seen("a"), seen("a"), seen("b")]) == (seen("a"), seen("b"))
    assert log.append([seen("b", pain=9), seen("c")]) == (seen("c"),)
    assert around(log) == (seen("a"), seen("b"), seen("c"))
    assert log.count() == 3


def test_a_range_holds_its_beginning_and_not_its_end_for_one_person_or_all(
    log: EventLog | EventsInMemory,
) -> None:
    later = NOON + MONTH
    log.append([seen("late", later), seen("early"), seen("other", person="kim")])
    found = log.between(Observed, NOON, later, "sam").events
    assert [each.id for each in found] == ["early"]
    assert [each.id for each in around(log)] == ["early", "other", "late"]
    assert log.latest(Observed, person_id="sam") == seen("late", later)
    assert log.latest(Observed, person_id="nobody") is None


def test_an_amendment_takes_the_place_of_what_it_names(log: EventLog | EventsInMemory) -> None:
    first = seen("a")
    second, third = amended(first, "b", 5), amended(seen("b"), "c", 7)
    log.append([first])
    log.append([second, third])
    assert around(log) == (third,)
    assert log.amendments_of("a") == (second, third)


def test_what_was_amended_can_be_found_and_all_of_it_read_backwards(log: EventLog | EventsInMemory) -> None:
    first = seen("a")
    log.append([first])
    assert next(log.newest_first()) == first
    log.append([amended(first, "b", 5), *(seen(f"more {n}") for n in range(700))])
    assert log.find("a") == first
    assert log.find("nobody wrote this") is None
    assert tuple(log.newest_first()) == tuple(log.in_order())[::-1]


def test_reading_backwards_goes_on_where_it_was_when_something_is_written_meanwhile(
    log: EventLog | EventsInMemory,
) -> None:
    log.append([seen(f"{n}") for n in range(300)])
    reading = log.newest_first()
    some = [next(reading) for _step in range(100)]
    log.append([seen("new")])
    assert [each.id for each in (*some, *reading)] == [f"{n}" for n in reversed(range(300))]


def test_what_was_withdrawn_is_gone_from_view_and_stays_in_the_log(log: EventLog | EventsInMemory) -> None:
    log.append([seen("a")])
    log.append([Event("b", NOON, Withdrawn(), "sam", noted_at=NOON, amends="a", reason="somebody else’s")])
    assert around(log) == ()
    assert [each.id for each in log.in_order()] == ["a", "b"]


@pytest.mark.parametrize(
    "second",
    [amended(seen("a"), "c", 9), amended(seen("nobody wrote this"), "c", 9)],
    ids=["amended already", "not there"],
)
def test_each_event_is_amended_once_and_nothing_else_is_kept(
    log: EventLog | EventsInMemory, second: Event
) -> None:
    log.append([seen("a"), amended(seen("a"), "b", 5)])
    with pytest.raises(AlreadyAmendedError):
        log.append([seen("innocent"), second])
    assert log.count() == 2


def test_what_can_be_true_once_is_recorded_once(log: EventLog | EventsInMemory) -> None:
    first = print_event(PrintRecord(7, "emergency", "sam", NOON.date(), "ab"), NOON, "Anna")
    log.append([first])
    with pytest.raises(AlreadyRecordedError):
        log.append([seen("innocent"), replace(first, id="another")])
    assert log.count() == 1
    log.append([Event("slip", NOON, Withdrawn(), amends=first.id, reason="it jammed")])
    log.append([replace(first, id="another")])
    assert [each.id for each in log.all_of(Printed)] == ["another"]


def test_the_database_itself_holds_that_it_is_true_once(file: HouseholdFile) -> None:
    file.events.append([print_event(PrintRecord(7, "emergency", "sam", NOON.date(), "ab"), NOON, "Anna")])
    with closing(raw(file.path)) as connection, pytest.raises(Exception, match="UNIQUE"):
        connection.execute("INSERT INTO event_once VALUES ('print/7', 'x')")


@pytest.mark.parametrize("statement", ["UPDATE event SET reason = 'x'", "DELETE FROM event"])
def test_no_event_is_ever_changed_or_removed(file: HouseholdFile, statement: str) -> None:
    file.events.append([seen("a")])
    with closing(raw(file.path)) as connection, pytest.raises(Exception, match="only added to"):
        connection.execute(statement)


def _without_triggers(connection: object, statement: str) -> None:
    execute = connection.execute  # type: ignore[attr-defined]
    kept = execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'"
    ).fetchall()
    for name, _sql in kept:
        execute(f"DROP TRIGGER {name}")
    execute(statement)
    for _name, sql in kept:
        execute(sql)


@pytest.mark.parametrize(
    "behind",
    [
        "UPDATE event SET what = replace(what, '\"3\"', '\"4\"') WHERE id = 'b'",
        "DELETE FROM event WHERE id = 'b'",
        "UPDATE event SET what = 'no JSON' WHERE id = 'b'",
        "UPDATE event SET at = '2026-12-03T11:00:00.000000' WHERE id = 'b'",
        "UPDATE event SET offset_seconds = 'far' WHERE id = 'b'",
    ],
)
def test_a_month_changed_behind_the_programs_back_says_so_and_the_others_stay_open(
    tmp_path: Path, behind: str
) -> None:
    path = tmp_path / "home.caregiver"
    with new_file(path) as file:
        file.events.append([seen("a"), seen("b", NOON + MONTH), seen("c", NOON + 2 * MONTH)])
    with closing(raw(path)) as connection:
        _without_triggers(connection, behind)
    with old_file(path) as file:
        found = file.events.between(Observed, NOON - MONTH, NOON + 3 * MONTH)
        assert found.damaged == ("2026-12",)
        assert {"a", "c"} <= {each.id for each in found.events}
        assert file.events.between(Observed, NOON - MONTH, NOON + timedelta(1)).damaged == ()
        assert list(file.events.damaged_months()) == ["2026-12"]


@pytest.mark.parametrize(
    "behind",
    [
        "DELETE FROM event WHERE number = 3",
        "DELETE FROM event_month WHERE month = '2027-01'",
        "UPDATE event_month SET events = 0 WHERE month = '2027-01'",
        "UPDATE seal SET event_count = 2",
    ],
)
def test_newest_events_that_were_lost_are_missed_when_the_file_is_opened(tmp_path: Path, behind: str) -> None:
    path = tmp_path / "home.caregiver"
    with new_file(path) as file:
        file.events.append([seen("a"), seen("b", NOON + MONTH), seen("c", NOON + 2 * MONTH)])
        assert file.events.newest_are_there()
    with closing(raw(path)) as connection:
        _without_triggers(connection, behind)
    with old_file(path) as file:
        assert not file.events.newest_are_there()
        file.events.append([seen("later")])  # a loss is never forgotten by what is written after it
        assert not file.events.newest_are_there()
        assert "a" in {each.id for each in around(file.events)}


def test_a_write_of_events_that_fails_half_way_leaves_what_was_there(file: HouseholdFile) -> None:
    file.events.append([seen("a")])
    with file._opened.engine.connect() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER stop BEFORE UPDATE ON seal BEGIN SELECT RAISE(ABORT, 'power cut'); END"
        )
        connection.commit()
    with pytest.raises(Exception, match="power cut"):
        file.events.append([seen("b")])
    assert around(file.events) == (seen("a"),)
    assert not list(file.events.damaged_months())


def test_events_travel_with_a_rescued_household(file: HouseholdFile, tmp_path: Path) -> None:
    file.events.append([seen("a"), amended(seen("a"), "b", 5)])
    (tmp_path / "elsewhere").mkdir()
    rescued = file.rescue(tmp_path / "elsewhere", NOON, file.read(), {}, ())
    with old_file(rescued) as other:
        assert [each.id for each in other.events.in_order()] == ["a", "b"]
        assert other.events.newest_are_there()


def test_an_old_file_without_the_newest_events_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "home.caregiver"
    access = make_vault(path, "Anna")
    before = path.read_bytes()
    with HouseholdFile.open(path, access) as file:
        file.read()
        file.events.append([seen("a")])
    path.write_bytes(before)
    with HouseholdFile.open(path, access) as file:
        assert file.is_older_than_seen


ODD: tuple[Callable[[Event], Event], ...] = (
    lambda event: replace(event, reason="É\u2028'\"\\ \U0001f9e0"),
    lambda event: replace(
        event, what=Observed(ObservedThing.SPASMS, level=Level.LESS, words="'; DROP TABLE event")
    ),
)


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_are_only_words(file: HouseholdFile, odd: Callable[[Event], Event]) -> None:
    event = odd(seen("a"))
    file.events.append([event])
    assert around(file.events) == (event,)
