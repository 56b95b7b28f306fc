from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caregiver_app.domain.errors import KnownError
from caregiver_app.reference import BrokenReference, FactKind, Flaw, load_reference

SHIPPED = Path(__file__).parents[2] / "resources" / "reference"
PUMP = "medicines/baclofen_intrathecal.json"
ALARMS = "topics/pump_alarms.json"

Spoil = Callable[[Any], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "reference"))


def spoil(folder: Path, file: str, change: Spoil) -> None:
    path = folder / file
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data), "utf-8")


def set_fact(index: int, **fields: object) -> Spoil:
    return lambda data: data["facts"][index].update(fields)


def first(data: Any, **fields: object) -> Any:
    return next(fact for fact in data["facts"] if fields.items() <= fact.items())


def on_first_sign(**fields: object) -> Spoil:
    return lambda data: first(data, kind="too_much", on_sheet=1).update(fields)


def on_first_step(**fields: object) -> Spoil:
    return lambda data: first(data, kind="do_first").update(fields)


def twice(data: Any) -> None:
    data["facts"].append(dict(data["facts"][0], on_sheet=None))


def swap_name(data: Any) -> None:
    data["facts"][0]["words"] = data["facts"][0].pop("plain")


def sixth_line(data: Any) -> None:
    first(data, kind="too_much", on_sheet=None)["on_sheet"] = 6


BROKEN: list[tuple[str, Spoil, Flaw]] = [
    (PUMP, set_fact(0, sources=[]), Flaw.NO_SOURCE),
    (PUMP, set_fact(0, sources=["nobody"]), Flaw.UNKNOWN_SOURCE),
    (PUMP, set_fact(0, sources=["gab_dm", "gab_dm"]), Flaw.SAME_SOURCE_TWICE),
    (PUMP, set_fact(0, sources=[7]), Flaw.WRONG_TYPE),
    (PUMP, set_fact(0, sources="gab_dm"), Flaw.WRONG_TYPE),
    (PUMP, set_fact(0, plain="x" * 61), Flaw.TOO_LONG),
    (PUMP, on_first_step(plain="x" * 121), Flaw.TOO_LONG),
    (PUMP, set_fact(0, clinical="x" * 121), Flaw.TOO_LONG),
    (PUMP, set_fact(0, plain=" "), Flaw.EMPTY),
    (PUMP, set_fact(0, plain="two\nlines"), Flaw.NOT_PLAIN_TEXT),
    (PUMP, set_fact(0, clinical=""), Flaw.NO_CLINICAL_TERM),
    (PUMP, set_fact(0, kind="antidote"), Flaw.UNKNOWN_CHOICE),
    (PUMP, set_fact(0, basis="hearsay"), Flaw.UNKNOWN_CHOICE),
    (PUMP, set_fact(0, basis="official"), Flaw.BASIS_WITHOUT_SUPPORT),
    (PUMP, set_fact(0, basis="house_rule"), Flaw.BASIS_WITHOUT_SUPPORT),
    (PUMP, set_fact(0, sources=["app"]), Flaw.BASIS_WITHOUT_SUPPORT),
    (PUMP, set_fact(0, dose="5 mg"), Flaw.UNKNOWN_FIELD),
    (PUMP, lambda data: data["facts"][0].pop("clinical"), Flaw.MISSING_FIELD),
    (PUMP, swap_name, Flaw.MISSING_FIELD),
    (PUMP, set_fact(0, on_sheet="1"), Flaw.WRONG_TYPE),
    (PUMP, set_fact(0, on_sheet=True), Flaw.WRONG_TYPE),
    (PUMP, on_first_step(plain="Call {police}."), Flaw.UNKNOWN_PLACEHOLDER),
    (PUMP, on_first_step(plain="Call {emergency."), Flaw.UNKNOWN_PLACEHOLDER),
    (PUMP, on_first_sign(on_sheet=None), Flaw.SHEET_ORDER),
    (PUMP, on_first_sign(on_sheet=2), Flaw.SHEET_ORDER),
    (PUMP, on_first_sign(on_sheet=0), Flaw.SHEET_ORDER),
    (PUMP, sixth_line, Flaw.SHEET_ORDER),
    (PUMP, lambda data: first(data, kind="storage").update(on_sheet=1), Flaw.SHEET_ORDER),
    (PUMP, twice, Flaw.DUPLICATE_ID),
    (PUMP, set_fact(0, id="baclofen_oral.too_little.new"), Flaw.ID_OF_ANOTHER),
    (PUMP, lambda data: data.update(id="baclofen"), Flaw.ID_OF_ANOTHER),
    (PUMP, lambda data: data.update(routes=["by_magic"]), Flaw.UNKNOWN_CHOICE),
    (PUMP, lambda data: data.update(routes=[]), Flaw.EMPTY),
    (PUMP, lambda data: data.update(ingredients=[""]), Flaw.WRONG_TYPE),
    ("medicines/warfarin.json", lambda data: data.update(rank=1), Flaw.DUPLICATE_RANK),
    (PUMP, lambda data: data.pop("opioid"), Flaw.MISSING_FIELD),
    (PUMP, lambda data: data.update(facts=["Very sleepy"]), Flaw.WRONG_TYPE),
    (PUMP, lambda data: data["impossible_routes"][0].update(fact="nothing"), Flaw.UNKNOWN_FACT),
    (PUMP, lambda data: data["impossible_routes"][0].update(fact=""), Flaw.UNKNOWN_FACT),
    (PUMP, lambda data: data["impossible_routes"][0].update(route="intrathecal_pump"), Flaw.CONTRADICTION),
    (PUMP, lambda data: data["impossible_routes"][0].update(route="by_magic"), Flaw.UNKNOWN_CHOICE),
    (PUMP, lambda data: data.update(calls=["nothing"]), Flaw.UNKNOWN_FACT),
    (PUMP, lambda data: data.update(first_fact="sheet.any_sign"), Flaw.UNKNOWN_FACT),
    (PUMP, lambda data: data["sudden_stop"].update(verified=False), Flaw.CONTRADICTION),
    (PUMP, lambda data: data["sudden_stop"].update(sources=[]), Flaw.CONTRADICTION),
    (PUMP, lambda data: data["sudden_stop"].update(danger="mild"), Flaw.UNKNOWN_CHOICE),
    (PUMP, lambda data: data["high_risk"].update(value=False), Flaw.CONTRADICTION),
    (PUMP, lambda data: data["high_risk"].update(because="luck"), Flaw.UNKNOWN_CHOICE),
    (ALARMS, set_fact(0, on_sheet=1), Flaw.SHEET_ORDER),
    (ALARMS, lambda data: data["alarms"][0].update(means="nothing"), Flaw.UNKNOWN_FACT),
    (ALARMS, lambda data: data["alarms"][0].update(level="loud"), Flaw.UNKNOWN_CHOICE),
    ("sources.json", lambda data: data.append(dict(data[0], id="spare")), Flaw.UNUSED_SOURCE),
    ("sources.json", lambda data: data.append(data[0]), Flaw.DUPLICATE_ID),
    ("sources.json", lambda data: data[0].update(date="July 2016"), Flaw.NOT_A_DATE),
    ("sources.json", lambda data: data[0].update(publisher=""), Flaw.EMPTY),
    ("sources.json", lambda data: data[0].update(kind="blog"), Flaw.UNKNOWN_CHOICE),
    ("sources.json", lambda data: data[0].update(read_in="a dream"), Flaw.UNKNOWN_CHOICE),
    ("sources.json", lambda data: data[0].update(address="https://"), Flaw.UNKNOWN_FIELD),
    ("emergency_numbers.json", lambda data: data["US"].update(sources=[]), Flaw.NO_SOURCE),
    ("emergency_numbers.json", lambda data: data["US"].update(emergency=""), Flaw.EMPTY),
    ("edition.json", lambda data: data.update(edition=""), Flaw.EMPTY),
    ("edition.json", lambda data: data.update(reviewed_by_clinician="yes"), Flaw.WRONG_TYPE),
]


