"""Whatever is typed, no pattern of the program takes more than a moment for it: twice the text, twice the time.

Every pattern that a module holds or writes into a call, against long texts made of the pieces that patterns are made
of. The bound is some hundred times what a linear pattern takes, and a fraction of what any other does.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import random
import re
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

import caregiver_app
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.services.checks import check_household, remarks
from caregiver_app.wording.safe_writing import _compiled, unsafe_spellings
from tests.clock import NOON
from tests.scale import is_nightly, seed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from caregiver_app.reference import Reference

LENGTH: Final = 20_000
BOUND: Final = 0.25  # seconds of this process
# What patterns look for, and what comes before or after it.
PIECES: Final = (
    *"aA1 .,-/()_\t\n\"\\+'[{:@é\u05d0\u202a\u00a0µ½",
    *(
        "a ",
        " a",
        "1 ",
        "1,",
        "1.",
        ",1",
        ". ",
        "( ",
        "(1",
        "ab",
        "a/",
        "/ ",
        "a-",
        "1/",
        "a.",
        "a1",
        "A1",
        "Mg",
        "u ",
    ),
    *(
        "mg",
        "mg ",
        "1mg ",
        "1 mg",
        "per ",
        "and ",
        "00.",
        "0.0",
        " .",
        ".5 ",
        "10 ",
        "1:",
        "ext",
        "+1 ",
        "1)",
        '":',
        "12",
    ),
)
ENDS: Final = ("!", "", "q", " ", "\x00")


def looks() -> dict[str, Callable[[str], object]]:
    """By name, each pattern in the way that the program looks with it: at all of a text, or anywhere in it."""
    found: dict[str, Callable[[str], object]] = {}
    for info in pkgutil.walk_packages(caregiver_app.__path__, "caregiver_app."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
        for name, value in vars(module).items():
            for number, pattern in enumerate(_in(value)):
                for way in _ways(tree, name):
                    found[f"{info.name}.{name}.{number}.{way}"] = partial(_look, pattern, way)
        for line, way, text in _written_into_calls(tree):
            found[f"{info.name}:{line}"] = partial(_look, re.compile(text), way)
    for rule, pattern, _better in _compiled():
        found[f"safe_writing: {rule}"] = partial(_look, pattern, "finditer")
    return found


def _look(pattern: re.Pattern[Any], way: str, text: str) -> object:
    given: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
    return list(pattern.finditer(given)) if way == "finditer" else getattr(pattern, way)(given)


def _ways(tree: ast.AST, name: str) -> set[str]:
    """The methods of the pattern that its module calls; any where that cannot be seen."""
    called = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
    }
    return {way if way in {"fullmatch", "match"} else "finditer" for way in called} or {
        "fullmatch",
        "finditer",
    }


def _in(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _in(each)


def _written_into_calls(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=called),
                args=[ast.Constant(value=str(text)), *_],
            ) if called != "compile":
                yield node.lineno, called if called in {"fullmatch", "match"} else "finditer", text
            case _:
                pass


def texts() -> list[str]:
    chance = random.Random(seed())
    mixed = ["".join(chance.sample(PIECES, 3)) for _round in range(400 if is_nightly() else 8)]
    return [
        (piece * LENGTH)[:LENGTH] + end
        for piece in (*PIECES, *mixed)
        for end in (ENDS if is_nightly() else ENDS[:1])
    ]


def seconds(work: Any) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


@pytest.mark.timeout(3600)
def test_no_pattern_takes_more_than_a_moment_for_any_text() -> None:
    every, long = looks(), texts()
    assert len(every) > 100
    for name, look in every.items():
        for text in long:
            if seconds(lambda look=look, text=text: look(text)) > BOUND:
                again = seconds(lambda look=look, text=text: look(text))
                assert again < BOUND, f"{name} on {text[:12]!r}… ending in {text[-3:]!r}"


@pytest.mark.parametrize("text", ["a", "A", "1", "1.", "1,", "a1", "mg", "1mg ", ". ", "( "])
def test_a_field_of_twenty_thousand_letters_is_looked_through_at_once(text: str) -> None:
    whole = (text * LENGTH)[:LENGTH]
    unsafe_spellings("warm")
    assert min(seconds(lambda: unsafe_spellings(whole)) for _time in range(3)) < BOUND


@pytest.mark.parametrize("text", ["a", "1", "1.", "mg"])
def test_a_household_of_long_words_is_checked_at_once(text: str, reference: Reference) -> None:
    whole = (text * LENGTH)[: LENGTH - 1]
    medicines = tuple(Medication(f"m{number}", "Lioresal", notes=whole) for number in range(14))
    household = Household(care_recipients=(CareRecipient("sam", "Sam", notes=whole, medications=medicines),))

    def check() -> None:
        check_household(household, reference, NOON.date())
        remarks(household, reference, NOON.date())

    assert seconds(check) < 10 * BOUND
