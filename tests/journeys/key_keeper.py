"""A typist who keeps keys, published sheets and backups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtTest import QTest

from caregiver_app.domain.publishing import SheetPart
from tests.journeys.typed_fields import place
from tests.journeys.typist import Typist
from tests.unlock_flows import choose_in_dialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import (
        QLineEdit,
        QPlainTextEdit,
    )

    from caregiver_app.ui.entrance.ask_passphrase import AskPassphrase
    from caregiver_app.ui.entrance.new_passphrase import NewPassphrase
    from caregiver_app.ui.pages.security import SecurityPage

    Story = Iterator[Callable[[], object]]
    Line = QLineEdit | QPlainTextEdit


WORDS: Final = " marzipan oboe trellis quilt"  # after a marker, a passphrase that is strong enough


class KeyKeeper(Typist):
    """What is done under Security and backups, and wherever a passphrase is chosen."""

    def choose_passphrase(self, part: NewPassphrase) -> str:
        """A marker where the five words should be, then an own one."""
        part.written_button.click()
        self.type(part.proof.line)
        part.entered.emit()
        part.show_words()
        part.own_button.click()
        passphrase = self.type(part.own.line, WORDS)
        part.repeated.set_value(passphrase)
        QTest.keyClicks(part.repeated.line, " ")
        part.repeated.set_value(passphrase)
        self.places[self._number] = place(part.own.line)
        self._typed_too(part.repeated.line)
        return passphrase

    def _typed_too(self, line: Line) -> None:
        self.places[1000 + len(self.places)] = place(line)

    def prove(self, ask: AskPassphrase, passphrase: str) -> None:
        ask.passphrase.set_value(passphrase)
        self._typed_too(ask.passphrase.line)
        ask.action.click()

    def keep_recovery_key(self, step: Any, name: str) -> Story:
        self.save_as(step.save_button.click, name)
        assert step.success.text(), step.text()
        step.on_paper_button.click()
        self.fill(step)
        step.done_button.click()
        for field in step.typed.fields:
            field.line.setText(step.groups[field.number - 1])
        yield lambda: True
        step.done_button.click()

    def publish(self) -> Story:
        self.window.go_to("security")
        page = cast("SecurityPage", self.window.page("security"))
        page.cards[4].form_button.click()  # type: ignore[attr-defined]
        yield lambda: page.step is not None
        form = cast("Any", page.step)
        for part in SheetPart:
            if form.ticks.boxes[part].isChecked() and form.ticks.boxes[part].isEnabled():
                form.ticks.boxes[part].click()
        yield form.publish_button.isEnabled
        form.publish_button.click()
        assert form.success.text(), form.trouble.text()
        yield lambda: True
        self.halt("published")
        form.withdraw_button.click()
        yield lambda: True
        self.halt("withdrawn")
        form.back_button.click()
        yield lambda: page.step is None

    def back_up(self) -> Story:
        page = cast("SecurityPage", self.window.page("security"))
        card = cast("Any", page.cards[3])
        (self.exports / "stick").mkdir()
        choose_in_dialog(self.exports / "stick")
        card.choose_button.click()
        yield lambda: card.success.text() and not card.work.is_busy
        yield lambda: not card.lister.is_busy

    def keep_safe(self, passphrase: str) -> Story:
        page = cast("SecurityPage", self.window.page("security"))
        people = cast("Any", page.cards[1])
        people.add_button.click()
        ask = cast("Any", page.step).ask
        self.type(ask.passphrase.line)
        ask.action.click()
        yield lambda: ask.action.isEnabled() and not ask.worker.seconds_left
        self.prove(ask, passphrase)
        yield lambda: type(page.step).__name__ == "AddPersonStep"
        step = cast("Any", page.step)
        self.type(step.name)
        self.choose_passphrase(step.passphrase)
        step.action.click()
        yield lambda: page.step is None
        self.halt("two can open")
        people.rows[0].change_button.click()
        self.prove(cast("Any", page.step).ask, passphrase)
        yield lambda: type(page.step).__name__ == "ChangePassphraseStep"
        step = cast("Any", page.step)
        passphrase = self.choose_passphrase(step.passphrase)
        step.action.click()
        yield lambda: page.step is None
        cast("Any", page.cards[2]).new_button.click()
        self.prove(cast("Any", page.step).ask, passphrase)
        yield lambda: type(page.step).__name__ == "RecoveryStep"
        yield from self.keep_recovery_key(page.step, "new-recovery-key.pdf")
        yield lambda: page.step is None
        yield from self.look_at_old_backup(page)

    def look_at_old_backup(self, page: SecurityPage) -> Story:
        """The keys it was made under are no longer those of the household."""
        card = cast("Any", page.cards[3])
        yield lambda: not card.lister.is_busy
        card.table.view.selectRow(card.table.view.model().rowCount() - 1)
        card.look_button.click()
        yield lambda: cast("Any", page.step).unlock is not None
        step = cast("Any", page.step)
        unlock = step.unlock
        self.fill(unlock)
        for _way in ("passphrase", "recovery key"):
            yield unlock.open_button.isEnabled
            unlock.open_button.click()
            yield lambda: not unlock.worker.is_busy
            assert unlock.trouble.text()
            unlock.other_button.click()
            self._look()
        step.back_button.click()
        yield lambda: page.step is None
