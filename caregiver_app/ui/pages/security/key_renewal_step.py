"""New keys for the whole household: the answer to a removed person, a lost sheet, or a key that was seen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.services.explain import explain
from caregiver_app.services.security.key_renewal import change_keys
from caregiver_app.ui.pages.security.asking import Question
from caregiver_app.ui.pages.security.host import note_keys
from caregiver_app.ui.pages.security.recovery_steps import show_groups

if TYPE_CHECKING:
    from caregiver_app.storage import Access
    from caregiver_app.ui.pages.security.host import Host


def begin_new_keys(host: Host) -> None:
    """Says what stops working, and asks for a passphrase."""
    question = Question(
        _("Make new keys?"),
        (
            _("For when a recovery sheet is lost, or somebody must stay out for good."),
            _(
                "The recovery sheet you have stops working: you print a new one at once. Only your own passphrase "
                "stays. Everybody else stops getting in until you add them again, and this computer’s keyring too."
            ),
            _("Backups made before stay open to the old keys. Delete them when you no longer need them."),
        ),
        _("Make new keys"),
        "shield-check",
    )
    host.ask(question, partial(_make, host))


def _make(host: Host, access: Access, typed: str) -> None:
    # In the window's thread: for this second nothing else may happen to the file.
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        groups = change_keys(host.session.opened, access, typed, host.session.tell)
    except KnownError as error:
        host.finish("")
        host.session.failed.emit(explain(error))
        return
    finally:
        access.wipe()
        QApplication.restoreOverrideCursor()
    # Shown first, whatever else goes wrong: the old paper is worth nothing from now on.
    show_groups(host, groups, _("The household has new keys. Add the others again if they should open it."))
    note_keys(host.session, _("Made new keys"))
