"""Each changed field of a record as one sentence without its beginning: "changed the dose of baclofen from ..."."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any, Final

from caregiver_app.domain.record_kinds import KIND_LISTED_IN, Record
from caregiver_app.i18n import _
from caregiver_app.wording.history_values import quoted, written
from caregiver_app.wording.records import PARTS, RECORDS
from caregiver_app.wording.shape import Context, FieldWords, Narrowed, PartWords, States, Steps

# Never seen by anybody, or told by the entries of the records listed there.
ELSEWHERE: Final = ("id", *KIND_LISTED_IN)


def field_sentences(before: Record, after: Record, subject: str, context: Context) -> list[str]:
    """At least one for each field that differs."""
    words = RECORDS[type(before)].fields()
    told: list[str] = []
    for each in fields(before):
        old, new = getattr(before, each.name), getattr(after, each.name)
        if each.name not in ELSEWHERE and old != new:
            told += _FieldTelling(words[each.name], subject, context).told(old, new)
    return told


@dataclass(frozen=True, slots=True)
class _FieldTelling:
    """The sentences about one field of one record."""

    words: FieldWords
    subject: str
    context: Context

    def told(self, old: Any, new: Any) -> list[str]:
        if self.words.steps:
            return [self._step(self.words.steps, old, new)]
        if self.words.states:
            return self._state(self.words.states, old, new)
        if isinstance(old, tuple) and self.words.write is None:
            return self._list(old, new)
        write = self.words.write
        return [_one(self._thing(), old, new, lambda value: quoted(value, self.context, write))]

    def _thing(self) -> str:
        return self.words.told.format(subject=self.subject)

    def _step(self, steps: Steps, old: Any, new: Any) -> str:
        text = steps.went if new is None else steps.came if old is None else steps.changed
        was, now = written(old, self.context), written(new, self.context)
        return text.format(subject=self.subject, old=was, new=now)

    def _state(self, states: States, old: Any, new: Any) -> list[str]:
        before = _("(before: {old})").format(old=written(old, self.context))
        sentence = states.sentence(new, self.subject)
        if sentence:
            return [f"{sentence} {before}"]
        were = states.listed(old)
        if were:
            return self._list(were, states.listed(new))
        first, *rest = map(self._come, states.listed(new))
        return [f"{first} {before}", *rest]

    def _list(self, old: tuple[Any, ...], new: tuple[Any, ...]) -> list[str]:
        gone, come = _without(old, new), _without(new, old)
        if not gone and not come:
            order = "; ".join(quoted(each, self.context) for each in new)
            return [_("changed the order of {what}: {order}").format(what=self._thing(), order=order)]
        told = [self._changed_item(was, now) for was, now in _pairs(gone, come)]
        return told + [self._went(each) for each in gone] + [self._come(each) for each in come]

    def _changed_item(self, was: Any, now: Any) -> str:
        narrowed = _narrowed(was, now) or Narrowed(self.words.item, lambda value: quoted(value, self.context))
        what = _("the {item} of {subject}").format(item=narrowed.item, subject=self.subject)
        return _one(what, was, now, narrowed.write)

    def _went(self, value: Any) -> str:
        return _("removed the {item} {value} of {subject}").format(
            item=self.words.item, value=quoted(value, self.context), subject=self.subject
        )

    def _come(self, value: Any) -> str:
        return _("added the {item} {value} for {subject}").format(
            item=self.words.item, value=quoted(value, self.context), subject=self.subject
        )


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
    """The same thing before and after, taken out of both lists: by its title, or the only one of each."""
    pairs = []
    for now in tuple(come):
        was = next((each for each in gone if _title(each) and _title(each) == _title(now)), None)
        if was is not None:
            pairs.append((was, now))
            gone.remove(was)
            come.remove(now)
    if len(gone) == len(come) == 1 and not _is_its_title(gone[0]):
        pairs.append((gone.pop(), come.pop()))
    return pairs


def _part(value: Any) -> PartWords[Any] | None:
    return PARTS.get(type(value))


def _title(value: Any) -> str:
    part = _part(value)
    return part.title(value) if part and part.title else ""


def _is_its_title(value: Any) -> bool:
    part = _part(value)
    return part is not None and part.is_its_title


def _narrowed(was: Any, now: Any) -> Narrowed | None:
    part = _part(was)
    return part.narrowed(was, now) if part and part.narrowed else None
