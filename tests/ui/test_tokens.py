from __future__ import annotations

import pytest

from caregiver_app.ui.tokens import DARK, LIGHT, THEMES, Tokens

_GROUNDS = ("background", "surface", "sunken", "hover", "selection")
_SOFT = ("info_soft", "success_soft", "warning_soft", "danger_soft")
_BODY = [("text", ground) for ground in (*_GROUNDS, *_SOFT)]
_WORDS = [
    *(("muted", ground) for ground in _GROUNDS),
    *(("accent", ground) for ground in _GROUNDS),
    *(("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed")),
    *(("on_alarm", ground) for ground in ("alarm", "alarm_hover")),
    *(("danger", ground) for ground in ("background", "surface", "sunken", "danger_soft")),
    ("background", "text"),
    ("surface", "muted"),
    *((kind, f"{kind}_soft") for kind in ("info", "success", "warning", "danger")),
]
_SHAPES = [(edge, ground) for edge in ("edge", "focus") for ground in ("background", "surface", "sunken")]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two ``#rrggbb`` colours."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("pairs", "least"), [(_BODY, 7.0), (_WORDS, 4.5), (_SHAPES, 3.0)], ids=["body", "words", "shapes"]
)
def test_everything_stands_out_from_its_ground(
    theme: Tokens, pairs: list[tuple[str, str]], least: float
) -> None:
    weak = {
        (ink, ground): round(ratio, 2)
        for ink, ground in pairs
        if (ratio := contrast(getattr(theme, ink), getattr(theme, ground))) < least
    }
    assert weak == {}


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_controls_are_big_enough_for_an_unsteady_hand() -> None:
    assert all(theme.control_height >= 44 and theme.row_height >= 46 for theme in THEMES.values())
