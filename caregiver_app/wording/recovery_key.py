"""What is wrong with a recovery key as it was typed, and where to look on the sheet again."""

from __future__ import annotations

from caregiver_app.domain.recovery_key import GROUP_SYMBOLS, Mistake, RecoveryKeyMistake
from caregiver_app.i18n import _, ngettext
from caregiver_app.wording.problems import shown

_TWO = 2


def recovery_key_mistake(error: RecoveryKeyMistake) -> str:
    """One mistake in one or two sentences."""
    which = _groups(error.groups)
    if error.mistake is Mistake.EMPTY:
        return _("Type the recovery key: the 8 groups on the printed key sheet.")
    if error.mistake is Mistake.STRANGE_CHARACTER:
        return _(
            "There is “{character}” in {group}. A key has only letters and digits. Look at the sheet again."
        ).format(character=shown(error.character), group=which)
    if error.mistake is Mistake.MISPLACED:
        return _misplaced(error.groups, which)
    if error.mistake is Mistake.LENGTH:
        return _length(error, which)
    return ngettext(
        "There is a mistake in {groups}. The other groups are right.",
        "There are mistakes in {groups}. The other groups are right.",
        len(error.groups),
    ).format(groups=which)


def _misplaced(numbers: tuple[int, ...], which: str) -> str:
    if len(numbers) == _TWO:
        return _("{groups} seem to have changed places. Look at the numbers on the sheet again.").format(
            groups=_capital(which)
        )
    return _(
        "{groups} seem to be in another order than on the sheet. Type group 1 first, then 2, 3 and so on."
    ).format(groups=_capital(which))


def _length(error: RecoveryKeyMistake, which: str) -> str:
    if error.wanted == GROUP_SYMBOLS:
        return ngettext(
            "{group} has {n} character; it must have 5.",
            "{group} has {n} characters; it must have 5.",
            error.found,
        ).format(group=_capital(which), n=error.found)
    if error.found == error.wanted:
        return _("Each group must have 5 characters. Look at {groups} again.").format(groups=which)
    count = ngettext("{n} character", "{n} characters", error.found).format(n=error.found)
    where = _("Look at {groups} again.").format(groups=which) if which else _("Look at the sheet again.")
    return _("The key has {count}; it must have {wanted}: 8 groups of 5. {where}").format(
        count=count, wanted=error.wanted, where=where
    )


def _groups(numbers: tuple[int, ...]) -> str:
    """``group 3``, ``groups 3 and 5``, ``groups 1, 3 and 5``."""
    if not numbers:
        return ""
    if len(numbers) == 1:
        return _("group {number}").format(number=numbers[0])
    first = ", ".join(str(number) for number in numbers[:-1])
    return _("groups {first} and {last}").format(first=first, last=numbers[-1])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
