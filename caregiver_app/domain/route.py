"""Ways a medicine enters the body, in HL7 FHIR and pharmacy terms."""

from __future__ import annotations

from enum import StrEnum


class Route(StrEnum):
    """Route of administration. ``OTHER`` goes with the family's own words."""

    ORAL = "oral"
    FEEDING_TUBE = "feeding_tube"
    SUBLINGUAL = "sublingual"
    BUCCAL = "buccal"
    NASAL = "nasal"
    INHALATION = "inhalation"
    RECTAL = "rectal"
    VAGINAL = "vaginal"
    TOPICAL = "topical"
    TRANSDERMAL = "transdermal"
    OPHTHALMIC = "ophthalmic"
    OTIC = "otic"
    SUBCUTANEOUS = "subcutaneous"
    INTRAMUSCULAR = "intramuscular"
    INTRAVENOUS = "intravenous"
    INTRATHECAL_PUMP = "intrathecal_pump"
    INTRATHECAL = "intrathecal"
    EPIDURAL = "epidural"
    OTHER = "other"
