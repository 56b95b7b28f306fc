from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from caregiver_app.paths import resources
from caregiver_app.ui.tokens import THEMES
from caregiver_app.ui.widgets.icons import icon

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_ICONS = sorted(path.stem for path in (resources() / "icons").glob("*.svg"))


@pytest.mark.parametrize("name", _ICONS)
def test_a_shipped_icon_is_drawn_in_the_colour_asked_for(qtbot: QtBot, name: str) -> None:
    image = icon(name, "#a3261b", 24).pixmap(QSize(24, 24), 2.0).toImage()
    solid = {
        QColor(image.pixelColor(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    wanted = QColor("#a3261b")
    assert solid
    assert all(abs(QColor(one).red() - wanted.red()) <= 2 for one in solid)
    assert all(abs(QColor(one).blue() - wanted.blue()) <= 2 for one in solid)


def test_an_icon_is_sharp_on_a_dense_screen(qtbot: QtBot) -> None:
    pixmap = icon("pill", "#000000", 20).pixmap(QSize(20, 20), 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (40, 2.0)


def test_a_gap_keeps_the_text_of_a_button_away(qtbot: QtBot) -> None:
    assert icon("plus", "#000000", 20, gap=6).pixmap(QSize(26, 20), 1.0).width() == 26


def test_an_icon_that_is_not_shipped_is_a_key_error(qtbot: QtBot) -> None:
    with pytest.raises(KeyError):
        icon("no-such-icon", "#000000", 20)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_the_small_signs_in_controls_have_the_colours_of_their_theme(theme: object) -> None:
    name = getattr(theme, "name", "")
    for sign, token in (("chevron-down", "text"), ("check", "on_accent"), ("dot", "on_accent")):
        drawing = (resources() / "icons" / "controls" / f"{sign}-{name}.svg").read_text(encoding="utf-8")
        assert getattr(theme, token) in re.findall(r'(?:stroke|fill)="(#\w+)"', drawing)


def test_fonts_and_icons_come_with_their_licences() -> None:
    assert "ISC License" in (resources() / "icons" / "LICENSE").read_text(encoding="utf-8")
    fonts = resources() / "fonts"
    assert "SIL OPEN FONT LICENSE" in (fonts / "AtkinsonHyperlegibleNext-OFL.txt").read_text("utf-8").upper()
    assert "Bitstream" in (fonts / "DejaVu-LICENSE.txt").read_text(encoding="utf-8")
