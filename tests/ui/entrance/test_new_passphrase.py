from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caregiver_app.storage import KeyHolder
from caregiver_app.ui.entrance.first_keys import FirstKeys
from caregiver_app.ui.entrance.new_passphrase import NewPassphrase
from caregiver_app.ui.frame.protect import ProtectPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OWN = "seven green otters hum quietly"
ANNA = KeyHolder("a" * 32, "Anna")


@pytest.fixture
def new(qtbot: QtBot) -> NewPassphrase:
    widget = NewPassphrase()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def protect(qtbot: QtBot) -> ProtectPage:
    page = ProtectPage()
    qtbot.addWidget(page)
    page.show()
    return page


def type_own(new: NewPassphrase, first: str, second: str) -> None:
    new.own_button.click()
    new.own.set_value(first)
    new.repeated.set_value(second)


def wait_for_judgement(new: NewPassphrase, qtbot: QtBot) -> None:
    with qtbot.waitSignal(new.entered, timeout=30_000):
        assert new.accepted() == ""


def test_five_words_are_suggested_and_others_on_request(new: NewPassphrase) -> None:
    first = new.words.text()
    new.other_button.click()
    assert len(first.split()) == len(new.words.text().split()) == 5
    assert new.words.text() != first


def test_the_suggested_words_are_hidden_while_they_are_typed_from_paper(new: NewPassphrase) -> None:
    assert new.accepted() == ""
    assert not new.words.isVisible()
    assert new.proof.isVisible()
    new.again_button.click()
    assert new.words.isVisible()


def test_typed_as_it_stands_on_the_paper_it_is_taken(new: NewPassphrase) -> None:
    new.written_button.click()
    new.proof.set_value(f"  {new.words.text().title().replace(' ', '  ')} ")
    assert new.accepted() == new.words.text()


def test_typed_otherwise_it_is_not_taken(new: NewPassphrase) -> None:
    new.written_button.click()
    new.proof.set_value(" ".join(reversed(new.words.text().split())))
    assert new.accepted() == ""
    assert new.proof_row.error()


def test_a_good_one_of_ones_own_is_taken_when_typed_twice(new: NewPassphrase, qtbot: QtBot) -> None:
    type_own(new, OWN, OWN)
    wait_for_judgement(new, qtbot)
    assert new.judgement.text()
    assert new.accepted() == OWN


def test_typed_differently_it_is_not_taken(new: NewPassphrase, qtbot: QtBot) -> None:
    type_own(new, OWN, OWN.upper())
    wait_for_judgement(new, qtbot)
    assert new.accepted() == ""
    assert new.repeated_row.error()


def test_a_weak_one_is_refused_with_the_reason(new: NewPassphrase, qtbot: QtBot) -> None:
    type_own(new, "password1", "password1")
    wait_for_judgement(new, qtbot)
    assert new.accepted() == ""
    assert new.own_row.error() == new.judgement.text()


def test_it_is_judged_while_it_is_typed_and_only_the_last_text_counts(
    new: NewPassphrase, qtbot: QtBot
) -> None:
    new.own_button.click()
    new.own.set_value("password1")
    new.own.set_value(OWN)
    with qtbot.waitSignal(new._judge.judged, timeout=30_000) as judged:
        pass
    assert judged.args[0] == OWN
    assert new.judgement.text()


def test_the_names_in_the_household_make_a_passphrase_weak(qtbot: QtBot) -> None:
    new = NewPassphrase(lambda: ("Bartholomew", "Kowalczyk"))
    qtbot.addWidget(new)
    new.show()
    type_own(new, "BartholomewKowalczyk", "BartholomewKowalczyk")
    wait_for_judgement(new, qtbot)
    assert new.accepted() == ""


def test_a_household_is_protected_with_a_name_and_a_passphrase(protect: ProtectPage, qtbot: QtBot) -> None:
    protect.name.set_value(" Anna ")
    protect.passphrase.written_button.click()
    protect.passphrase.proof.set_value(protect.passphrase.words.text())
    with qtbot.waitSignal(protect.chosen) as chosen:
        protect.protect_button.click()
    assert chosen.args == ["Anna", protect.passphrase.words.text()]


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\x07b"])
def test_a_name_that_cannot_be_kept_is_told_first(protect: ProtectPage, qtbot: QtBot, name: str) -> None:
    protect.name.set_value(name)
    with qtbot.assertNotEmitted(protect.chosen):
        protect.protect_button.click()
    assert protect.form.error("name").startswith("Your name: ")


def test_enter_goes_on_through_an_answer_that_takes_a_moment(protect: ProtectPage, qtbot: QtBot) -> None:
    protect.name.set_value("Anna")
    type_own(protect.passphrase, OWN, OWN)
    with qtbot.waitSignal(protect.chosen, timeout=30_000) as chosen:
        protect.passphrase.repeated.returnPressed.emit()
    assert chosen.args == ["Anna", OWN]


def test_while_it_is_being_protected_nothing_can_be_changed_or_left(
    protect: ProtectPage, qtbot: QtBot
) -> None:
    protect.set_busy(True)
    assert not protect.protect_button.isEnabled()
    assert not protect.passphrase.isEnabled()
    assert not protect.back_button.isEnabled()
    protect.set_busy(False)
    with qtbot.waitSignal(protect.back_asked):
        protect.back_button.click()


def test_a_listed_person_gets_a_new_passphrase(qtbot: QtBot) -> None:
    page = FirstKeys((ANNA, KeyHolder("b" * 32, "Ben")))
    qtbot.addWidget(page)
    page.show()
    page.passphrase.written_button.click()
    page.passphrase.proof.set_value(page.passphrase.words.text())
    page.keep_button.click()
    assert page.form.error("who")
    page.who.set_value(ANNA.id)
    with qtbot.waitSignal(page.given) as given:
        page.keep_button.click()
    assert given.args == [ANNA.id, "", page.passphrase.words.text()]


def test_somebody_new_gives_a_name(qtbot: QtBot) -> None:
    page = FirstKeys(())
    qtbot.addWidget(page)
    page.show()
    page.passphrase.written_button.click()
    page.passphrase.proof.set_value(page.passphrase.words.text())
    page.keep_button.click()
    assert page.form.error("name")
    page.name.set_value("Ben")
    with qtbot.waitSignal(page.given) as given:
        page.keep_button.click()
    assert given.args == ["", "Ben", page.passphrase.words.text()]
    with qtbot.waitSignal(page.skipped):
        page.skip_button.click()
