from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caregiver_app.ui.pages.pump import PumpPage
from tests.ui.pages.pump.implanted import RUTH, THEO, session_for

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session
    from tests.ui.pages.conftest import Pages


@pytest.fixture
def session(pages: Pages) -> Session:
    return session_for(pages, THEO, RUTH)


@pytest.fixture
def page(pages: Pages, session: Session) -> PumpPage:
    return pages.show(PumpPage(session))
