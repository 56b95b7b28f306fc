"""What is declared about a kind of record and about each of its fields.

Texts are made by functions, never while a module is imported: the language is chosen after that. Only what the
published schema says stays English, as the schema is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from caregiver_app.domain.preferences import Clock

if TYPE_CHECKING:
    # Names are said and problems told before any safety fact is read, which takes time.
    from caregiver_app.reference import Reference  # noqa: TC004

R = TypeVar("R")


class Unsaid(Enum):
    """Why the published schema says nothing about a class or field."""

    NAME_SAYS_IT = "name"
    TYPE_SAYS_IT = "type"
    """The sentence of its type stands beside it."""


NAME_SAYS_IT: Final = Unsaid.NAME_SAYS_IT
TYPE_SAYS_IT: Final = Unsaid.TYPE_SAYS_IT
About = str | Unsaid


@dataclass(frozen=True, slots=True)
class Context:
    """What turns values into words besides themselves: clock and reference, and people's names by id."""

    clock: Clock
    reference: Reference | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Steps:
    """Whole sentences for a field that is more than a value, each with ``{subject}``, ``{old}`` and ``{new}``."""

    came: str
    changed: str
    went: str


@dataclass(frozen=True, slots=True)
class States:
    """A field that holds either one of several states or a list.

    ``sentence`` tells that a state came, given it and the subject; empty for a list. ``listed`` is what it lists.
    """

    sentence: Callable[[Any, str], str]
    listed: Callable[[Any], tuple[Any, ...]]


class FieldWords(NamedTuple):
    """How one field is spoken of. A tuple, because those of a kind are made anew for each record that is told.

    ``label`` stands before a problem or a value. ``about`` is what the published schema says. ``told`` stands in a
    sentence of the history with ``{subject}`` for the record: "the dose of {subject}"; the fields of parts have
    none, because a part is told whole. ``item`` is one of a list, ``counted`` the same where it is counted in a
    document ("phone 2") if that is another word. ``write`` puts a value into words where its type alone would not
    do; a list with it is told whole rather than item by item.
    """

    label: str
    about: About
    told: str = ""
    item: str = ""
    counted: str = ""
    write: Callable[[Any, Context], str] | None = None
    steps: Steps | None = None
    states: States | None = None

    @property
    def one(self) -> str:
        """What one of the list is called before its number."""
        return self.counted or self.item or self.label


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A smaller thing that says all of a change within a part: what it is called, and how it is written."""

    item: str
    write: Callable[[Any], str]


# Without slots: Python 3.11 cannot name the class in brackets of a frozen one that has them.
@dataclass(frozen=True, kw_only=True)
class PartWords(Generic[R]):
    """The words of a class that stands in the fields of records.

    ``write`` puts a value into words. In a list, two values of one ``title`` are the same thing before and after;
    so are the only one that went and the only one that came, unless ``is_its_title``: another allergy is never the
    old one changed.
    """

    about: About
    fields: Callable[[], dict[str, FieldWords]]
    write: Callable[[R, Context], str] | None = None
    title: Callable[[R], str] | None = None
    is_its_title: bool = False
    narrowed: Callable[[R, R], Narrowed | None] | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose record it is, by name: empty for the household's. ``is_one_of_several`` people spoken of with it."""

    name: str
    is_one_of_several: bool


@dataclass(frozen=True, kw_only=True)
class RecordWords(Generic[R]):
    """All words of one kind of record.

    ``name`` is what the family calls a record, ``named_by`` the field that says so, ``subject`` the record inside
    a sentence, and ``whole`` the same where it came or went, given the subject. ``order`` tells that their list has
    another order, with ``{name}`` for its owner. ``about`` is what the published schema says about a record,
    ``about_list`` about the field that holds them, ``about_id`` about the id. The record that stands alone has
    neither order nor id.

    ``fields`` has each field apart from the id and the lists of other kinds; ``parts`` and ``choices`` have the
    classes and enums that stand in no other kind.
    """

    singular: Callable[[], str]
    plural: Callable[[], str]
    about: About
    about_list: About
    about_id: About | None = None
    named_by: str = ""
    name: Callable[[R], str]
    subject: Callable[[R, Owner], str]
    whole: Callable[[R, str], str]
    order: Callable[[], str] | None = None
    fields: Callable[[], dict[str, FieldWords]]
    parts: Mapping[type, PartWords[Any]] = field(default_factory=dict)
    choices: Mapping[type, Callable[[Any], str]] = field(default_factory=dict)
