from __future__ import annotations

import pytest

from caregiver_app.reference.products import (
    ProductCatalogue,
    load_products,
)
from tests.reference.products.lists import EXTRA, FOLDER


@pytest.fixture(scope="module")
def catalogue() -> ProductCatalogue:
    return load_products(FOLDER, EXTRA)
