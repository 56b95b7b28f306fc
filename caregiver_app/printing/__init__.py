"""Plain values in, PDF bytes out. Nothing here decides what a document says; ``wording`` does.

``engine`` measures and draws; each folder in ``documents`` lays out one document with it. To add one: its words in
``wording``, a folder here, and its line in ``services/documents/listed.py``.
"""
