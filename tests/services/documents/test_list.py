"""A document is one folder and one line: whoever prints, lists or counts documents reads the one list."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest

from caregiver_app import printing
from caregiver_app.cli import main
from caregiver_app.paths import resources
from caregiver_app.reference import load_reference
from caregiver_app.services.documents import listed
from caregiver_app.services.documents.copies import copies_of
from caregiver_app.services.opening import open_demo
from caregiver_app.settings import Settings
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.pages.paper import PaperPage
from caregiver_app.ui.pages.paper.copies import copy_sentence
from caregiver_app.ui.paper.handing_out import Dialogs
from tests.clock import at_noon
from tests.services.documents.trial import TRIAL, Card

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from caregiver_app.services.documents.subject import DocumentSubject

FOLDERS = Path(printing.__file__).parent / "documents"


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def folders_without_a_line(folders: Path) -> set[str]:
    laid_out = [
        variant.lay_out for each in (*listed.DOCUMENTS, *listed.OF_THE_FILE) for variant in each.variants
    ]
    listed_ones = {each.__module__.removeprefix("caregiver_app.printing.documents.") for each in laid_out}
    there = {path.parent.name for path in folders.glob("*/__init__.py")}
    return there - {name.partition(".")[0] for name in listed_ones}


def demo_page(qtbot: QtBot, dialogs: Dialogs) -> PaperPage:
    """The Paper page of the made-up household, as the window keeps it up to date."""
    session = Session(
        open_demo(resources(), at_noon),
        load_reference(resources() / "reference"),
        Environment(lambda: at_noon().date(), Settings(), lambda _settings: None),
    )
    page = PaperPage(session, dialogs)
    qtbot.addWidget(page)
    session.changed.connect(page.reload)
    page.reload()
    return page


@pytest.fixture
def _listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line more in the list."""
    monkeypatch.setattr(listed, "DOCUMENTS", (*listed.DOCUMENTS, TRIAL))


def test_every_folder_of_a_document_has_its_line() -> None:
    assert folders_without_a_line(FOLDERS) == set()


def test_a_folder_without_a_line_is_found(tmp_path: Path) -> None:
    for name in ("emergency", "forgotten"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    assert folders_without_a_line(tmp_path) == {"forgotten"}


def test_no_two_documents_or_forms_share_a_key() -> None:
    keys = [document.print_key(variant) for document, variant in listed.every_variant()]
    keys += [each.key for each in listed.OF_THE_FILE]
    assert len(keys) == len(set(keys))


@pytest.mark.usefixtures("_listed")
def test_the_command_line_prints_a_document_of_the_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["print", "trial", "--demo", "--person", "Theo", "--paper", "a4", "-o", str(tmp_path / "o.pdf")]
    assert main(words) == 0
    assert "I am Theo" in text_of((tmp_path / "o.pdf").read_bytes())
    assert capsys.readouterr().err == "Says: I am Theo.\n"


def test_the_command_line_knows_no_other_document(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["print", "trial", "--demo", "--person", "Theo", "-o", "o.pdf"])
    assert "invalid choice: 'trial'" in capsys.readouterr().err


@pytest.mark.usefixtures("_listed")
def test_the_paper_page_offers_shows_saves_and_counts_a_document_of_the_list(
    qtbot: QtBot, tmp_path: Path
) -> None:
    asked: list[str] = []

    def ask(_parent: object, suggested: str) -> Path:
        asked.append(suggested)
        return tmp_path / "card.pdf"

    page = demo_page(qtbot, Dialogs(ask_file=ask))
    session, opened = page.session, page.session.opened
    assert [page.document.itemText(row) for row in range(page.document.count())] == [
        "Emergency summary",
        "Emergency summary, large print",
        "Trial card for the pocket",
    ]
    page.document.set_value("trial")
    qtbot.waitUntil(lambda: "I am Theo" in page.panel.preview.text())
    assert page.clinic.isHidden()
    page.save_button.click()
    assert asked == [f"trial-card-{session.today}.pdf"]
    assert "P-0001, page 1 of 1" in text_of((tmp_path / "card.pdf").read_bytes())
    person = opened.household.care_recipients[0]
    [copy] = copies_of(opened.household, person.id, session.reference, opened.prints, opened.compositions)
    assert copy.is_true
    assert copy_sentence(copy).startswith("P-0001, trial card, ")


def test_a_document_is_composed_once_for_a_changed_person_however_often_the_page_is_looked_at(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed: list[str] = []

    def compose(subject: DocumentSubject) -> Card:
        composed.append(subject.person.id)
        return TRIAL.compose(subject)

    monkeypatch.setattr(listed, "DOCUMENTS", (*listed.DOCUMENTS, replace(TRIAL, compose=compose)))
    page = demo_page(qtbot, Dialogs(ask_file=lambda *_asked: tmp_path / "card.pdf"))
    theo, ruth, *_others = (person.id for person in page.session.household.care_recipients)
    page.document.set_value("trial")
    page.save_button.click()
    for _ in range(3):
        page.reload()
        page._compose()
    assert composed == [theo]

    def rename(person_id: str) -> None:
        page.session.change(
            "Renamed",
            lambda held: held.with_person(person_id, lambda each: replace(each, preferred_name="Lee")),
        )
        page._compose()

    rename(ruth)
    assert composed == [theo]
    rename(theo)
    page.reload()
    assert composed == [theo, theo]
    page.session.undo()
    page._compose()
    assert composed == [theo, theo, theo]
