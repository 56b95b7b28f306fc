from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from caregiver_app.domain.route import Route
from caregiver_app.reference import (
    Basis,
    Danger,
    Fact,
    FactKind,
    HighRiskReason,
    MedicineReference,
    ReadIn,
    Reference,
    SourceKind,
    load_reference,
)
from caregiver_app.reference.product_names import base_name

SHIPPED = Path(__file__).parents[2] / "resources" / "reference"

FORBIDDEN = (
    # doses, limits, tapers
    r"\bmg a day|\bmcg a day|\bmg per|\bno more than|\bmaximum\b|\bhighest\b|\btwice\b|\btimes a day"
    r"|\bonce a (?:day|week)|\bevery \d|\bdose (?:goes|comes) down\b|\blower it over|\bsame day each\b"
    # missed doses
    r"|\bdouble\b|\bmissed dose|\bcatch up\b|\bhold the\b|\bskip\b|\btake it as soon"
    # stopping
    r"|\bstop (?:it|taking)\b"
    # rescue drugs
    r"|\bglucagon\b|\bbackup\b|\bmore steroid|\bemergency steroid injection|\bfast sugar|\bphysostigmine"
    r"|\bflumazenil|\bkeep naloxone|\banother dose\b|\bin-date\b"
)
# A sign that too much was taken, and whom to ask: it sets no dose.
ALLOWED = {
    "methotrexate.do_first.taken_more_than_once_a_week",
    "naloxone_steps.lines.watch_not_awake_after_2_to",  # a step of its label
}
COPY_SITES = (
    r"https?:|www\.|\.com\b|\.org\b|rxlist|druglib|medlibrary|issuu|\bmims\b|docslib|github|drugs\.com"
    r"|wikidoc|myhealthbox|globalrph|medifind|dokumen|scribd|pdftreatment|linkedlife|einpress|outuk|annapharmacy"
    r"|wastemedic"
)

# The lines held back (see the README there), so that none comes back unseen. Hashes, not their words.
WITHHELD = {
    "128621e5ad0f95c4",
    "18074dc202d175e4",
    "1ba2ba3d6dde60cf",
    "1deb552096bd2dc4",
    "1f23aea53b7ac4e2",
    "33b56e1ec91eaa2d",
    "34378b7fa8f86bf8",
    "3c7047aead60e2cc",
    "485b6e20620798fb",
    "69bef2cab121a542",
    "8497190c9e85d2c4",
    "873e6075af4e3ad9",
    "96c83140d97f5c87",
    "a3e246375b2ab55d",
    "af8c40ec34164fe5",
    "b05250b2d51d5da0",
    "b86488095ee3497f",
    "b9570779607e842f",
    "bb0f73cfd904af1f",
    "c2577340d1657580",
    "cf4a0a6673949fee",
    "ddf1de355f25d577",
    "e3cd9897804374f8",
    "ea5b3e1d1357d1e4",
    "f0436152a5a95e0b",
    "f429b6ff4eb80845",
    "f6ac3abeb7e48ff3",
    "f8a1291b55755c4c",
    "fd2769b71be704b5",
}


def listed_substances() -> list[str]:
    lines = (SHIPPED / "substances.txt").read_text("utf-8").splitlines()
    return [line.partition("\t")[0] for line in lines]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(SHIPPED)


def test_every_line_has_a_document_behind_it(reference: Reference) -> None:
    for fact in reference.all_facts():
        kinds = {source.kind for source in reference.sources_of(fact)}
        assert kinds, fact.id
        assert kinds != {SourceKind.PROFESSIONAL_BODY}, fact.id
        assert (SourceKind.HOUSE_RULE in kinds) == (fact.basis is Basis.HOUSE_RULE), fact.id


def test_no_line_advises_on_doses_missed_doses_stopping_or_rescue_drugs(reference: Reference) -> None:
    found = {fact.id for fact in reference.all_facts() if re.search(FORBIDDEN, fact.plain, re.IGNORECASE)}
    assert found == ALLOWED


