from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from caregiver_app.domain.preferences import Clock
from caregiver_app.wording.backups import ago, ago_with_day, holding, last_verified, moment, size
from tests.clock import NOON


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=-300), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=47, minutes=59), "47 hours ago"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=400), "400 days ago"),
    ],
)
def test_an_age_is_told_in_the_largest_whole_unit(age: timedelta, words: str) -> None:
    assert ago(NOON - age, NOON) == words


def test_a_time_ahead_of_the_clock_is_named() -> None:
    assert (
        ago(NOON + timedelta(days=3), NOON) == "on Wed\xa025\xa0Nov\xa02026, ahead of this computer’s clock"
    )


def test_after_two_days_the_day_is_named_as_the_house_has_it() -> None:
    late = NOON.replace(day=4, hour=0, minute=30).astimezone(UTC)
    assert ago_with_day(late, NOON) == "18 days ago, on Wed\xa04\xa0Nov\xa02026"
    assert ago_with_day(NOON - timedelta(hours=2), NOON) == "2 hours ago"


def test_the_last_verified_backup_is_told_or_that_there_is_none() -> None:
    assert last_verified(NOON - timedelta(hours=2), NOON) == "Last verified backup: 2 hours ago"
    assert last_verified(None, NOON) == "No backup yet"


def test_a_moment_is_told_on_the_households_clock() -> None:
    assert (
        moment(NOON.replace(hour=14, minute=5), Clock.TWELVE_HOUR) == "Sun\xa022\xa0Nov\xa02026, 2:05\xa0PM"
    )
    assert (
        moment(NOON.replace(hour=14, minute=5), Clock.TWENTY_FOUR_HOUR) == "Sun\xa022\xa0Nov\xa02026, 14:05"
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "1 KB"), (1024 * 340, "340 KB"), (1024 * 1023, "1023 KB"), (10_300_000, "9.8 MB")],
)
def test_a_size_is_told_in_kb_or_mb(count: int, words: str) -> None:
    assert size(count) == words


def test_what_a_backup_holds_is_counted() -> None:
    assert holding(1, 2, 0) == "1 person, 2 medicines, 0 contacts"
