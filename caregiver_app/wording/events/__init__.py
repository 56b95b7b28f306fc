"""All words of one kind of event stand in one file here; the lines below name it.

``tests/test_every_event_kind.py`` fails for a kind or field that has none, ``tests/test_every_record_kind.py`` for a
choice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from caregiver_app.domain.events import Event, What
from caregiver_app.i18n import _
from caregiver_app.wording.events import observation, printed, withdrawn
from caregiver_app.wording.shape import NAME_SAYS_IT, Context, FieldWords, PartWords


def _event_fields() -> dict[str, FieldWords]:
    return {
        "id": FieldWords(_("id"), "One that comes twice is the same event."),
        "at": FieldWords(_("when"), "When it happened, with the offset from UTC of the clock on the wall."),
        "what": FieldWords(_("what"), NAME_SAYS_IT),
        "person_id": FieldWords(_("for whom"), "Whom it is about; they may have left the household."),
        "subject_id": FieldWords(
            _("what it is about"), "The record it is about, such as a medication; empty for none."
        ),
        "noted_at": FieldWords(
            _("noted on"), "When it was written down; left out where only the day it happened is known."
        ),
        "noted_by": FieldWords(_("noted by"), NAME_SAYS_IT),
        "amends": FieldWords(_("corrects"), "The id of the event that it takes the place of."),
        "reason": FieldWords(_("reason"), "Why it was amended."),
    }


ABOUT_LIST: Final = (
    "What happened, in the order it was written down; each is only ever amended by a later one."
)
KINDS: Final[Mapping[type, PartWords[Any]]] = {
    **printed.PARTS,
    **observation.PARTS,
    **withdrawn.PARTS,
}


def what_sentence(what: What, context: Context) -> str:
    """What happened, to stand behind a name or a time: ``Spasms more than usual: after lunch``."""
    write = KINDS[type(what)].write
    assert write is not None
    return write(what, context)


PARTS: Final[Mapping[type, PartWords[Any]]] = {
    Event: PartWords[Event](
        about="Something that happened.",
        fields=_event_fields,
        write=lambda event, context: what_sentence(event.what, context),
    ),
    **KINDS,
}
CHOICES: Final[Mapping[type, Callable[[Any], str]]] = {**observation.CHOICES}
