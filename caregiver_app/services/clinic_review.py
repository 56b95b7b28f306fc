"""The family's own clinic looked at the emergency sheet: of which sheet that was, and whether it still says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.domain.people import ClinicReview
from caregiver_app.services.documents.listed import EMERGENCY
from caregiver_app.wording.emergency import safety_fingerprint

if TYPE_CHECKING:
    from caregiver_app.services.documents.compositions import Compositions
    from caregiver_app.services.documents.subject import DocumentSubject


def clinic_review(subject: DocumentSubject, reviewed_by: str, compositions: Compositions) -> ClinicReview:
    """A note that the clinic looked at the sheet on the subject's day; it lapses by itself when that changes."""
    return ClinicReview(reviewed_by, subject.day, _safety_fingerprint(subject, compositions))


def review_is_current(subject: DocumentSubject, compositions: Compositions) -> bool:
    """Whether the clinic's look still covers the safety lines and high-risk medicines of the subject's day."""
    review = subject.person.clinic_review
    return review is not None and review.fingerprint == _safety_fingerprint(subject, compositions)


def _safety_fingerprint(subject: DocumentSubject, compositions: Compositions) -> str:
    return safety_fingerprint(EMERGENCY.composed(subject, compositions).content)
