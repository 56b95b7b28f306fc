"""Every known error as one or two sentences: what happened, and what to do. The last stop before a person."""

from __future__ import annotations

from functools import singledispatch

from caregiver_app import storage
from caregiver_app.domain.amounts import NotEnoughError
from caregiver_app.domain.errors import InvalidField, KnownError
from caregiver_app.domain.events import AlreadyAmendedError, AlreadyRecordedError
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.quantity import MixedUnitsError
from caregiver_app.domain.recovery_key import RecoveryKeyMistake
from caregiver_app.i18n import _, ngettext
from caregiver_app.interop import errors as document
from caregiver_app.printing.errors import SheetTooFullError
from caregiver_app.reference import BrokenReference
from caregiver_app.reference.products import ProductsUnreadable
from caregiver_app.services.backups.backup_keeper import BackupStopped
from caregiver_app.services.backups.second_place import SamePlace
from caregiver_app.services.checks import Remark
from caregiver_app.services.exchange.errors import ExchangeError
from caregiver_app.services.explain_documents import document_sentence
from caregiver_app.services.explain_files import file_sentence
from caregiver_app.services.find_person import NoSuchPersonError
from caregiver_app.services.history import AlreadyTakenBack, ChangedSince
from caregiver_app.services.owned_files import CannotWriteError, OtherKindOfFileError, WriteProblem
from caregiver_app.services.publishing.published_files import NotWithdrawnError
from caregiver_app.services.security.keyring_unlock import KeyringTrouble, KeyringUnusable
from caregiver_app.services.security.unlocking import NoSecret, SecretNotGiven
from caregiver_app.wording.dates import day
from caregiver_app.wording.problems import field_problem, mixed_units, not_enough, shown
from caregiver_app.wording.pumps import no_signs
from caregiver_app.wording.recovery_key import recovery_key_mistake


@singledispatch
def explain(error: KnownError) -> str:
    """The sentences for one error, without its module's or file's inner names."""
    return _("Something is not right ({kind}).").format(kind=type(error).__name__)


@explain.register
def _field(error: InvalidField) -> str:
    return field_problem(error)


@explain.register
def _amounts(error: MixedUnitsError | NotEnoughError) -> str:
    return mixed_units(error) if isinstance(error, MixedUnitsError) else not_enough(error)


@explain.register
def _person(error: NoSuchPersonError) -> str:
    if not error.choices:
        return _("Nobody is in this household yet. Add a person first.")
    if error.ambiguous:
        choices = "; ".join(_who(person) for person in error.choices)
        return _(
            "More than one person is called “{name}”. Use one of these ids instead of the name: {choices}."
        ).format(name=shown(error.name), choices=choices)
    names = ", ".join(person.preferred_name for person in error.choices)
    return _("Nobody here is called “{name}”. There is: {names}.").format(name=shown(error.name), names=names)


def _who(person: CareRecipient) -> str:
    if person.birth_date is None:
        return person.id
    return f"{person.id} ({_('born {day}').format(day=day(person.birth_date))})"


@explain.register
def _too_full(error: SheetTooFullError) -> str:
    lines = ngettext("{n} line", "{n} lines", error.excess_lines).format(n=error.excess_lines)
    longest = "; ".join(
        _("“{field}” ({lines})").format(
            field=field, lines=ngettext("{n} line", "{n} lines", count).format(n=count)
        )
        for field, count in error.longest[:3]
    )
    return _(
        "The sheet does not fit on one page: it is {lines} too long, and nothing on it may be left out. "
        "Shorten these first: {longest}. Or print it in large print, which may take more pages."
    ).format(lines=lines, longest=longest or _("the longest texts"))


@explain.register
def _cannot_write(error: CannotWriteError) -> str:
    reason = {
        WriteProblem.NO_FOLDER: _("its folder is not there. Choose another folder."),
        WriteProblem.IS_A_FOLDER: _("it is a folder. Add a file name."),
        WriteProblem.BAD_NAME: _("no file can have this name. Choose another name."),
        WriteProblem.NO_PERMISSION: _("this place may not be written to. Choose another folder."),
        WriteProblem.DISK_FULL: _("the disk is full. Make room, then try again."),
        WriteProblem.DEVICE_ERROR: _("the disk reported a fault. Choose another place."),
    }[error.problem]
    return _("“{path}” was not written: {reason}").format(path=error.path, reason=reason)


@explain.register
def _other_kind(error: OtherKindOfFileError) -> str:
    return _(
        "“{path}” is there already and is something else, or of another household. It was left as it is; choose "
        "another name."
    ).format(path=error.path)


