"""A palette and a style sheet on Fusion, all made from the tokens and the person's text size.

Sizes are made anew from tokens x scale, because a fixed ``font-size`` in a style sheet beats the application
font and would switch off "larger text".
"""

from __future__ import annotations

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from caregiver_app.paths import resources
from caregiver_app.ui.fonts import load_fonts
from caregiver_app.ui.tokens import DARK, LIGHT, THEMES, Tokens
from caregiver_app.ui.widgets.plain_text import PLAIN_LABELS

SMALLEST_SCALE, LARGEST_SCALE = 1.0, 2.0

# Of a line of text in pixels for each point of its size. A ``min-height`` hides what the text would need.
_LINE_HEIGHT = 1.75


def apply_style(app: QApplication, theme: str, text_scale: float = 1.0) -> None:
    """Give the program one look: ``theme`` is ``light``, ``dark`` or ``system``, 1.0 is 100 % text size.

    May be called again at any time. A scale outside 1.0 to 2.0 is taken as the nearer of the two.
    """
    scale = min(max(text_scale, SMALLEST_SCALE), LARGEST_SCALE)
    tokens = _chosen(app, theme)
    sheet = PLAIN_LABELS + style_sheet(tokens, scale)
    if app.styleSheet() == sheet:  # it names every colour and size; to set it anew takes most of a second
        return
    app.setPalette(_palette(tokens))
    font = QFont(load_fonts())
    font.setPointSizeF(tokens.pt_body * scale)
    app.setFont(font)
    app.setStyleSheet(sheet)


def tokens_now() -> Tokens:
    """The tokens in force: read from the application's palette, so that no widget has to be told."""
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.name() == DARK.background else LIGHT


def set_state(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let the widget be drawn by it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it is drawn by the style sheet once it is first shown
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _chosen(app: QApplication, theme: str) -> Tokens:
    if theme == "system":
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return THEMES[theme]


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in (
        (role.Window, tokens.background),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.sunken),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.danger),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.text),
        (role.Highlight, tokens.selection),
        (role.HighlightedText, tokens.text),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.border),
        (role.Mid, tokens.border),
        (role.Dark, tokens.edge),
        (role.Shadow, tokens.edge),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.disabled))
    return palette


def style_sheet(tokens: Tokens, scale: float) -> str:
    """The style sheet for one theme and text scale (1.0 is 100 %)."""
    controls = (resources() / "icons" / "controls").as_posix()
    sizes = {
        "pt_small": f"{tokens.pt_small * scale:.2f}pt",
        "pt_body": f"{tokens.pt_body * scale:.2f}pt",
        "pt_section": f"{tokens.pt_section * scale:.2f}pt",
        "pt_title": f"{tokens.pt_title * scale:.2f}pt",
        "tick": f"{round(22 * scale)}px",
        "radio": f"{round(22 * scale) // 2}px",
        "arrow": f"{round(18 * scale)}px",
        "drop": f"{round(36 * scale)}px",
        "inner": f"{round(max(tokens.control_height - 18, _LINE_HEIGHT * tokens.pt_body * scale))}px",
        "nav_small": f"{round(_LINE_HEIGHT * tokens.pt_small * scale)}px",
        "item": f"{round((tokens.control_height - 4) * (1 + scale) / 2)}px",
    }
    pictures = {
        name.replace("-", "_"): f'url("{controls}/{name}-{tokens.name}.svg")'
        for name in ("chevron-down", "chevron-left", "chevron-right", "check", "dot")
    }
    return Template(_SHEET).substitute(tokens._asdict() | sizes | pictures)


