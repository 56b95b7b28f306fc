"""One medicine or topic in full. Built when it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.reference import Basis, FactKind, MedicineReference
from caregiver_app.ui.pages.reference_page.words import (
    fact_mark,
    how_read,
    kind_heading,
    source_name,
    sudden_stop,
)
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.ui.widgets.picture import Picture
from caregiver_app.wording.doses import route_name
from caregiver_app.wording.numbers import fill_numbers
from caregiver_app.wording.risks import not_verified

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caregiver_app.domain.preferences import Preferences
    from caregiver_app.reference import Fact, Reference, Source, Topic


class Details:
    """Makes the widgets for one entry after another; ``preferences`` give the household's numbers."""

    def __init__(self, reference: Reference, preferences: Preferences) -> None:
        self._reference = reference
        self._preferences = preferences

    def of(self, entry: MedicineReference | Topic) -> list[QWidget]:
        """The cards under the entry's heading."""
        if isinstance(entry, MedicineReference):
            return self._medicine(entry)
        return [*self._alarms(entry), *self._groups(entry.facts), self._documents(self._sources(entry.facts))]

    def _medicine(self, entry: MedicineReference) -> list[QWidget]:
        cited = [self._reference.sources[each] for each in entry.sudden_stop.sources]
        impossible = [self._reference.fact(each.fact) for each in entry.impossible_routes]
        sources = self._sources((*entry.facts, *impossible), cited)
        return [
            *_names(entry),
            *_not_verified(entry),
            *self._sudden_stop(entry, cited),
            *self._groups(entry.facts),
            *self._impossible(entry),
            self._documents(sources),
        ]

    def _sudden_stop(self, entry: MedicineReference, cited: list[Source]) -> list[QWidget]:
        if not entry.sudden_stop.verified:
            return []
        card = Card(_("Stopping suddenly"))
        card.add(data_label(sudden_stop(entry.sudden_stop.danger)))
        card.add(note(_sources_line(cited)))
        return [card]

    def _groups(self, facts: tuple[Fact, ...]) -> list[QWidget]:
        groups: list[QWidget] = []
        for kind in FactKind:
            own = [fact for fact in facts if fact.kind is kind]
            if own:
                groups.append(self._group(kind_heading(kind), own))
        return groups

    def _group(self, heading: str, facts: Iterable[Fact]) -> Card:
        card = Card(heading)
        for fact in facts:
            card.add(self._fact(fact))
        return card

    def _fact(self, fact: Fact) -> QWidget:
        row = _stack(data_label(fill_numbers(fact.plain, self._preferences)))
        column = row.layout()
        assert column is not None
        if fact.clinical:
            column.addWidget(note(_("Clinical term: {term}").format(term=fact.clinical)))
        # Where no document was read itself, one line says so for all of them.
        mark = fact_mark(fact)
        column.addWidget(note(_sources_line(self._reference.sources_of(fact), say_how_read=not mark)))
        if mark:
            column.addWidget(_marked(mark, "copy" if fact.basis is Basis.OFFICIAL_COPY else "info"))
        return row

    def _impossible(self, entry: MedicineReference) -> list[QWidget]:
        if not entry.impossible_routes:
            return []
        routes = ", ".join(route_name(each.route) for each in entry.impossible_routes)
        facts = {each.fact: self._reference.fact(each.fact) for each in entry.impossible_routes}
        card = self._group(_("Ways it is not given"), facts.values())
        card.body.insertWidget(1, data_label(routes))
        return [card]

    def _alarms(self, topic: Topic) -> list[QWidget]:
        if not topic.alarms:
            return []
        card = Card(_("Alarm sounds"))
        for alarm in topic.alarms:
            level = _("Critical alarm") if alarm.critical else _("Non-critical alarm")
            means, do = (self._reference.fact(each) for each in (alarm.means, alarm.do))
            card.add(
                _stack(
                    data_label(f"{level}: {alarm.sound}"),
                    data_label(
                        _("It means: {text}").format(text=fill_numbers(means.plain, self._preferences))
                    ),
                    data_label(_("Do: {text}").format(text=fill_numbers(do.plain, self._preferences))),
                    note(_sources_line(self._reference.sources_of(means))),
                )
            )
        return [card]

    def _sources(self, facts: Iterable[Fact], first: Iterable[Source] = ()) -> list[Source]:
        found = {source.id: source for source in first}
        found |= {source.id: source for fact in facts for source in self._reference.sources_of(fact)}
        return list(found.values())

    def _documents(self, sources: list[Source]) -> Card:
        card = Card(_("The documents behind these lines"))
        for source in sources:
            parts: list[QWidget] = [data_label(source_name(source))]
            if how_read(source):
                parts.append(_marked(f"{how_read(source).capitalize()}.", "copy"))
            if source.note:
                parts.append(note(source.note))
            card.add(_stack(*parts))
        return card


def _names(entry: MedicineReference) -> list[QWidget]:
    lines = [_("Ingredients: {names}").format(names=", ".join(entry.ingredients))]
    if entry.brands:
        lines.append(_("Brand names: {names}").format(names=", ".join(entry.brands)))
    lines.append(_("Given: {routes}").format(routes=", ".join(route_name(each) for each in entry.routes)))
    return [_stack(*(data_label(line) for line in lines))]


def _not_verified(entry: MedicineReference) -> list[QWidget]:
    """What this program does not know, said where a person would look for it."""
    missing = []
    if not entry.too_little():
        missing.append(not_verified(too_much=False).text)
    if not entry.too_much():
        missing.append(not_verified(too_much=True).text)
    if not entry.sudden_stop.verified:
        missing.append(_("How dangerous a sudden stop is: ask the pharmacist; not verified here."))
    if not missing:
        return []
    card = Card(_("Not verified here"))
    for text in missing:
        card.add(_marked(text, "circle-question-mark", quiet=False))
    return [card]


def _sources_line(sources: Iterable[Source], *, say_how_read: bool = True) -> str:
    named = [
        f"{source_name(each)} [{how_read(each)}]" if say_how_read and how_read(each) else source_name(each)
        for each in sources
    ]
    return _("Source: {names}").format(names="; ".join(named))


def _marked(text: str, icon: str, *, quiet: bool = True) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(tokens_now().gap_s)
    line.addWidget(Picture(icon, "warning", 1.0), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(note(text) if quiet else data_label(text), 1)
    return row


def _stack(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, tokens_now().gap_s)
    column.setSpacing(2)
    for widget in widgets:
        column.addWidget(widget)
    return holder
