"""What every page works on: the open household, the reference, and whose pages are on view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from caregiver_app.domain.errors import InvalidField, KnownError
from caregiver_app.settings import Settings

if TYPE_CHECKING:
    from caregiver_app.domain.household import Household
    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.domain.preferences import Preferences
    from caregiver_app.reference import Reference
    from caregiver_app.services.open_household import OpenHousehold


@dataclass(frozen=True, slots=True)
class Environment:
    """What comes from outside the household: today's date, and how this computer's choices are kept."""

    today: Callable[[], date]
    settings: Settings
    keep_settings: Callable[[Settings], None]


class Session(QObject):
    """Pages read ``household`` and ``person``, and change things through ``change`` only.

    ``changed`` fires after each change, undo, redo and switch of person, with the words that name it (empty for
    none). ``failed`` carries a sentence for the person. ``asked`` carries the key of a page and of a record in it
    ("" for none) that some other page wants opened; "new" opens an empty form. ``lock_asked``: lock it, now.
    ``view_changed`` fires when a page shows a form, or what it showed before.
    ``thrown_away`` fires when somebody threw away what was typed, ``brought_back`` with the form's key when that was
    taken back.
    """

    changed = Signal(str)
    failed = Signal(str)
    asked = Signal(str, str)
    lock_asked = Signal()
    view_changed = Signal()
    thrown_away = Signal()
    brought_back = Signal(str)

    def __init__(self, opened: OpenHousehold, reference: Reference, environment: Environment) -> None:
        super().__init__()
        self.opened = opened
        self.reference = reference
        self.environment = environment
        people = opened.household.care_recipients
        self._person_id = people[0].id if people else ""
        self._unkept: set[str] = set()
        self._thrown: tuple[str, dict[str, str]] = ("", {})
        opened.changed = self._on_change

    @property
    def household(self) -> Household:
        """The household as last saved."""
        return self.opened.household

    @property
    def preferences(self) -> Preferences:
        """What the household chose for its prints."""
        return self.household.preferences

    @property
    def today(self) -> date:
        """The date on the wall."""
        return self.environment.today()

    @property
    def person(self) -> CareRecipient | None:
        """Whose pages are on view; ``None`` in an empty household."""
        people = self.household.care_recipients
        return self.household.person(self._person_id) or (people[0] if people else None)

    def choose_person(self, person_id: str) -> None:
        """Shows another person's pages."""
        if person_id != self._person_id:
            self._person_id = person_id
            self.changed.emit("")

    def change(self, what: str, change: Callable[[Household], Household]) -> bool:
        """Saves a change. A field's fault is raised (``InvalidField``); any other is told, and False returned."""
        try:
            self.opened.change(what, change)
        except InvalidField:
            raise
        except KnownError as error:
            self.tell(error)
            return False
        return True

    def change_person(self, what: str, change: Callable[[CareRecipient], CareRecipient]) -> bool:
        """As ``change``, for the person on view."""
        person = self.person
        if person is None:
            return False
        return self.change(what, lambda household: household.with_person(person.id, change))

    def undo(self) -> None:
        """Takes the last change back."""
        self._try(self.opened.undo)

    def redo(self) -> None:
        """Does it again."""
        self._try(self.opened.redo)

    def _try(self, step: Callable[[], str]) -> None:
        try:
            step()
        except KnownError as error:
            self.tell(error)

    def keep_draft(self, key: str, fields: Mapping[str, str]) -> None:
        """Keeps a half-filled form. Where the file does not take it, that is told, and ``keep_drafts`` tries again."""
        try:
            self.opened.keep_draft(key, fields)
            self._unkept.discard(key)
        except KnownError as error:
            self._unkept.add(key)
            self.tell(error)

    def drop_draft(self, key: str) -> None:
        """Forgets a half-filled form."""
        self._unkept.discard(key)
        try:
            self.opened.drop_draft(key)
        except KnownError as error:
            self.tell(error)

    def throw_away(self, key: str, typed: Mapping[str, str]) -> None:
        """Forgets what was typed in a form, until something else is thrown away ready to be brought back."""
        self._thrown = (key, dict(typed))
        self.drop_draft(key)
        self.thrown_away.emit()

    def bring_back(self) -> None:
        """What was last thrown away waits again as a draft."""
        key, typed = self._thrown
        if typed:
            self._thrown = ("", {})
            self.keep_draft(key, typed)
            self.brought_back.emit(key)

    def keep_drafts(self) -> None:
        """Tries again to keep what could not be kept. Raises the ``KnownError`` that still stands in the way."""
        for key in sorted(self._unkept):
            self.opened.keep_draft(key, self.opened.draft(key))
            self._unkept.discard(key)

    def tell(self, error: KnownError) -> None:
        """Says what went wrong and what to do."""
        from caregiver_app.services.explain import explain  # it knows every store, so it loads them all

        self.failed.emit(explain(error))

    def _on_change(self, what: str) -> None:
        self.changed.emit(what)
