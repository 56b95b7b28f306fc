"""Jobs on real households and real files."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caregiver_app import storage
from caregiver_app.domain.amounts import NotEnoughError, parse_amount
from caregiver_app.domain.errors import InvalidField, KnownError, Rule
from caregiver_app.domain.events import AlreadyRecordedError
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication, ReferenceLink
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.prints import PrintRecord
from caregiver_app.domain.quantity import MixedUnitsError, Unit
from caregiver_app.domain.route import Route
from caregiver_app.interop import errors as document
from caregiver_app.paths import resources
from caregiver_app.printing.errors import SheetTooFullError
from caregiver_app.reference import BrokenReference, Flaw
from caregiver_app.reference.products import ProductsUnreadable
from caregiver_app.services.checks import check_household, remarks
from caregiver_app.services.explain import explain, remark_sentence
from caregiver_app.services.find_person import NoSuchPersonError, find_person
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.opening import open_demo
from caregiver_app.services.owned_files import (
    DOCUMENT_MARK,
    PDF_MARK,
    CannotWriteError,
    OtherKindOfFileError,
    WriteProblem,
    write_output,
)
from caregiver_app.storage import HouseholdFileExists, HouseholdFileMissing
from tests.clock import at_noon
from tests.shipped import shipped_reference
from tests.vaults import new_household, old_household

TODAY = date(2026, 11, 22)
THEO = CareRecipient(id="p", preferred_name="Theo")
HOUSEHOLD = Household(care_recipients=(THEO,))


def renamed(name: str) -> Household:
    return Household(care_recipients=(replace(THEO, preferred_name=name),))


def taking(medication: Medication) -> Household:
    return Household(care_recipients=(replace(THEO, medications=(medication,)),))


def test_a_change_is_kept_told_and_taken_back(tmp_path: Path) -> None:
    opened = new_household(tmp_path / "h", HOUSEHOLD)
    told: list[str] = []
    opened.changed = told.append
    opened.change("Renamed Theo", lambda _household: renamed("Teddy"))
    assert opened.next_undo == "Renamed Theo"
    assert opened.undo() == "Renamed Theo"
    assert opened.household == HOUSEHOLD
    assert opened.redo() == "Renamed Theo"
    opened.close()
    again = old_household(tmp_path / "h")
    assert again.household == renamed("Teddy")
    again.close()
    assert told == ["Renamed Theo"] * 3


def test_a_change_that_changes_nothing_is_nothing_to_undo() -> None:
    opened = OpenHousehold(HOUSEHOLD, at_noon)
    opened.change("Nothing", lambda household: household)
    assert opened.next_undo == opened.undo() == opened.redo() == opened.next_redo == ""


def test_a_new_change_ends_what_could_be_done_again() -> None:
    opened = OpenHousehold(HOUSEHOLD, at_noon)
    opened.change("one", lambda _h: renamed("A"))
    opened.undo()
    assert opened.next_redo == "one"
    opened.change("two", lambda _h: renamed("B"))
    assert opened.next_redo == ""


def test_a_failed_change_changes_nothing() -> None:
    opened = OpenHousehold(HOUSEHOLD, at_noon)
    with pytest.raises(InvalidField):
        opened.change("bad", lambda _h: renamed(""))
    assert opened.household == HOUSEHOLD
    assert opened.next_undo == ""


def test_undo_never_takes_back_a_print() -> None:
    opened = OpenHousehold(HOUSEHOLD, at_noon)
    record = PrintRecord(1, "emergency", "p", TODAY, "f")
    opened.change("Renamed", lambda _h: renamed("A"))
    opened.keep_print(record)
    opened.keep_print(record)
    opened.undo()
    assert (opened.household, opened.prints) == (HOUSEHOLD, (record,))
    opened.redo()
    assert opened.prints == (record,)


def test_two_prints_never_share_a_serial() -> None:
    opened = OpenHousehold(HOUSEHOLD, at_noon)
    opened.keep_print(PrintRecord(1, "emergency", "p", TODAY, "f"))
    with pytest.raises(AlreadyRecordedError):
        opened.keep_print(PrintRecord(1, "emergency", "p", TODAY, "of something else"))


def test_what_another_window_wrote_is_taken_over_and_never_undone(tmp_path: Path) -> None:
    first = new_household(tmp_path / "h", HOUSEHOLD)
    first.change("Renamed", lambda _h: renamed("A"))
    second = old_household(tmp_path / "h")
    second.change("Renamed again", lambda _h: renamed("B"))
    told: list[str] = []
    first.changed = told.append
    with pytest.raises(storage.ChangedElsewhere):
        first.change("Renamed too late", lambda _h: renamed("C"))
    assert first.household == renamed("B")
    assert first.next_undo == ""
    assert told == [""]
    first.change("Renamed in time", lambda _h: renamed("C"))
    assert first.household == renamed("C")
    first.close()
    second.close()


def test_drafts_outlive_the_program(tmp_path: Path) -> None:
    opened = new_household(tmp_path / "h", HOUSEHOLD)
    opened.keep_draft("form", {"dose": "10"})
    opened.keep_draft("other", {"a": "b"})
    opened.drop_draft("other")
    opened.drop_draft("never there")
    assert opened.path == tmp_path / "h"
    opened.close()
    again = old_household(tmp_path / "h")
    assert again.draft("form") == {"dose": "10"}
    assert again.draft("other") == {}
    again.close()


def test_the_made_up_household_is_kept_nowhere() -> None:
    opened = open_demo(resources(), at_noon)
    opened.keep_draft("form", {"a": "b"})
    assert opened.draft("form") == {"a": "b"}
    opened.drop_draft("form")
    opened.close()
    assert opened.path is None
    assert [person.preferred_name for person in opened.household.care_recipients] == ["Theo", "Ruth", "Nadia"]


def test_a_new_household_never_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / "h").write_text("letter")
    with pytest.raises(HouseholdFileExists):
        new_household(tmp_path / "h", HOUSEHOLD)
    assert (tmp_path / "h").read_text() == "letter"


@pytest.mark.parametrize("route", [Route.TRANSDERMAL, Route.INTRAVENOUS, Route.INTRAMUSCULAR])
def test_baclofen_by_a_route_that_does_not_exist_is_stopped_with_its_source(route: Route) -> None:
    with pytest.raises(InvalidField) as caught:
        check_household(
            taking(Medication("m", "Lioresal", ("baclofen",), route=route)), shipped_reference(), TODAY
        )
    assert caught.value.rule is Rule.NO_SUCH_ROUTE
    assert caught.value.path == ("care_recipients", 0, "medications", 0, "route")
    assert "There is no baclofen patch" in explain(caught.value)
    assert "label" in explain(caught.value).lower()


def test_usual_routes_and_unknown_ones_pass() -> None:
    for route in (None, Route.ORAL, Route.OTHER):
        check_household(
            taking(Medication("m", "baclofen", ("baclofen",), route=route)), shipped_reference(), TODAY
        )


def test_remarks_name_spellings_and_open_matches() -> None:
    household = taking(Medication("m", "Keppra", ("levetiracetam",), strength="100mg", route=Route.ORAL))
    sentences = [remark_sentence(remark) for remark in remarks(household, shipped_reference())]
    assert sentences[0].startswith("Theo, Keppra: “100mg” is easily misread.")
    assert sentences[1].endswith("please confirm in the program that this is “levetiracetam”.")
    confirmed = replace(
        household.care_recipients[0].medications[0], strength="100 mg", reference=ReferenceLink((), TODAY)
    )
    assert remarks(taking(confirmed), shipped_reference()) == ()


def test_a_person_is_found_by_name_or_id_and_twins_are_told_apart() -> None:
    twin = replace(THEO, id="q", birth_date=date(2015, 3, 4))
    household = Household(care_recipients=(THEO, twin))
    assert find_person(household, "q") is twin
    assert find_person(HOUSEHOLD, " theo ") is THEO
    with pytest.raises(NoSuchPersonError) as caught:
        find_person(household, "Theo")
    assert "q (born Wed" in explain(caught.value)
    with pytest.raises(NoSuchPersonError) as caught:
        find_person(household, "Anna")
    assert "There is: Theo, Theo" in explain(caught.value)
    with pytest.raises(NoSuchPersonError) as caught:
        find_person(Household(), "Anna")
    assert "Add a person first" in explain(caught.value)


def test_a_file_is_written_whole_and_private(tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    for data in (b"%PDF-1 " + PDF_MARK, b"%PDF-2 " + PDF_MARK):
        write_output(target, data, PDF_MARK)
        assert target.read_bytes() == data
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.pdf"]


def test_something_else_is_never_written_over(tmp_path: Path) -> None:
    letter = tmp_path / "letter"
    letter.write_text("Dear clinic")
    with pytest.raises(OtherKindOfFileError):
        write_output(letter, b"%PDF-", PDF_MARK)
    assert letter.read_text() == "Dear clinic"
    empty = tmp_path / "empty"
    empty.touch()
    write_output(empty, b"{}", DOCUMENT_MARK)
    assert empty.read_bytes() == b"{}"


def test_somebody_elses_pdf_link_or_pipe_is_left_alone(tmp_path: Path) -> None:
    form, link, pipe = tmp_path / "tax.pdf", tmp_path / "link.pdf", tmp_path / "pipe"
    form.write_bytes(b"%PDF-1.7 a tax form")
    link.symlink_to(tmp_path / "nowhere")
    os.mkfifo(pipe)
    for place in (form, link, pipe):
        with pytest.raises(OtherKindOfFileError):
            write_output(place, OLD_PDF, PDF_MARK)
    assert form.read_bytes() == b"%PDF-1.7 a tax form"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_the_household_and_what_lies_beside_it_are_never_written_over(tmp_path: Path, end: str) -> None:
    household = tmp_path / "h"
    with pytest.raises(OtherKindOfFileError):
        write_output(tmp_path / f"h{end}", b"{}", DOCUMENT_MARK, never=household)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_a_name_no_file_can_have_is_told_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotWriteError) as caught:
        write_output(tmp_path / name, b"{}", DOCUMENT_MARK)
    assert caught.value.problem is WriteProblem.BAD_NAME


def test_a_place_that_takes_no_file_is_named(tmp_path: Path) -> None:
    problems = {}
    for place in (tmp_path, tmp_path / "no" / "x.pdf", Path("/dev/full/x.pdf")):
        with pytest.raises(CannotWriteError) as caught:
            write_output(place, b"%PDF-", PDF_MARK)
        problems[place] = caught.value.problem
        assert str(place) in explain(caught.value)
    assert list(problems.values()) == [
        WriteProblem.IS_A_FOLDER,
        WriteProblem.NO_FOLDER,
        WriteProblem.NO_FOLDER,
    ]


def every_kind_of(family: type[KnownError]) -> list[type[KnownError]]:
    below = [each for kind in family.__subclasses__() for each in every_kind_of(kind)]
    return [family, *below]


def test_every_known_error_has_its_own_sentence() -> None:
    fallback = explain.dispatch(KnownError)
    families = {KnownError, document.DocumentError}
    named = [kind for kind in every_kind_of(KnownError) if kind.__module__.startswith("caregiver_app")]
    assert [
        kind.__name__ for kind in named if kind not in families and explain.dispatch(kind) is fallback
    ] == []


OLD_PDF = b"%PDF-old " + PDF_MARK

SENTENCES: list[tuple[KnownError, str]] = [
    (
        NotEnoughError(parse_amount("1 tablet"), parse_amount("1.5 tablets")),
        "cannot take away 1\xa0and\xa0a\xa0half\xa0tablets: there is less (1\xa0tablet)",
    ),
    (MixedUnitsError(Unit.MG, Unit.MCG), "mg and mcg cannot be added"),
    (SheetTooFullError(1, (("Tell them first", 9),)), "1 line too long"),
    (SheetTooFullError(3, ()), "3 lines too long"),
    (document.NotReadable("x", document.Unreadable.NO_PERMISSION), "you may not read it"),
    (document.NotAHousehold(""), "must be “caregiver-household”."),
    (document.TooDeep(32), "32 levels"),
    (document.DuplicateKey("name"), "“name” twice"),
    (storage.CannotWriteHere("x", storage.WriteObstacle.DISK_FULL), "the disk is full"),
    (storage.NewerHouseholdFile("x", 9, 1), "version 9"),
    (storage.ChangedElsewhere("x"), "please repeat yours"),
    (BrokenReference("a.json", "fact", Flaw.TOO_LONG), "a.json fact too_long"),
    (ProductsUnreadable(Path("x")), "You can still type any name"),
    (OtherKindOfFileError("x"), "choose another name"),
    (CannotWriteError("x", WriteProblem.DISK_FULL), "the disk is full"),
    (KnownError(), "Something is not right (KnownError)."),
]


@pytest.mark.parametrize(("error", "says"), SENTENCES)
def test_an_error_says_what_happened_in_plain_words(error: KnownError, says: str) -> None:
    sentence = explain(error)
    assert says in sentence
    assert "{" not in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (errno.ENOSPC, WriteProblem.DISK_FULL),
        (errno.EROFS, WriteProblem.NO_PERMISSION),
        (errno.EACCES, WriteProblem.NO_PERMISSION),
        (errno.EIO, WriteProblem.DEVICE_ERROR),
    ],
)
def test_a_disk_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, problem: WriteProblem
) -> None:
    def fail(*_words: object) -> None:
        raise OSError(number, "fault")

    target = tmp_path / "sheet.pdf"
    target.write_bytes(OLD_PDF)
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CannotWriteError) as caught:
        write_output(target, b"%PDF-new", PDF_MARK)
    assert caught.value.problem is problem
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.pdf"]
    assert target.read_bytes() == OLD_PDF


@pytest.mark.parametrize(
    "step",
    [
        "caregiver_app.storage.household.household_file.fill_state",
        "caregiver_app.storage.household.household_file.HouseholdFile.read",
    ],
)
def test_a_household_that_cannot_be_written_or_read_back_leaves_no_half_made_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_words: object) -> None:
        raise storage.CannotWriteHere("h", storage.WriteObstacle.DISK_FULL)

    monkeypatch.setattr(step, fail)
    with pytest.raises(storage.CannotWriteHere):
        new_household(tmp_path / "h", HOUSEHOLD)
    assert not (tmp_path / "h").exists()


def test_a_missing_file_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(HouseholdFileMissing) as caught:
        old_household(tmp_path / "none")
    assert explain(caught.value).endswith("connect that first.")
