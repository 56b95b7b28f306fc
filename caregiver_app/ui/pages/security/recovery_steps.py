"""Showing the recovery key again, until it is on paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.services.security.recovery_on_paper import note_on_paper
from caregiver_app.storage import recovery_key
from caregiver_app.ui.entrance.recovery_paper import RecoveryPaper
from caregiver_app.ui.entrance.recovery_step import RecoveryStep
from caregiver_app.ui.pages.security.asking import Question
from caregiver_app.ui.pages.security.host import note_keys

if TYPE_CHECKING:
    from caregiver_app.storage import Access
    from caregiver_app.ui.pages.security.host import Host


def begin_show_key(host: Host) -> None:
    """Asks for a passphrase, then shows the key, to be printed and typed back."""
    question = Question(
        _("Show the recovery key"),
        (_("Whoever sees it can open the household. Look around you first: is anybody watching?"),),
        _("Show the key"),
        "eye",
    )
    host.ask(question, partial(_show, host))


def _show(host: Host, access: Access, _typed: str) -> None:
    groups = recovery_key(access)
    access.wipe()
    note_keys(host.session, _("Showed the recovery key"))
    show_groups(host, groups)


def show_groups(host: Host, groups: tuple[str, ...], done: str = "") -> None:
    """The key on the screen; ``done`` is what to say afterwards, besides that it is on paper."""
    step = RecoveryStep(groups)
    paper = RecoveryPaper(groups, host.session.opened, step)
    step.print_asked.connect(lambda: step.tell(paper.print_it()))
    step.save_asked.connect(lambda: step.tell(paper.save()))
    step.later.connect(lambda: host.finish(done))
    step.confirmed.connect(lambda: _confirm(host, done))
    host.show_step(step)


def _confirm(host: Host, done: str) -> None:
    try:
        note_on_paper(host.session.opened)
    except KnownError as error:
        host.session.tell(error)
    note_keys(host.session, _("The recovery key is on paper"))
    host.finish(" ".join(filter(None, (done, _("The recovery key is on paper.")))))
