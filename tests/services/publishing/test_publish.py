"""Publishing, publishing again and withdrawing, with real households and files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.history import EntryKind
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Paper
from caregiver_app.domain.publishing import TICKED_AT_FIRST, SheetPart
from caregiver_app.interop.household_document import read_document_file
from caregiver_app.paths import resources
from caregiver_app.printing.errors import SheetTooFullError
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.owned_files import CannotWriteError
from caregiver_app.services.publishing.publish import (
    copy_of,
    mark_outdated,
    publish,
    published_pdf,
    ticked_parts,
    withdraw,
)
from caregiver_app.services.publishing.published_files import (
    NotWithdrawnError,
    Published,
    is_stale,
    published,
    published_folder,
    read_sheet,
    write_index,
)
from caregiver_app.storage import HouseholdFile
from tests.clock import at_noon
from tests.shipped import shipped_reference
from tests.small_vault import make_vault

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 22)
PARTS = frozenset({SheetPart.NAME, SheetPart.WEIGHT})


@cache
def sample() -> Household:
    return read_document_file(resources() / "sample" / "household.json").household


THEO = sample().care_recipients[0]
RUTH = sample().care_recipients[1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "household.caregiver"


@pytest.fixture
def opened() -> OpenHousehold:
    return OpenHousehold(sample(), at_noon)


def put_out(
    opened: OpenHousehold,
    path: Path,
    person: CareRecipient = THEO,
    parts: frozenset[SheetPart] = PARTS,
) -> Published:
    return publish(opened, person, shipped_reference(), TODAY, Paper.LETTER, parts, path)


def change(opened: OpenHousehold, person: CareRecipient) -> None:
    opened.change("Changed", lambda household: household.with_person(person.id, lambda _old: person))


def states(opened: OpenHousehold, path: Path) -> list[bool]:
    marked = mark_outdated(opened, shipped_reference(), path)
    assert marked == published(path)
    return [sheet.outdated for sheet in marked]


def test_a_published_sheet_lies_outside_the_lock_and_the_history_says_so(
    opened: OpenHousehold, path: Path
) -> None:
    sheet = put_out(opened, path)
    assert published(path) == (sheet,)
    assert copy_of(opened, THEO, path) == sheet
    assert (sheet.name, sheet.published_on, sheet.review_by) == ("Theo", TODAY, date(2026, 12, 22))
    made = published_pdf(sample(), THEO, shipped_reference(), TODAY, Paper.LETTER, PARTS)
    assert read_sheet(path, sheet) == made.data
    entry = opened.history[-1]
    assert (entry.kind, entry.what) == (
        EntryKind.HANDED_OUT,
        "Published the emergency sheet of Theo outside the lock",
    )


def test_nothing_outside_the_lock_names_what_was_left_out(opened: OpenHousehold, path: Path) -> None:
    alone = replace(sample(), care_recipients=(THEO,), contacts=())
    nameless = OpenHousehold(alone, at_noon)
    sheet = put_out(nameless, path, parts=frozenset())
    assert sheet.name == ""
    texts = [each.name.encode() + each.read_bytes() for each in published_folder(path).iterdir()]
    for secret in ("Theo", "Marsh", "epilepsy", "Lakeshore", THEO.id, "conditions"):
        assert not any(secret.encode() in text for text in texts), secret


def test_what_was_ticked_is_known_the_next_time(opened: OpenHousehold, path: Path) -> None:
    assert ticked_parts(opened, THEO) == TICKED_AT_FIRST
    put_out(opened, path)
    assert ticked_parts(opened, THEO) == PARTS
    withdraw(opened, THEO, path)
    assert ticked_parts(opened, THEO) == PARTS
    assert ticked_parts(opened, RUTH) == TICKED_AT_FIRST


def test_the_choice_is_kept_in_the_vault(path: Path) -> None:
    access = make_vault(path, "Anna")
    with HouseholdFile.open(path, access) as file:
        opened = OpenHousehold(sample(), at_noon, file)
        sheet = put_out(opened, path)
    with HouseholdFile.open(path, access) as file:
        again = OpenHousehold(sample(), at_noon, file)
        assert copy_of(again, THEO, path) == sheet
        assert ticked_parts(again, THEO) == PARTS
        assert again.history[-1].kind is EntryKind.HANDED_OUT


def test_publishing_again_takes_the_older_copys_place(opened: OpenHousehold, path: Path) -> None:
    old = put_out(opened, path)
    ruths = put_out(opened, path, RUTH)
    new = put_out(opened, path, parts=frozenset(SheetPart))
    assert published(path) == (ruths, new)
    names = {each.name for each in published_folder(path).iterdir()}
    assert names == {ruths.file, new.file, "published.json"}
    assert old.file not in names


def test_withdrawing_leaves_nothing_and_is_told_in_the_history(opened: OpenHousehold, path: Path) -> None:
    put_out(opened, path)
    withdraw(opened, THEO, path)
    assert list(path.parent.iterdir()) == []
    assert opened.history[-1].what == "Withdrew the published emergency sheet of Theo"
    before = len(opened.history)
    withdraw(opened, THEO, path)
    assert len(opened.history) == before


def test_a_change_of_what_it_shows_makes_a_copy_outdated_and_undo_makes_it_true_again(
    opened: OpenHousehold, path: Path
) -> None:
    put_out(opened, path)
    put_out(opened, path, RUTH)
    assert states(opened, path) == [False, False]
    fewer = replace(THEO, medications=THEO.medications[1:])
    change(opened, fewer)
    assert states(opened, path) == [True, False]
    assert is_stale(published(path)[0], TODAY)
    opened.undo()
    assert states(opened, path) == [False, False]


def test_a_change_of_what_was_left_out_does_not(opened: OpenHousehold, path: Path) -> None:
    put_out(opened, path)
    change(opened, replace(THEO, conditions=("asthma",), preferred_hospital="Elsewhere"))
    assert states(opened, path) == [False]
    change(opened, replace(THEO, conditions=()))
    assert states(opened, path) == [True]


def test_a_copy_of_somebody_who_is_gone_is_outdated(opened: OpenHousehold, path: Path) -> None:
    put_out(opened, path, RUTH)
    opened.change(
        "Removed",
        lambda h: replace(
            h, care_recipients=tuple(p for p in h.care_recipients if p.id != RUTH.id), contacts=()
        ),
    )
    assert states(opened, path) == [True]


def test_a_copy_that_this_household_does_not_know_is_outdated(opened: OpenHousehold, path: Path) -> None:
    put_out(opened, path)
    assert states(OpenHousehold(sample(), at_noon), path) == [True]


def test_a_nameless_copy_is_outdated_once_there_are_two_people(path: Path) -> None:
    opened = OpenHousehold(replace(sample(), care_recipients=(THEO,), contacts=()), at_noon)
    put_out(opened, path, parts=frozenset())
    assert states(opened, path) == [False]
    opened.change("Added", lambda h: replace(h, care_recipients=(*h.care_recipients, RUTH)))
    assert states(opened, path) == [True]


def test_a_sheet_that_somebody_altered_is_outdated(opened: OpenHousehold, path: Path) -> None:
    sheet = put_out(opened, path)
    file = published_folder(path) / sheet.file
    file.write_bytes(file.read_bytes().replace(b"%PDF-1.6", b"%PDF-1.7"))
    assert states(opened, path) == [True]


def test_a_mark_that_somebody_took_away_comes_back(opened: OpenHousehold, path: Path) -> None:
    put_out(opened, path)
    change(opened, replace(THEO, medications=()))
    (outdated,) = mark_outdated(opened, shipped_reference(), path)
    write_index(path, (replace(outdated, outdated=False),))
    assert states(opened, path) == [True]


def test_a_sheet_nobody_lists_is_deleted_once_the_household_is_open(
    opened: OpenHousehold, path: Path
) -> None:
    sheet = put_out(opened, path)
    (published_folder(path) / "published.json").write_text("{", encoding="utf-8")
    assert states(opened, path) == []
    assert not (published_folder(path) / sheet.file).exists()


def test_a_sheet_that_is_too_full_leaves_the_former_one(opened: OpenHousehold, path: Path) -> None:
    sheet = put_out(opened, path)
    long = replace(THEO, tell_first="W" * 9000)
    change(opened, long)
    with pytest.raises(SheetTooFullError):
        put_out(opened, path, long, frozenset(SheetPart))
    assert published(path) == (sheet,)
    assert ticked_parts(opened, THEO) == PARTS


def test_a_list_that_cannot_be_written_leaves_no_sheet_behind(opened: OpenHousehold, path: Path) -> None:
    first = put_out(opened, path)
    index = published_folder(path) / "published.json"
    index.unlink()
    index.mkdir()
    with pytest.raises(CannotWriteError):
        put_out(opened, path, parts=frozenset(SheetPart))
    assert {each.name for each in published_folder(path).iterdir()} == {first.file, "published.json"}
    assert ticked_parts(opened, THEO) == PARTS


def test_what_the_vault_cannot_keep_is_not_put_outside_it(path: Path) -> None:
    access = make_vault(path, "Anna")
    with HouseholdFile.open(path, access) as file:
        opened = OpenHousehold(sample(), at_noon, file)
        first = put_out(opened, path)
        path.rename(path.with_name("elsewhere"))
        with pytest.raises(KnownError):
            put_out(opened, path, parts=frozenset(SheetPart))
    assert published(path) == (first,)
    assert {each.name for each in published_folder(path).iterdir()} == {first.file, "published.json"}


def test_an_older_copy_that_cannot_be_deleted_is_told(opened: OpenHousehold, path: Path) -> None:
    stuck = published_folder(path) / "emergency-sheet-4.pdf"
    stuck.mkdir(parents=True)
    with pytest.raises(NotWithdrawnError) as raised:
        put_out(opened, path)
    assert raised.value.left == (str(stuck),)
    assert len(published(path)) == 1


def test_a_name_with_invisible_marks_is_still_listed(path: Path) -> None:
    odd = replace(THEO, preferred_name="The\u200co \t B")
    opened = OpenHousehold(Household(care_recipients=(odd,)), at_noon)
    assert put_out(opened, path, odd) == published(path)[0]
    assert published(path)[0].name == "Theo B"
