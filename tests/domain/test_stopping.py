from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.medication import Medication, Stopped, resume, stop
from tests.scale import examples
from tests.strategies import medications, texts

TODAY = date(2026, 11, 22)
BACLOFEN = Medication("m1", "Lioresal", started_on=date(2026, 1, 5))


@given(medication=medications(), reason=texts(), days=st.integers(0, 3000))
@examples(30)
def test_what_is_stopped_and_taken_again_is_as_it_was(medication: Medication, reason: str, days: int) -> None:
    current = replace(medication, stopped=None)
    started = current.started_on or date.min
    on = min(started, date.max - timedelta(days)) + timedelta(days)
    stopped = stop(current, on, reason, on)
    assert stopped.stopped == Stopped(on, reason.strip())
    assert not stopped.is_current(on)
    assert on == date.min or stopped.is_current(on - timedelta(1))
    assert resume(stopped) == current


@pytest.mark.parametrize(
    ("on", "rule"),
    [
        (None, Rule.MISSING),
        (date(2037, 1, 1), Rule.IN_THE_FUTURE),
        (date(2026, 1, 4), Rule.BEFORE_ANOTHER),
    ],
)
def test_a_day_that_cannot_be_the_last_one_is_refused(on: date | None, rule: Rule) -> None:
    with pytest.raises(InvalidField) as caught:
        stop(BACLOFEN, on, "", TODAY)
    assert (caught.value.path, caught.value.rule) == (("on",), rule)


def test_a_reason_that_cannot_be_kept_is_refused_at_the_reason() -> None:
    with pytest.raises(InvalidField) as caught:
        stop(BACLOFEN, TODAY, "a\x07b", TODAY)
    assert caught.value.path == ("reason",)
