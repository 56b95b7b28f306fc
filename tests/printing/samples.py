"""Summaries to print in tests: made-up people, any number of medicines, four kinds of text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, Literal, TypeAlias, TypeVar, get_args

from caregiver_app.wording.summary import (
    CallLine,
    EmergencySummary,
    LabelledValue,
    Line,
    MedicineRow,
    RiskLines,
    SignColumns,
)

Kind: TypeAlias = Literal["plain", "accented", "longest", "markup"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
COUNTS: Final = (0, 1, 12, 16, 25, 40, 60)
_T = TypeVar("_T")

_HIGH_RISK: Final = (
    (
        "baclofen 2,000~micrograms per mL in the pump",
        "350~micrograms per day",
        "by implanted pump",
        "all day",
        "",
    ),
    ("clonazePAM 0.5~mg tablet", "1~tablet", "by mouth", "8:00~PM", "seizures"),
    ("levETIRAcetam 100~mg per mL liquid", "500~mg (5~mL)", "by mouth", "8:00~AM, 8:00~PM", "seizures"),
)
_OTHER: Final = (
    ("omeprazole 20~mg capsule", "1~capsule", "by mouth", "7:00~AM", "reflux"),
    ("MiraLAX (polyethylene glycol 3350) powder", "17~g", "by mouth", "8:00~AM", "constipation"),
    ("glycopyrrolate 1~mg tablet", "1~tablet", "by mouth", "8:00~AM, 2:00~PM, 8:00~PM", "drooling"),
    ("albuterol 90~micrograms inhaler", "2~puffs", "breathed in", "as needed for wheezing", "asthma"),
    ("fluticasone 44~micrograms inhaler", "2~puffs", "breathed in", "8:00~AM, 8:00~PM", "asthma"),
    ("vitamin D3 400~units per mL drops", "1~mL", "by mouth", "8:00~AM", "bones"),
    ("melatonin 3~mg tablet", "1~tablet", "by mouth", "8:30~PM", "sleep"),
    ("acetaminophen 160~mg per 5~mL liquid", "320~mg (10~mL)", "by mouth", "as needed for fever", "fever"),
    ("diphenhydrAMINE 12.5~mg liquid", "5~mL", "by mouth", "as needed for itching", "allergy"),
)


def summary_of(medicines: int, kind: Kind = "plain") -> EmergencySummary:
    """A pump person with that many medicines, three of them of high risk."""
    made = replace(_PERSON, medicines=tuple(_medicine(index) for index in range(medicines)))
    return _each_text(made, _TEXTS[kind])


def bare_summary() -> EmergencySummary:
    """As little as a sheet can hold: no pump, no signs, no medicines, nobody to call, no code."""
    made = summary_of(0)
    return replace(made, signs=None, other_risks=(), pump=(), do_and_say=(), calls=(), qr_payload="")


def with_text(summary: EmergencySummary, text: str) -> EmergencySummary:
    """The summary with ``text`` typed into a field of each sort."""
    return replace(
        summary,
        first=replace(summary.first, text=text),
        identity=(summary.identity[0], Line(f"Languages: {text}")),
        vital=(replace(summary.vital[0], value=text), *summary.vital[1:]),
        calls=(*summary.calls, CallLine(text, ("911",))),
        medicines=(
            *summary.medicines,
            MedicineRow(text, "1 mL", "by mouth", "noon", "sleep", False, "Medicine"),
        ),
    )


def _medicine(index: int) -> MedicineRow:
    if index < len(_HIGH_RISK):
        name, give, how, when, purpose = _HIGH_RISK[index]
        return MedicineRow(name, give, how, when, purpose, True, f"Medicine: {name.split()[0]}")
    name, give, how, when, purpose = _OTHER[(index - len(_HIGH_RISK)) % len(_OTHER)]
    again = (index - len(_HIGH_RISK)) // len(_OTHER)
    if again:  # another medicine, not the same row twice
        name = f"{name} brand {'BCDEFGH'[again - 1]}"
    return MedicineRow(name, give, how, when, purpose, False, f"Medicine: {name.split()[0]}")


def _lines(*texts: str, field: str = "") -> tuple[Line, ...]:
    return tuple(Line(text, field=field) for text in texts)


_PERSON: Final = EmergencySummary(
    title="EMERGENCY MEDICAL SUMMARY",
    person="Theo (Theodore Marsh)",
    printed="Printed Sun~22~Nov~2026",
    review_by="Review by Fri~22~Jan~2027",
    serial="P-0042",
    identity=_lines(
        "Born Sun~4~Mar~2012 (14~years~old). Weight~31.5~kg (Mon~2~Nov~2026).",
        "Languages: English",
        "How they communicate: does not speak; blinks for yes",
    ),
    first=Line(
        "Baclofen pump in his belly. Floppy and sleepy, or stiff, hot and itchy: it may be the pump.",
        field="Tell them first",
    ),
    signs=SignColumns(
        "baclofen by pump",
        _lines(
            "Itching, often with no rash",
            "Muscles get tighter or stiffer than before",
            "High fever",
            "Confused, or not acting like themselves",
            "Very bad spasms, worse than before the pump",
        ),
        _lines(
            "Very sleepy or hard to wake",
            "Slow or weak breathing",
            "Muscles too loose or floppy",
            "Fits (seizures)",
            "Passes out or cannot be woken",
        ),
        _lines("Signs overlap. Any of these: call 911 and the pump clinic."),
    ),
    other_risks=(
        RiskLines("clonazePAM", _lines("Sudden stop: seizures.", "Too much: very sleepy, slow breathing.")),
        RiskLines("levETIRAcetam", _lines("Sudden stop: more seizures.", "Too much: not verified here.")),
    ),
    pump_title="IMPLANTED DRUG PUMP",
    pump=(
        LabelledValue("Dose", "350~micrograms per day, simple continuous", "Pump: mode"),
        LabelledValue("Drug", "baclofen 2,000~micrograms per mL", "Pump: drug"),
        LabelledValue("Refill by", "Fri~29~Jan~2027"),
        LabelledValue("Low alarm", "Fri~5~Feb~2027 (at 2~mL)"),
        LabelledValue("Clinic", "Northside: (612)~555-0142 day; (612)~555-0143 night", "Pump: clinic"),
        LabelledValue("Last refill", "Fri~30~Oct~2026"),
        LabelledValue("Pump", "SynchroMed II, serial NGV 000123 H", "Pump: model"),
        LabelledValue("Reservoir", "20~mL"),
        LabelledValue("MRI", "Call the pump clinic before any scan.", "Pump: MRI note"),
    ),
    do_and_say=_lines(
        "Call 911. Go to a hospital now, even if signs are mild.",
        "Say: baclofen pump. Too little can look like an infection.",
        "Bring the pump ID card and blue emergency card.",
        "Hospital staff can call Medtronic day or night: 800-707-0933~(US).",
        "Bring this sheet and every medicine bottle to the hospital.",
    ),
    vital=(
        LabelledValue("ALLERGIES", "penicillin: swelling of the face (severe); latex: rash", "Allergies"),
        LabelledValue("DIRECTIVES", "full treatment", "Advance directives"),
        LabelledValue("IMPLANTED DEVICES", "drug pump (baclofen)", "Implanted devices"),
    ),
    background=(
        LabelledValue("CONDITIONS", "cerebral palsy; epilepsy", "Conditions"),
        LabelledValue("AVOID", "lumbar puncture (pump catheter in the spine)", "Procedures to avoid"),
        LabelledValue("HOSPITAL", "Lakeshore Children's Hospital", "Preferred hospital"),
    ),
    medicines=(),
    write_in=("last doses", "hospital"),
    calls=(
        CallLine("Emergency", ("911",)),
        CallLine(
            "Northside Clinic (pump)", ("(612)~555-0142 day", "(612)~555-0143 after hours"), "Pump: clinic"
        ),
        CallLine("Anna Marsh (mother)", ("(612)~555-0110 mobile",), "Contact: Anna Marsh"),
        CallLine("Jonas Marsh (father)", ("(612)~555-0111 mobile",), "Contact: Jonas Marsh"),
        CallLine("Dr. Lena Osei (neurologist)", ("(612)~555-0150 day",), "Contact: Dr. Lena Osei"),
        CallLine("Poison Help", ("1-800-222-1222",)),
    ),
    qr_payload="BEGIN:VCARD\r\nVERSION:3.0\r\nN:;EMERGENCY Theo;;;\r\nFN:EMERGENCY Theo\r\n"
    "TEL:(612) 555-0142\r\nTEL:(612) 555-0143\r\n"
    "NOTE:High-risk medicine: baclofen by pump\\nbaclofen 350 micrograms per day\\n"
    "Allergies: penicillin: swelling of the face (severe)\\; latex: rash\\nSun 22 Nov 2026\r\nEND:VCARD\r\n",
    qr_note="Scan for contacts. Works without internet. Anyone holding this page can read it.",
    foot=_lines(
        "Made from family records; not a prescription. Check against the pharmacy label.",
        "Safety lines quote official labels in plain words: reference edition 2026-11-22. "
        "Not yet looked at by the family's own clinic.",
    ),
)


def _plain(text: str) -> str:
    return text.replace("~", "\u00a0")


def _accented(text: str) -> str:
    swapped = _plain(text)
    for letter, accented in zip("aeiouncslzy", "äéîöűñčśłžý", strict=True):
        swapped = swapped.replace(f"{letter}{letter}", f"{letter}{accented}")
    if "Theo" in text:
        return swapped.replace("Theo", "Zoë Nguyễn-Łukasz", 1)
    return (
        swapped.replace("Marsh", "Müller-Žižková")
        .replace("Osei", "Γεωργίου")
        .replace("epilepsy", "ἐπιληψία ≥ 2 Ўзбек")
    )


def _markup(text: str) -> str:
    if "\r\n" in text:
        return _plain(text)
    return (
        _plain(text)
        .replace("; ", "; <b>R&D</b> &amp; ")
        .replace(" (", ' <img src="x"> (')
        .replace("mouth", "mouth & <i>")
    )


def _longest(text: str) -> str:
    if "\r\n" in text or len(text) < 30:
        return _plain(text)
    return _plain(text) + " and a few more words of the family"


_TEXTS: Final[dict[Kind, Callable[[str], str]]] = {
    "plain": _plain,
    "accented": _accented,
    "longest": _longest,
    "markup": _markup,
}


def _each_text(value: _T, change: Callable[[str], str]) -> _T:
    """The value with each text in it changed, headings and reference ids apart."""
    if isinstance(value, str):
        return change(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_each_text(each, change) for each in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"title", "pump_title", "printed", "review_by", "serial", "facts", "field"}
        found: dict[str, Any] = {each.name: getattr(value, each.name) for each in fields(value)}
        changed = {name: _each_text(item, _plain if name in kept else change) for name, item in found.items()}
        return replace(value, **changed)
    return value
