from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget

from caregiver_app.paths import resources
from caregiver_app.ui.fonts import FAMILY, load_fonts
from caregiver_app.ui.style import apply_style, set_state, style_sheet, tokens_now
from caregiver_app.ui.tokens import DARK, LIGHT, THEMES, Tokens
from caregiver_app.ui.widgets.buttons import Button
from caregiver_app.ui.widgets.labels import title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    apply_style(qapp, "light", 1.0)


@pytest.mark.parametrize(
    "make", [QLineEdit, QComboBox, QCheckBox, lambda: Button("Save", "check"), lambda: title("Sam")]
)
def test_larger_text_makes_a_control_larger(
    app: QApplication, qtbot: QtBot, make: Callable[[], QWidget]
) -> None:
    apply_style(app, "light", 1.0)
    control = make()
    qtbot.addWidget(control)
    control.ensurePolished()
    before = control.sizeHint().height()
    apply_style(app, "light", 2.0)
    assert control.sizeHint().height() > before * 1.25


@pytest.mark.parametrize("make", [QLineEdit, QComboBox, QCheckBox, QPushButton])
def test_a_control_is_at_least_44_pixels_high(
    app: QApplication, qtbot: QtBot, make: Callable[[], QWidget]
) -> None:
    apply_style(app, "light")
    control = make()
    qtbot.addWidget(control)
    control.ensurePolished()
    assert control.sizeHint().height() >= 44


def test_a_text_size_out_of_range_becomes_the_nearest_possible(app: QApplication) -> None:
    apply_style(app, "light", 9.0)
    assert app.font().pointSizeF() == pytest.approx(LIGHT.pt_body * 2)
    apply_style(app, "light", 0.1)
    assert app.font().pointSizeF() == pytest.approx(LIGHT.pt_body)


def test_widgets_learn_the_theme_from_the_palette(app: QApplication) -> None:
    apply_style(app, "dark")
    assert tokens_now() is DARK
    apply_style(app, "light")
    assert tokens_now() is LIGHT
    apply_style(app, "system")
    assert tokens_now() in {LIGHT, DARK}


def test_the_window_is_set_in_atkinson_hyperlegible(app: QApplication) -> None:
    apply_style(app, "light")
    assert app.font().family() == FAMILY
    assert {"Regular", "Bold"} <= set(QFontDatabase.styles(load_fonts()))


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_every_picture_of_the_style_sheet_is_shipped(theme: Tokens) -> None:
    pictures = [Path(path) for path in re.findall(r'url\("([^"]+)"\)', style_sheet(theme, 1.0))]
    assert pictures
    assert [path for path in pictures if not path.is_file()] == []
    assert {path.parent for path in pictures} == {resources() / "icons" / "controls"}


def test_a_state_can_be_set_again_and_again(app: QApplication, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    for wrong in (True, True, False):
        set_state(line, "invalid", wrong)
        assert line.property("invalid") is wrong


def test_loading_the_style_brings_nothing_heavy() -> None:
    heavy = "sqlalchemy reportlab pypdfium2 rapidfuzz phonenumbers zxingcpp PySide6.QtNetwork PySide6.QtPrintSupport"
    code = f"import sys, caregiver_app.ui.style; print([m for m in '{heavy}'.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("face", ["AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold"])
def test_the_fonts_of_the_screen_can_go_on_paper(face: str, tmp_path: Path) -> None:
    _embed(face, "Lioresal 10 mg å ł ş ½", tmp_path)


@pytest.mark.parametrize("face", ["DejaVuSans", "DejaVuSans-Bold"])
def test_the_fallback_font_of_the_paper_knows_other_alphabets(face: str, tmp_path: Path) -> None:
    _embed(face, "Мария Αθήνα \u2265 \u2610", tmp_path)


def _embed(face: str, text: str, folder: Path) -> None:
    """Write ``text`` with the shipped font and read it back from the PDF."""
    import pypdf
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont(face, str(resources() / "fonts" / f"{face}.ttf")))
    canvas = Canvas(str(folder / "page.pdf"))
    canvas.setFont(face, 12)
    canvas.drawString(72, 700, text)
    canvas.save()
    page = pypdf.PdfReader(folder / "page.pdf").pages[0]
    assert page.extract_text().strip() == text
    fonts = page["/Resources"]["/Font"].values()  # type: ignore[index]
    assert any(
        "/FontFile2" in font.get_object()["/FontDescriptor"]
        for font in fonts
        if "/FontDescriptor" in font.get_object()
    )
