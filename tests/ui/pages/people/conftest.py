from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caregiver_app.ui.pages.people import PeoplePage
from tests.ui.pages.people.family import HOUSEHOLD, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.domain.household import Household
    from tests.ui.pages.conftest import Pages


@pytest.fixture
def open_page(pages: Pages) -> Callable[[Household], PeoplePage]:
    return lambda household: pages.open(PeoplePage(pages.session(household, TODAY)))


@pytest.fixture
def page(open_page: Callable[[Household], PeoplePage]) -> PeoplePage:
    return open_page(HOUSEHOLD)
