from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any, get_type_hints

import pytest

from caregiver_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """Where."""

    x: int
    y: int = 2
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.x < 0:
            raise ValueError(self.x)


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True, slots=True)
class Secret:
    word: str

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret)

    def __hash__(self) -> int:
        return 1


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    x: int
    y: int = 2
    tags: tuple[str, ...] = ()


def as_object(value: object) -> object:
    return value


def test_it_is_filled_compared_and_shown_as_the_standard_one() -> None:
    ours, standard = Point(1, tags=("a",)), Standard(1, tags=("a",))
    assert repr(ours) == repr(standard).replace("Standard", "Point")
    assert hash(ours) == hash(standard)
    assert ours == Point(1, 2, ("a",))
    assert ours != Point(1, 3, ("a",))
    assert ours != as_object(standard)
    assert [each.name for each in fields(ours)] == ["x", "y", "tags"]
    assert dataclasses.asdict(ours) == dataclasses.asdict(standard)
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())
    match ours:
        case Point(x, y):
            assert (x, y) == (1, 2)


def test_it_cannot_be_changed_but_replaced() -> None:
    point: Any = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2
    with pytest.raises(FrozenInstanceError):
        point.other = 2
    with pytest.raises(FrozenInstanceError):
        del point.x
    assert replace(point, x=5) == Point(5)
    assert not hasattr(point, "__dict__")


def test_it_refuses_what_its_class_refuses_and_what_it_has_no_field_for() -> None:
    with pytest.raises(ValueError, match="-1"):
        Point(-1)
    with pytest.raises(TypeError):
        Point(1, z=3)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="x"):
        Point()  # type: ignore[call-arg]


def test_it_is_copied_and_pickled_whole() -> None:
    point = Point(1, tags=("a",))
    assert pickle.loads(pickle.dumps(point)) == copy.deepcopy(point) == copy.copy(point) == point


def test_a_method_of_its_own_stays() -> None:
    assert repr(Secret("word")) == "Secret(…)"
    assert len({Secret("a"), Secret("b")}) == 1


def test_its_fields_can_be_asked_for_their_types() -> None:
    assert inspect.signature(Point).parameters.keys() == {"x", "y", "tags"}
    assert get_type_hints(Point.__init__)["tags"] == tuple[str, ...]
