"""What the family records, as frozen values: people, medications, pumps, contacts, the household.

Only the standard library. No clock (``today`` is an argument), no sentences for people, no files.
"""
