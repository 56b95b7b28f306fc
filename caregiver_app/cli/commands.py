"""The commands that need no screen. Each returns the remarks to show; what went wrong is raised."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from caregiver_app.cli.arguments import Arguments
from caregiver_app.cli.progress import progress_line
from caregiver_app.cli.secret_entry import access_for, new_passphrase
from caregiver_app.domain.preferences import Paper
from caregiver_app.i18n import _
from caregiver_app.paths import resources
from caregiver_app.reference import Reference, load_reference
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.opening import Clock, open_demo, open_file
from caregiver_app.services.owned_files import (
    ANY_KIND,
    check_output,
    mark_of,
    pdf_kind,
    write_output,
    write_private,
)

if TYPE_CHECKING:
    from caregiver_app.services.documents.listed import KeyOfFile
    from caregiver_app.storage import Access


def print_document(arguments: Arguments, now: Clock) -> list[str]:
    """``print``: writes the PDF, and notes the print in the household where that can be."""
    from caregiver_app.services.backups.backup_notes import file_marks
    from caregiver_app.services.bookkeeping import make_and_note
    from caregiver_app.services.documents.listed import printed_as
    from caregiver_app.services.documents.subject import subject_of
    from caregiver_app.services.find_person import find_person

    chosen = printed_as(arguments.print_key)
    assert chosen is not None

    output, file = _output(arguments), arguments.source.file
    check_output(output, ANY_KIND, never=file)
    reference = _reference()
    with opened_for(arguments, now) as opened:
        household = opened.household
        person = find_person(household, arguments.person)
        paper = Paper(arguments.paper) if arguments.paper else household.preferences.paper
        subject = subject_of(household, person, reference, arguments.day or now().date())
        kind = pdf_kind(chosen[0].key, *file_marks(opened), overwrites=arguments.overwrite)
        check_output(output, kind, never=file)
        made, trouble = make_and_note(opened, *chosen, subject, paper)
        write_output(output, made.pdf.data, kind, never=file)
    remarks = [*made.remarks(subject), *trouble]
    if made.pdf.unprintable:
        remarks.append(
            _(
                "These characters have no letter in the program's fonts and are printed by name: {them}"
            ).format(them=" ".join(made.pdf.unprintable))
        )
    return remarks


def import_document(arguments: Arguments, now: Clock) -> list[str]:
    """``import``: a protected household file made from a document, or nothing at all."""
    from caregiver_app.services.exchange.errors import StoppedTooLate

    path = arguments.source.file
    assert path is not None
    was_there = path.exists()
    try:
        return _import_and_tell(path, arguments, now)
    except KeyboardInterrupt:
        if was_there or not path.exists():
            raise
        raise StoppedTooLate(str(path)) from None


def _import_and_tell(path: Path, arguments: Arguments, now: Clock) -> list[str]:
    from caregiver_app.services.documents.listed import KeyOfFile
    from caregiver_app.services.opening import create_from_document, read_and_check
    from caregiver_app.storage import (
        HouseholdFileExists,
        add_holder,
        drop_keys_unless_made,
        new_access,
        recovery_key,
    )

    assert arguments.document is not None
    with (
        progress_line(_("Reading the document:")) as line,
        read_and_check(arguments.document, _reference(), now(), line) as document,
    ):
        if path.exists():
            raise HouseholdFileExists(str(path))
        line.clear()
        access = new_access()
        passphrase = new_passphrase(arguments.passphrase_file)
        key = KeyOfFile(recovery_key(access), path, now().date())
        with (
            _paper_first(arguments, path, key, access, document.household.preferences.paper),
            drop_keys_unless_made(path),
        ):
            holder = add_holder(path, access, arguments.your_name.strip() or _("Family"), passphrase)
            access.who = holder.name
            create_from_document(path, document, access, now).close()
    if arguments.recovery_sheet is None:
        return [
            _(
                "No recovery key is on paper yet. Without it a forgotten passphrase loses everything: open the file in "
                "the window and print the key under Security and backups."
            )
        ]
    return [_("Print the recovery key, keep the paper apart from the computer, and delete the PDF.")]


@contextmanager
def _paper_first(
    arguments: Arguments, path: Path, key: KeyOfFile, access: Access, paper: Paper
) -> Iterator[None]:
    """The way back in is written before there is anything to get into; where that is not made, it goes again."""
    from caregiver_app.services.documents.listed import RECOVERY_KEY

    target = arguments.recovery_sheet
    if target is None:
        yield
        return
    pdf = RECOVERY_KEY.usual.lay_out(RECOVERY_KEY.compose(key), paper)
    kind = pdf_kind(RECOVERY_KEY.key, mark_of(access.secret.salt()), overwrites=arguments.overwrite)
    check_output(target, kind, never=path)
    before = target.read_bytes() if target.exists() else None
    write_output(target, pdf.data, kind, never=path)
    try:
        yield
    except BaseException:
        if not path.exists() and before is None:
            target.unlink(missing_ok=True)
        elif not path.exists() and before is not None:
            write_private(target, before)
        raise


def export_document(arguments: Arguments, now: Clock) -> list[str]:
    """``export``: the whole household as an open document."""
    from caregiver_app.services.bookkeeping import note_export
    from caregiver_app.services.exchange.errors import NotAllExported
    from caregiver_app.services.exchange.exporting import export_document as steps

    output = _output(arguments)
    check_output(output, ANY_KIND, never=arguments.source.file)
    with opened_for(arguments, now) as opened:
        try:
            with (
                progress_line(_("Writing the document:")) as line,
                closing(steps(opened, output, overwrites=arguments.overwrite)) as shares,
            ):
                for done in shares:
                    line(done)
        except NotAllExported:
            for sentence in note_export(opened):
                sys.stderr.write(f"{sentence}\n")
            raise
        return note_export(opened)


def check_document(arguments: Arguments, now: Clock) -> list[str]:
    """``check``: raises what stands in the way of an import; otherwise says what to look at again."""
    from caregiver_app.services.checks import remarks
    from caregiver_app.services.explain import remark_sentence
    from caregiver_app.services.opening import read_and_check
    from caregiver_app.services.questions import household_questions

    assert arguments.document is not None
    reference = _reference()
    with (
        progress_line(_("Reading the document:")) as line,
        read_and_check(arguments.document, reference, now(), line) as document,
    ):
        household = document.household
        for _event in document.events:  # each is checked when it is taken
            pass
    found = [remark_sentence(each) for each in remarks(household, reference, now().date())]
    return [*found, *household_questions(household, reference, now().date())]


@contextmanager
def opened_for(arguments: Arguments, now: Clock) -> Iterator[OpenHousehold]:
    """The household a command is about, closed afterwards. What should be known about its file goes to the terminal."""
    path = arguments.source.file
    if path is None:
        yield open_demo(resources(), now)
        return
    from caregiver_app.storage import finish_restore, restoring_folder

    if restoring_folder(path).is_dir():
        finish_restore(path)
    opened = open_file(path, access_for(path, arguments.passphrase_file), now)
    for notice in opened.notices:
        sys.stderr.write(f"{notice.text}\n")
    try:
        yield opened
    finally:
        opened.close()


def _reference() -> Reference:
    return load_reference(resources() / "reference")


def _output(arguments: Arguments) -> Path:
    assert arguments.output is not None
    return arguments.output
