"""From a name, or a document, to a protected household: the passphrase, the file, and the recovery key on paper."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.services.exchange.errors import StoppedByPerson
from caregiver_app.services.security.recovery_on_paper import note_on_paper
from caregiver_app.storage import (
    Access,
    HouseholdFileExists,
    add_holder,
    drop_keys_unless_made,
    keys_path,
    new_access,
    protect_plain_file,
    recovery_key,
)
from caregiver_app.ui.entrance.recovery_step import RecoveryStep
from caregiver_app.ui.entrance.unlock_worker import DelayAfterWrong, UnlockWorker
from caregiver_app.ui.frame.protect import ProtectPage
from caregiver_app.ui.widgets.progress_row import ProgressRow

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold
    from caregiver_app.ui.entrance.import_step import Fill
    from caregiver_app.ui.frame.window import MainWindow

Make = Callable[[Access], "OpenHousehold"]
_Made = TypeVar("_Made")


class NewHousehold(QObject):
    """Leads through the steps in ``window``.

    ``unlocked`` carries the household as soon as it is open, ``done`` once it may be shown. ``back`` wants the page
    before.
    """

    unlocked = Signal(object)
    done = Signal(object)
    back = Signal()

    def __init__(self, window: MainWindow, path: Path, make: Make, *, is_plain_file: bool = False) -> None:
        """``make`` opens the file at ``path`` once its keys are made."""
        super().__init__(window)
        self._window = window
        self._path = path
        self._make = make
        self._fill: Fill | None = None
        self._is_plain_file = is_plain_file
        self.page = ProtectPage(is_plain_file=is_plain_file)
        self._worker = UnlockWorker(DelayAfterWrong(), self)
        self.progress = ProgressRow(_("Importing the document:"))
        self.page.add(self.progress)
        self._worker.busy.connect(self._set_busy)
        self._worker.opened.connect(self._open)
        self._worker.failed.connect(self._fail)
        self.page.chosen.connect(self._protect)
        self.page.back_asked.connect(self.back)

    def begin(self) -> None:
        """Shows the first step."""
        self._window.show_instead(self.page)

    def make_differently(self, make: Make, fill: Fill | None = None) -> None:
        """What the household begins with now. ``fill`` takes long, and makes the file in another thread before."""
        self._make, self._fill = make, fill

    def _protect(self, name: str, passphrase: str) -> None:
        path, fill, follow = self._path, self._fill, self.progress.follow

        def filled(access: Access) -> Access:
            try:
                if fill is not None:
                    fill(access, follow)
            except BaseException:
                access.wipe()
                raise
            return access

        def work() -> Access:
            if path.exists() or keys_path(path).exists():
                raise HouseholdFileExists(str(path))
            return _or_without_keys(path, lambda: filled(_protected(path, name, passphrase)))

        self._worker.attempt(
            lambda: _plain_protected(path, name, passphrase) if self._is_plain_file else work()
        )

    def _open(self, access: Access) -> None:
        try:
            opened = self._make(access) if self._is_plain_file else self._made(access)
        except KnownError as error:
            access.wipe()
            self._fail(error)
            return
        groups = recovery_key(access)
        access.wipe()
        self.unlocked.emit(opened)
        self._show_recovery(opened, groups)

    def _made(self, access: Access) -> OpenHousehold:
        return _or_without_keys(self._path, lambda: self._make(access))

    def _show_recovery(self, opened: OpenHousehold, groups: tuple[str, ...]) -> None:
        from caregiver_app.ui.entrance.recovery_paper import RecoveryPaper

        step = RecoveryStep(groups)
        paper = RecoveryPaper(groups, opened, step)
        step.print_asked.connect(lambda: step.tell(paper.print_it()))
        step.save_asked.connect(lambda: step.tell(paper.save()))
        step.later.connect(lambda: self.done.emit(opened))
        step.confirmed.connect(lambda: self._confirm(opened))
        self._window.show_instead(step)

    def _confirm(self, opened: OpenHousehold) -> None:
        with suppress(KnownError):  # then the window goes on asking for it
            note_on_paper(opened)
        self.done.emit(opened)

    def _set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot
        self.page.set_busy(busy)
        if busy and self._fill is not None:
            self.progress.begin()
        else:
            self.progress.end()

    def _fail(self, error: KnownError) -> None:
        from caregiver_app.services.explain import explain

        self.page.failed("" if isinstance(error, StoppedByPerson) else explain(error))


def _protected(path: Path, name: str, passphrase: str) -> Access:
    """A new secret with a passphrase to it, in the key file."""
    access = new_access()
    holder = add_holder(path, access, name, passphrase)
    access.holder_id, access.who = holder.id, holder.name
    return access


def _plain_protected(path: Path, name: str, passphrase: str) -> Access:
    access = _protected(path, name, passphrase)
    _or_without_keys(path, lambda: protect_plain_file(path, access))
    return access


def _or_without_keys(path: Path, step: Callable[[], _Made]) -> _Made:
    """Keys to a household that could not be made would say that there once was one."""
    with drop_keys_unless_made(path):
        return step()
