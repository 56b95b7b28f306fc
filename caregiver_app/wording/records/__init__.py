"""All words of one kind of record stand in one file here; the line below names it.

``tests/test_every_record_kind.py`` fails for a kind, field, part or choice that has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from caregiver_app.domain.contacts import Contact
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.record_kinds import RECORD_KINDS, Record
from caregiver_app.i18n import _
from caregiver_app.wording import events
from caregiver_app.wording.records import (
    care_recipient,
    contact,
    household,
    medication,
    parts,
    preferences,
    pump,
)
from caregiver_app.wording.shape import NAME_SAYS_IT, FieldWords, PartWords, RecordWords, Unsaid

RECORDS: Final[Mapping[type, RecordWords[Any]]] = {
    Preferences: preferences.WORDS,
    CareRecipient: care_recipient.WORDS,
    Medication: medication.WORDS,
    Pump: pump.WORDS,
    Contact: contact.WORDS,
}
PARTS: Final[Mapping[type, PartWords[Any]]] = {
    **household.PARTS,
    **events.PARTS,
    **parts.PARTS,
    **{cls: part for words in RECORDS.values() for cls, part in words.parts.items()},
}
CHOICES: Final[Mapping[type, Callable[[Any], str]]] = {
    **parts.CHOICES,
    **events.CHOICES,
    **{cls: choice for words in RECORDS.values() for cls, choice in words.choices.items()},
}


def record_name(record: Record) -> str:
    """What the family calls it."""
    return RECORDS[type(record)].name(record)


def fields_of_class(cls: type) -> dict[str, FieldWords]:
    """The words of each field of a record or part, or of the household: of the id and of lists of records too."""
    words = RECORDS.get(cls)
    own = words.fields() if words else PARTS[cls].fields()
    if words and words.about_id is not None:
        own["id"] = FieldWords(_("id"), words.about_id)
    return {**own, **dict(_lists_in(None if cls is Household else cls))}


def _lists_in(owner: type | None) -> Iterator[tuple[str, FieldWords]]:
    for kind in RECORD_KINDS:
        if kind.owner is owner:
            words = RECORDS[kind.cls]
            listed = FieldWords(words.plural(), words.about_list, item=words.singular())
            yield kind.listed_in or kind.key, listed


def field_words() -> dict[str, FieldWords]:
    """The words of each field of the household's document by its name alone, which means one thing everywhere."""
    own = {name: words for cls in (*PARTS, *RECORDS) for name, words in fields_of_class(cls).items()}
    return own | {"events": FieldWords(_("events"), NAME_SAYS_IT, item=_("event"))}  # no field of a class


def about(cls: type, field: str = "") -> str:
    """What the published schema says about a class or one of its fields; empty where the name says it all."""
    words: RecordWords[Any] | PartWords[Any] | None = RECORDS.get(cls) or PARTS.get(cls)
    if words is None:
        return ""
    said = fields_of_class(cls)[field].about if field else words.about
    return "" if isinstance(said, Unsaid) else said
