"""A list of small forms as one field of a form, so that drafts hold it like any other."""

from __future__ import annotations

import json

from caregiver_app.ui.widgets.rows_field import RowsField


class RowsInForm(RowsField):
    """Its value is the rows as JSON text; rows nobody has typed into are left out."""

    def value(self) -> str:
        return json.dumps(self.typed_rows(), ensure_ascii=False)

    def set_value(self, value: str) -> None:
        self.set_rows(json.loads(value) if value else [])

    def show_error(self, place: int, key: str, sentence: str) -> None:
        """``place`` counts as ``typed_rows`` does, so a row left empty shifts nothing."""
        typed = [shown for shown, row in enumerate(self.rows()) if any(text.strip() for text in row.values())]
        super().show_error(typed[place], key, sentence)

    def typed_rows(self) -> list[dict[str, str]]:
        """The rows that hold anything."""
        return [row for row in self.rows() if any(text.strip() for text in row.values())]


def read_rows(value: str) -> list[dict[str, str]]:
    """The rows in such a field's value."""
    rows: list[dict[str, str]] = json.loads(value) if value else []
    return rows
