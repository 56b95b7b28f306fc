from __future__ import annotations


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")
