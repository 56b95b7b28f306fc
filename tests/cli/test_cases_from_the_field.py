"""What bottles, clinics and clumsy hands really write, through ``check``, ``import`` and ``print``.

Each stands for a kind of ``../shared/cases``: what is said, what comes to paper, and what never may.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from tests.cli.household import run
from tests.printing.printed import squeezed, stands_in

if TYPE_CHECKING:
    from pathlib import Path

TODAY = datetime.now().astimezone().date()
SOON = TODAY + timedelta(days=17)
TWICE = {"kind": "times_of_day", "times": ["08:00", "20:00"]}


@dataclass(frozen=True)
class Case:
    """One person's own fields; what ``check`` says and never says; what the sheet shows and never shows."""

    person: dict[str, Any]
    said: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def taking(name: str, **fields: object) -> dict[str, Any]:
    return {"medications": [{"product_name": name, "route": "oral", "timing": TWICE, **fields}]}


def pumping(drug: str, **fields: object) -> dict[str, Any]:
    return {"pumps": [{"drug": drug, **fields}]}


CASES = {
    **{
        f"baclofen as {name}": Case(
            taking(name, strength="10 mg", dose="10 mg"),
            said=(f"Pat, {name}: please confirm in the program that this is “baclofen by mouth”.",),
            shown=("TOO LITTLE: ", "TOO MUCH: ", "10 mg"),
        )
        for name in (
            "Apo-Baclofen",
            "pms-Baclofen",
            "tab. baclofen",
            "Teva-Baclofen",
            "oral baclofen",
            "BACLOFEN",
        )
    },
    **{
        f"pump with {drug}": Case(
            pumping(drug, concentration="2000 mcg/mL", daily_dose="247.3 mcg"),
            said=(f"Pat, {drug}: please confirm in the program that this is “baclofen by pump”.",),
            shown=("TOO LITTLE: baclofen by pump", "2,000 micrograms per mL", "247.3 micrograms per day"),
            never=("mg per mL",),
        )
        for drug in ("intrathecal baclofen", "ITB", "IT baclofen", "preservative-free baclofen")
    },
    "pump drug that nobody knows": Case(
        pumping("ziconotide 25 mcg/mL"),
        said=("is not a pump drug that this program understands. NO warning signs of the pump are shown",),
        shown=("NO warning signs of the pump are shown: ask the pump clinic",),
    ),
    "an opioid in a number": Case(
        taking("Tylenol with Codeine #3", dose="1 tablet"),
        said=("codeine: not verified here, ask the pharmacist.",),
        shown=("codeine: not verified here", "Tylenol with Codeine #3"),
        never=("3 mg",),
    ),
    "a share in a name": Case(
        {
            "medications": [
                {"product_name": "Novolin 70/30", "strength": "100 units/mL", "route": "subcutaneous"}
            ]
        },
        said=("“insulin”",),
        shown=("Novolin 70/30", "100 units per mL"),
        never=("70 per 30",),
    ),
    "a strength of two": Case(
        taking(
            "Bactrim DS",
            ingredients=["sulfamethoxazole", "trimethoprim"],
            strength="800 mg/160 mg",
            dose="1 tablet",
        ),
        shown=("800 mg/160 mg",),
        never=("800 mg per 160",),
    ),
    "mg for mcg": Case(
        taking("levothyroxine", strength="88 mcg", dose="88 mg", measured_as="1 tablet"),
        said=(
            "88 micrograms and 88 mg come to 1,000 tablets, but 1 tablet is written. Which number is a slip?",
        ),
        shown=("88 micrograms",),
    ),
    "a tenfold mL": Case(
        taking("Keppra", strength="100 mg per mL", dose="500 mg", measured_as="50 mL"),
        said=("100 mg per mL and 500 mg come to 5 mL, but 50 mL is written.",),
    ),
    "weekly given daily": Case(
        taking("methotrexate", dose="15 mg"),
        said=("It stands for every day. The label says:",),
    ),
    "kg for g": Case(
        {"birth_date": (TODAY - timedelta(days=6)).isoformat(), "weight": {"amount": "845", "unit": "kg"}},
        said=("Weight 845 kg at 6 days old. Is the number right, and its unit?",),
        shown=("6 days old",),
    ),
    "grams": Case(
        {"birth_date": (TODAY - timedelta(days=6)).isoformat(), "weight": {"amount": "0.845", "unit": "kg"}},
        shown=("0.845 kg", "6 days old"),
    ),
    "stops later": Case(
        taking("prednisone", dose="10 mg", stopped={"on": SOON.isoformat(), "reason": "end of the taper"}),
        shown=("prednisone", "last day"),
    ),
    "starts later": Case(
        taking("warfarin", dose="5 mg", started_on=SOON.isoformat()),
        said=("No warning signs of it are shown until then. Is the day right?",),
        shown=("NOT YET: starts",),
        never=("TOO MUCH: warfarin",),
    ),
    "shorthand everywhere": Case(
        taking("MSO4", dose="5 mg", timing={"kind": "as_needed", "reason": "pain q4h, 1.0 mg SC"}),
        said=("Better: morphine sulfate.", "Better: every 4 hours.", "“1.0” is easily misread. Better: 1."),
        shown=("TOO MUCH: ", "Naloxone nose spray (where: not recorded)"),
    ),
    "a seizure plan in shorthand": Case(
        {"seizure_plan": "after 5 min .5 mg, then q 6 h"},
        said=("Pat, seizure plan: “.5” is easily misread. Better: 0.5.",),
        shown=("after 5 min .5 mg",),
    ),
    "nine allergies": Case(
        {
            "allergies": {
                "status": "recorded",
                "allergies": [
                    {
                        "substance": f"substance {n}",
                        "reaction": "hives and swelling of the lips",
                        "severity": "severe",
                    }
                    for n in range(1, 10)
                ],
            }
        },
        shown=tuple(f"substance {n}: hives and swelling of the lips (severe)" for n in range(1, 10)),
        never=("No known allergies",),
    ),
    "letters in a number": Case(
        pumping(
            "baclofen", clinic_name="Clinic", clinic_phones=[{"number": "1-800-BACLOFN 7", "label": "day"}]
        ),
        shown=("1-800-BACLOFN 7",),
    ),
}
REFUSED = {
    "2.5-5 mg": "“2.5-5 mg” is not one amount.",
    "sliding scale": "leave this empty and write it under “Another rhythm, in words”.",
    "-10 units by sliding scale": "leave this empty and write it under “Another rhythm, in words”.",
    "10 U": "Write “units” or “mL” in full.",
    "1,5 mg": "is not a number. Write it like 0.5 or 1,500.",
    "10 mg/mL": "Write one amount here, such as 10 mg or 2 tablets.",
    "10": "has no unit. Write the unit too",
    "0.33 tablet": "a half (0.5) or a quarter (0.25).",
}