def test_the_withheld_lines_are_absent(reference: Reference) -> None:
    for fact in reference.all_facts():
        assert hashlib.sha256(fact.plain.encode()).hexdigest()[:16] not in WITHHELD, fact.id


def test_naloxone_is_named_only_for_opioids_and_only_as_a_step(reference: Reference) -> None:
    for entry in reference.medicines:
        for fact in entry.facts:
            if "naloxone" in fact.plain.lower():
                assert entry.opioid
                assert fact.kind is FactKind.DO_FIRST
                assert fact.plain in {
                    "Give naloxone now, then call {emergency}.",
                    "No naloxone? Call {emergency} first. Do not wait.",
                }
    steps = [fact for fact in reference.all_facts() if fact.kind is FactKind.NALOXONE_STEP]
    for fact in steps:
        assert fact.plain.startswith(("CHECK", "GIVE", "CALL", "WATCH", "STAY", "Roll on the side")), fact.id


def test_numbers_of_one_country_are_written_only_in_the_topic_about_numbers(reference: Reference) -> None:
    for fact in reference.all_facts():
        if not fact.id.startswith("emergency_numbers."):
            assert not re.search(r"\b911\b|222-1222|\b999\b|\b112\b", fact.plain), fact.id


def test_nobody_sees_an_address_or_the_name_of_a_copying_site(reference: Reference) -> None:
    for source in reference.sources.values():
        seen = f"{source.title} {source.publisher} {source.section} {source.note}"
        assert not re.search(COPY_SITES, seen, re.IGNORECASE), source.id
        if source.country not in {"US", ""} and source.kind is SourceKind.LABEL:
            assert source.note == "Not a US label."


def test_a_line_read_only_in_a_copy_says_so(reference: Reference) -> None:
    for fact in reference.all_facts():
        if all(source.read_in is ReadIn.COPY for source in reference.sources_of(fact)):
            assert fact.basis is Basis.OFFICIAL_COPY, fact.id


def plain(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.plain for fact in facts]


def test_the_pump_sheet_reads_as_designed(reference: Reference) -> None:
    pump = reference.medicine("baclofen_intrathecal")
    assert plain(pump.too_little()) == [
        "Itching, often with no rash",
        "Muscles get tighter or stiffer than before",
        "High fever",
        "Confused, or not acting like themselves",
        "Very bad spasms, worse than before the pump",
    ]
    assert plain(pump.too_much()) == [
        "Very sleepy or hard to wake",
        "Slow or weak breathing",
        "Muscles too loose or floppy",
        "Fits (seizures)",
        "Passes out or cannot be woken",
    ]
    assert plain(pump.facts_of(FactKind.SAY_TOO_LITTLE)) == [
        "Say: baclofen pump. Too little can look like an infection."
    ]
    assert [reference.fact(each).plain for each in pump.calls] == [
        "Signs overlap. Any of these: call {emergency} and the pump clinic."
    ]
    assert pump.routes == (Route.INTRATHECAL_PUMP, Route.INTRATHECAL)
    assert pump.rank == 1


def test_the_steps_for_naloxone_come_in_the_order_of_its_label(reference: Reference) -> None:
    starts = [text.split()[0] for text in plain(reference.medicine("naloxone").do_first())]
    assert starts[:3] == ["CHECK:", "GIVE:", "CALL"]


def test_each_do_first_begins_with_the_emergency_number_where_there_is_one(reference: Reference) -> None:
    for entry in reference.medicines:
        steps = plain(entry.do_first())
        if entry.id != "naloxone" and any("{emergency}" in step for step in steps):
            assert "{emergency}" in steps[0], entry.id
    for entry in reference.medicines:
        if entry.too_little() or entry.too_much():
            assert any("{emergency}" in reference.fact(each).plain for each in entry.calls), entry.id


