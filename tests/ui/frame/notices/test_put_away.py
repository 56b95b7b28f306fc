"""Notices above the page: what puts them away, what brings them back, and that the page stays where it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caregiver_app.services.notice import Notice
from caregiver_app.ui.frame.page_makers import page_makers
from tests.ui.frame.notices.windows import put_away, session_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.ui.frame.window import MainWindow


def test_a_next_step_put_away_stays_away_on_every_page_and_at_the_next_start(
    start: Callable[[], MainWindow],
) -> None:
    window = start()
    assert "Theo’s emergency sheet is ready" in window.next_step.text()
    put_away(window.next_step)
    for key in ("people", "pump", "medications"):
        window.go_to(key)
        assert window.next_step.text() == ""
    window.close()
    again = start()
    assert again.next_step.text() == ""
    session_of(again).choose_person("ruth")
    assert "Ruth’s emergency sheet is ready" in again.next_step.text()


def test_a_step_that_is_due_anew_comes_back(start: Callable[[], MainWindow]) -> None:
    window = start()
    session = session_of(window)
    session.change("No contacts", lambda household: replace(household, contacts=()))
    assert "whom to call for Theo" in window.next_step.text()
    put_away(window.next_step)
    assert "Theo’s emergency sheet is ready" in window.next_step.text()
    session.undo()
    session.redo()
    assert "whom to call for Theo" in window.next_step.text()


def test_a_step_of_safety_comes_back_at_the_next_start(start: Callable[[], MainWindow]) -> None:
    window = start()
    opened = session_of(window).opened
    opened.keep_note_value("recovery_on_paper", "")
    window.go_to("pump")
    assert "print the recovery key" in window.next_step.text()
    put_away(window.next_step)
    assert "recovery key" not in window.next_step.text()
    window.close()
    assert "print the recovery key" in start().next_step.text()


def test_a_notice_about_the_file_put_away_is_not_told_again(start: Callable[[], MainWindow]) -> None:
    window = start()
    session = session_of(window)
    session.opened.notices = (
        Notice("synced", "A cloud copies this."),
        Notice("clock", "No.", is_safety=True),
    )
    window.show_session(session, page_makers())
    put_away(window.notice)
    assert window.notice.text() == "No."
    put_away(window.notice)
    assert window.notice.text() == ""
    window.show_session(session, page_makers())
    assert window.notice.text() == "No."


def test_red_notices_can_be_put_away_and_come_again_when_it_happens_again(
    start: Callable[[], MainWindow],
) -> None:
    window = start()
    session = session_of(window)
    for _time in range(2):
        session.failed.emit("The disk is full.")
        assert window.trouble.isVisible()
        put_away(window.trouble)
        assert not window.trouble.isVisible()
    window.tell_lost("The file is gone.", "Save a copy…")
    assert window.next_step.text() == ""
    put_away(window.lost)
    assert not window.lost.isVisible()
    assert window.next_step.text()


def test_the_button_that_puts_away_says_so_and_what(start: Callable[[], MainWindow]) -> None:
    button = start().next_step.put_away_button
    assert button is not None
    assert button.text() == "Put away"
    assert "Theo’s emergency sheet" in button.accessibleDescription()
