"""FDA dosage-form and route words in plain words and in the program's own routes."""

from __future__ import annotations

import re
from types import MappingProxyType

from caregiver_app.domain.route import Route

ROUTES = MappingProxyType(
    {
        "oral": Route.ORAL,
        "enteral": Route.FEEDING_TUBE,
        "nasogastric": Route.FEEDING_TUBE,
        "sublingual": Route.SUBLINGUAL,
        "buccal": Route.BUCCAL,
        "nasal": Route.NASAL,
        "respiratory (inhalation)": Route.INHALATION,
        "rectal": Route.RECTAL,
        "vaginal": Route.VAGINAL,
        "topical": Route.TOPICAL,
        "cutaneous": Route.TOPICAL,
        "transdermal": Route.TRANSDERMAL,
        "ophthalmic": Route.OPHTHALMIC,
        "auricular (otic)": Route.OTIC,
        "subcutaneous": Route.SUBCUTANEOUS,
        "intramuscular": Route.INTRAMUSCULAR,
        "intravenous": Route.INTRAVENOUS,
        "intrathecal": Route.INTRATHECAL,
        "epidural": Route.EPIDURAL,
    }
)
"""FDA's word to ours. ``intrathecal`` is never mapped to the pump: FDA does not say how it is given, and the
pump has its own record. Near neighbours (``intraspinal``, ``subarachnoid``) stay ``OTHER``."""

CLINIC_ROUTES = frozenset(
    {
        Route.INTRAMUSCULAR,
        Route.INTRAVENOUS,
        Route.INTRATHECAL,
        Route.EPIDURAL,
        Route.OTHER,
        Route.INTRATHECAL_PUMP,
    }
)
"""Offered after the routes a family uses at home, however many vials a directory lists."""

_NOISE_WORDS = (
    "film coated,coated,sugar coated,gelatin coated,liquid filled,multilayer,coated pellets,augmented"
)
_NOISE = frozenset(_NOISE_WORDS.split(","))
_BEFORE = MappingProxyType(
    {
        "extended release": "extended-release",
        "delayed release": "delayed-release",
        "delayed release pellets": "delayed-release",
        "orally disintegrating": "orally disintegrating",
        "chewable": "chewable",
        "effervescent": "effervescent",
        "soluble": "soluble",
        "metered": "metered",
        "chewing": "chewing",
        "liposomal": "liposomal",
    }
)
_WHOLE_FORMS = MappingProxyType(
    {
        "solution/ drops": "drops",
        "suspension/ drops": "suspension drops",
        "solution, concentrate": "concentrated solution",
        "injection, solution": "injection",
        "injection, solution, concentrate": "concentrate for injection",
        "injection, suspension": "suspension for injection",
        "injection, emulsion": "emulsion for injection",
        "injection, powder, for solution": "powder for injection",
        "injection, powder, lyophilized, for solution": "powder for injection",
        "injection, powder, lyophilized, for suspension": "powder for injection",
        "powder, for solution": "powder to mix",
        "powder, for suspension": "powder to mix",
        "granule": "granules",
        "granule, for solution": "granules to mix",
        "granule, for suspension": "granules to mix",
        "for solution": "powder to mix",
        "for suspension": "powder to mix",
        "tablet, for suspension": "tablet to mix with water",
        "aerosol, metered": "metered aerosol",
        "aerosol, spray": "spray",
        "solution, gel forming / drops": "gel-forming drops",
        "injection, suspension, extended release": "extended-release suspension for injection",
        "injection, suspension, liposomal": "liposomal suspension for injection",
        "injectable, liposomal": "liposomal injection",
        "aerosol, foam": "foam",
        "patch, extended release": "patch",
        "gel, dentifrice": "tooth gel",
        "paste, dentifrice": "toothpaste",
    }
)


def plain_form(form: str) -> str:
    """``tablet, film coated, extended release`` becomes ``extended-release tablet``; unknown words stay."""
    if form in _WHOLE_FORMS:
        return _WHOLE_FORMS[form]
    kind, *details = (part.strip() for part in form.split(","))
    before = [_BEFORE[detail] for detail in details if detail in _BEFORE]
    after = [detail for detail in details if detail not in _BEFORE and detail not in _NOISE]
    name = " ".join([*before, re.sub(r"(?<!\s)\s*+/\s*", " or ", kind)])
    return ", ".join([name, *after])


def routes_of(words: str) -> tuple[Route, ...]:
    """The routes in FDA's ``;``-parted words, each once; what is not known is ``Route.OTHER``."""
    return tuple(dict.fromkeys(ROUTES.get(word.strip(), Route.OTHER) for word in words.split(";")))
