"""Words of what somebody saw. Nothing here judges: levels are compared with what is usual for this person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from caregiver_app.domain.observations import Level, Observed, ObservedThing, ObservedUnit
from caregiver_app.i18n import _
from caregiver_app.wording.dates import NBSP
from caregiver_app.wording.doses import number
from caregiver_app.wording.shape import NAME_SAYS_IT, FieldWords, PartWords


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


def asked(value: ObservedThing, name: str) -> str:
    """What a form asks about it. ``name`` is whom it is about."""
    return {
        ObservedThing.SLEEPINESS: _("How sleepy, compared with what is usual for {name}"),
        ObservedThing.SPASMS: _("How many spasms, compared with what is usual for {name}"),
        ObservedThing.SLEEP: _("How many hours of sleep"),
        ObservedThing.PAIN: _("How much pain, from 0 to 10"),
        ObservedThing.WEIGHT: _("How much {name} weighs"),
        ObservedThing.TEMPERATURE: _("What the thermometer says"),
        ObservedThing.FALL: _("How {name} fell"),
        ObservedThing.OTHER: _("In words"),
    }[value].format(name=name)


def value_of(what: Observed) -> str:
    """``3 out of 10``, ``more than usual``; empty where there are only words."""
    if what.level is not None:
        return level(what.level)
    if what.amount is None or what.unit is None:
        return ""
    return f"{number(what.amount)}{NBSP}{unit(what.unit)}"


def headline(what: Observed) -> str:
    """``Spasms more than usual``; empty where there are only words."""
    name = "" if what.thing is ObservedThing.OTHER else thing(what.thing)
    return " ".join(filter(None, (name, value_of(what))))


def sentence(what: Observed) -> str:
    """``Spasms more than usual: after lunch``."""
    return ": ".join(filter(None, (headline(what), what.words.strip())))


def _fields() -> dict[str, FieldWords]:
    return {
        "thing": FieldWords(_("what was looked at"), NAME_SAYS_IT),
        "level": FieldWords(
            _("compared with usual"),
            "For sleepiness and spasms: against what is usual for this person.",
        ),
        "amount": FieldWords(_("amount"), "For what is measured, with its unit."),
        "unit": FieldWords(_("unit"), NAME_SAYS_IT),
        "words": FieldWords(_("words"), NAME_SAYS_IT),
    }


PARTS: Final[Mapping[type, PartWords[Any]]] = {
    Observed: PartWords[Observed](
        about="What somebody saw of a person.", fields=_fields, write=lambda what, _context: sentence(what)
    )
}
CHOICES: Final[Mapping[type, Callable[[Any], str]]] = {
    ObservedThing: thing,
    Level: level,
    ObservedUnit: unit,
}
