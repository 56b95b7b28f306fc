"""``python -m caregiver_app``."""

from __future__ import annotations

import sys

from caregiver_app.cli import main

if __name__ == "__main__":
    sys.exit(main())
