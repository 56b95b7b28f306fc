"""How much is tried of what could be tried for ever: little in each run, so that it is short; much in the nightly one.

``./run test --nightly`` tries fifty times as many examples, kills, cuts and flips, other ones each time. Its first
lines name the number that gives the same again: ``./run test --nightly --randomly-seed=NUMBER``.
"""

from __future__ import annotations

import os
from typing import Any, Final

from hypothesis import settings

_NIGHTLY: Final = "CAREGIVER_NIGHTLY"  # in the environment, so that child processes have it too
_TIMES: Final = 50
_EXAMPLES: Final = 60  # of a property that says no number of its own


def begin(nightly_seed: int | None) -> None:
    """Before any test is loaded, as some say how much they try when they are."""
    # A slow machine is no failed test.
    settings.register_profile(
        "daily", deadline=None, derandomize=True, database=None, print_blob=True, max_examples=_EXAMPLES
    )
    nightly = settings.get_profile("daily")
    settings.register_profile("nightly", nightly, derandomize=False, max_examples=_EXAMPLES * _TIMES)
    if nightly_seed is None:
        os.environ.pop(_NIGHTLY, None)
        settings.load_profile("daily")
    else:
        os.environ[_NIGHTLY] = str(nightly_seed)
        settings.load_profile("nightly")


def is_nightly() -> bool:
    """Whether there is time for all of it."""
    return _NIGHTLY in os.environ


def scale(least: int) -> int:
    """So many rounds of something each day, and fifty times as many in the nightly run."""
    return least * _TIMES if is_nightly() else least


def seed() -> int:
    """The same moments and coins each day, others in each nightly run."""
    return int(os.environ.get(_NIGHTLY, "1"))


def examples(least: int, **others: Any) -> settings:
    """Settings for a property that costs much or needs many."""
    return settings(max_examples=scale(least), **others)
