"""Adding a person, changing a passphrase, removing a person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.services.explain import explain
from caregiver_app.storage import Access, NameTaken, add_holder, change_passphrase, remove_holder
from caregiver_app.ui.entrance.holder_name import name_problem
from caregiver_app.ui.entrance.new_passphrase import NewPassphrase
from caregiver_app.ui.pages.security.asking import Question
from caregiver_app.ui.pages.security.host import Host, note_keys
from caregiver_app.ui.pages.security.key_renewal_step import begin_new_keys
from caregiver_app.ui.pages.security.step import Step, on_click
from caregiver_app.ui.widgets.buttons import primary_button, quiet_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.form import Form
from caregiver_app.ui.widgets.slow_work import SlowWork
from caregiver_app.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from caregiver_app.storage import KeyHolder


class _PassphraseStep(Step):
    """A new passphrase, made into a key in a thread of its own."""

    def __init__(self, heading: str, words: tuple[str, ...], access: Access, action: str) -> None:
        super().__init__(heading, words, access)
        self.form = Form()
        self.passphrase = NewPassphrase()
        self.action = primary_button(action, "check")
        self.back_button = quiet_button(_("Back"))
        self.work = SlowWork(self)
        self.work.busy.connect(self._on_busy)
        self.work.failed.connect(self._fail)
        self.passphrase.entered.connect(self.go_on)
        self.action.clicked.connect(on_click(self.go_on))
        self.back_button.clicked.connect(on_click(self.leave))
        self.card.add(self.form)
        self.card.add(self.passphrase)
        self.card.add(button_row(self.action, self.back_button))

    def go_on(self) -> None:
        """Makes the key, or says what is missing."""

    def _fail(self, error: KnownError) -> None:
        self.trouble.show_text(explain(error))

    def _on_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot
        for each in (self.form, self.passphrase, self.action, self.back_button):
            each.setEnabled(not busy)


class AddPersonStep(_PassphraseStep):
    """The person sits at this keyboard: nobody else learns their passphrase."""

    def __init__(self, host: Host, access: Access) -> None:
        words = (
            _(
                "Let the person type for themselves now. They choose a passphrase of their own, which nobody else "
                "needs to know."
            ),
        )
        super().__init__(_("Add a person"), words, access, _("Add this person"))
        self._host = host
        self.name = TextField()
        self.form.add(
            "name",
            _("Their name"),
            self.name,
            _("Shown when the household is locked, and beside their changes."),
        )
        self.work.done.connect(self._on_added)
        self.setFocusProxy(self.name)

    def go_on(self) -> None:
        """Adds the person, or says what is missing."""
        self.form.clear_errors()
        self.trouble.show_text("")
        name, access, path = self.name.value().strip(), self._access, self._host.path
        problem = name_problem(name)
        if problem:
            self.form.show_error("name", problem)
            return
        passphrase = self.passphrase.accepted()
        if passphrase and access is not None:
            self.work.begin(lambda: add_holder(path, access, name, passphrase))

    def _fail(self, error: KnownError) -> None:
        if isinstance(error, NameTaken):
            self.form.show_error("name", _("Somebody of this name is here already. Use another name."))
        else:
            super()._fail(error)

    def _on_added(self, holder: KeyHolder) -> None:
        self.end()
        note_keys(
            self._host.session, _("Added {name} to those who can open the household").format(name=holder.name)
        )
        self._host.finish(_("{name} can open the household now.").format(name=holder.name))


class ChangePassphraseStep(_PassphraseStep):
    """The old passphrase holds until the new one is on the disk."""

    def __init__(self, host: Host, holder: KeyHolder, access: Access) -> None:
        words = (_("The old passphrase stops working. The recovery key stays the same: keep the sheet."),)
        heading = _("A new passphrase for {name}").format(name=holder.name)
        super().__init__(heading, words, access, _("Change the passphrase"))
        self._host, self._holder = host, holder
        self.form.hide()
        self.work.done.connect(self._on_changed)
        self.setFocusProxy(self.passphrase)

    def go_on(self) -> None:
        """Changes it, or says what is missing."""
        self.trouble.show_text("")
        access, path, holder_id = self._access, self._host.path, self._holder.id
        passphrase = self.passphrase.accepted()
        if passphrase and access is not None:
            self.work.begin(lambda: change_passphrase(path, access, holder_id, passphrase))

    def _on_changed(self, _nothing: object) -> None:
        self.end()
        note_keys(self._host.session, _("Changed the passphrase of {name}").format(name=self._holder.name))
        self._host.finish(_("The new passphrase of {name} works now.").format(name=self._holder.name))


def begin_add(host: Host) -> None:
    """Asks for a passphrase, then for the new person's."""
    question = Question(
        _("Add a person"),
        (
            _("Everyone who opens the household sees everything in it and can change everything."),
            _("First your own passphrase, so that nobody adds themselves at an open screen."),
        ),
        _("Go on"),
    )
    host.ask(question, lambda access, _typed: host.show_step(AddPersonStep(host, access)))


def begin_change(host: Host, holder: KeyHolder) -> None:
    """Asks for a passphrase, theirs or another's, then for the new one."""
    question = Question(
        _("Change the passphrase of {name}").format(name=holder.name),
        (
            _(
                "First the passphrase as it is now. If {name} forgot it, somebody else who can open the household may "
                "type theirs."
            ).format(name=holder.name),
        ),
        _("Go on"),
    )
    host.ask(question, lambda access, _typed: host.show_step(ChangePassphraseStep(host, holder, access)))


def begin_remove(host: Host, holder: KeyHolder) -> None:
    """Says what removing does and what it does not, and asks for a passphrase."""
    question = Question(
        _("Remove {name}?").format(name=holder.name),
        (
            _("{name}’s passphrase stops working. This cannot be undone; you can add {name} again.").format(
                name=holder.name
            ),
            _(
                "If {name} kept a copy of the file and knows a key, old backups stay open to them. Make new keys "
                "afterwards to be sure."
            ).format(name=holder.name),
        ),
        _("Remove {name}").format(name=holder.name.replace("&", "&&")),
        "trash-2",
        removes=True,
    )
    host.ask(question, partial(_remove, host, holder))


def _remove(host: Host, holder: KeyHolder, access: Access, _typed: str) -> None:
    access.wipe()
    try:
        remove_holder(host.path, holder.id)
        note_keys(
            host.session, _("Removed {name} from those who can open the household").format(name=holder.name)
        )
    except KnownError as error:
        host.finish("")
        host.session.failed.emit(explain(error))
        return
    host.finish(
        _("{name}’s passphrase no longer works.").format(name=holder.name),
        _("Make new keys"),
        partial(begin_new_keys, host),
    )
