"""One entry of the history as a person reads it: "Anna changed the dose of baclofen from 10 mg to 15 mg"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any, Final

from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.household import Clock, Preferences
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.record_changes import HouseholdChanges, OrderChange, RecordChange
from caregiver_app.domain.record_kinds import Record
from caregiver_app.i18n import _
from caregiver_app.reference import Reference
from caregiver_app.wording.history_fields import record_name
from caregiver_app.wording.history_sentences import ELSEWHERE, field_sentences
from caregiver_app.wording.history_values import Words
from caregiver_app.wording.problems import field_name

# A sentence that is longer stands below the heading.
_LONGEST_HEADING: Final = 160
_NAME_FIELDS: Final = ("preferred_name", "product_name", "name", "drug")


@dataclass(frozen=True, slots=True)
class EntryText:
    """``heading`` says who did what, ``details`` the rest, uncut. ``about`` names the people cared for in it."""

    heading: str
    details: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


def entry_text(
    entry: HistoryEntry, changes: HouseholdChanges, clock: Clock, reference: Reference | None = None
) -> EntryText:
    """The entry in words. Without ``changes``, or where they cannot be read, the program's own sentence remains."""
    words = Words(clock, reference, dict(changes.names))
    about = _about(changes, words)
    told = _Telling(words, several=len(about) > 1)
    sentences = [line for change in changes.records for line in told.record(change)]
    sentences += [told.order(each) for each in changes.orders if each.moved]
    heading = _heading(entry, changes, sentences, told)
    who = entry.who or _("Somebody")
    if heading:
        rest = sentences[1:] if heading == sentences[0] else sentences
        return EntryText(_("{who} {did}").format(who=who, did=heading), tuple(map(_capital, rest)), about)
    text = _("{who} undid “{what}”") if entry.kind is EntryKind.UNDO else _("{who}: {what}")
    return EntryText(text.format(who=who, what=entry.what), tuple(map(_capital, sentences)), about)


def _heading(entry: HistoryEntry, changes: HouseholdChanges, sentences: Sequence[str], told: _Telling) -> str:
    """What was done, where one sentence can say it; else empty."""
    if entry.kind is not EntryKind.CHANGE or not sentences:
        return ""
    is_one = len(sentences) == 1 or entry.what == _capital(sentences[0])
    is_one = is_one or (len(changes.records) == 1 and told.is_whole(changes.records[0]))
    if is_one and len(sentences[0]) <= _LONGEST_HEADING and "\n" not in sentences[0]:
        return sentences[0]
    if len(changes.records) == 1:
        return _("changed {name}").format(
            name=told.subject(changes.records[0]) or _("the household’s choices")
        )
    return ""


class _Telling:
    """The sentences of one entry; with ``several`` people each medicine is named with its person."""

    def __init__(self, words: Words, *, several: bool) -> None:
        self._words = words
        self._several = several

    def subject(self, change: RecordChange) -> str:
        """Whom or what a change is about, as it was called before; empty for the household's choices."""
        record = change.before or change.after
        owner = self._words.names.get(change.owner_id, "")
        match record:
            case None | Preferences():
                return ""
            case Pump():
                return _("{name}’s pump").format(name=owner) if owner else record_name(record)
            case Medication() if self._several and owner:
                return _("{medicine} ({person})").format(medicine=record.product_name, person=owner)
        return record_name(record)

    def record(self, change: RecordChange) -> list[str]:
        """One sentence for each field; for a record that came or went, one and then its fields."""
        before, after = change.before, change.after
        if before is not None and after is not None:
            return field_sentences(before, after, self.subject(change), self._words)
        record = before or after
        assert record is not None
        text = _("added {what}") if before is None else _("removed {what}")
        return [text.format(what=self._whole(change, record)), *self._facts(record)]

    def order(self, change: OrderChange) -> str:
        """That a list has another order."""
        text = {
            "care_recipients": _("changed the order of the people"),
            "contacts": _("changed the order of the contacts"),
            "medications": _("changed the order of {name}’s medicines"),
            "pumps": _("changed the order of {name}’s pumps"),
        }[change.key.listed_in]
        return text.format(name=self._words.names.get(change.key.owner_id, ""))

    def is_whole(self, change: RecordChange) -> bool:
        """Whether the record came or went."""
        return change.before is None or change.after is None

    def _whole(self, change: RecordChange, record: Record) -> str:
        subject = self.subject(change)
        match record:
            case Medication():
                return _("the medicine {name}").format(name=subject)
            case Pump():
                return _("{name} ({drug})").format(name=subject, drug=record.drug)
            case Preferences() | CareRecipient():
                return record_name(record)
        return _("the contact {name}").format(name=subject)

    def _facts(self, record: Record) -> list[str]:
        """``• Dose: 10 mg``, for each field that says anything."""
        return [
            _("• {field}: {value}").format(
                field=field_name((each.name,)), value=self._words.value(each.name, getattr(record, each.name))
            )
            for each in fields(record)
            if each.name not in (*ELSEWHERE, *_NAME_FIELDS) and not _says_nothing(each, record)
        ]


def _says_nothing(each: Any, record: Record) -> bool:
    value = getattr(record, each.name)
    return each.default is not MISSING and value == each.default and (value is None or value in ("", ()))


def _about(changes: HouseholdChanges, words: Words) -> tuple[str, ...]:
    ids = [change.owner_id for change in changes.records] + [each.key.owner_id for each in changes.orders]
    ids += [change.key.id for change in changes.records if change.key.kind is CareRecipient]
    found = dict.fromkeys(each for each in ids if each)
    return tuple(words.names.get(each, each) for each in found)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
