"""Nothing that was typed is ever markup: the net below every label of the window.

Qt takes ``<img src="/home/…">`` in a label, a message box or a tool tip for a picture and draws it. The widgets of
this program ask for plain text by themselves; ``PLAIN_LABELS`` asks for those that forgot, Qt's own dialogs included.
An event filter would do the same, but PySide wraps every widget it passes: a page then takes a third longer to open.
"""

from __future__ import annotations

import re
from typing import Final

from caregiver_app.domain.text import by_number

# Part of the application's style sheet, which Qt reads before it first shows a widget. To a style sheet a tool tip is
# no label; its text comes escaped from ``tool_tip``.
PLAIN_LABELS: Final = "QLabel { qproperty-textFormat: PlainText; }\n"


# They turn the letters behind them around: "gm 51" would read "15 mg". Marks that only say which way a word reads stay.
_TURNING: Final = re.compile("[\u202a-\u202e]")


def unturned(text: str) -> str:
    """The text with marks that would turn it around shown by number, as on paper."""
    return _TURNING.sub(lambda mark: by_number(mark[0]), text)


def tool_tip(text: str) -> str:
    """The text as a tool tip that wraps and shows it word for word."""
    import html  # its thousand named characters are read when the first tool tip is made

    return f"<p>{html.escape(unturned(text))}</p>" if text else ""
