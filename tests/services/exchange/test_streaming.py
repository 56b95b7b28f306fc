"""Many events on their way out of a household and into one: whole, or nothing of them."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from caregiver_app.cli import main
from caregiver_app.domain.errors import InvalidField, KnownError, Rule
from caregiver_app.domain.events import Event, Printed
from caregiver_app.domain.household import Household
from caregiver_app.domain.observations import Observed, ObservedThing
from caregiver_app.interop.household_document import read_document, write_document
from caregiver_app.reference import Reference, load_reference
from caregiver_app.services.exchange.errors import DocumentRefused, ImportTooHeavy, StoppedByPerson
from caregiver_app.services.exchange.exporting import export_document
from caregiver_app.services.exchange.importing import Follow, nobody
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.opening import create_file, create_from_document, read_and_check
from caregiver_app.services.owned_files import DOCUMENT_MARK, CannotWriteError, OtherKindOfFileError
from caregiver_app.storage import HouseholdFileExists, add_holder, drop_keys_unless_made, new_access
from tests.clock import NOON, at_noon
from tests.vaults import CHEAP, access, old_household

ROOT = Path(__file__).resolve().parents[3]
MANY = 3_000


def happened(count: int = MANY) -> Iterator[Event]:
    for number in range(count):
        at = NOON - timedelta(hours=count - number)
        yield Event(
            f"event-{number}", at, Observed(ObservedThing.OTHER, words="Ate well"), "person-1", "", at, "Anna"
        )


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(ROOT / "resources/reference")


@pytest.fixture(scope="module")
def sample() -> Household:
    return read_document((ROOT / "resources/sample/household.json").read_bytes()).household


@pytest.fixture
def document(tmp_path: Path, sample: Household) -> Path:
    path = tmp_path / "in.json"
    path.write_bytes(write_document(sample, happened()))
    return path


def bring_in(folder: Path, document: Path, reference: Reference, follow: Follow = nobody) -> None:
    """As the command and the window do it."""
    with read_and_check(document, reference, NOON, follow) as found, drop_keys_unless_made(folder / "home"):
        own = new_access()
        add_holder(folder / "home", own, "Anna", "maple tundra oboe kettle prism", cost=CHEAP)
        create_from_document(folder / "home", found, own, at_noon).close()


def names_in(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_export_import_and_export_again_give_the_same_bytes(
    tmp_path: Path, document: Path, reference: Reference
) -> None:
    with read_and_check(document, reference, NOON) as found:
        create_from_document(tmp_path / "home", found, access(), at_noon).close()
    opened = old_household(tmp_path / "home")
    for _done in export_document(opened, tmp_path / "out.json"):
        pass
    opened.close()
    assert (tmp_path / "out.json").read_bytes() == document.read_bytes()
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o600


def test_progress_grows_from_the_beginning_to_the_end(
    tmp_path: Path, document: Path, reference: Reference
) -> None:
    told: list[float] = []
    bring_in(tmp_path, document, reference, told.append)
    assert told == sorted(told)
    assert told[0] < 0.1
    assert told[-1] == 1.0
    assert len(told) > 10


@pytest.mark.parametrize("at", [0.0, 0.05, 0.1, 0.3, 0.6, 1.0])
def test_an_import_that_somebody_stops_leaves_nothing(
    tmp_path: Path, document: Path, reference: Reference, at: float
) -> None:
    def stop(done: float) -> None:
        if done >= at:
            raise StoppedByPerson

    before = psutil.Process().children()
    with pytest.raises(StoppedByPerson):
        bring_in(tmp_path, document, reference, stop)
    assert names_in(tmp_path) == {"in.json"}
    assert psutil.Process().children() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize("at", [0.0, 0.1, 0.4])
def test_a_reader_that_is_killed_in_the_middle_leaves_nothing(
    tmp_path: Path, document: Path, reference: Reference, at: float
) -> None:
    before = set(psutil.Process().children())

    def kill(done: float) -> None:
        if done >= at:
            for child in set(psutil.Process().children()) - before:
                child.send_signal(signal.SIGKILL)

    with pytest.raises(ImportTooHeavy):
        bring_in(tmp_path, document, reference, kill)
    assert names_in(tmp_path) == {"in.json"}


@pytest.mark.parametrize("place", [0, MANY // 2, MANY - 1])
def test_one_bad_event_refuses_the_whole_document_by_its_place(
    tmp_path: Path, document: Path, sample: Household, reference: Reference, place: int
) -> None:
    found = list(happened())
    found[place] = replace(found[place], at=NOON + timedelta(days=2))
    document.write_bytes(write_document(sample, found))
    with pytest.raises(InvalidField) as caught:
        bring_in(tmp_path, document, reference)
    assert (caught.value.path, caught.value.rule) == (("events", place, "at"), Rule.IN_THE_FUTURE)
    assert names_in(tmp_path) == {"in.json"}


def test_the_place_is_that_in_the_document_where_an_event_stands_there_twice(
    tmp_path: Path, document: Path, sample: Household, reference: Reference
) -> None:
    first, second, *_others = happened()
    document.write_bytes(write_document(sample, [first, first, replace(second, at=NOON + timedelta(days=2))]))
    with pytest.raises(InvalidField) as caught:
        bring_in(tmp_path, document, reference)
    assert caught.value.path == ("events", 2, "at")


def test_an_event_that_says_something_else_under_a_known_id_is_refused_by_its_id(
    tmp_path: Path, document: Path, sample: Household, reference: Reference
) -> None:
    first, second, *_others = happened()
    document.write_bytes(write_document(sample, [first, second, replace(second, id=first.id)]))
    with pytest.raises(DocumentRefused) as caught:
        bring_in(tmp_path, document, reference)
    assert "3, id: “event-0” is there twice" in caught.value.sentence
    assert names_in(tmp_path) == {"in.json"}


def test_events_that_cannot_all_be_true_are_told_as_a_fault_of_the_document(
    tmp_path: Path, document: Path, sample: Household, reference: Reference
) -> None:
    printed = Printed(1, "emergency", NOON.date(), "f")
    words = Observed(ObservedThing.OTHER, words="x")
    many = [Event(f"m{number}", NOON, words) for number in range(600)]
    for found in (
        [Event("a", NOON, printed), Event("b", NOON, printed)],
        [
            Event("a", NOON, words),
            Event("b", NOON, words, amends="a", reason="a slip"),
            Event("c", NOON, words, amends="a", reason="a slip"),
        ],
        [Event("a", NOON, words, amends="b", reason="x"), Event("b", NOON, words, amends="a", reason="x")],
        [Event("b", NOON, words, amends="a", reason="a slip"), *many, Event("a", NOON, words)],
    ):
        document.write_bytes(write_document(sample, found))
        with pytest.raises(DocumentRefused) as caught:
            bring_in(tmp_path, document, reference)
        assert f"Event {len(found)} of the document" in caught.value.sentence
        assert names_in(tmp_path) == {"in.json"}
        assert main(["check", str(document)]) == 1  # says it before anybody tries


def test_what_amends_a_lost_event_comes_in_or_a_damaged_household_could_not_move(
    tmp_path: Path, document: Path, sample: Household, reference: Reference
) -> None:
    correction = Event("b", NOON, Observed(ObservedThing.OTHER, words="x"), amends="lost", reason="a slip")
    document.write_bytes(write_document(sample, [correction]))
    with read_and_check(document, reference, NOON) as found:
        opened = create_from_document(tmp_path / "home", found, access(), at_noon)
    with closing(opened):
        assert list(opened.events.in_order()) == [correction]


def test_what_came_into_its_place_meanwhile_is_left_as_it_is(
    tmp_path: Path, document: Path, reference: Reference
) -> None:
    (tmp_path / "home").write_text("somebody else’s")
    with pytest.raises(HouseholdFileExists):
        bring_in(tmp_path, document, reference)
    assert (tmp_path / "home").read_text() == "somebody else’s"
    assert names_in(tmp_path) == {"in.json", "home"}


@pytest.fixture
def full(tmp_path: Path, sample: Household) -> Iterator[OpenHousehold]:
    (tmp_path / "vault").mkdir()
    opened = create_file(tmp_path / "vault/home", sample, access(), at_noon, "Began", happened())
    yield opened
    opened.close()


@pytest.mark.parametrize("old", [None, DOCUMENT_MARK + b' "id": "person-1"'])
@pytest.mark.parametrize("steps", [0, 1, 5])
def test_an_export_that_is_stopped_leaves_what_was_there(
    tmp_path: Path, full: OpenHousehold, old: bytes | None, steps: int
) -> None:
    target = tmp_path / "out.json"
    if old:
        target.write_bytes(old)
    with closing(export_document(full, target)) as shares:
        for _step in range(steps):
            next(shares)
    assert (target.read_bytes() if old else target.exists()) == (old or False)
    assert names_in(tmp_path) == ({"vault", "out.json"} if old else {"vault"})


def test_an_export_whose_household_is_closed_in_the_middle_leaves_nothing(
    tmp_path: Path, full: OpenHousehold
) -> None:
    shares = export_document(full, tmp_path / "out.json")
    next(shares)
    full.close()
    with pytest.raises(KnownError):
        list(shares)
    assert names_in(tmp_path) == {"vault"}


def test_an_export_onto_a_full_disk_leaves_nothing(
    tmp_path: Path, full: OpenHousehold, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CannotWriteError):
        list(export_document(full, tmp_path / "out.json"))
    assert names_in(tmp_path) == {"vault"}


def test_an_export_never_writes_over_something_else_or_the_household(
    tmp_path: Path, full: OpenHousehold
) -> None:
    (tmp_path / "letter").write_text("Dear Ruth")
    for target in (tmp_path / "letter", tmp_path / "vault/home"):
        before = target.read_bytes()
        with pytest.raises(OtherKindOfFileError):
            list(export_document(full, target))
        assert target.read_bytes() == before


def test_a_large_document_is_known_for_an_earlier_export(tmp_path: Path, full: OpenHousehold) -> None:
    target = tmp_path / "out.json"
    with target.open("wb") as file:
        file.write(b" " * (1_000_000 - 5) + DOCUMENT_MARK)  # over the end of a piece
        file.truncate(60_000_000)
        file.seek(0, 2)
        file.write(b'"id": "person-1"')
    list(export_document(full, target))
    assert read_document(target.read_bytes()).household == full.household
