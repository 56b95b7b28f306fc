from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caregiver_app.interop.household_document import read_document
from tests.interop.document.texts import document

if TYPE_CHECKING:
    from caregiver_app.domain.medication import Medication


def with_medication(**fields: Any) -> bytes:
    return document(
        care_recipients=[{"preferred_name": "Sam", "medications": [{"product_name": "Lioresal", **fields}]}]
    )


def medication_from(**fields: Any) -> Medication:
    return read_document(with_medication(**fields)).household.care_recipients[0].medications[0]
