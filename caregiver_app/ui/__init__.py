"""The window: Qt widgets, models, pages and dialogs. They hold domain values, never rows.

The look comes from one place, ``tokens``: ``style.apply_style`` makes palette, font and style sheet from it,
and widgets that paint icons ask ``style.tokens_now``. Text that a person typed is always shown as plain text.
"""
