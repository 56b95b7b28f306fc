from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unlock_flows import Entrance

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


PASSPHRASE = "wombat quilt marzipan oboe trellis"


def enter(qtbot: QtBot, file: Path) -> Entrance:
    entrance = Entrance(qtbot)
    entrance.startup.open(file, is_usual_place=True)
    return entrance
