"""The look as numbers: one place for every colour, size and distance of the window.

Colours are ``#rrggbb``. Each pair that carries words has a contrast of at least 4.5:1, body text at least
7:1, and control edges and the focus ring at least 3:1 (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11);
``tests/ui/test_tokens.py`` holds them to it.
"""

from __future__ import annotations

from typing import NamedTuple


class Tokens(NamedTuple):
    """One theme. Distances are logical pixels, font sizes are points at a text scale of 100 %."""

    name: str
    background: str
    surface: str
    sunken: str
    hover: str
    text: str
    muted: str
    border: str
    edge: str
    focus: str
    selection: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    info: str
    info_soft: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    alarm: str
    alarm_hover: str
    on_alarm: str
    disabled: str

    gap_xs: int = 4
    gap_s: int = 8
    gap_m: int = 12
    gap_l: int = 16
    gap_xl: int = 24
    gap_xxl: int = 32
    radius: int = 8
    radius_large: int = 12
    control_height: int = 44
    row_height: int = 46
    pt_small: float = 10.5
    pt_body: float = 12.0
    pt_section: float = 14.5
    pt_title: float = 21.0


LIGHT = Tokens(
    name="light",
    background="#f6f4ef",
    surface="#ffffff",
    sunken="#faf8f4",
    hover="#efebe2",
    text="#1d2430",
    muted="#5a6472",
    border="#e0dacd",
    edge="#8a8478",
    focus="#1f5fc4",
    selection="#d9ebed",
    accent="#0b5c6b",
    accent_hover="#094d5a",
    accent_pressed="#073e48",
    on_accent="#ffffff",
    info="#0b5c6b",
    info_soft="#e4f0f1",
    success="#1d6238",
    success_soft="#e5f2e8",
    warning="#7a4b00",
    warning_soft="#fdf0d5",
    danger="#a3261b",
    danger_soft="#fbeae7",
    alarm="#b0241a",
    alarm_hover="#8f1c14",
    on_alarm="#ffffff",
    disabled="#8b929b",
)

DARK = Tokens(
    name="dark",
    background="#15191e",
    surface="#1e242b",
    sunken="#1a1f25",
    hover="#2a323b",
    text="#eceff2",
    muted="#a9b3be",
    border="#343d47",
    edge="#7b8794",
    focus="#9cc3ff",
    selection="#1f434b",
    accent="#6cc5d2",
    accent_hover="#8ad3de",
    accent_pressed="#a5dfe8",
    on_accent="#0b2226",
    info="#8ad3de",
    info_soft="#18323a",
    success="#8fd6a3",
    success_soft="#1b3424",
    warning="#f2c879",
    warning_soft="#3a2d12",
    danger="#ffa79b",
    danger_soft="#43211d",
    alarm="#c23a2e",
    alarm_hover="#a83025",
    on_alarm="#ffffff",
    disabled="#6f7985",
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK)}
