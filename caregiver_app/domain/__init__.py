"""What the family records, as frozen values: people, medications, pumps, contacts, the household; and what happened.

Only the standard library. No clock (``today`` is an argument), no sentences for people, no files.

*Records* (``record_kinds``) are edited and undone; *events* (``events``) are appended and amended. Tables, document,
ids, history and removal derive from the one line that declares a kind. ``record_edits`` says what may be done to a
record of any kind, ``record_changes`` what differs between two states of a household.

Amounts: ``Quantity`` is a dose and is never zero; ``Amount`` and ``Volume`` may be zero and subtract; ``Concentration``
and ``DailyDose`` are no masses, and meet in one place only (``rates.ml_per_day``). mg and mcg never meet unasked.
"""
