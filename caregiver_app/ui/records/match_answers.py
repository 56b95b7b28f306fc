"""What a person said of each reference entry that may be their medicine, as a form keeps it: text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caregiver_app.domain.medication import ReferenceLink

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from caregiver_app.reference import MedicineReference


@dataclass(frozen=True, slots=True)
class Answers:
    """``asked`` are the ids that stood to choice when the answers were given; other ones make them void."""

    asked: frozenset[str] = frozenset()
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()

    def fit(self, entries: Sequence[MedicineReference]) -> bool:
        """Whether these were the entries to choose from."""
        return self.asked == {entry.id for entry in entries}

    @property
    def are_complete(self) -> bool:
        """Whether each entry has an answer; half an answer is none."""
        return bool(self.asked) and self.asked <= self.yes | self.no

    def with_answer(self, entry_id: str, *, is_it: bool | None) -> Answers:
        """The same with one entry answered; ``None`` takes an answer back."""
        yes, no = self.yes - {entry_id}, self.no - {entry_id}
        if is_it is None:
            return Answers(self.asked, yes, no)
        return (
            Answers(self.asked, yes | {entry_id}, no) if is_it else Answers(self.asked, yes, no | {entry_id})
        )


def answers_of(link: ReferenceLink | None, entries: Sequence[MedicineReference]) -> Answers:
    """The answers behind a stored link, given the entries there are for the stored medicine."""
    if link is None:
        return Answers()
    asked, yes = frozenset(entry.id for entry in entries), frozenset(link.medicine_ids)
    return Answers(asked, yes, asked - yes)


def answers_as_text(answers: Answers) -> str:
    """Empty where nothing is answered; the same answers always give the same text."""
    if not answers.yes | answers.no:
        return ""
    parts = {"asked": answers.asked, "yes": answers.yes, "no": answers.no}
    return json.dumps({name: sorted(ids) for name, ids in parts.items()})


def answers_from_text(text: str) -> Answers:
    """The other way round."""
    if not text:
        return Answers()
    parts = json.loads(text)
    return Answers(*(frozenset(parts[name]) for name in ("asked", "yes", "no")))


def decided_link(
    text: str,
    entries: Sequence[MedicineReference],
    before: tuple[ReferenceLink | None, Sequence[MedicineReference]],
    today: date,
) -> ReferenceLink | None:
    """What to store. ``before`` is the stored link with the entries there were for the medicine as stored.

    An unchanged word keeps its date. A word on other entries, or on only some of them, counts for nothing.
    """
    link, earlier = before
    same_question = {entry.id for entry in entries} == {entry.id for entry in earlier}
    if link is not None and same_question and text == answers_as_text(answers_of(link, earlier)):
        return link
    answers = answers_from_text(text)
    if not answers.fit(entries) or not answers.are_complete:
        return None
    return ReferenceLink(tuple(entry.id for entry in entries if entry.id in answers.yes), today)
