from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.household import Household
from caregiver_app.settings import Settings
from caregiver_app.storage import HouseholdFileReplaced
from caregiver_app.ui.frame.session import Environment, Session
from tests.shipped import shipped_reference
from tests.unlock_flows import TODAY
from tests.vaults import new_household, old_household

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Session:
    reference = shipped_reference()
    around = Environment(lambda: TODAY, Settings(), lambda _settings: None)
    return Session(new_household(tmp_path / "household", Household()), reference, around)


def test_a_draft_that_cannot_be_kept_is_told_and_kept_at_the_next_try(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    shutil.move(tmp_path / "household", tmp_path / "elsewhere")
    with qtbot.waitSignal(session.failed) as told:
        session.keep_draft("form", {"name": "Dr. Half"})
    assert told.args[0]
    with pytest.raises(HouseholdFileReplaced):
        session.keep_drafts()
    shutil.move(tmp_path / "elsewhere", tmp_path / "household")
    session.keep_drafts()
    session.opened.close()
    again = old_household(tmp_path / "household")
    assert again.draft("form") == {"name": "Dr. Half"}
    again.close()


def test_a_draft_that_is_let_go_is_not_tried_again(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "household").unlink()
    with qtbot.waitSignal(session.failed):
        session.keep_draft("form", {"name": "Dr. Half"})
    with qtbot.waitSignal(session.failed):
        session.drop_draft("form")
    session.keep_drafts()
