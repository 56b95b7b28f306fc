"""Each slip in a typed key as a sentence that says where to look."""

from __future__ import annotations

import pytest

from caregiver_app.domain.recovery_key import (
    RecoveryKeyMistake,
    read_group,
    read_recovery_key,
    write_recovery_key,
)
from caregiver_app.services.explain import explain

KEY = write_recovery_key(bytes(range(20)))


def typed(changes: dict[int, str]) -> str:
    return " ".join(changes.get(number, group) for number, group in enumerate(KEY, 1))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Type the recovery key: the 8 groups on the printed key sheet."),
        (
            typed({3: "0M*0J"}),
            "There is “*” in group 3. A key has only letters and digits. Look at the sheet again.",
        ),
        (
            typed({3: "0M\x070J"}),
            "There is “[U+0007]” in group 3. A key has only letters and digits. Look at the sheet again.",
        ),
        (typed({3: "0M31J"}), "There is a mistake in group 3. The other groups are right."),
        (
            typed({3: "0M31J", 5: "195GT", 8: "24GK3"}),
            "There are mistakes in groups 3, 5 and 8. The other groups are right.",
        ),
        (
            typed({3: KEY[4], 5: KEY[2]}),
            "Groups 3 and 5 seem to have changed places. Look at the numbers on the sheet again.",
        ),
        (
            typed({3: KEY[4], 5: KEY[6], 7: KEY[2]}),
            (
                "Groups 3, 5 and 7 seem to be in another order than on the sheet. "
                "Type group 1 first, then 2, 3 and so on."
            ),
        ),
        (
            typed({3: "0M30"}),
            "The key has 39 characters; it must have 40: 8 groups of 5. Look at group 3 again.",
        ),
        (
            typed({3: "0M30", 4: "E209DD"}),
            "Each group must have 5 characters. Look at groups 3 and 4 again.",
        ),
        ("7", "The key has 1 character; it must have 40: 8 groups of 5. Look at the sheet again."),
    ],
)
def test_a_mistake_in_the_key_says_where_to_look(text: str, sentence: str) -> None:
    with pytest.raises(RecoveryKeyMistake) as mistake:
        read_recovery_key(text)
    assert explain(mistake.value) == sentence


def test_a_group_that_is_too_short_says_how_much_it_has() -> None:
    with pytest.raises(RecoveryKeyMistake) as mistake:
        read_group("0", 2)
    assert explain(mistake.value) == "Group 2 has 1 character; it must have 5."
