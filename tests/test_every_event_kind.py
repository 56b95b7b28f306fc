"""Each kind of event is known everywhere. A kind, field or choice that was left out anywhere fails here.

``tests/test_every_record_kind.py`` asks besides for the words of each field and choice below an event.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import jsonschema
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from caregiver_app.domain.events import EVENT_KIND_OF, EVENT_KINDS, Event, EventKind, Printed, What, Withdrawn
from caregiver_app.domain.household import Household
from caregiver_app.domain.json_values.hints import FieldHint, fields_of
from caregiver_app.domain.observations import Observed, ObservedThing
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Clock
from caregiver_app.interop.household_document import read_document, write_document
from caregiver_app.paths import resources
from caregiver_app.services.events_in_memory import EventsInMemory
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.storage.database.engine import SCHEMA_VERSION
from caregiver_app.ui.pages.history.lines import line_of_event, newest_first
from caregiver_app.wording import events as words
from caregiver_app.wording.records import fields_of_class
from caregiver_app.wording.shape import Context
from tests.clock import NOON, at_noon
from tests.event_strategies import observed, printed
from tests.scale import examples
from tests.vaults import new_file, old_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from caregiver_app.storage import EventLog

VALUES: dict[type, Callable[[], SearchStrategy[Any]]] = {
    Printed: printed,
    Observed: observed,
    Withdrawn: lambda: st.just(Withdrawn()),
}
each_kind = pytest.mark.parametrize("kind", EVENT_KINDS, ids=lambda kind: kind.key)
FEW = examples(8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
VALIDATOR = jsonschema.Draft202012Validator(
    json.loads((resources() / "household.schema.json").read_text("utf-8"))
)
FALL = Event("first of all", NOON, Observed(ObservedThing.FALL), "theo", noted_at=NOON, noted_by="Anna")
# An older program must refuse a file with a kind that it does not know, and not leave it out.
KEPT_SINCE = {3: {"print", "observation", "withdrawn"}}
HOUSEHOLD = Household(care_recipients=(CareRecipient("theo", "Theo"),))


def told(what: Any) -> tuple[Event, ...]:
    """An event of that kind, after one that it may have to amend, and what amends it by the same kind."""
    amends = {"amends": FALL.id, "reason": "a slip"} if isinstance(what, Withdrawn) else {}
    event = Event("one", NOON, what, "theo", "pump-1", NOON + timedelta(1), "Ben", **amends)
    return FALL, event, replace(event, id="two", amends="one", reason="another slip", noted_by="Cleo")


def test_what_happened_is_one_of_the_kinds_that_are_declared() -> None:
    assert {kind.cls for kind in EVENT_KINDS} == set(get_args(What)) == EVENT_KIND_OF.keys()
    assert len({kind.key for kind in EVENT_KINDS}) == len(EVENT_KINDS)
    kept = KEPT_SINCE[max(version for version in KEPT_SINCE if version <= SCHEMA_VERSION)]
    assert {kind.key for kind in EVENT_KINDS} == kept, "a new kind needs a new version, see README"
    assert VALUES.keys() == EVENT_KIND_OF.keys(), "a kind without a generated value is tried by nothing here"


@each_kind
def test_the_words_of_a_kind_stand_in_a_file_of_their_own(kind: EventKind) -> None:
    assert words.KINDS.keys() == EVENT_KIND_OF.keys()
    folder, cls = Path(next(iter(words.__path__))), kind.cls
    names = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    modules = [import_module(f"caregiver_app.wording.events.{name}") for name in names]
    assert len([module for module in modules if cls in getattr(module, "PARTS", {})]) == 1
    assert fields_of_class(cls).keys() == {field.name for field in _fields(cls)}


def _fields(cls: type) -> tuple[FieldHint, ...]:
    return fields_of(cls)


@each_kind
def test_each_value_survives_file_and_document_and_is_told(
    tmp_path_factory: pytest.TempPathFactory, kind: EventKind
) -> None:
    @FEW
    @given(VALUES[kind.cls]())
    def check(what: Any) -> None:
        some = told(what)
        path = tmp_path_factory.mktemp("kind") / "home.caregiver"
        with new_file(path) as file:
            assert file.events.append(some) == some
        with old_file(path) as file:
            assert tuple(file.events.in_order()) == some
            _check_amended(file.events, kind, some)
        exported = write_document(HOUSEHOLD, some)
        VALIDATOR.validate(json.loads(exported))
        imported = read_document(exported)
        assert imported.events == some
        assert write_document(imported.household, imported.events) == exported
        _check_told(some)

    check()


@each_kind
def test_each_value_is_kept_in_memory_by_the_same_rules(kind: EventKind) -> None:
    @FEW
    @given(VALUES[kind.cls]())
    def check(what: Any) -> None:
        some = told(what)
        log = EventsInMemory()
        assert log.append(some) == some
        _check_amended(log, kind, some)

    check()


def _check_amended(log: EventLog | EventsInMemory, kind: EventKind, some: tuple[Event, ...]) -> None:
    first, event, later = some
    assert later in log.all_of(kind.cls)
    assert event not in log.all_of(kind.cls)
    assert later in log.between(kind.cls, NOON, NOON + timedelta(1), "theo").events
    assert log.latest(kind.cls, "pump-1", "theo") == later
    assert log.amendments_of("one") == (later,)
    assert log.find("one") == event
    assert tuple(log.newest_first()) == (later, event, first)


def _check_told(some: tuple[Event, ...]) -> None:
    opened = OpenHousehold(HOUSEHOLD, at_noon, events=some)
    found = [event for event in newest_first(opened, lambda _error: None) if isinstance(event, Event)]
    assert found == [*some[::-1]]
    for event in some:
        line = line_of_event(event, opened, Clock.TWELVE_HOUR)
        text = "\n".join((line.text.heading, *line.text.details))
        assert line.text.heading.startswith(event.noted_by)
        assert line.text.about[0] == "Theo"
        assert event.reason in text
        assert f"{type(event.what).__name__}(" not in text
        if not isinstance(event.what, Withdrawn):
            sentence = words.what_sentence(event.what, Context(Clock.TWELVE_HOUR))
            assert sentence
            assert sentence.casefold() in text.casefold()
