"""What the program offers as a passphrase, and what it says about one that a person made up."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.services.security.passphrases import LEAST_CHARACTERS, judge_passphrase, suggest_passphrase
from tests.scale import examples

HOUSEHOLD = ("Theo van Berg", "José", "Anneliese")
ROOT = Path(__file__).resolve().parents[3]


def said(text: str) -> str:
    return judge_passphrase(text, HOUSEHOLD).sentence


def refused(text: str) -> bool:
    return not judge_passphrase(text, HOUSEHOLD).is_enough


def test_a_suggestion_is_five_plain_words_that_are_judged_to_be_enough() -> None:
    suggestions = {suggest_passphrase() for _ in range(60)}
    assert len(suggestions) == 60
    for suggestion in suggestions:
        words = suggestion.split(" ")
        assert len(words) == 5
        assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
        assert all(4 <= len(word) <= 8 for word in words)
        assert judge_passphrase(suggestion, HOUSEHOLD).is_enough


def test_a_suggestion_holds_at_least_sixty_two_bits_of_chance() -> None:
    from caregiver_app.services.security.passphrases import _words

    assert len(set(_words())) == len(_words())
    assert len(_words()) ** 5 > 2**62


@pytest.mark.parametrize("text", ["", " ", "        ", "\t\n", "\u00a0\u2003" * 9])
def test_nothing_typed_is_refused_with_what_to_do(text: str) -> None:
    assert refused(text)
    assert said(text) == "Type a passphrase. Five words that do not belong together are best."


def test_a_short_one_says_how_long_it_must_be() -> None:
    assert refused("xK9$vQ2")
    assert said("xK9$vQ2") == "This has only 7 characters; it must have at least 8. Five words are best."
    assert said("  x  ").startswith("This has only 1 character; it must")


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("Theo1950", "This is a name from your household with a year."),
        ("theo van berg", "This is a name from your household."),
        ("theovanberg", "This is a name from your household."),
        ("Anneliese!", "This is a name from your household with a mix of characters."),
        ("jennifer", "This is "),
        ("Margaret1961", "This is a name with a year."),
        ("password", "This is a password that very many people use."),
        ("p@ssw0rd1", "This is a common word with a number."),
        ("aaaaaaaaaaaa", "This is one character again and again."),
        ("🙂" * 12, "This is one character again and again."),
        ("abcabcabcabc", "This is the same part again and again."),
        ("04.12.1958", "This is a date."),
        ("vwxyzabcdef", "This is a row like abc or 123"),
        ("dfghytre", "This is a row of keys that lie side by side."),
        ("Krankenschwester", "This is what may be a word."),
        ("purple monkey dishwasher", "These are common words."),
        ("to be or not to be", "These are common words."),
    ],
)
def test_a_weak_one_is_refused_with_what_a_thief_sees_in_it(text: str, beginning: str) -> None:
    assert refused(text)
    assert said(text).startswith(beginning)
    assert "A thief with the file and many fast computers would find it in " in said(text)
    assert said(text).endswith(
        "five words that do not belong together, or the passphrase that the program suggests."
    )


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("xK9$vQ2m", "about 16 minutes"),  # eight by chance: a password manager's
        ("x9$Kq2!vLm", "about 1 day"),
        ("correct horse battery staple", "about 3 years"),
    ],
)
def test_one_that_might_do_is_taken_with_a_warning(text: str, time: str) -> None:
    assert not refused(text)
    assert (
        f"You may use it, but a thief with the file and many fast computers would find it in {time}."
        in said(text)
    )


def test_a_strong_one_is_told_on_what_that_depends() -> None:
    text = "unsavory plating ducking gravel wombat"
    assert not refused(text)
    assert said(text) == (
        "Strong. A thief with the file and many fast computers would need more than 100 years, if you use it "
        "nowhere else and it is no line from a song, a book or a film."
    )


def test_a_word_of_another_language_is_not_taken_for_chance() -> None:
    for word in ("Krankenschwester", "медсестра", "verpleegkundige", "sairaanhoitaja"):
        assert refused(word)
    assert not refused("Krankenschwester Regenschirm Fahrradweg Zwiebelkuchen")


def test_the_same_letters_are_judged_alike_however_the_keyboard_sends_them() -> None:
    for text in ("José1950 José", "über müde Bären lächeln", "ＴＨＥＯ１９５０"):
        forms = {unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD")}
        assert len({judge_passphrase(form, HOUSEHOLD) for form in forms}) == 1
    assert refused("jose1950")
    assert said("Jose\u03011950").startswith("This is a name")


def test_an_accent_left_out_does_not_hide_a_name() -> None:
    for text in ("zoemuller77", "zoëmüller77", "Zoë Muller77"):
        judgement = judge_passphrase(text, ("Zoë Müller",))
        assert not judgement.is_enough
        assert "from your household" in judgement.sentence


def test_more_spaces_do_not_make_it_better() -> None:
    assert said("a \t\u2003        b") == said("a b")
    assert said("a b").startswith("This has only 3 characters")
    assert judge_passphrase("   Theo1950   ", HOUSEHOLD) == judge_passphrase("Theo1950", HOUSEHOLD)


def test_a_very_long_one_is_judged_at_once_by_its_beginning() -> None:
    assert refused("x" * 10_000)
    assert judge_passphrase("unsavory plating ducking gravel wombat " * 300, HOUSEHOLD).is_enough


def test_the_names_in_the_household_make_the_difference() -> None:
    text = "Wilhelmina Oosterhuis"
    assert judge_passphrase(text, ()).is_enough
    assert not judge_passphrase(text, ("Wilhelmina Oosterhuis",)).is_enough


def test_no_name_and_no_passphrase_stays_behind_in_the_library() -> None:
    from zxcvbn import matching

    judge_passphrase("Theo van Berg 1950!", HOUSEHOLD)
    assert "user_inputs" not in matching.RANKED_DICTIONARIES


@given(st.text(max_size=90), st.lists(st.text(max_size=20), max_size=4))
@examples(150)
def test_anything_typed_is_judged_in_one_line_that_does_not_repeat_it(text: str, names: list[str]) -> None:
    judgement = judge_passphrase(text, names)
    assert judgement.sentence
    assert "\n" not in judgement.sentence
    if len(" ".join(unicodedata.normalize("NFKC", text).split())) < LEAST_CHARACTERS:
        assert not judgement.is_enough


def test_a_passphrase_never_stands_in_what_is_said_about_it() -> None:
    for text in ("Wilhelmina1950", "qzvxkjwpbt", "Zwiebelkuchen77 Regenschirm"):
        assert text not in said(text)
        assert text not in repr(judge_passphrase(text, HOUSEHOLD))


def test_the_word_lists_are_loaded_only_when_they_are_needed() -> None:
    source = "import sys, caregiver_app.services.security.passphrases; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"zxcvbn", "xkcdpass"}.intersection(loaded)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "less than a minute"),
        (59.9, "less than a minute"),
        (60, "about 1 minute"),
        (3_599, "about 59 minutes"),
        (2 * 3_600, "about 2 hours"),
        (29 * 86_400, "about 29 days"),
        (30 * 86_400, "about 1 month"),
        (364 * 86_400, "about 12 months"),
        (365 * 86_400, "about 1 year"),
        (365 * 86_400 * 99.9, "about 99 years"),
        (1e40, "more than 100 years"),
    ],
)
def test_a_time_is_rounded_down_to_one_plain_number(seconds: float, words: str) -> None:
    from caregiver_app.wording.passphrases import time_taken

    assert time_taken(seconds) == words
