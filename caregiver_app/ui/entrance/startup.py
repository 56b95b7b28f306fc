"""From "no household yet", or a closed one, to an open one in the window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.paths import resources
from caregiver_app.reference import Reference, load_reference
from caregiver_app.settings import Settings
from caregiver_app.storage import HouseholdFileMissing, NotEncrypted
from caregiver_app.ui.frame.window import MainWindow

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold
    from caregiver_app.storage import Access
    from caregiver_app.ui.entrance.import_step import Fill
    from caregiver_app.ui.entrance.new_household import NewHousehold
    from caregiver_app.ui.entrance.welcome import WelcomePage
    from caregiver_app.ui.frame.session import Environment, Session


class Startup(QObject):
    """Opens a household in ``window``, and lives as long as it.

    ``now`` is the time of the house with its offset. ``may_have`` says whether this window may open a file, which
    no other window has.

    ``unlocked`` carries a household as soon as it is open, which may be before it is shown.
    """

    unlocked = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        environment: Environment,
        now: Callable[[], datetime],
        may_have: Callable[[Path], bool] = lambda _path: True,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._environment = environment
        self._now = now
        self._may_have = may_have
        self._reference: Reference | None = None
        self._file: Path | None = None
        self._welcome: WelcomePage | None = None
        self._new: NewHousehold | None = None

    def open(self, file: Path | None, *, is_usual_place: bool) -> None:
        """Opens ``file``, or the made-up household for ``None``. A new one begins where the usual file is missing."""
        self._file = file
        if file is not None and _is_being_restored(file):
            self._finish_restore(file)
        if file is None:
            self._open_demo()
        elif file.exists():
            self._open_file(file)
        elif _was_here(file) or _has_backups(file):
            self._show_gone(file)
        elif is_usual_place:
            self._show_welcome()
        else:
            self._fail(HouseholdFileMissing(str(file)))

    def _open_demo(self) -> None:
        from caregiver_app.services.opening import open_demo

        self.show_household(open_demo(resources(), self._now))

    def _open_file(self, file: Path) -> None:
        from caregiver_app.ui.entrance.unlock_flow import UnlockFlow

        try:
            unlock_flow = UnlockFlow(self._window, file, self._environment.today(), self._now)
        except NotEncrypted:
            self._protect_plain(file)
            return
        except KnownError as error:
            self._fail(error)
            return
        unlock_flow.unlocked.connect(self.unlocked)
        unlock_flow.done.connect(self.show_household)
        unlock_flow.restore_asked.connect(lambda: self._restore(file))
        unlock_flow.begin()

    def _protect_plain(self, file: Path) -> None:
        from caregiver_app.services.opening import open_file
        from caregiver_app.ui.entrance.new_household import NewHousehold

        new = NewHousehold(
            self._window, file, lambda access: open_file(file, access, self._now), is_plain_file=True
        )
        new.unlocked.connect(self.unlocked)
        new.done.connect(self.show_household)
        new.begin()

    def _show_gone(self, file: Path) -> None:
        from caregiver_app.ui.frame.file_missing_page import FileMissingPage
        from caregiver_app.ui.published.published_view import PublishedList

        page = FileMissingPage(file, has_backups=_has_backups(file))
        published = PublishedList(file, self._environment.today())
        if published.has_any():
            page.show_published(published)
        page.again_asked.connect(lambda: self.open(file, is_usual_place=True))
        page.open_asked.connect(lambda: self._choose_file(page.failed))
        page.restore_asked.connect(lambda: self._restore(file))
        self._window.show_instead(page)

    def _restore(self, file: Path | None) -> None:
        """A backup takes the place of ``file``, whatever is or is not there now."""
        from caregiver_app.ui.entrance.restore_page import RestorePage

        if file is None:
            return
        page = RestorePage(file, self._now)
        page.back_asked.connect(lambda: self.open(file, is_usual_place=True))
        page.done.connect(self.show_household)
        self._window.show_instead(page)

    def _finish_restore(self, file: Path) -> None:
        """After a power cut in the middle of it."""
        from caregiver_app.storage import finish_restore

        try:
            finish_restore(file)
        except KnownError as error:
            self._fail(error)

    def _show_welcome(self) -> None:
        from caregiver_app.ui.entrance.welcome import WelcomePage

        if self._welcome is None:
            page = self._welcome = WelcomePage()
            page.started.connect(self._start)
            page.open_asked.connect(lambda: self._choose_file(page.failed))
            page.import_asked.connect(lambda: self._choose_document(page))
            page.restore_asked.connect(lambda: self._restore(self._file))
            page.demo_asked.connect(self._open_demo)
        self._window.show_instead(self._welcome)
        self._welcome.name.setFocus()

    def _start(self, name: str, country: str) -> None:
        from caregiver_app.services.opening import create_file
        from caregiver_app.ui.entrance.first_household import first_household

        household = first_household(name, country, self._facts())
        self._begin(
            lambda file, access: create_file(file, household, access, self._now, _("Began the household"))
        )

    def _choose_file(self, tell: Callable[[str], None]) -> None:
        from caregiver_app.ui.widgets.file_dialogs import ask_file

        chosen = ask_file(self._window, _("Open a household file"))
        if chosen is None:
            return
        file = chosen.resolve()
        if self._may_have(file):
            self._open_file(file)
        else:
            tell(_("This household is open in another window already. That window was brought to the front."))

    def _choose_document(self, page: WelcomePage) -> None:
        from caregiver_app.ui.entrance.import_step import DocumentCheck
        from caregiver_app.ui.widgets.file_dialogs import ask_file

        chosen = ask_file(self._window, _("Import a document"), _("Household documents (*.json)"))
        if chosen is not None:
            check = DocumentCheck(page)
            check.good.connect(self._import)
            check.begin(chosen, self._facts(), self._now())

    def _import(self, document: Path) -> None:
        from caregiver_app.services.opening import open_created
        from caregiver_app.ui.entrance.import_step import import_into

        if self._file is not None:
            fill = import_into(self._file, document, self._facts(), self._now)
            self._begin(lambda file, access: open_created(file, access, self._now), fill)

    def _begin(self, make: Callable[[Path, Access], OpenHousehold], fill: Fill | None = None) -> None:
        """Protects and makes a new household; what was typed on the way stays when one goes back."""
        from caregiver_app.ui.entrance.new_household import NewHousehold

        file = self._file
        if file is None:
            return
        with suppress(OSError):  # where the folder cannot be made, writing the file says why
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._new is None:
            self._new = NewHousehold(self._window, file, partial(make, file))
            self._new.unlocked.connect(self.unlocked)
            self._new.done.connect(self.show_household)
            self._new.back.connect(self._show_welcome)
        self._new.make_differently(partial(make, file), fill)
        self._new.begin()

    def show_household(self, opened: OpenHousehold) -> None:
        """Shows an open household, and nothing of the way to it any more."""
        from caregiver_app.ui.frame.page_makers import page_makers
        from caregiver_app.ui.frame.session import Session

        def keep(settings: Settings) -> None:
            self._environment = replace(self._environment, settings=settings)
            session.environment = replace(session.environment, settings=settings)
            self._environment.keep_settings(settings)

        session: Session = Session(opened, self._facts(), replace(self._environment, keep_settings=keep))
        self._window.show_session(session, page_makers())
        self._welcome = self._new = None
        self.unlocked.emit(opened)

    def _fail(self, error: KnownError) -> None:
        from caregiver_app.services.explain import explain  # it knows every store, so it loads them all

        self._show_welcome()
        if self._welcome is not None:
            self._welcome.failed(explain(error))

    def _facts(self) -> Reference:
        if self._reference is None:
            self._reference = load_reference(resources() / "reference")
        return self._reference


def _is_being_restored(file: Path) -> bool:
    from caregiver_app.storage import restoring_folder

    return restoring_folder(file).is_dir()


def _was_here(file: Path) -> bool:
    from caregiver_app.storage import was_ever_opened

    return was_ever_opened(file)


def _has_backups(file: Path) -> bool:
    from caregiver_app.services.backups.making import has_backups

    return has_backups(file)
