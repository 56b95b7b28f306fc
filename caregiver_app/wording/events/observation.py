"""Words of what somebody saw. Nothing here judges: levels are compared with what is usual for this person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from caregiver_app.domain.observations import Level, Observed, ObservedThing, ObservedUnit
from caregiver_app.i18n import _
from caregiver_app.wording.dates import NBSP
from caregiver_app.wording.doses import number
from caregiver_app.wording.records.shape import NAME_SAYS_IT, Context, FieldWords, PartWords


def thing(value: ObservedThing) -> str:
    """``Sleepiness``."""
    return {
        ObservedThing.SLEEPINESS: _("Sleepiness"),
        ObservedThing.SLEEP: _("Sleep"),
        ObservedThing.SPASMS: _("Spasms"),
        ObservedThing.PAIN: _("Pain"),
        ObservedThing.WEIGHT: _("Weight"),
        ObservedThing.TEMPERATURE: _("Temperature"),
        ObservedThing.FALL: _("Fall"),
        ObservedThing.OTHER: _("Something else"),
    }[value]


def level(value: Level) -> str:
    """``more than usual``."""
    return {
        Level.LESS: _("less than usual"),
        Level.USUAL: _("as usual"),
        Level.MORE: _("more than usual"),
        Level.MUCH_MORE: _("much more than usual"),
    }[value]


def unit(value: ObservedUnit) -> str:
    """As it stands behind the number."""
    return {
        ObservedUnit.HOURS: _("hours"),
        ObservedUnit.OUT_OF_TEN: _("out of 10"),
        ObservedUnit.KG: "kg",
        ObservedUnit.LB: "lb",
        ObservedUnit.CELSIUS: "°C",
        ObservedUnit.FAHRENHEIT: "°F",
    }[value]


def value_of(what: Observed) -> str:
    """``3 out of 10``, ``more than usual``; empty where there are only words."""
    if what.level is not None:
        return level(what.level)
    if what.amount is None or what.unit is None:
        return ""
    return f"{number(what.amount)}{NBSP}{unit(what.unit)}"


def _sentence(what: Observed, _context: Context) -> str:
    value = value_of(what)
    name = thing(what.thing) if value or what.thing is not ObservedThing.OTHER else ""
    head = " ".join(filter(None, (name, value)))
    return ": ".join(filter(None, (head, what.words)))


def _fields() -> dict[str, FieldWords]:
    return {
        "thing": FieldWords(_("what was looked at"), NAME_SAYS_IT),
        "level": FieldWords(
            _("compared with usual"),
            "For sleepiness and spasms: against what is usual for this person.",
        ),
        "amount": FieldWords(_("number"), "For what is measured, with its unit."),
        "unit": FieldWords(_("unit"), NAME_SAYS_IT),
        "words": FieldWords(_("in words"), NAME_SAYS_IT),
    }


PARTS: Final[Mapping[type, PartWords[Any]]] = {
    Observed: PartWords[Observed](about="What somebody saw of a person.", fields=_fields, write=_sentence)
}
CHOICES: Final[Mapping[type, Callable[[Any], str]]] = {
    ObservedThing: thing,
    Level: level,
    ObservedUnit: unit,
}
