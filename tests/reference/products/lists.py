from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.paths import resources

if TYPE_CHECKING:
    from caregiver_app.reference.products import (
        ProductCatalogue,
        ProductMatch,
    )


FOLDER = resources() / "products"
EXTRA = (("Lioresal", ("baclofen",)), ("Ozobax", ("Baclofen",)), ("Valtoco", ("diazepam",)))


def named(catalogue: ProductCatalogue, name: str) -> ProductMatch:
    return next(match for match in catalogue.find(name) if match.name == name)
