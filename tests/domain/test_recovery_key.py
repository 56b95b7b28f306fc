"""The printed key: what is read is what was written, and every slip of the pen names its group."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caregiver_app.domain.recovery_key import (
    ALPHABET,
    Mistake,
    RecoveryKeyMistake,
    read_group,
    read_recovery_key,
    write_recovery_key,
)
from tests.scale import examples

SECRET = bytes(range(7, 27))
secrets = st.binary(min_size=20, max_size=20)
MANY = examples(200)


def mistake_in(text: str) -> RecoveryKeyMistake:
    with pytest.raises(RecoveryKeyMistake) as caught:
        read_recovery_key(text)
    return caught.value


def read_only_when_right(text: str, secret: bytes) -> RecoveryKeyMistake | None:
    try:
        assert read_recovery_key(text) == secret
    except RecoveryKeyMistake as mistake:
        return mistake
    return None


@MANY
@given(secrets)
@example(bytes(20))
@example(b"\xff" * 20)
def test_what_is_read_is_what_was_written(secret: bytes) -> None:
    groups = write_recovery_key(secret)
    assert len(groups) == 8
    assert all(re.fullmatch(f"[{ALPHABET}]{{5}}", group) for group in groups)
    assert read_recovery_key("-".join(groups)) == secret
    assert [read_group(group, number) for number, group in enumerate(groups, 1)] == list(groups)


def test_the_key_of_all_times_is_written_like_this() -> None:
    """A sheet printed today opens the file in ten years: this must never change."""
    assert write_recovery_key(bytes(range(20))) == GOLDEN


def test_the_data_is_plain_crockford_base_32_without_the_check_symbols() -> None:
    data = "".join(group[:4] for group in write_recovery_key(SECRET))
    number = 0
    for symbol in data:
        number = number * 32 + ALPHABET.index(symbol)
    assert number.to_bytes(20, "big") == SECRET


@pytest.mark.parametrize("length", [0, 16, 19, 21, 32])
def test_only_twenty_bytes_make_a_key(length: int) -> None:
    with pytest.raises(ValueError, match=str(length)):
        write_recovery_key(bytes(length))


@examples(100)
@given(secrets, st.randoms(use_true_random=False))
def test_how_it_is_typed_does_not_matter(secret: bytes, chance: random.Random) -> None:
    between = ["", " ", "-", "\n", "\r\n", "\t", ".", " - ", "\u00a0", "–", "\u2011", "\u200b", "_", "·", "−"]
    looks_like = {"0": "0Oo", "1": "1IiLl", "V": "VvUu"}
    typed = chance.choice(between)
    for symbol in "".join(write_recovery_key(secret)):
        alike = looks_like.get(symbol, symbol + symbol.lower())
        typed += chance.choice(alike) + (chance.choice(between) if chance.random() < 0.5 else "")
    assert read_recovery_key(typed) == secret


def test_wide_letters_of_an_asian_keyboard_are_read() -> None:
    wide = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
    assert read_recovery_key("-".join(write_recovery_key(SECRET)).translate(wide)) == SECRET


def test_each_possible_wrong_symbol_is_caught_and_its_group_alone_named() -> None:
    text = "".join(write_recovery_key(SECRET))
    for place, right in enumerate(text):
        for wrong in ALPHABET.replace(right, ""):
            mistake = mistake_in(text[:place] + wrong + text[place + 1 :])
            assert (mistake.mistake, mistake.groups) == (Mistake.WRONG, (place // 5 + 1,))


@MANY
@given(secrets, st.integers(0, 39), st.sampled_from(ALPHABET))
def test_a_wrong_symbol_in_any_key_names_its_group(secret: bytes, place: int, wrong: str) -> None:
    text = "".join(write_recovery_key(secret))
    mistake = read_only_when_right(text[:place] + wrong + text[place + 1 :], secret)
    if text[place] != wrong:
        assert mistake is not None
        assert (mistake.mistake, mistake.groups) == (Mistake.WRONG, (place // 5 + 1,))


@MANY
@given(secrets, st.integers(1, 8), st.integers(0, 4), st.integers(0, 4))
def test_two_symbols_exchanged_inside_a_group_name_it(secret: bytes, number: int, a: int, b: int) -> None:
    groups = list(write_recovery_key(secret))
    symbols = list(groups[number - 1])
    symbols[a], symbols[b] = symbols[b], symbols[a]
    changed = "".join(symbols) != groups[number - 1]
    groups[number - 1] = "".join(symbols)
    mistake = read_only_when_right(" ".join(groups), secret)
    assert (mistake.groups if mistake else None) == ((number,) if changed else None)


@MANY
@given(secrets, st.integers(1, 8), st.integers(1, 8))
@example(bytes(20), 1, 8)
def test_two_groups_exchanged_are_both_named(secret: bytes, one: int, other: int) -> None:
    groups = list(write_recovery_key(secret))
    groups[one - 1], groups[other - 1] = groups[other - 1], groups[one - 1]
    mistake = read_only_when_right("".join(groups), secret)
    expected = tuple(sorted({one, other})) if one != other else None
    assert (mistake.groups if mistake else None) == expected
    assert mistake is None or mistake.mistake is Mistake.MISPLACED


@MANY
@given(secrets, st.permutations(range(8)))
def test_groups_in_another_order_are_named_as_misplaced(secret: bytes, order: list[int]) -> None:
    groups = write_recovery_key(secret)
    mistake = read_only_when_right("".join(groups[place] for place in order), secret)
    moved = tuple(number for number, place in enumerate(order, 1) if place + 1 != number)
    assert (mistake.groups if mistake else ()) == moved
    assert mistake is None or mistake.mistake is Mistake.MISPLACED


@MANY
@given(secrets, st.integers(0, 38))
def test_neighbours_exchanged_across_the_edge_of_a_group_are_caught(secret: bytes, place: int) -> None:
    text = "".join(write_recovery_key(secret))
    changed = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    mistake = read_only_when_right(changed, secret)
    expected = {place // 5 + 1, (place + 1) // 5 + 1} if changed != text else set()
    assert (set(mistake.groups) if mistake else set()) == expected


@MANY
@given(secrets, st.integers(0, 39), st.sampled_from([-1, 1]), st.sampled_from(ALPHABET))
def test_a_symbol_too_few_or_too_many_names_its_group_even_without_gaps(
    secret: bytes, place: int, change: int, extra: str
) -> None:
    text = "".join(write_recovery_key(secret))
    changed = text[:place] + text[place + 1 :] if change < 0 else text[:place] + extra + text[place:]
    mistake = mistake_in(changed)
    assert (mistake.mistake, mistake.found, mistake.wanted) == (Mistake.LENGTH, 40 + change, 40)
    assert place // 5 + 1 in mistake.groups


@MANY
@given(secrets, st.integers(1, 8))
def test_a_group_left_out_is_named(secret: bytes, number: int) -> None:
    groups = list(write_recovery_key(secret))
    del groups[number - 1]
    mistake = mistake_in("-".join(groups))
    assert (mistake.mistake, mistake.found) == (Mistake.LENGTH, 35)
    assert number in mistake.groups


def test_where_a_symbol_is_missing_is_told_from_both_ends() -> None:
    """Now and then (1 in 32) a neighbour cannot be ruled out."""
    text = "".join(write_recovery_key(SECRET))
    named = []
    for number in range(1, 9):
        middle = number * 5 - 3
        for changed in (text[:middle] + text[middle + 1 :], text[:middle] + "7" + text[middle:]):
            named.append(mistake_in(changed).groups)
            assert number in named[-1]
    assert sum(map(len, named)) <= len(named) + 2


def test_groups_typed_apart_that_have_not_five_symbols_are_named() -> None:
    groups = list(write_recovery_key(SECRET))
    groups[1], groups[4] = groups[1][:3], groups[4] + "77"
    mistake = mistake_in(" ".join(groups))
    assert (mistake.mistake, mistake.found, mistake.groups) == (Mistake.LENGTH, 40, (2, 5))


@pytest.mark.parametrize(("text", "found"), [("A", 1), ("7" * 41, 41), ("7" * 100_000, 100_000)])
def test_any_other_length_says_how_much_there_is(text: str, found: int) -> None:
    mistake = mistake_in(text)
    assert (mistake.mistake, mistake.found) == (Mistake.LENGTH, found)


@pytest.mark.parametrize("text", ["", "   ", "- - -", "\n.\n"])
def test_an_empty_field_is_no_wrong_key(text: str) -> None:
    assert mistake_in(text).mistake is Mistake.EMPTY


@pytest.mark.parametrize("character", ["*", "é", "?", "\0", "Ж", "🙂", "\ud800", "ß"])
@pytest.mark.parametrize("number", [1, 4, 8])
def test_a_character_that_no_key_has_is_shown_with_its_group(character: str, number: int) -> None:
    groups = list(write_recovery_key(SECRET))
    groups[number - 1] = groups[number - 1][:2] + character + groups[number - 1][3:]
    mistake = mistake_in(" ".join(groups))
    assert (mistake.mistake, mistake.groups) == (Mistake.STRANGE_CHARACTER, (number,))
    assert mistake.character == character


@given(st.text())
@MANY
def test_any_text_is_a_key_or_a_mistake_that_names_groups_from_one_to_eight(text: str) -> None:
    groups: tuple[int, ...] = ()
    try:
        assert len(read_recovery_key(text)) == 20
    except RecoveryKeyMistake as mistake:
        groups = mistake.groups
    assert set(groups) <= set(range(1, 9))


def test_a_row_of_one_symbol_is_never_a_key() -> None:
    for symbol in ALPHABET:
        assert mistake_in(symbol * 40).groups


@pytest.mark.parametrize("position", range(1, 9))
def test_a_group_is_checked_while_it_is_typed(position: int) -> None:
    groups = write_recovery_key(SECRET)
    own = groups[position - 1]
    assert read_group(f" {own.lower()} ", position) == own
    for typed in range(1, 5):
        with pytest.raises(RecoveryKeyMistake) as half:
            read_group(own[:typed], position)
        assert (half.value.mistake, half.value.found, half.value.wanted) == (Mistake.LENGTH, typed, 5)
    for other, group in enumerate(groups, 1):
        if other != position:
            with pytest.raises(RecoveryKeyMistake) as wrong:
                read_group(group, position)
            assert (wrong.value.mistake, wrong.value.groups) == (Mistake.WRONG, (position,))
    with pytest.raises(RecoveryKeyMistake) as strange:
        read_group(own + "*", position)
    assert (strange.value.mistake, strange.value.groups) == (Mistake.STRANGE_CHARACTER, (position,))


def test_a_mistake_tells_nothing_of_the_key() -> None:
    text = "".join(write_recovery_key(SECRET))
    mistake = mistake_in(text[:-1] + ("0" if text[-1] != "0" else "1"))
    assert all(group not in repr((mistake, vars(mistake))) for group in write_recovery_key(SECRET))


GOLDEN = ("000G0", "40R47", "0M30J", "E209D", "185GT", "R38E6", "1W81Q", "24GK4")
