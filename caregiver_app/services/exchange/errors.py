"""Why a document did not come in or go out. Data only: ``explain`` makes the sentences."""

from __future__ import annotations

from caregiver_app.domain.errors import KnownError


class ExchangeError(KnownError):
    """What all of these are."""


class DocumentRefused(ExchangeError):
    """The document is wrong; ``sentence`` says where, for a person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class ImportTooHeavy(ExchangeError):
    """Reading the document took more time or memory than any household needs."""


class ImportBroke(ExchangeError):
    """The reader of the document ended without an answer, or with one that makes no sense."""


class NotAllExported(ExchangeError):
    """The document was written. ``months`` (``2026-12``) are damaged in the household; empty: its newest events."""

    def __init__(self, name: str, months: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name, self.months = name, months


class StoppedTooLate(ExchangeError):
    """The person thought better of it when the household at ``path`` had been made, whole."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class StoppedByPerson(ExchangeError):
    """The person thought better of it. Nothing was left half done."""
