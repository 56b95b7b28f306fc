"""The commands that need no screen. Each returns the remarks to show; what went wrong is raised."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from caregiver_app.cli.arguments import Arguments
from caregiver_app.domain.household import Paper
from caregiver_app.i18n import _
from caregiver_app.paths import resources
from caregiver_app.reference import Reference, load_reference
from caregiver_app.services.files import DOCUMENT_MARK, PDF_MARK, check_output, write_output
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.opening import open_demo, open_file, open_imported
from caregiver_app.wording.numbers import missing_number


def print_emergency(arguments: Arguments, today: date) -> list[str]:
    """``print emergency``: writes the PDF, after it noted the print in the household."""
    from caregiver_app.services.emergency_sheet import (
        find_person,
        make_emergency_sheet,
    )

    reference = _reference()
    with _opened(arguments) as opened:
        household = opened.household
        person = find_person(household, arguments.person)
        paper = Paper(arguments.paper) if arguments.paper else household.preferences.paper
        sheet = make_emergency_sheet(
            household, person, reference, arguments.day or today, paper, large_print=arguments.large_print
        )
        output, file = _output(arguments), arguments.source.file
        check_output(output, PDF_MARK, never=file)
        # Noted first: two prints at the same moment must not leave with one number.
        opened.keep_print(sheet.record)
        write_output(output, sheet.pdf.data, PDF_MARK, never=file)
        remarks = [row.note.text for row in sheet.summary.medicines if row.note]
        remarks += filter(None, (missing_number(household.preferences),))
    if sheet.pdf.unprintable:
        remarks.append(
            _(
                "These characters have no letter in the program's fonts and are printed by name: {them}"
            ).format(them=" ".join(sheet.pdf.unprintable))
        )
    return remarks


def import_document(arguments: Arguments, today: date) -> list[str]:
    """``import``: a household file made from a document, or nothing at all."""
    assert arguments.document is not None
    assert arguments.source.file is not None
    reference = _reference()
    open_imported(arguments.document, arguments.source.file, reference, today).close()
    return []


def export_document(arguments: Arguments, _today: date) -> list[str]:
    """``export``: the whole household as an open document."""
    from caregiver_app.interop.household_document import write_document

    with _opened(arguments) as opened:
        data = write_document(opened.household)
    write_output(_output(arguments), data, DOCUMENT_MARK, never=arguments.source.file)
    return []


def check_document(arguments: Arguments, today: date) -> list[str]:
    """``check``: raises what stands in the way of an import; otherwise says what to look at again."""
    from caregiver_app.interop.household_document import read_document_file
    from caregiver_app.services.checks import check_household, remarks
    from caregiver_app.services.explain import remark_sentence

    assert arguments.document is not None
    reference = _reference()
    household = read_document_file(arguments.document)
    check_household(household, reference, today)
    return [remark_sentence(each) for each in remarks(household, reference)]


@contextmanager
def _opened(arguments: Arguments) -> Iterator[OpenHousehold]:
    source = arguments.source
    opened = open_file(source.file) if source.file else open_demo(resources())
    try:
        yield opened
    finally:
        opened.close()


def _reference() -> Reference:
    return load_reference(resources() / "reference")


def _output(arguments: Arguments) -> Path:
    assert arguments.output is not None
    return arguments.output
