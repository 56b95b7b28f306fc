"""``dataclass`` for frozen values, made quickly: to make their classes was a fifth of the way to the first page.

The standard one writes and compiles six methods for every class. Here all classes share five of them, and one is
compiled. A type checker sees the standard one; ``fields``, ``replace``, ``asdict`` and pickling work as with it.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """Called as the standard one is for frozen values with slots, and for nothing else."""
        assert frozen
        assert slots
        return _made


def _made(cls: type) -> type:
    cls.__doc__ = cls.__doc__ or cls.__name__  # else the standard one works out a signature to put there
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    made.__init__ = _init_of(made)
    own = vars(made)
    for name, method in _SHARED.items():
        if own.get(name) is None:  # a class with an ``__eq__`` of its own says ``__hash__ = None``
            setattr(made, name, method)
    result: type = made
    return result


def _init_of(cls: Any) -> Any:
    outside: dict[str, Any] = {"set_field": object.__setattr__}
    parameters, lines = ["self"], ["pass"]
    for field in dataclasses.fields(cls):
        assert field.default_factory is MISSING, "a frozen value has no default that is made anew"
        if field.default is not MISSING:
            outside[f"default_of_{field.name}"] = field.default
        given = "" if field.default is MISSING else f"=default_of_{field.name}"
        parameters.append(f"{field.name}{given}")
        lines.append(f"set_field(self, {field.name!r}, {field.name})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    body = "\n  ".join(lines)
    source = f"def make({', '.join(outside)}):\n def __init__({', '.join(parameters)}):\n  {body}\n return __init__"
    made: dict[str, Any] = {}
    # The names of fields, as the standard one does; in its module, where SQLAlchemy looks for the types of fields.
    exec(source, sys.modules[cls.__module__].__dict__, made)  # noqa: S102
    method = made["make"](**outside)
    method.__qualname__ = f"{cls.__qualname__}.__init__"
    method.__annotations__ = {field.name: field.type for field in dataclasses.fields(cls)}
    return method


def _values(value: Any) -> list[Any]:
    return [getattr(value, name) for name in value.__match_args__]


def _is_equal(self: Any, other: object) -> bool:
    if self is other:
        return True
    return _values(self) == _values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(tuple(_values(self)))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({shown})"


def _refuse_change(_self: Any, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deletion(_self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _put_back(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, value)


_SHARED = {
    "__eq__": _is_equal,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _refuse_change,
    "__delattr__": _refuse_deletion,
    "__getstate__": _values,
    "__setstate__": _put_back,
}
