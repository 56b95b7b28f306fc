from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, Phase

from tests.scale import examples

# Shrinking a whole household takes minutes; the failing document says enough.
NO_SHRINK = [Phase.explicit, Phase.generate]
SLOW = examples(30, phases=NO_SHRINK, suppress_health_check=list(HealthCheck))
HEAD = {"format": "caregiver-household", "version": 1}


def document(**parts: Any) -> bytes:
    return json.dumps({**HEAD, **parts}).encode()
