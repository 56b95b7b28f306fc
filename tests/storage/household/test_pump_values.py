"""A pump's volumes and rates in their columns: number and unit as version 1 of the file kept them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caregiver_app.domain.amounts import Volume, parse_volume
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.rates import Concentration, DailyDose, parse_concentration, parse_daily_dose
from caregiver_app.storage import HouseholdFile, HouseholdFileDamaged
from tests.strategies import concentrations, daily_doses, volumes
from tests.vaults import new_file, raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS = (
    *("reservoir_size_amount", "reservoir_size_unit", "concentration_amount", "concentration_unit"),
    *("daily_dose_amount", "daily_dose_unit"),
    *("low_reservoir_alarm_volume_amount", "low_reservoir_alarm_volume_unit"),
)
VALUES = {
    "reservoir_size": parse_volume("20.0 mL"),
    "concentration": parse_concentration("2,000 mcg/mL"),
    "daily_dose": parse_daily_dose("0.35 mg/day"),
    "low_reservoir_alarm_volume": parse_volume("2 mL"),
}


@pytest.fixture
def file(tmp_path: Path) -> Iterator[HouseholdFile]:
    with new_file(tmp_path / "home.caregiver") as file:
        yield file


def home(**values: Any) -> Household:
    return Household(care_recipients=(CareRecipient("p", "Theo", pumps=(Pump("u", "baclofen", **values),)),))


def test_number_and_unit_are_texts_a_person_can_read(file: HouseholdFile) -> None:
    file.write(home(**VALUES))
    with closing(raw(file.path)) as plain:
        row = plain.execute(f"SELECT {', '.join(COLUMNS)} FROM pump").fetchone()
    assert row == ("20", "mL", "2000", "mcg", "0.35", "mg", "2", "mL")


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(volumes(1), concentrations(), daily_doses(), st.none() | volumes(1))
def test_every_value_comes_back_from_the_file(
    file: HouseholdFile, size: Volume, strength: Concentration, dose: DailyDose, alarm: Volume | None
) -> None:
    household = home(
        reservoir_size=size, concentration=strength, daily_dose=dose, low_reservoir_alarm_volume=alarm
    )
    file.write(household)
    assert file.read() == household


@pytest.mark.parametrize(
    ("column", "text"),
    [("reservoir_size_unit", "mg"), ("concentration_unit", "mL"), ("daily_dose_amount", "-1")],
)
def test_a_row_that_holds_another_kind_of_value_is_damage(
    file: HouseholdFile, column: str, text: str
) -> None:
    file.write(home(**VALUES))
    with file._opened.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE pump SET {column} = '{text}'")
        connection.exec_driver_sql("UPDATE seal SET household = ''")
    with pytest.raises(HouseholdFileDamaged):
        file.read()
