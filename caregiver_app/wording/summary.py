"""The content of one emergency summary, in words, before anybody draws it on paper or screen."""

from __future__ import annotations

from dataclasses import dataclass

from caregiver_app.i18n import _


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text.

    ``facts`` are the reference ids its medical statement comes from; empty for what the family entered and
    for the program's own headings. ``field`` is the form field a person would shorten, in words; empty where
    nothing can be.
    """

    text: str
    facts: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True)
class SignColumns:
    """The two columns for the medicine at highest risk, and the ``action`` lines that stand below both.

    ``too_much_notes`` must stand beside the signs. ``too_little_then`` and ``too_much_then`` are what to say or do for
    that side alone (what it looks like; naloxone, in its label's steps), set apart from the signs. What the signs mean
    may have a name ("low sugar"). With ``too_much_first`` too much is what kills, and too little is said small.
    """

    medicine: str
    too_little: tuple[Line, ...]
    too_much: tuple[Line, ...]
    action: tuple[Line, ...]
    too_much_notes: tuple[Line, ...] = ()
    too_much_then: tuple[Line, ...] = ()
    too_little_then: tuple[Line, ...] = ()
    too_little_means: str = ""
    too_much_means: str = ""
    too_much_first: bool = False

    @property
    def titles(self) -> tuple[str, ...]:
        """Those that head a column."""
        return (self.too_much_title,) if self.too_much_first else (self.too_little_title, self.too_much_title)

    @property
    def too_little_title(self) -> str:
        return _titled(_("TOO LITTLE: {name}"), self.medicine, self.too_little_means)

    @property
    def too_much_title(self) -> str:
        return _titled(_("TOO MUCH: {name}"), self.medicine, self.too_much_means)


def _titled(title: str, name: str, means: str) -> str:
    """``TOO MUCH: Humalog (insulin lispro), low sugar``."""
    text = title.format(name=name)
    return _("{title}, {means}").format(title=text, means=means) if means else text


@dataclass(frozen=True, slots=True)
class RiskLines:
    """A further high-risk medicine: what a sudden stop and what too much can do."""

    medicine: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A label with what the family entered, or "not recorded"."""

    label: str
    value: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class MedicineRow:
    """One current medicine. ``name`` holds product, ingredient, strength and form; ``note`` any warning about it."""

    name: str
    give: str
    how: str
    when: str
    purpose: str
    high_risk: bool
    field: str
    note: Line | None = None


@dataclass(frozen=True, slots=True)
class CallLine:
    """One person or place to call, each number with its label."""

    who: str
    numbers: tuple[str, ...]
    field: str = ""


@dataclass(frozen=True, slots=True)
class EmergencySummary:
    """Everything the sheet says, in its order (``printing.md`` 2.1). No field is ever left out for want of space.

    ``vital`` are allergies, what to avoid, directives and what is implanted. ``write_in`` names what the paper leaves
    room for.
    """

    title: str
    person: str
    printed: str
    review_by: str
    serial: str
    identity: tuple[Line, ...]
    first: Line
    vital: tuple[LabelledValue, ...]
    signs: SignColumns | None
    other_risks: tuple[RiskLines, ...]
    pump_title: str
    pump: tuple[LabelledValue, ...]
    do_and_say: tuple[Line, ...]
    background: tuple[LabelledValue, ...]
    medicines: tuple[MedicineRow, ...]
    calls: tuple[CallLine, ...]
    write_in: tuple[str, ...]
    qr_payload: str
    qr_note: str
    foot: tuple[Line, ...]
    do_title: str = ""

    def every_line(self) -> tuple[Line, ...]:
        """All lines that may hold a medical statement, for tracing each to its source."""
        signs = self.signs
        columns = (
            (
                *signs.too_little,
                *signs.too_little_then,
                *signs.too_much,
                *signs.too_much_notes,
                *signs.too_much_then,
                *signs.action,
            )
            if signs
            else ()
        )
        risks = tuple(line for risk in self.other_risks for line in risk.lines)
        notes = tuple(row.note for row in self.medicines if row.note)
        return (*self.identity, self.first, *columns, *risks, *self.do_and_say, *notes, *self.foot)
