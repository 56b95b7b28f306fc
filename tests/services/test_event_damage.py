"""What a family is told of events that were lost or damaged, and what becomes of backups then."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.household import Household
from caregiver_app.domain.prints import PrintRecord
from caregiver_app.interop.household_document import read_document_file
from caregiver_app.services.backups.backup_keeper import BackupKeeper, back_up_now, carry_out
from caregiver_app.services.backups.backup_words import content_sentence, drill_sentence, trouble_sentence
from caregiver_app.services.backups.restoring import look_into
from caregiver_app.services.event_damage import MonthChecks, is_anything_damaged
from caregiver_app.services.exchange.errors import NotAllExported
from caregiver_app.services.exchange.exporting import export_document
from caregiver_app.services.explain import explain
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.storage import EventsDamaged
from tests.backups import KEY
from tests.clock import NOON
from tests.faults.event_batches import batch
from tests.vaults import new_household, old_household, raw

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed household with thirty events over many months."""
    path = tmp_path / "home.caregiver"
    with closing(new_household(path, Household())) as opened:
        opened.record(*batch(1, 30))
    return path


def behind_its_back(path: Path, *statements: str) -> None:
    with closing(raw(path)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _name, sql in triggers:
            connection.execute(sql)


def lose_one(path: Path) -> None:
    """That of 19 October 2026."""
    behind_its_back(path, "DELETE FROM event WHERE id = '1-2'")


def kinds(opened: OpenHousehold) -> list[str]:
    return [notice.kind for notice in opened.notices]


def look_through(opened: OpenHousehold) -> str:
    """What the checks of all months tell."""
    checks = MonthChecks(opened)
    while job := checks.next():
        month, look = job
        checks.found(month, is_sound=look())
    notice = checks.finish()
    return notice.text.replace("\u00a0", " ") if notice else ""


def test_of_sound_events_nothing_is_told(path: Path) -> None:
    with closing(old_household(path)) as opened:
        assert kinds(opened) == []
        assert look_through(opened) == ""
        assert not is_anything_damaged(opened)


def test_newest_events_that_were_lost_are_told_when_it_is_opened(path: Path) -> None:
    behind_its_back(path, "DELETE FROM event WHERE id = '1-29'")
    with closing(old_household(path)) as opened:
        [notice] = opened.notices
        assert notice.kind == "newest_events"
        assert notice.is_safety
        assert "choose Lock, and there “Restore from a backup…”" in notice.text
        assert "nothing is deleted" in notice.text


def test_damaged_months_are_named_in_words_and_again_at_each_opening(path: Path) -> None:
    lose_one(path)
    with closing(old_household(path)) as opened:
        assert kinds(opened) == []
        told = look_through(opened)
        assert "October 2026 is damaged" in told
        assert "November" not in told
    with closing(old_household(path)) as opened:
        assert kinds(opened) == ["damaged_months"]
        assert opened.notices[0].text.replace("\u00a0", " ") == told


def test_damage_that_was_mended_is_forgotten(path: Path) -> None:
    whole = path.read_bytes()
    lose_one(path)
    with closing(old_household(path)) as opened:
        look_through(opened)
        note = opened.note_value("events.damaged_months")
    path.write_bytes(whole)
    with closing(old_household(path)) as opened:
        opened.keep_note_value("events.damaged_months", note)
        assert look_through(opened) == ""
    with closing(old_household(path)) as opened:
        assert kinds(opened) == []


def test_a_made_up_household_has_nothing_to_look_through() -> None:
    opened = OpenHousehold(Household(), lambda: NOON)
    assert look_through(opened) == ""
    assert not is_anything_damaged(opened)


def test_the_error_names_the_months_too() -> None:
    sentence = explain(EventsDamaged("home", ("2025-12", "2026-01"))).replace("\u00a0", " ")
    assert "December 2025, January 2026" in sentence
    assert "newest" in explain(EventsDamaged("home", ()))


@pytest.mark.parametrize("is_damaged", [False, True])
def test_while_anything_is_damaged_no_old_backup_is_thinned_out(path: Path, *, is_damaged: bool) -> None:
    now = [NOON]
    if is_damaged:
        lose_one(path)
    with closing(old_household(path)) as opened:
        opened._now = lambda: now[0]
        look_through(opened)
        for pause in (timedelta(minutes=1), timedelta(minutes=1), timedelta(days=30), timedelta()):
            back_up_now(opened)
            now[0] += pause
    left = list(path.with_name("home.caregiver.backups").iterdir())
    assert (len(left) == 4) == is_damaged


def test_a_trial_restore_of_damaged_events_is_no_success(path: Path) -> None:
    lose_one(path)
    with closing(old_household(path)) as opened:
        back_up_now(opened)
        keeper = BackupKeeper(opened)
        outcome = carry_out(keeper.job(drills=True))
        keeper.keep(outcome)
        told = trouble_sentence(outcome).replace("\u00a0", " ")
        assert told.startswith("A backup was restored on trial, and not all came back: ")
        assert "October 2026 is damaged" in told
        assert "did not bring back all that was written down" in drill_sentence(opened)
        [backup] = outcome.drilled
        content = content_sentence(look_into(backup, path, KEY, NOON)).replace("\u00a0", " ")
    assert "It is whole" not in content
    assert "What was written down in October 2026 is damaged in it." in content


def test_an_export_of_what_is_damaged_is_written_and_says_what_is_missing(path: Path, tmp_path: Path) -> None:
    document = tmp_path / "out.json"
    lose_one(path)
    with closing(old_household(path)) as opened:
        with pytest.raises(NotAllExported) as caught:
            list(export_document(opened, document))
        assert "written down in October 2026 is damaged" in explain(caught.value).replace("\u00a0", " ")
    assert "some of what was written down was lost" in explain(NotAllExported("out.json", ()))
    assert len(list(read_document_file(document).events)) == 29


def test_an_export_says_so_where_it_cannot_read_what_is_whole(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a program that kept more than this one."""
    with closing(old_household(path)) as opened, monkeypatch.context() as other:
        other.setattr("caregiver_app.domain.events.FIRST_YEAR", 1800)
        [event] = batch(3, 1)
        opened.record(replace(event, at=event.at.replace(year=1850), amends="", reason=""))
    with closing(old_household(path)) as opened, pytest.raises(NotAllExported) as caught:
        list(export_document(opened, tmp_path / "out.json"))
    assert caught.value.months == ()


def test_a_rescued_copy_remembers_what_the_file_had_lost(path: Path, tmp_path: Path) -> None:
    lose_one(path)
    (tmp_path / "elsewhere").mkdir()
    with closing(old_household(path)) as opened:
        copy = opened.rescue(tmp_path / "elsewhere")
    for _time in range(2):
        with closing(old_household(copy)) as opened:
            assert kinds(opened) == ["damaged_months"]
            assert "October 2026 is damaged" in look_through(opened)
            assert is_anything_damaged(opened)


@pytest.mark.parametrize("statement", ["UPDATE event SET what = '{}'", "DELETE FROM event"])
def test_a_print_that_was_lost_never_lends_its_number_to_another(path: Path, statement: str) -> None:
    with closing(old_household(path)) as opened:
        opened.keep_print(PrintRecord(1, "emergency", "p", NOON.date(), "one"))
    behind_its_back(path, f"{statement} WHERE kind = 'print'")
    with closing(old_household(path)) as opened:
        assert not opened.prints
        opened.keep_print(PrintRecord(opened.next_print, "emergency", "p", NOON.date(), "two"))
        assert [each.serial for each in opened.prints] == [2]


def test_a_backup_is_due_after_events_too(path: Path) -> None:
    now = [NOON]
    with closing(old_household(path)) as opened:
        opened._now = lambda: now[0]
        back_up_now(opened)
        now[0] += timedelta(hours=7)
        due = BackupKeeper(opened).due()
        assert due is None or not due.makes
        opened.record(*batch(2, 30))
        due = BackupKeeper(opened).due()
        assert due is not None
        assert due.makes
