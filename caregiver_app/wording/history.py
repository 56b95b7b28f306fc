"""One entry of the history as a person reads it: "Anna changed the dose of baclofen from 10 mg to 15 mg"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any, Final

from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Clock
from caregiver_app.domain.record_changes import HouseholdChanges, OrderChange, RecordChange
from caregiver_app.domain.record_kinds import KIND_LISTED_IN, Record
from caregiver_app.i18n import _
from caregiver_app.reference import Reference
from caregiver_app.wording.history_sentences import ELSEWHERE, field_sentences
from caregiver_app.wording.history_values import written
from caregiver_app.wording.records import RECORDS, record_name
from caregiver_app.wording.shape import Context, Owner

# A sentence that is longer stands below the heading.
_LONGEST_HEADING: Final = 160


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
    context = Context(clock, reference, dict(changes.names))
    about = _about(changes, context)
    told = _Telling(context, several=len(about) > 1)
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
        return _("changed {name}").format(name=told.name(changes.records[0]))
    return ""


class _Telling:
    """The sentences of one entry; with ``several`` people a record may have to be named with its person."""

    def __init__(self, context: Context, *, several: bool) -> None:
        self._context = context
        self._several = several

    def subject(self, change: RecordChange) -> str:
        """Whom or what a change is about, as it was called before; empty for the record that stands alone."""
        owner = Owner(self._context.names.get(change.owner_id, ""), self._several)
        return RECORDS[type(change.record)].subject(change.record, owner)

    def name(self, change: RecordChange) -> str:
        """What was changed, for a heading."""
        return self.subject(change) or record_name(change.record)

    def record(self, change: RecordChange) -> list[str]:
        """One sentence for each field; for a record that came or went, one and then its fields."""
        subject = self.subject(change)
        if change.before is not None and change.after is not None:
            return field_sentences(change.before, change.after, subject, self._context)
        text = _("added {what}") if change.before is None else _("removed {what}")
        what = RECORDS[type(change.record)].whole(change.record, subject)
        return [text.format(what=what), *self._facts(change.record)]

    def order(self, change: OrderChange) -> str:
        """That a list has another order."""
        order = RECORDS[KIND_LISTED_IN[change.key.listed_in].cls].order
        assert order is not None
        return order().format(name=self._context.names.get(change.key.owner_id, ""))

    def is_whole(self, change: RecordChange) -> bool:
        """Whether the record came or went."""
        return change.before is None or change.after is None

    def _facts(self, record: Record) -> list[str]:
        """``• Dose: 10 mg``, for each field that says anything besides the name."""
        kind = RECORDS[type(record)]
        words = kind.fields()
        return [
            _("• {field}: {value}").format(
                field=_capital(words[each.name].label),
                value=written(getattr(record, each.name), self._context, words[each.name].write),
            )
            for each in fields(record)
            if each.name not in (*ELSEWHERE, kind.named_by) and not _says_nothing(each, record)
        ]


def _says_nothing(each: Any, record: Record) -> bool:
    value = getattr(record, each.name)
    return (
        each.default is not MISSING
        and value == each.default
        and (value is None or value is False or value in ("", ()))
    )


def _about(changes: HouseholdChanges, context: Context) -> tuple[str, ...]:
    ids = [change.owner_id for change in changes.records] + [each.key.owner_id for each in changes.orders]
    ids += [change.key.id for change in changes.records if change.key.kind is CareRecipient]
    found = dict.fromkeys(each for each in ids if each)
    return tuple(context.names.get(each, each) for each in found)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
