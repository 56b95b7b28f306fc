from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.services.backups.retention import KEEP_ALL, LAST_APART, Stamp, kept

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MOST = 14 + 8 + 12
ages = st.integers(-400 * 24, 4 * 365 * 24).map(lambda hours: timedelta(hours=hours))
stamps = st.builds(Stamp, ages.map(lambda age: NOW - age), st.just(""), st.booleans())
many = st.sets(stamps, max_size=60)


def every(hours: int, days: int) -> set[Stamp]:
    return {Stamp(NOW - timedelta(hours=each)) for each in range(0, days * 24, hours)}


def test_two_years_of_six_hourly_backups_thin_to_some_forty() -> None:
    assert len(every(6, 730)) == 2920
    assert 40 <= len(kept(every(6, 730), NOW)) <= 45


def test_thinning_each_time_keeps_as_many_and_reaches_as_far_back_as_thinning_once() -> None:
    have: set[Stamp] = set()
    for stamp in sorted(every(6, 730), key=lambda each: each.at):
        have = set(kept(have | {stamp}, stamp.at))
    once = kept(every(6, 730), NOW)
    assert len(have) == len(once)
    assert {(each.at.year, each.at.month) for each in have} == {
        (each.at.year, each.at.month) for each in once
    }


def test_the_kept_ones_are_two_days_then_days_weeks_and_months() -> None:
    left = sorted((NOW - each.at for each in kept(every(6, 730), NOW)), reverse=True)
    gaps = [(older - newer).days for older, newer in pairwise(left)]
    assert all(27 <= gap <= 35 for gap in gaps[:10])
    assert left[0] > timedelta(days=365)


@given(many)
def test_nothing_of_the_last_two_days_goes_and_nothing_of_the_future(have: set[Stamp]) -> None:
    assert {each for each in have if each.at > NOW - KEEP_ALL} <= kept(have, NOW)


@given(many)
def test_the_newest_is_always_kept(have: set[Stamp]) -> None:
    past = [each for each in have if each.at <= NOW]
    if past:
        assert max(each.at for each in past) in {each.at for each in kept(have, NOW)}


@given(many, stamps.filter(lambda each: each.at > NOW))
def test_a_stamp_in_the_future_changes_nothing_for_the_others(have: set[Stamp], future: Stamp) -> None:
    usual = {each for each in have if not each.is_before_a_step}
    future = Stamp(future.at)
    assert kept(usual | {future}, NOW) == kept(usual, NOW) | {future}


@given(many)
def test_the_last_three_before_a_step_are_kept_and_crowd_nobody_out(have: set[Stamp]) -> None:
    apart = sorted((each for each in have if each.is_before_a_step), key=lambda each: each.at)[-LAST_APART:]
    left = kept(have, NOW)
    assert set(apart) <= left
    old = {each for each in left if each.at <= NOW - KEEP_ALL} - set(apart)
    assert len(old) <= MOST


@given(many)
def test_thinning_twice_changes_nothing_more(have: set[Stamp]) -> None:
    once = kept(have, NOW)
    assert kept(once, NOW) == once


@given(many)
def test_each_day_of_two_weeks_keeps_its_newest(have: set[Stamp]) -> None:
    apart = sorted((each for each in have if each.is_before_a_step), key=lambda each: (each.at, each.name))
    old = {each for each in have if each.at <= NOW - KEEP_ALL} - set(apart[-LAST_APART:])
    left = {each.at for each in kept(have, NOW)}
    for day in sorted({each.at.date() for each in old}, reverse=True)[:14]:
        assert max(each.at for each in old if each.at.date() == day) in left
