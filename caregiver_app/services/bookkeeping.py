"""What left the program is noted in the household. The sheet comes first: where that cannot be, it is only told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.events import AlreadyRecordedError
from caregiver_app.domain.history import EntryKind
from caregiver_app.i18n import _
from caregiver_app.services.documents.making import make_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.domain.preferences import Paper
    from caregiver_app.services.documents.document import PersonDocument, Said, Variant
    from caregiver_app.services.documents.making import MadeDocument
    from caregiver_app.services.documents.subject import DocumentSubject
    from caregiver_app.services.open_household import OpenHousehold

_TRIES: Final = 5


def make_and_note(
    opened: OpenHousehold,
    document: PersonDocument[Said],
    variant: Variant[Said],
    subject: DocumentSubject,
    paper: Paper,
) -> tuple[MadeDocument[Said], list[str]]:
    """A document that may leave now, its number noted first: two that leave at one moment have two numbers.

    Returns also why it could not be noted, as sentences. Raises ``printing.errors.SheetTooFullError``.
    """
    left = _TRIES
    while True:
        left -= 1
        made = make_document(
            document, variant, subject, paper, opened.prints, opened.next_print, opened.compositions
        )
        try:
            return made, _tried(opened, lambda made=made: opened.keep_print(made.record))  # type: ignore[misc]
        except AlreadyRecordedError:  # somebody else's took the number in this moment
            if not left:
                return made, [_not_noted(_("its number is taken again and again."))]


def note_export(opened: OpenHousehold) -> list[str]:
    """After everything was exported. Returns why it could not be noted, as sentences."""
    return note_or_tell(opened, EntryKind.HANDED_OUT, _("Exported everything as an open document"))


def note_or_tell(opened: OpenHousehold, kind: EntryKind, what: str) -> list[str]:
    """A line in the history. Returns why there is none, as sentences."""
    return _tried(opened, lambda: opened.note(kind, what))


def _tried(opened: OpenHousehold, note: Callable[[], Any]) -> list[str]:
    if opened.is_view_only:
        return [_not_noted(_("the household cannot be written to."))]
    try:
        note()
    except AlreadyRecordedError:
        raise
    except KnownError as error:
        from caregiver_app.services.explain import explain  # it knows every store, so it loads them all

        return [_not_noted(explain(error))]
    return []


def _not_noted(reason: str) -> str:
    return _("It was made, but it could not be noted in the household: {reason}").format(reason=reason)
