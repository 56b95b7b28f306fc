"""The shipped safety facts of ``resources/reference/``: the only origin of medical statements.

The folder holds ``sources.json`` (official documents), one file per medicine and per topic, the emergency
numbers by country, and the edition. Its README says how the lines were chosen and which were withheld.

``load_reference`` reads and validates all of it; ``Reference`` answers questions about it; ``candidates`` and
``impossible_route`` bring a family's medicine together with it. Plain phrases may hold ``{emergency}`` and
``{poison}``, because numbers depend on the household. Nothing else reads these files.
"""

from __future__ import annotations

from caregiver_app.reference.loading import load_reference
from caregiver_app.reference.matching import candidates, impossible_route
from caregiver_app.reference.model import (
    Basis,
    Danger,
    Edition,
    EmergencyNumbers,
    Fact,
    FactKind,
    HighRiskReason,
    ImpossibleRoute,
    MedicineReference,
    PumpAlarm,
    ReadIn,
    Source,
    SourceKind,
    SuddenStop,
    Topic,
)
from caregiver_app.reference.reference import Reference
from caregiver_app.reference.shape import BrokenReference, Flaw

__all__ = [
    "Basis",
    "BrokenReference",
    "Danger",
    "Edition",
    "EmergencyNumbers",
    "Fact",
    "FactKind",
    "Flaw",
    "HighRiskReason",
    "ImpossibleRoute",
    "MedicineReference",
    "PumpAlarm",
    "ReadIn",
    "Reference",
    "Source",
    "SourceKind",
    "SuddenStop",
    "Topic",
    "candidates",
    "impossible_route",
    "load_reference",
]
