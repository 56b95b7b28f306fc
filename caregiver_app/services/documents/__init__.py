"""What can be put on paper: one list, and what is done alike with everything on it.

``listed.py`` is the list. The Paper page, the command ``print`` and the copies out there read it and name no
document themselves. To add one: compose its words in ``wording`` as a frozen dataclass with a ``serial``, lay
it out in a folder of ``printing/documents``, and write its entry into ``listed.DOCUMENTS``.

A document is composed from a ``DocumentSubject`` alone, and what was composed is kept as long as the subject stays the
same. A document that is to be made from more gets that into the subject, or its old copies would pass for true.
"""
