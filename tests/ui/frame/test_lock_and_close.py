from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox

from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.ui.frame.cannot_save_page import CannotSavePage
from caregiver_app.ui.style import apply_style
from tests.unlock_flows import Entrance
from tests.vaults import new_household, old_household

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

TYPED = "Dr. Half-typed"


@pytest.fixture
def entrance(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Entrance:
    """A window on a household of one; a rescue copy goes to the folder "stick"."""
    apply_style(qapp, "light", 1.0)
    (tmp_path / "stick").mkdir()
    result = Entrance(qtbot, folder=tmp_path / "stick")
    person = CareRecipient(id="theo", preferred_name="Theo")
    result.startup.show_household(new_household(tmp_path / "household", Household(care_recipients=(person,))))
    return result


def half_fill(entrance: Entrance) -> None:
    """Types into a form and does not save it."""
    window = entrance.window
    window.go_to("contacts")
    window.page("contacts").open_record("new")
    line = next(each for each in window.page("contacts").findChildren(QLineEdit) if each.isVisible())
    line.setText(TYPED)


def drafts_in(file: Path) -> str:
    opened = old_household(file)
    try:
        assert opened.file is not None
        return str(opened.file.drafts())
    finally:
        opened.close()


def cover_of(entrance: Entrance) -> CannotSavePage:
    page = entrance.page
    assert isinstance(page, CannotSavePage)
    return page


def test_a_lock_keeps_what_is_typed_and_starts_anew_with_the_same_file(
    entrance: Entrance, tmp_path: Path
) -> None:
    half_fill(entrance)
    entrance.window.lock()
    assert entrance.restarts == [tmp_path / "household"]
    assert TYPED in drafts_in(tmp_path / "household")


def message_box(parent: QWidget) -> QDialog:
    return QMessageBox(QMessageBox.Icon.Question, "", "Sure?", QMessageBox.StandardButton.Yes, parent)


def file_dialog(parent: QWidget) -> QDialog:
    return QFileDialog(parent)


@pytest.mark.parametrize("dialog", [message_box, file_dialog])
def test_an_open_dialog_does_not_keep_a_household_from_locking(
    entrance: Entrance, tmp_path: Path, dialog: Callable[[QWidget], QDialog]
) -> None:
    half_fill(entrance)
    waiting = dialog(entrance.window)
    locked_meanwhile: list[Path] = []

    def lock() -> None:
        entrance.window.lock()
        locked_meanwhile.extend(entrance.restarts)
        waiting.reject()

    QTimer.singleShot(0, lock)
    waiting.exec()
    assert locked_meanwhile == [tmp_path / "household"]


def test_what_cannot_be_kept_is_covered_not_lost_and_kept_at_the_next_try(
    entrance: Entrance, tmp_path: Path
) -> None:
    file = tmp_path / "household"
    half_fill(entrance)
    shutil.move(file, tmp_path / "elsewhere")
    box = message_box(entrance.window)
    box.open()
    entrance.window.lock()
    cover = cover_of(entrance)
    assert entrance.restarts == []
    assert not box.isVisible()
    assert not entrance.window.sidebar.isVisible()
    assert cover.trouble.text()
    cover.again_button.click()
    assert entrance.restarts == []
    shutil.move(tmp_path / "elsewhere", file)
    cover_of(entrance).again_button.click()
    assert entrance.restarts == [file]
    assert TYPED in drafts_in(file)


def test_what_cannot_be_kept_can_be_saved_somewhere_else(entrance: Entrance, tmp_path: Path) -> None:
    half_fill(entrance)
    (tmp_path / "household").unlink()
    entrance.window.lock()
    cover = cover_of(entrance)
    cover.rescue_button.click()
    assert str(tmp_path / "stick" / "household") in cover.success.text()
    assert TYPED in drafts_in(tmp_path / "stick" / "household")
    cover.again_button.click()
    assert len(entrance.restarts) == 1


def test_a_file_that_is_gone_is_rescued_even_if_nothing_was_typed(entrance: Entrance, tmp_path: Path) -> None:
    (tmp_path / "household").unlink()
    entrance.window.lock()
    assert entrance.restarts == []
    cover_of(entrance).rescue_button.click()
    kept = old_household(tmp_path / "stick" / "household")
    assert kept.household.care_recipients[0].preferred_name == "Theo"
    kept.close()


def test_a_window_with_something_unkept_closes_only_if_that_is_insisted_on(
    entrance: Entrance, tmp_path: Path
) -> None:
    half_fill(entrance)
    (tmp_path / "household").unlink()
    entrance.window.close()
    assert entrance.window.isVisible()
    cover_of(entrance).lost_button.click()
    assert not entrance.window.isVisible()


def test_under_a_cover_no_shortcut_shows_anything_of_the_household(
    entrance: Entrance, tmp_path: Path
) -> None:
    (tmp_path / "household").unlink()
    entrance.window.lock()
    entrance.window.show_emergency()
    entrance.window._reload()
    assert not [
        each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()
    ]
    assert not entrance.window.next_step.isVisible()
    assert not entrance.window.top_bar.isVisible()


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_taken_away_is_noticed_told_and_saved_elsewhere(
    entrance: Entrance, tmp_path: Path, *, replaced: bool
) -> None:
    file = tmp_path / "household"
    if replaced:
        shutil.copy(file, tmp_path / "other")
        (tmp_path / "other").replace(file)
    else:
        file.unlink()
    watch = entrance.lock_and_close._watch
    assert watch is not None
    watch.look()
    assert entrance.window.lost.isVisible()
    session = entrance.window.session
    assert session is not None
    assert not session.change("Renamed", lambda household: replace(household, care_recipients=()))
    assert session.household.care_recipients
    entrance.window.lost.action.emit()
    assert "stick" in entrance.window.lost.text()
    assert (tmp_path / "stick" / "household").exists()


def test_it_looks_for_the_file_every_few_seconds_by_itself(entrance: Entrance) -> None:
    watch = entrance.lock_and_close._watch
    assert watch is not None
    assert watch._timer.isActive()
    assert watch._timer.interval() <= 5000


def test_a_household_is_locked_from_the_step_where_its_recovery_key_is_on_the_screen(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    apply_style(qapp, "light", 1.0)
    entrance = Entrance(qtbot)
    entrance.startup.open(tmp_path / "new", is_usual_place=True)
    entrance.begin("Theo")
    entrance.protect()
    entrance.lock_and_close.lock()
    assert entrance.restarts == [tmp_path / "new"]
