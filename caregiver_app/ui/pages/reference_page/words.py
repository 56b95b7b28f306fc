"""The reference's own data in sentences for a person: kinds of facts, sources, how far each was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.i18n import _
from caregiver_app.reference import Basis, Danger, FactKind, ReadIn

if TYPE_CHECKING:
    from caregiver_app.reference import Edition, Fact, Source


def kind_heading(kind: FactKind) -> str:
    """What the facts of one kind are about."""
    return {
        FactKind.TOO_LITTLE_EARLY: _("Too little or a sudden stop: early signs"),
        FactKind.TOO_LITTLE_LATE: _("Too little or a sudden stop: late signs"),
        FactKind.TOO_MUCH: _("Signs of too much"),
        FactKind.TOO_MUCH_NOTE: _("About too much"),
        FactKind.SAY_TOO_LITTLE: _("What to say"),
        FactKind.MISTAKEN_FOR: _("What it can be mistaken for"),
        FactKind.ONSET: _("How soon it shows"),
        FactKind.DO_FIRST: _("What to do and say"),
        FactKind.ACT_NOW: _("What to do in its own emergency"),
        FactKind.MISSED_REFILL: _("When a refill was missed"),
        FactKind.NALOXONE_STEP: _("Naloxone, in the steps of its label"),
        FactKind.STORAGE: _("Keeping it"),
        FactKind.DISPOSAL: _("Getting rid of it"),
        FactKind.WARNING: _("Warnings"),
        FactKind.ALARM: _("What an alarm means and what to do"),
        FactKind.DAILY: _("Day by day"),
        FactKind.MRI: _("MRI"),
        FactKind.PUMP_FACT: _("About the pump"),
        FactKind.EMERGENCY_NUMBER: _("Emergency numbers"),
        FactKind.POISON_HELP: _("Poison Help"),
        FactKind.RECALL: _("Recalls"),
        FactKind.MISUSE: _("Watching over it"),
    }[kind]


def source_name(source: Source) -> str:
    """``Lioresal label (FDA-approved label), 5.2 Abrupt discontinuation, 2022-07-20``."""
    title = f"{source.title} ({source.publisher})" if source.publisher else source.title
    return ", ".join(part for part in (title, source.section, source.date) if part)


def how_read(source: Source) -> str:
    """What was read of a document, where that was not the document itself."""
    return {
        ReadIn.ORIGINAL: "",
        ReadIn.COPY: _("read so far only in a copy"),
        ReadIn.OPENING: _("only its opening was read"),
    }[source.read_in]


def fact_mark(fact: Fact) -> str:
    """What weakens a line, if anything does."""
    return {
        Basis.OFFICIAL: "",
        Basis.OFFICIAL_COPY: _("Read so far only in a copy of the official document."),
        Basis.HOUSE_RULE: _("This program’s own words; no medical claim."),
    }[fact.basis]


def sudden_stop(danger: Danger) -> str:
    """Only for a danger that a source states. No source makes a stop harmless, so none is called so."""
    return {
        Danger.NONE: _("Ask before stopping it."),
        Danger.CAUTION: _("Stopping suddenly: ask first."),
        Danger.DANGEROUS: _("Stopping suddenly can do serious harm."),
        Danger.LIFE_THREATENING: _("Stopping suddenly can be life-threatening."),
    }[danger]


def edition_lines(edition: Edition) -> tuple[str, str]:
    """Which edition this is, and who has looked at it."""
    reviewed = _("yes") if edition.reviewed_by_clinician else _("not yet")
    return (
        _("{title}. Edition {name}.").format(title=edition.title, name=edition.name),
        _("Reviewed by a clinician: {answer}. {note}").format(answer=reviewed, note=edition.note),
    )
