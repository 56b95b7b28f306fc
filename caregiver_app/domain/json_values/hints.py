"""What a dataclass says about its fields, read once per class."""

from __future__ import annotations

import dataclasses
import types
from functools import cache
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints


class FieldHint(NamedTuple):
    """One field: its resolved type, and its default or ``dataclasses.MISSING``."""

    name: str
    type: Any
    default: Any

    @property
    def is_required(self) -> bool:
        """Whether there is no value to fall back on."""
        return self.default is dataclasses.MISSING


@cache
def fields_of(cls: type) -> tuple[FieldHint, ...]:
    """The fields in the order they are declared, which is the order they are written in."""
    hints = get_type_hints(cls)
    return tuple(FieldHint(f.name, hints[f.name], f.default) for f in dataclasses.fields(cls))


def members_of(hint: Any) -> tuple[Any, ...]:
    """The types of a union; the type itself where it is none."""
    return get_args(hint) if get_origin(hint) in {Union, types.UnionType} else (hint,)


def item_of(hint: Any) -> Any | None:
    """``X`` for ``tuple[X, ...]``, else ``None``."""
    return get_args(hint)[0] if get_origin(hint) is tuple else None