# 44 px controls: $inner + 2 x 8 px padding + 2 x 1 px border. The focus ring is 3 px wide and takes its 2
# extra pixels from the padding, so that nothing moves when the focus does.
_SHEET = """
QToolTip { background: $surface; color: $text; border: 1px solid $edge; padding: 6px 8px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: $pt_title; font-weight: 700; }
QLabel[role="section"] { font-size: $pt_section; font-weight: 700; }
QLabel[role="note"] { color: $muted; font-size: $pt_small; }
QLabel[role="field"] { font-weight: 700; }
QLabel[role="error"] { color: $danger; font-weight: 700; }
QLabel[role="muted"] { color: $muted; }

QPushButton, QLineEdit, QComboBox, QAbstractSpinBox {
  min-height: $inner; padding: 8px 14px; border: 1px solid $edge; border-radius: ${radius}px;
  background: $surface; color: $text; }
QPushButton:focus, QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus {
  border: 3px solid $focus; padding: 6px 12px; }
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit { placeholder-text-color: $muted;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: $background; color: $muted; }
QLineEdit:read-only { background: $sunken; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QPlainTextEdit[invalid="true"] {
  border: 2px solid $danger; padding: 7px 13px; }
QLineEdit[invalid="true"]:focus, QComboBox[invalid="true"]:focus, QPlainTextEdit[invalid="true"]:focus {
  border: 3px solid $danger; padding: 6px 12px; }
QPlainTextEdit { padding: 8px 10px; border: 1px solid $edge; border-radius: ${radius}px;
  background: $surface; color: $text; }
QPlainTextEdit:focus { padding: 6px 8px; }

QPushButton { font-weight: 700; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed; }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="danger"]:hover { background: $danger_soft; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $accent; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="alarm"] { background: $alarm; color: $on_alarm; border-color: $alarm; }
QPushButton[kind="alarm"]:hover, QPushButton[kind="alarm"]:pressed { background: $alarm_hover; }
QPushButton:disabled, QPushButton[kind]:disabled { color: $disabled; border-color: $border;
  background: $background; }
QPushButton[kind="quiet"]:disabled { border-color: transparent; background: transparent; }
QPushButton[kind="primary"]:disabled { background: $hover; color: $muted; border-color: $border; }
QPushButton[kind]:focus { border-color: $focus; }
QPushButton[shape="icon"] { padding: 8px 8px; }
QPushButton[shape="icon"]:focus { padding: 6px 6px; }
QPushButton[shape="choice"] { font-size: $pt_section; padding: 16px 22px; }
QPushButton[shape="choice"]:focus { padding: 14px 20px; }
QPushButton[shape="chip"] { background: $selection; border-color: $selection; color: $text;
  border-radius: 22px; }
QPushButton[shape="chip"]:hover { background: $hover; border-color: $edge; }
QPushButton[shape="chip"]:focus { border-color: $focus; }

QComboBox { combobox-popup: 0; padding-left: 16px; }
QComboBox:focus { padding-left: 14px; }
QComboBox::drop-down { border: none; width: $drop; }
QComboBox::down-arrow { image: $chevron_down; width: $arrow; height: $arrow; }
QComboBox QAbstractItemView, QListView[role="suggestions"] { border: 1px solid $edge; background: $surface;
  color: $text; outline: 0; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: $item; padding: 0 10px; border-radius: 6px; }
QComboBox QAbstractItemView::item:selected, QListView::item:selected { background: $selection; color: $text; }

QCheckBox, QRadioButton { spacing: 10px; padding: 8px 4px; border: 3px solid transparent;
  border-radius: ${radius}px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QRadioButton::indicator { width: $tick; height: $tick; border: 1px solid $edge;
  border-radius: 5px; background: $surface; }
QRadioButton::indicator { border-radius: $radio; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: $check; }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: $dot; }
QCheckBox::indicator:disabled { background: $background; border-color: $border; }

QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: ${radius_large}px; }
QFrame[role="well"] { background: $sunken; border: 1px solid $border; border-radius: ${radius}px; }
QFrame[role="line"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame[banner] { border-radius: ${radius}px; border: 1px solid; }
QFrame[banner="info"] { background: $info_soft; border-color: $info; }
QFrame[banner="success"] { background: $success_soft; border-color: $success; }
QFrame[banner="warning"] { background: $warning_soft; border-color: $warning; }
QFrame[banner="danger"] { background: $danger_soft; border-color: $danger; }
QFrame[banner] QLabel { color: $text; }
QFrame[role="bar"] { background: $text; border-radius: ${radius}px; }
QFrame[role="bar"] QLabel { color: $background; }
QFrame[role="bar"] QPushButton { background: transparent; color: $background; border: 1px solid $background; }
QFrame[role="bar"] QPushButton:hover { background: $muted; color: $surface; }
QFrame[role="bar"] QPushButton:focus { border: 3px solid $background; }

QFrame[role="sidebar"] { background: $surface; border: none; border-right: 1px solid $border; }
QFrame[role="sidebar"] QToolButton { min-height: $inner; padding: 7px 14px 7px 8px;
  border: 3px solid transparent;
  border-radius: ${radius}px; background: transparent; color: $text; text-align: left; }
QFrame[role="sidebar"] QToolButton[shape="small"] { min-height: $nav_small; padding: 4px 12px 4px 8px;
  font-size: $pt_small; }
QFrame[role="sidebar"] QToolButton:hover { background: $hover; }
QFrame[role="sidebar"] QToolButton:checked { background: $selection; color: $accent; font-weight: 700; }
QFrame[role="sidebar"] QToolButton:focus { border-color: $focus; }

QTabBar { background: transparent; border: none; font-weight: 700; }
QTabBar::tab { min-height: $inner; padding: 3px 16px; border: 3px solid transparent; color: $muted;
  border-bottom-color: $border; background: transparent; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:focus { border-color: $focus; border-radius: ${radius}px; }

QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { background: transparent; border: none; }
QTableView[role="rows"] { background: $surface; border: 1px solid $border; border-radius: ${radius}px;
  outline: 0;
  selection-background-color: $selection; selection-color: $text; padding: 1px; }
QTableView[role="rows"]:focus { border: 3px solid $focus; padding: -1px; }
QTableView[role="rows"]::item { padding: 0 12px; border: none; border-bottom: 1px solid $border; }
QTableView[role="rows"]::item:selected { background: $selection; color: $text; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: $sunken; color: $muted; font-weight: 700; padding: 10px 15px; border: none;
  border-bottom: 1px solid $edge; }
QHeaderView::down-arrow, QHeaderView::up-arrow { width: 0; height: 0; }

QMenuBar { background: $surface; border-bottom: 1px solid $border; padding: 2px 6px; }
QMenuBar::item { padding: 8px 12px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $selection; }
QMenu { background: $surface; border: 1px solid $edge; padding: 6px; }
QMenu::item { padding: 10px 28px 10px 16px; border-radius: 6px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: $border; margin: 6px 8px; }
QStatusBar { background: $surface; color: $muted; border-top: 1px solid $border; }
QStatusBar::item { border: none; }

QScrollBar:vertical { background: transparent; width: 14px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 44px; }
QScrollBar::handle:horizontal { min-width: 44px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QFrame[role="popup"] { background: $surface; border: 1px solid $edge; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; }
QCalendarWidget QToolButton { color: $text; background: transparent; font-weight: 700;
  border: 1px solid transparent;
  border-radius: 6px; padding: 6px 10px; min-height: 30px; }
QCalendarWidget QToolButton:hover { background: $hover; }
QCalendarWidget QToolButton:focus { border: 2px solid $focus; padding: 5px 9px; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: $chevron_left; icon-size: $arrow; }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: $chevron_right; icon-size: $arrow; }
QCalendarWidget QToolButton::menu-indicator { width: 0; image: none; }
QCalendarWidget QAbstractItemView { background: $surface; border: none; outline: 0;
  selection-background-color: $accent; selection-color: $on_accent; alternate-background-color: $sunken; }
"""
