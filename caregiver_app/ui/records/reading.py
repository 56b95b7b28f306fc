"""What a person typed becomes a value here; a fault names its field. The other way round is ``wording``'s."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from functools import partial
from typing import TypeVar

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.preferences import Clock
from caregiver_app.domain.quantity import Quantity, parse_quantity
from caregiver_app.ui.widgets.date_field import DateField
from caregiver_app.ui.widgets.times_field import TimesField
from caregiver_app.wording.dates import NBSP, clock_time, day
from caregiver_app.wording.parsing import parse_day, parse_time

_T = TypeVar("_T")


def date_field(today: date) -> DateField:
    """A field that reads dates as this program does."""
    return DateField(_day_or_none, day_as_typed, today)


def times_field(clock: Clock) -> TimesField:
    """A field for clock times, kept as ``08:00`` and shown on the household's clock."""
    return TimesField(_times, lambda text: clock_time(time.fromisoformat(text), clock))


def read_day(values: Mapping[str, str], key: str) -> date | None:
    """The date in a field; ``None`` if it is empty. Raises ``InvalidField`` that names the field."""
    return _read(values, key, parse_day)


def read_quantity(values: Mapping[str, str], key: str) -> Quantity | None:
    """The amount in a field; ``None`` if it is empty. Raises ``InvalidField`` that names the field."""
    return _read(values, key, parse_quantity)


def read_times(values: Mapping[str, str], key: str) -> tuple[time, ...]:
    """The clock times in a field. Raises ``InvalidField`` that names the field."""
    texts = [text for text in values[key].split(",") if text.strip()]
    return tuple(_at(key, partial(parse_time, text)) for text in texts)


def day_as_typed(value: date | None) -> str:
    """What a date field shows, so that reading it gives the same day."""
    return day(value).replace(NBSP, " ") if value else ""


def _read(values: Mapping[str, str], key: str, parse: Callable[[str], _T]) -> _T | None:
    text = values[key].strip()
    return _at(key, partial(parse, text)) if text else None


def _at(key: str, read: Callable[[], _T]) -> _T:
    try:
        return read()
    except InvalidField as error:
        raise error.under(key) from None


def _day_or_none(text: str) -> date | None:
    try:
        return parse_day(text)
    except InvalidField:
        return None


def _times(text: str) -> list[str]:
    try:
        return [f"{parse_time(part):%H:%M}" for part in text.split(",") if part.strip()]
    except InvalidField:
        return []
