from __future__ import annotations

from pathlib import Path

import pytest

from caregiver_app import storage
from caregiver_app.domain.amounts import NotEnoughError, parse_amount
from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.quantity import MixedUnitsError, Unit
from caregiver_app.interop import errors as document
from caregiver_app.printing.errors import SheetTooFullError
from caregiver_app.reference import BrokenReference, Flaw
from caregiver_app.reference.products import ProductsUnreadable
from caregiver_app.services.exchange.errors import ExchangeError
from caregiver_app.services.explain import explain
from caregiver_app.services.explain_documents import document_sentence
from caregiver_app.services.owned_files import (
    CannotWriteError,
    OtherKindOfFileError,
    WriteProblem,
)


def every_kind_of(family: type[KnownError]) -> list[type[KnownError]]:
    below = [each for kind in family.__subclasses__() for each in every_kind_of(kind)]
    return [family, *below]


def test_every_known_error_has_its_own_sentence() -> None:
    families = {KnownError, document.DocumentError, ExchangeError}
    named = {kind for kind in every_kind_of(KnownError) if kind.__module__.startswith("caregiver_app")}
    about_documents = {kind for kind in named if issubclass(kind, (document.DocumentError, ExchangeError))}
    for sentences, kinds in ((explain, named - about_documents), (document_sentence, about_documents)):
        fallback = sentences.dispatch(KnownError)
        assert [each.__name__ for each in kinds - families if sentences.dispatch(each) is fallback] == []


SENTENCES: list[tuple[KnownError, str]] = [
    (
        NotEnoughError(parse_amount("1 tablet"), parse_amount("1.5 tablets")),
        "cannot take away 1\xa0and\xa0a\xa0half\xa0tablets: there is less (1\xa0tablet)",
    ),
    (MixedUnitsError(Unit.MG, Unit.MCG), "mg and mcg cannot be added"),
    (SheetTooFullError(1, (("Tell them first", 9),)), "1 line too long"),
    (SheetTooFullError(3, ()), "3 lines too long"),
    (document.NotReadable("x", document.Unreadable.NO_PERMISSION), "you may not read it"),
    (document.NotAHousehold(""), "must be “caregiver-household”."),
    (document.TooDeep(32), "32 levels"),
    (document.DuplicateKey("name"), "“name” twice"),
    (storage.CannotWriteHere("x", storage.WriteObstacle.DISK_FULL), "the disk is full"),
    (storage.NewerHouseholdFile("x", 9, 1), "version 9"),
    (storage.ChangedElsewhere("x"), "please repeat yours"),
    (BrokenReference("a.json", "fact", Flaw.TOO_LONG), "a.json fact too_long"),
    (ProductsUnreadable(Path("x")), "You can still type any name"),
    (OtherKindOfFileError("x"), "choose another name"),
    (CannotWriteError("x", WriteProblem.DISK_FULL), "the disk is full"),
    (KnownError(), "Something is not right (KnownError)."),
]


@pytest.mark.parametrize(("error", "says"), SENTENCES)
def test_an_error_says_what_happened_in_plain_words(error: KnownError, says: str) -> None:
    sentence = explain(error)
    assert says in sentence
    assert "{" not in sentence
    assert sentence.endswith(".")
