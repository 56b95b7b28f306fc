from __future__ import annotations

from decimal import Decimal

from caregiver_app.domain.contacts import Contact, ContactRole, Phone
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.quantity import Quantity, Unit

BACLOFEN = Medication("m1", "Lioresal", dose=Quantity(Decimal("0.1"), Unit.MG), notes="<b>&\u202e🙂")
KEPPRA = Medication("m2", "Keppra", ingredients=("levetiracetam",))
PUMP = Pump("pump1", "baclofen", clinic_phones=(Phone("555-0100"), Phone("555-0101")))
SAM = CareRecipient("sam", "Sam", medications=(BACLOFEN, KEPPRA), pumps=(PUMP,))
ANN = Contact("ann", "Ann", ContactRole.FAMILY, care_recipient_ids=("sam",), phones=(Phone("555-0102"),))
HOME = Household(care_recipients=(SAM,), contacts=(ANN,))
