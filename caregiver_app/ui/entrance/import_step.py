"""A stranger's document on the way into a new household: looked through first, and brought into the file later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from caregiver_app.domain.errors import KnownError
from caregiver_app.reference import Reference
from caregiver_app.services.exchange.errors import StoppedByPerson
from caregiver_app.services.opening import create_from_document, read_and_check
from caregiver_app.ui.widgets.slow_work import SlowWork

if TYPE_CHECKING:
    from caregiver_app.services.exchange.importing import Follow
    from caregiver_app.storage import Access
    from caregiver_app.ui.entrance.welcome import WelcomePage

Fill = Callable[["Access", "Follow"], None]


class DocumentCheck(QObject):
    """Reads all of a document before anybody is asked for a passphrase; ``page`` tells how far it is.

    ``good`` carries the document's path. What is wrong with it is said on the page.
    """

    good = Signal(object)

    def __init__(self, page: WelcomePage) -> None:
        super().__init__(page)
        self._page = page
        self._path = Path()
        self._work = SlowWork(self)
        self._work.busy.connect(page.set_busy)
        self._work.done.connect(lambda _nothing: self.good.emit(self._path))
        self._work.failed.connect(self._fail)

    def begin(self, path: Path, reference: Reference, now: datetime) -> None:
        """Begins to read, unless it reads already."""
        follow = self._page.progress.follow

        def check() -> None:
            with read_and_check(path, reference, now, follow) as document:
                for _event in document.events:  # each is checked when it is taken
                    pass

        if not self._work.is_busy:
            self._page.failed("")
            self._path = path
            self._work.begin(check)

    def _fail(self, error: KnownError) -> None:
        from caregiver_app.services.explain import explain

        if not isinstance(error, StoppedByPerson):
            self._page.failed(explain(error))


def import_into(file: Path, document: Path, reference: Reference, now: Callable[[], datetime]) -> Fill:
    """Makes the household at ``file`` out of the document, once its keys are made. For a thread of its own."""

    def fill(access: Access, follow: Follow) -> None:
        with read_and_check(document, reference, now(), follow) as found:
            create_from_document(file, found, access, now).close()

    return fill
