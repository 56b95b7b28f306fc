"""The small set of controls that all pages are made of.

Every control has an accessible name, is at least 44 px high, can be reached by keyboard, and shows what a
person typed as plain text. Fields share one shape (``field.Field``): ``value()`` and ``set_value()`` in
``str``.
"""
