"""Opening without a passphrase on this computer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.services.explain import explain
from caregiver_app.services.security.keyring_unlock import computers_keyring, let_keyring_open, stop_keyring
from caregiver_app.storage import has_keyring_slot
from caregiver_app.ui.pages.security.asking import Question
from caregiver_app.ui.pages.security.host import note_keys
from caregiver_app.ui.pages.security.keeping_card import KeepingCard
from caregiver_app.ui.pages.security.step import on_click
from caregiver_app.ui.widgets.buttons import button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label
from caregiver_app.ui.widgets.slow_work import SlowWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

    from caregiver_app.storage import Access
    from caregiver_app.ui.pages.security.host import Host


class KeyringCard(KeepingCard):
    """Off until somebody wants it. ``find`` finds the computer's keyring, which may take its time."""

    def __init__(self, host: Host, find: Callable[[], KeyringBackend] = computers_keyring) -> None:
        super().__init__(_("Open without a passphrase on this computer"))
        self._host, self._find = host, find
        self._access: Access | None = None
        self.state = data_label()
        self.on_button = button(_("Switch it on"))
        self.off_button = button(_("Ask for the passphrase again"), "lock")
        self.work = SlowWork(self)
        self.work.busy.connect(self._on_busy)
        self.work.failed.connect(self._fail)
        self.work.done.connect(self._on_done)
        self.on_button.clicked.connect(on_click(self._ask))
        self.off_button.clicked.connect(on_click(self._switch_off))
        self.add(self.state)
        self.add(button_row(self.on_button, self.off_button))

    def reload(self) -> None:
        try:
            is_on = has_keyring_slot(self._host.path)
        except KnownError:
            is_on = False  # the card of those who can open it says what is wrong
        self.state.show_data(_on_words() if is_on else _off_words())
        self.on_button.setVisible(not is_on)
        self.off_button.setVisible(is_on)
        for each in (self.on_button, self.off_button):
            each.setEnabled(not self.work.is_busy and not self._host.session.opened.is_view_only)

    def _ask(self) -> None:
        question = Question(
            _("Open without a passphrase on this computer?"),
            (
                _(
                    "The keyring of this computer will keep a key. Then whoever can use your account on this "
                    "computer can open the household without a passphrase, also after it locked."
                ),
                _("Passphrases and the recovery key go on working. You can switch this off at any time."),
            ),
            _("Switch it on"),
        )
        self._host.ask(question, self._switch_on)

    def _switch_on(self, access: Access, _typed: str) -> None:
        self._host.finish("")
        self._access = access
        self.work.begin(partial(let_keyring_open, self._host.path, access, self._find))

    def _switch_off(self) -> None:
        self.work.begin(partial(stop_keyring, self._host.path, self._find))

    def _on_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot
        self.reload()
        if busy:
            self.state.show_data(_("Asking this computer’s keyring. It may want its own password…"))
        elif self._access is not None:
            self._access.wipe()
            self._access = None

    def _on_done(self, _nothing: object) -> None:
        is_on = has_keyring_slot(self._host.path)
        on, off = _("Let this computer’s keyring open the household"), _("Stopped this computer’s keyring")
        note_keys(self._host.session, on if is_on else off)
        self._host.tell(_on_words() if is_on else _off_words(), worked=True)
        self.reload()

    def _fail(self, error: KnownError) -> None:
        self._host.tell(explain(error), worked=False)


def _off_words() -> str:
    return _("Off. The passphrase is asked for each time. This is the safer way.")


def _on_words() -> str:
    return _(
        "On. Whoever can use your account on this computer can open the household. If the keyring does not work one "
        "day, the passphrase is asked for."
    )
