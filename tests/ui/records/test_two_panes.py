from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from caregiver_app.ui.records.two_panes import TwoPanes

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_the_panes_stand_beside_each_other_where_there_is_room_and_below_where_not(qtbot: QtBot) -> None:
    first, second = QWidget(), QWidget()
    panes = TwoPanes(first, second, least=30, shares=(1, 2))
    qtbot.addWidget(panes)
    panes.resize(1200, 600)
    panes.show()
    assert panes.is_beside()
    assert second.x() > first.x()
    panes.resize(100, 600)
    qtbot.waitUntil(lambda: second.y() > first.y())
    assert not panes.is_beside()
