"""What the program knows of a printed document, whatever it says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import Field, dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from caregiver_app.domain.preferences import Paper
from caregiver_app.printing.engine.pdf import Pdf
from caregiver_app.services.documents.subject import DocumentSubject

if TYPE_CHECKING:
    from datetime import date

    from caregiver_app.services.documents.compositions import Compositions


class Numbered(Protocol):
    """The content of a document: a frozen dataclass with the number of the print."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def serial(self) -> str:
        """As it is printed; empty as long as there is none."""


Source = TypeVar("Source")
Content = TypeVar("Content")
Said = TypeVar("Said", bound=Numbered)


@dataclass(frozen=True, slots=True)
class Variant(Generic[Content]):
    """One way to lay a document out, such as large print.

    ``title`` is what it is chosen by, ``short`` what a copy of it is called. ``option`` asks for it on the command
    line, where ``help`` explains it; empty for the usual variant.
    """

    title: str
    short: str
    lay_out: Callable[[Content, Paper], Pdf]
    option: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class PrintedDocument(Generic[Source, Content]):
    """``key`` stands for it on the command line, in files and in the history; it is never changed.

    ``title`` is what the print queue is told and ``file_name`` what a file is called: they name nobody. The first of
    ``variants`` is the usual one.
    """

    key: str
    title: str
    file_name: str
    compose: Callable[[Source], Content]
    variants: tuple[Variant[Content], ...]

    @property
    def usual(self) -> Variant[Content]:
        """The variant that nobody has to ask for."""
        return self.variants[0]

    def print_key(self, variant: Variant[Content]) -> str:
        """What a print of that variant is kept under."""
        return "-".join(filter(None, (self.key, variant.option)))

    def suggested_file(self, variant: Variant[Content], day: date) -> str:
        """``emergency-summary-2026-11-22.pdf``."""
        return "-".join(filter(None, (self.file_name, variant.option, day.isoformat()))) + ".pdf"


@dataclass(frozen=True, slots=True)
class Composed(Generic[Said]):
    """The words of a document. Two with one ``fingerprint`` say the same, whatever their numbers."""

    content: Said
    fingerprint: str


@dataclass(frozen=True, slots=True)
class PersonDocument(PrintedDocument[DocumentSubject, Said]):
    """A document of one person, numbered and known when it grows old.

    ``about`` explains it on the command line. ``remarks`` are sentences that the person who prints should read.
    """

    about: str = field(kw_only=True)
    remarks: Callable[[DocumentSubject, Said], tuple[str, ...]] = field(
        kw_only=True, default=lambda _from, _said: ()
    )

    def composed(self, subject: DocumentSubject, compositions: Compositions) -> Composed[Said]:
        """What it says, composed anew only where the subject changed."""
        return compositions.of(self.key, subject, self._compose)

    def _compose(self, subject: DocumentSubject) -> Composed[Said]:
        content = self.compose(subject)
        return Composed(content, fingerprint(replace(content, serial="")))


def fingerprint(content: object) -> str:
    """SHA-256, in hex, of everything a document says."""
    return hashlib.sha256(repr(content).encode("utf-8", "backslashreplace")).hexdigest()
