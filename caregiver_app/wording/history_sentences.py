"""Each changed field of a record as one sentence without its beginning: "changed the dose of baclofen from ...".

The three states of allergies stay three different sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any, Final

from caregiver_app.domain.contacts import Phone
from caregiver_app.domain.medication import Stopped
from caregiver_app.domain.people import (
    AllergiesNotRecorded,
    AllergiesRecorded,
    Allergy,
    AllergyStatus,
    ClinicReview,
    ImplantedDevice,
    NoKnownAllergies,
    ProcedureToAvoid,
)
from caregiver_app.domain.record_kinds import Record
from caregiver_app.i18n import _
from caregiver_app.wording.dates import day
from caregiver_app.wording.history_fields import item, thing
from caregiver_app.wording.history_values import Words
from caregiver_app.wording.numbers import unbroken
from caregiver_app.wording.pumps import phone_label

# Told by their own entries, or never seen by anybody.
ELSEWHERE: Final = ("id", "medications", "pumps")


def field_sentences(before: Record, after: Record, subject: str, words: Words) -> list[str]:
    """At least one for each field that differs."""
    told: list[str] = []
    for each in fields(before):
        old, new = getattr(before, each.name), getattr(after, each.name)
        if each.name not in ELSEWHERE and old != new:
            told += _sentences(each.name, old, new, subject, words)
    return told


def _sentences(name: str, old: Any, new: Any, subject: str, words: Words) -> list[str]:
    special = _SPECIAL.get(name)
    if special is not None:
        return special(old, new, subject, words)
    if isinstance(old, tuple) and name != "care_recipient_ids":
        return _list_sentences(name, old, new, subject, words)
    return [_one(thing(name, subject), old, new, lambda value: words.quoted(name, value))]


def _one(what: str, old: Any, new: Any, write: Callable[[Any], str]) -> str:
    if old is None or old == "":
        return _("wrote down {what}: {new}").format(what=what, new=write(new))
    if new is None or new == "":
        return _("removed {what} (before: {old})").format(what=what, old=write(old))
    was, now = write(old), write(new)
    if was == now and isinstance(old, str):
        was, now = _("“{text}”").format(text=old), _("“{text}”").format(text=new)
    elif was == now:
        return _("wrote down {what} again: {new}").format(what=what, new=now)
    return _("changed {what} from {old} to {new}").format(what=what, old=was, new=now)


def _list_sentences(
    name: str, old: tuple[Any, ...], new: tuple[Any, ...], subject: str, words: Words
) -> list[str]:
    gone, come = _without(old, new), _without(new, old)
    if not gone and not come:
        order = "; ".join(words.quoted("", each) for each in new)
        return [_("changed the order of {what}: {order}").format(what=thing(name, subject), order=order)]
    told = []
    for was, now in _pairs(gone, come):
        what = _("the {item} of {subject}").format(item=_item(name, was, now), subject=subject)
        told.append(_one(what, was, now, _writer(was, now, words)))
    told += [_gone(name, each, subject, words) for each in gone]
    return told + [_come(name, each, subject, words) for each in come]


def _gone(name: str, value: Any, subject: str, words: Words) -> str:
    return _("removed the {item} {value} of {subject}").format(
        item=item(name), value=words.quoted("", value), subject=subject
    )


def _come(name: str, value: Any, subject: str, words: Words) -> str:
    return _("added the {item} {value} for {subject}").format(
        item=item(name), value=words.quoted("", value), subject=subject
    )


def _without(values: Iterable[Any], others: Iterable[Any]) -> list[Any]:
    """Those of ``values`` beyond what ``others`` has of them, in their order."""
    left = Counter(others)
    kept = []
    for each in values:
        if left[each]:
            left[each] -= 1
        else:
            kept.append(each)
    return kept


def _pairs(gone: list[Any], come: list[Any]) -> list[tuple[Any, Any]]:
    """The same thing before and after, taken out of both lists: by its name, or the only one of each."""
    pairs = []
    for now in tuple(come):
        was = next((each for each in gone if _title(each) and _title(each) == _title(now)), None)
        if was is not None:
            pairs.append((was, now))
            gone.remove(was)
            come.remove(now)
    if len(gone) == len(come) == 1 and not isinstance(gone[0], Allergy):
        pairs.append((gone.pop(), come.pop()))
    return pairs


def _title(value: Any) -> str:
    match value:
        case Phone():
            return value.label.value
        case Allergy():
            return value.substance.casefold()
        case ImplantedDevice():
            return value.name.casefold()
        case ProcedureToAvoid():
            return value.procedure.casefold()
    return ""


def _item(name: str, was: Any, now: Any) -> str:
    if _only_the_number(was, now):
        return _("{label} number").format(label=phone_label(now.label))
    return item(name)


def _writer(was: Any, now: Any, words: Words) -> Callable[[Any], str]:
    if _only_the_number(was, now):
        return lambda value: unbroken(value.number)
    return lambda value: words.quoted("", value)


def _only_the_number(was: Any, now: Any) -> bool:
    return isinstance(was, Phone) and replace(was, number=now.number) == now


def _allergies(old: AllergyStatus, new: AllergyStatus, subject: str, words: Words) -> list[str]:
    before = _("(before: {old})").format(old=words.value("", old))
    if isinstance(new, NoKnownAllergies):
        text = _("wrote down that no allergies are known for {subject}, confirmed on {day}")
        return [f"{text.format(subject=subject, day=day(new.confirmed_on))} {before}"]
    if isinstance(new, AllergiesNotRecorded):
        text = _("set the allergies of {subject} to not recorded")
        return [f"{text.format(subject=subject)} {before}"]
    if isinstance(old, AllergiesRecorded):
        return _list_sentences("allergies", old.allergies, new.allergies, subject, words)
    told = [_come("allergies", each, subject, words) for each in new.allergies]
    return [f"{told[0]} {before}", *told[1:]]


def _stopped(old: Stopped | None, new: Stopped | None, subject: str, words: Words) -> list[str]:
    if new is None:
        text = _("put {subject} back among the current medicines (it was stopped on {old})")
    elif old is None:
        text = _("stopped {subject} on {new}")
    else:
        text = _("changed when and why {subject} was stopped, from {old} to {new}")
    return [text.format(subject=subject, old=words.value("", old), new=words.value("", new))]


def _review(old: ClinicReview | None, new: ClinicReview | None, subject: str, words: Words) -> list[str]:
    if new is None:
        text = _("removed the note that the clinic looked at the sheet of {subject} (before: {old})")
    else:
        text = _("wrote down that the clinic looked at the sheet of {subject}: {new}")
        text += _(" (before: {old})") if old else ""
    return [text.format(subject=subject, old=words.value("", old), new=words.value("", new))]


_SPECIAL: Final[dict[str, Callable[[Any, Any, str, Words], list[str]]]] = {
    "allergies": _allergies,
    "stopped": _stopped,
    "clinic_review": _review,
}
