from __future__ import annotations

from datetime import date

import pytest

from caregiver_app.domain.medication import ReferenceLink
from caregiver_app.reference import MedicineReference
from caregiver_app.ui.records.match_answers import (
    Answers,
    answers_as_text,
    answers_from_text,
    answers_of,
    decided_link,
)
from tests.shipped import shipped_reference

TODAY = date(2026, 11, 22)
EARLIER = date(2026, 1, 5)


@pytest.fixture(scope="module")
def entries() -> tuple[MedicineReference, ...]:
    reference = shipped_reference()
    return tuple(reference.medicine(name) for name in ("baclofen_oral", "oxycodone"))


def test_answers_survive_as_text() -> None:
    answers = Answers(frozenset({"a", "b"}), frozenset({"a"}), frozenset({"b"}))
    assert answers_from_text(answers_as_text(answers)) == answers


def test_no_answer_is_no_text() -> None:
    assert not answers_as_text(Answers(frozenset({"a"})))
    assert answers_from_text("") == Answers()


def test_half_an_answer_decides_nothing(entries: tuple[MedicineReference, ...]) -> None:
    half = Answers(frozenset({"baclofen_oral", "oxycodone"})).with_answer("baclofen_oral", is_it=True)
    assert decided_link(answers_as_text(half), entries, (None, ()), TODAY) is None
    whole = half.with_answer("oxycodone", is_it=False)
    link = decided_link(answers_as_text(whole), entries, (None, ()), TODAY)
    assert link == ReferenceLink(("baclofen_oral",), TODAY)


def test_an_unchanged_word_keeps_its_date(entries: tuple[MedicineReference, ...]) -> None:
    stored = ReferenceLink(("baclofen_oral",), EARLIER)
    text = answers_as_text(answers_of(stored, entries))
    assert decided_link(text, entries, (stored, entries), TODAY) == stored


def test_none_of_these_is_kept_where_there_is_nothing_to_ask() -> None:
    stored = ReferenceLink((), EARLIER)
    assert decided_link(answers_as_text(answers_of(stored, ())), (), (stored, ()), TODAY) == stored


def test_a_word_on_other_entries_counts_for_nothing(entries: tuple[MedicineReference, ...]) -> None:
    stored = ReferenceLink(("baclofen_oral",), EARLIER)
    text = answers_as_text(answers_of(stored, entries[:1]))
    assert decided_link(text, entries, (stored, entries[:1]), TODAY) is None
