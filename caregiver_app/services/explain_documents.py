"""What can be wrong with a document that comes in or goes out, as sentences."""

from __future__ import annotations

from functools import singledispatch

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.interop import errors as document
from caregiver_app.services.exchange.errors import (
    DocumentRefused,
    ImportBroke,
    ImportTooHeavy,
    NotAllExported,
    StoppedByPerson,
    StoppedTooLate,
)
from caregiver_app.wording.dates import months_in_words
from caregiver_app.wording.problems import shown


@singledispatch
def document_sentence(error: KnownError) -> str:
    """What happened, and what to do about the document."""
    return _("Something is not right with the document ({kind}).").format(kind=type(error).__name__)


@document_sentence.register
def _unreadable(error: document.NotReadable) -> str:
    reason = {
        document.Unreadable.MISSING: _("there is no such file. Check the name."),
        document.Unreadable.FOLDER: _("it is a folder. Name the file in it."),
        document.Unreadable.NOT_A_FILE: _("it is not an ordinary file."),
        document.Unreadable.NO_PERMISSION: _("you may not read it. Ask its owner."),
        document.Unreadable.DEVICE_ERROR: _("the disk reported a fault. Try a copy of it."),
    }[error.reason]
    return _("“{path}” cannot be read: {reason}").format(path=error.path, reason=reason)


@document_sentence.register
def _too_large(error: document.TooLarge) -> str:
    return _(
        "This document has {size:,} bytes; a household has at most {limit:,}. It is probably another file."
    ).format(size=error.size, limit=error.limit)


@document_sentence.register
def _encoding(error: document.WrongEncoding) -> str:
    found = _(" It looks like {found}.").format(found=error.found) if error.found else ""
    return _("Line {line} is not UTF-8 text.{found} Save the document as UTF-8 and try again.").format(
        line=error.line, found=found
    )


@document_sentence.register
def _not_json(error: document.NotJson) -> str:
    if error.is_cut_off:
        return _("The document stops in the middle, at line {line}. Get a whole copy of it.").format(
            line=error.line
        )
    return _("The document cannot be read at line {line}, column {column}: that is not JSON.").format(
        line=error.line, column=error.column
    )


@document_sentence.register
def _too_deep(error: document.TooDeep) -> str:
    return _("The document is nested more than {limit} levels deep. It is not a household.").format(
        limit=error.limit
    )


@document_sentence.register
def _not_a_number(error: document.NotANumber) -> str:
    return _("The document holds {found}, which is not a number. Write the number, or take it out.").format(
        found=error.found
    )


@document_sentence.register
def _twice(error: document.DuplicateKey) -> str:
    return _("The document names “{key}” twice in one place. Keep one of the two.").format(
        key=shown(error.key)
    )


@document_sentence.register
def _not_a_household(error: document.NotAHousehold) -> str:
    found = _(" It says it is “{found}”.").format(found=shown(error.found)) if error.found else ""
    return _("This is not a household document: “format” must be “caregiver-household”.{found}").format(
        found=found
    )


@document_sentence.register
def _newer_document(error: document.NewerVersion) -> str:
    return _(
        "This document is of version {version}; this program reads up to version {known}. Get a newer program; "
        "the document was not changed."
    ).format(version=error.version, known=error.known)


@document_sentence.register
def _refused(error: DocumentRefused) -> str:
    return error.sentence


@document_sentence.register
def _too_heavy(_error: ImportTooHeavy) -> str:
    return _(
        "Reading this document took too long or needed too much memory. It is probably not a household document. "
        "Nothing was changed."
    )


@document_sentence.register
def _import_broke(_error: ImportBroke) -> str:
    return _("This document could not be read. Try another copy of it. Nothing was changed.")


@document_sentence.register
def _not_all_exported(error: NotAllExported) -> str:
    if not error.months:
        return _(
            "“{name}” was written, but some of what was written down was lost, was changed outside this program, or "
            "cannot be read by it, and is missing in it."
        ).format(name=error.name)
    return _(
        "“{name}” was written, but what was written down in {months} is damaged in this household, and may be missing "
        "in it."
    ).format(name=error.name, months=months_in_words(error.months))


@document_sentence.register
def _stopped_too_late(error: StoppedTooLate) -> str:
    return _(
        "The household was made before this could be stopped: “{path}” is whole. If its recovery key is not on paper, "
        "print it in the window under Security and backups."
    ).format(path=error.path)


@document_sentence.register
def _stopped(_error: StoppedByPerson) -> str:
    return _("Stopped. Nothing was left half done.")