def written(folder: Path, person: dict[str, Any]) -> Path:
    path = folder / "case.json"
    preferences = {"country": "US", "emergency_number": "911", "poison_number": "1-800-222-1222"}
    people = [{"preferred_name": "Pat", **person}]
    document = {
        "format": "caregiver-household",
        "version": 1,
        "preferences": preferences,
        "care_recipients": people,
    }
    path.write_text(json.dumps(document), "utf-8")
    return path


def read_back(path: Path) -> str:
    document = pypdfium2.PdfDocument(path.read_bytes())
    texts = [page.get_textpage().get_text_range().replace("\ufffe", "-") for page in document]
    document.close()
    return "\n".join(texts)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_case_gets_the_right_answer_at_every_door(
    case: Case, keyed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = written(tmp_path, case.person)
    assert run("check", document) == 0
    said = "".join(capsys.readouterr()).replace("\xa0", " ")
    assert [words for words in case.said if words not in said] == []

    household = ["--household", str(tmp_path / "h"), *keyed]
    assert run("import", document, *household) == 0
    assert run("print", "emergency", *household, "--person", "Pat", "-o", tmp_path / "o.pdf") == 0
    shown = read_back(tmp_path / "o.pdf")
    assert [words for words in case.shown if not stands_in(words, squeezed(shown))] == []
    assert [words for words in case.never if words in " ".join(shown.replace("\xa0", " ").split())] == []


@pytest.mark.parametrize(("dose", "answer"), REFUSED.items())
def test_what_is_no_dose_is_refused_at_every_door_with_what_to_do(
    dose: str, answer: str, keyed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = written(tmp_path, taking("x", dose=dose))
    for words in (
        ["check", str(document)],
        ["import", str(document), "--household", str(tmp_path / "h"), *keyed],
    ):
        assert run(*words) == 1
        complaint = capsys.readouterr().err
        assert complaint.startswith("Person 1, medicine 1, dose: ")
        assert answer in complaint
    assert not (tmp_path / "h").exists()