@explain.register
def _document(error: document.DocumentError | ExchangeError) -> str:
    return document_sentence(error)


@explain.register
def _household_file(error: storage.HouseholdFileError) -> str:
    return file_sentence(error)


@explain.register
def _secret_not_given(error: SecretNotGiven) -> str:
    return {
        NoSecret.NO_TERMINAL: _(
            "A passphrase is needed and there is no terminal to type it at. Put it into a file that only you can read, "
            "and name that with --passphrase-file."
        ),
        NoSecret.UNREADABLE: _("“{detail}” cannot be read as a passphrase file. Check its name."),
        NoSecret.EMPTY: _("No passphrase was given. Nothing was changed."),
        NoSecret.TOO_SHORT: _("The passphrase is too short. {detail} Nothing was made."),
        NoSecret.NOT_THE_SAME: _("The two passphrases are not the same. Nothing was made; try again."),
    }[error.reason].format(detail=error.detail)


@explain.register
def _cipher(error: storage.CipherMissing) -> str:
    return _(
        "The part of the program that encrypts is missing or too old{version}. Nothing was opened. Install the program "
        "again; your household is safe."
    ).format(version=f" ({error.version})" if error.version else "")


@explain.register
def _not_withdrawn(error: NotWithdrawnError) -> str:
    return _(
        "These files could not be deleted: {files}. Anyone who can use this computer may still read them; "
        "delete them yourself."
    ).format(files=", ".join(f"“{file}”" for file in error.left))


@explain.register
def _keyring(error: KeyringUnusable) -> str:
    what = {
        KeyringTrouble.NONE_HERE: _("This computer has no keyring that the program can use."),
        KeyringTrouble.REFUSED: _("This computer’s keyring stayed locked or did not work."),
        KeyringTrouble.NOT_KEPT: _("This computer’s keyring did not keep the key."),
        KeyringTrouble.NO_ANSWER: _("This computer’s keyring did not answer."),
        KeyringTrouble.KEY_GONE: _("This computer’s keyring no longer holds a key that fits."),
    }[error.trouble]
    return _("{what} Your passphrase works as always, and nothing is lost.").format(what=what)


@explain.register
def _reference(error: BrokenReference) -> str:
    detail = " ".join(part for part in (error.file, error.where, error.flaw.value) if part)
    return _("The program's safety facts are damaged ({detail}). Install the program again.").format(
        detail=detail
    )


@explain.register
def _products(_error: ProductsUnreadable) -> str:
    return _("The list of medicine names is damaged. You can still type any name. Install the program again.")


@explain.register
def _recovery_key(error: RecoveryKeyMistake) -> str:
    return recovery_key_mistake(error)


@explain.register
def _changed_since(error: ChangedSince) -> str:
    names = ", ".join(f"“{shown(name)}”" for name in error.names[:5]) + (", …" if error.names[5:] else "")
    if not names:
        return _("This was changed again later. Take that later change back first.")
    text = ngettext("{names} was changed again later.", "{names} were changed again later.", len(error.names))
    return text.format(names=names) + _(" Take that later change back first.")


@explain.register
def _already_taken_back(_error: AlreadyTakenBack) -> str:
    return _("This has been taken back already. Nothing was changed.")


@explain.register
def _already_recorded(_error: AlreadyRecordedError) -> str:
    return _("Another window or command wrote this down at the same moment. Nothing was changed. Try again.")


@explain.register
def _already_amended(_error: AlreadyAmendedError) -> str:
    return _("This was corrected already, in another window or by another command. Look at it again first.")


@explain.register
def _backup_stopped(_error: BackupStopped) -> str:
    return _("Stopped. The backups that were there before are as they were.")


@explain.register
def _same_place(_error: SamePlace) -> str:
    return _(
        "This is the folder where the backups are already. Choose a folder on another disk or on a stick."
    )


def remark_sentence(remark: Remark) -> str:
    """One remark, such as ``Theo, Keppra: “10U” is easily misread. Better: units.``."""
    who = f"{remark.person}, {remark.about}"
    if remark.no_signs:
        return f"{remark.person}: {no_signs(remark.about)}"
    if remark.spelling:
        return _("{who}: “{found}” is easily misread. Better: {better}.").format(
            who=who, found=remark.spelling.found, better=remark.spelling.better
        )
    if remark.which:
        return _("{who}: please say in the program which it is: “{which}”, or none of these.").format(
            who=who, which="”, “".join(remark.which)
        )
    return _("{who}: please confirm in the program that this is “{entry}”.").format(
        who=who, entry=remark.entry
    )