@pytest.mark.parametrize(("file", "change", "flaw"), BROKEN)
def test_one_broken_rule_refuses_the_whole_reference(
    folder: Path, file: str, change: Spoil, flaw: Flaw
) -> None:
    spoil(folder, file, change)
    with pytest.raises(BrokenReference) as caught:
        load_reference(folder)
    assert caught.value.flaw is flaw
    assert caught.value.file == file
    assert isinstance(caught.value, KnownError)


def test_the_error_names_the_line(folder: Path) -> None:
    spoil(folder, PUMP, set_fact(0, sources=[]))
    with pytest.raises(BrokenReference) as caught:
        load_reference(folder)
    assert caught.value.where == "baclofen_intrathecal.too_little.usual_muscle_tightness_comes_back"


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'"text"', b"[]"])
@pytest.mark.parametrize("file", [PUMP, "edition.json", "emergency_numbers.json"])
def test_a_damaged_file_is_named(folder: Path, file: str, content: bytes) -> None:
    (folder / file).write_bytes(content)
    with pytest.raises(BrokenReference) as caught:
        load_reference(folder)
    assert caught.value.file == file
    assert caught.value.flaw in {Flaw.UNREADABLE, Flaw.WRONG_TYPE}


@pytest.mark.parametrize("name", ["sources.json", "edition.json", "medicines", "topics"])
def test_a_missing_part_is_named(folder: Path, name: str) -> None:
    path = folder / name
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    with pytest.raises(BrokenReference) as caught:
        load_reference(folder)
    assert (caught.value.file, caught.value.flaw) == (name, Flaw.UNREADABLE)


def test_facts_and_entries_are_found_by_their_id() -> None:
    reference = load_reference(SHIPPED)
    pump = reference.medicine("baclofen_intrathecal")
    fact = pump.too_much()[1]
    assert fact.id == "baclofen_intrathecal.too_much.slow_or_weak_breathing"
    assert reference.fact(fact.id) is fact
    assert [source.id for source in reference.sources_of(fact)] == ["lio_site", "lio_od"]
    assert fact in reference.all_facts()
    assert pump.facts_of(FactKind.MISTAKEN_FOR)
    assert reference.topic("sheet").facts[0] is reference.fact("sheet.signs_overlap")


def test_an_id_of_another_edition_is_a_key_error() -> None:
    reference = load_reference(SHIPPED)
    for look_up in (reference.medicine, reference.fact, reference.topic):
        with pytest.raises(KeyError):
            look_up("nothing")
