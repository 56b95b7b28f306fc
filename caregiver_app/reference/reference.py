"""The whole reference, as it was loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from caregiver_app.reference.known_names import KnownNames
from caregiver_app.reference.model import Edition, EmergencyNumbers, Fact, MedicineReference, Source, Topic


class Reference(NamedTuple):
    """The whole reference. ``medicines`` come most urgent first; mappings are by id or country."""

    edition: Edition
    sources: Mapping[str, Source]
    medicines: tuple[MedicineReference, ...]
    topics: Mapping[str, Topic]
    emergency_numbers: Mapping[str, EmergencyNumbers]
    facts: Mapping[str, Fact]
    names: KnownNames

    def medicine(self, medicine_id: str) -> MedicineReference:
        """Raises ``KeyError`` for an id of another edition."""
        for entry in self.medicines:
            if entry.id == medicine_id:
                return entry
        raise KeyError(medicine_id)

    def topic(self, topic_id: str) -> Topic:
        """Raises ``KeyError`` for an id of another edition."""
        return self.topics[topic_id]

    def fact(self, fact_id: str) -> Fact:
        """Raises ``KeyError`` for an id of another edition."""
        return self.facts[fact_id]

    def sources_of(self, fact: Fact) -> tuple[Source, ...]:
        return tuple(self.sources[source] for source in fact.sources)

    def all_facts(self) -> Iterator[Fact]:
        """Every fact: of medicines, most urgent first, then of topics."""
        return iter(self.facts.values())
