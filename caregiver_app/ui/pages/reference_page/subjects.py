"""What the list at the left offers: medicines by name, then topics, each with the words it is found by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caregiver_app.i18n import _
from caregiver_app.reference import MedicineReference, Topic

if TYPE_CHECKING:
    from caregiver_app.reference import Fact, Reference


@dataclass(frozen=True, slots=True)
class Subject:
    """A medicine or a topic. ``names`` finds it first, ``text`` also."""

    id: str
    title: str
    about: str
    names: str
    text: str
    of: MedicineReference | Topic


def subjects(reference: Reference) -> tuple[Subject, ...]:
    """Medicines in alphabetical order, then topics."""
    medicines = sorted(reference.medicines, key=lambda entry: entry.name.casefold())
    return (*map(_medicine, medicines), *map(_topic, reference.topics.values()))


def matching(every: tuple[Subject, ...], wanted: str) -> tuple[Subject, ...]:
    """Those that hold each word; a name before a mere mention."""
    words = wanted.casefold().split()
    named = [each for each in every if all(word in each.names for word in words)]
    told = [each for each in every if each not in named and all(word in each.text for word in words)]
    return (*named, *told)


def _medicine(entry: MedicineReference) -> Subject:
    names = " ".join((entry.name, *entry.ingredients, *entry.brands)).casefold()
    about = ", ".join(entry.brands[:3]) or _("medicine")
    return Subject(entry.id, entry.name, about, names, f"{names} {_text(entry.facts)}", entry)


def _topic(topic: Topic) -> Subject:
    names = topic.title.casefold()
    return Subject(topic.id, topic.title, _("topic"), names, f"{names} {_text(topic.facts)}", topic)


def _text(facts: tuple[Fact, ...]) -> str:
    return " ".join(f"{fact.plain} {fact.clinical}" for fact in facts).casefold()