def test_what_can_kill_when_stopped_is_high_risk_even_if_unverified(reference: Reference) -> None:
    serious = {Danger.DANGEROUS, Danger.LIFE_THREATENING}
    for entry in reference.medicines:
        if entry.sudden_stop.danger in serious:
            assert entry.high_risk_because is HighRiskReason.SUDDEN_STOP
    too_much = [e.id for e in reference.medicines if e.high_risk_because is HighRiskReason.TOO_MUCH]
    assert sorted(too_much) == ["digoxin", "lithium", "methotrexate"]
    assert not reference.medicine("insulin").sudden_stop.verified
    assert not reference.medicine("levodopa").sudden_stop.verified


def test_the_opioids_are_marked(reference: Reference) -> None:
    opioids = {entry.id for entry in reference.medicines if entry.opioid}
    assert opioids == {
        "oxycodone",
        "morphine",
        "fentanyl_patch",
        "methadone",
        "buprenorphine",
        "tramadol",
    } | {
        "hydrocodone",
        "hydromorphone",
    }


def test_only_countries_with_a_verified_number_are_prefilled(reference: Reference) -> None:
    numbers = reference.emergency_numbers
    assert {country: (each.emergency, each.poison) for country, each in numbers.items()} == {
        "US": ("911", "1-800-222-1222"),
        "GB": ("999", None),
    }


def test_the_edition_does_not_claim_a_review(reference: Reference) -> None:
    assert reference.edition.name == "2026-11-28"
    assert not reference.edition.reviewed_by_clinician


def test_ingredients_are_small_letters_and_brands_are_not_twice(reference: Reference) -> None:
    for entry in reference.medicines:
        assert all(name == name.casefold().strip() for name in entry.ingredients), entry.id
        assert len(set(entry.brands)) == len(entry.brands), entry.id


def test_every_withheld_line_is_in_the_readme(reference: Reference) -> None:
    readme = (SHIPPED / "README.md").read_text("utf-8")
    rows = [line for line in readme.splitlines() if line.startswith("| ") and line.count("|") == 5]
    assert len(rows) - 2 == 41  # the heading and its rule
    assert "41 lines" in readme


def test_the_files_are_the_bytes_a_person_can_read(reference: Reference) -> None:
    for path in SHIPPED.rglob("*.json"):
        text = path.read_text("utf-8")
        assert text.endswith("\n")
        assert json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n" == text, path.name


def test_the_list_of_substances_is_what_stands_in_the_products() -> None:
    with gzip.open(SHIPPED.parent / "products" / "products.tsv.gz", "rt", encoding="utf-8") as lines:
        next(lines)
        substances = {base_name(part) for line in lines for part in line.split("\t")[3].split("; ")}
    assert listed_substances() == sorted(substances)


def test_controlled_substances_are_those_that_are_sold_so(reference: Reference) -> None:
    controlled = reference.names.controlled
    assert {"codeine", "meperidine", "oxymorphone", "tapentadol", "midazolam", "carisoprodol"} <= controlled
    assert {"aspirin", "acetaminophen", "insulin", "baclofen", "omeprazole"}.isdisjoint(controlled)


def test_what_other_names_stand_for_is_known(reference: Reference) -> None:
    listed = set(listed_substances())
    for other in reference.names.others:
        assert set(other.ingredients) <= listed | {"trimeprazine"}, other.name


def test_medicines_come_most_urgent_first(reference: Reference) -> None:
    ranks = [entry.rank for entry in reference.medicines]
    assert ranks == list(range(1, len(ranks) + 1))
    assert all(isinstance(entry, MedicineReference) for entry in reference.medicines)


def test_what_european_leaflets_say_of_levodopa_is_marked_as_a_copy_and_not_as_a_us_label(
    reference: Reference,
) -> None:
    entry = reference.medicine("levodopa")
    signs = (*entry.too_little(), *entry.too_much())
    assert [fact.plain for fact in entry.too_little()][:2] == [
        "Very stiff muscles, twitching, shaking",
        "High fever",
    ]
    assert entry.first_fact is not None
    for fact in (*signs, reference.fact(entry.first_fact)):
        assert fact.basis is Basis.OFFICIAL_COPY
        assert all(source.note == "Not a US label." for source in reference.sources_of(fact))
