"""A new passphrase: five words of the program's, written down and typed once, or one's own, typed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.entrance.passphrase_judge import PassphraseJudge
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import button, quiet_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.form_row import FormRow
from caregiver_app.ui.widgets.labels import note, title
from caregiver_app.ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from caregiver_app.services.security.passphrases import Judgement


class NewPassphrase(QWidget):
    """``accepted`` gives the passphrase once it may be used.

    ``entered`` fires on Enter, and when an answer that ``accepted`` had to wait for has come.
    """

    entered = Signal()

    def __init__(self, own_words: Callable[[], Sequence[str]] = tuple) -> None:
        """``own_words`` are the names that a stranger would try first."""
        super().__init__()
        self.words = title("")
        self.other_button = button(_("Another one"))
        self.written_button = button(_("I wrote it down"), "check")
        self.own_button = quiet_button(_("Use my own"))
        self.proof = SecretField()
        self.proof_row = FormRow(
            _("Type the five words from your paper"), self.proof, _("So that you know the paper is right.")
        )
        self.again_button = quiet_button(_("Show the words again"))
        self.own = SecretField()
        self.own_row = FormRow(
            _("Your own passphrase"), self.own, _("A long one: several words that do not belong together.")
        )
        self.judgement = note("")
        self.repeated = SecretField()
        self.repeated_row = FormRow(_("The same once more"), self.repeated)
        self.suggest_button = quiet_button(_("Suggest one instead"))
        self._judge = PassphraseJudge(own_words, self)
        self._verdict: tuple[str, Judgement] | None = None
        self._is_waited_for = False
        self._connect()
        self._arrange()
        self.suggest()

    def suggest(self) -> None:
        """Shows five other words to write down."""
        from caregiver_app.services.security.passphrases import suggest_passphrase

        self.words.setText(suggest_passphrase())
        self.show_words()

    def show_words(self) -> None:
        """Shows the five words, to be written down."""
        self._show(self.suggested)
        self.words.setVisible(True)

    def ask_for_proof(self) -> None:
        """Hides the five words: they are typed from the paper."""
        self._show(self.proof_part)
        self.proof.setFocus()

    def use_own(self) -> None:
        """Lets the person think of one."""
        self._show(self.own_part)
        self.own.setFocus()

    def accepted(self) -> str:
        """The passphrase; empty where something is missing, which then stands beside its field."""
        if not self.suggested.isHidden():
            self.ask_for_proof()
            return ""
        return self._proven() if not self.proof_part.isHidden() else self._own()

    def _proven(self) -> str:
        words = self.words.text()
        if _evened(self.proof.value()) == _evened(words):
            return words
        self.proof_row.show_error(
            _("These are not the five words yet. Compare them with your paper, or show them again.")
        )
        self.proof.start_over()
        return ""

    def _own(self) -> str:
        text = self.own.value()
        if not text.strip():
            self.own_row.show_error(_("Type a passphrase."))
            self.own.setFocus()
            return ""
        if self._verdict is None or self._verdict[0] != text:
            self._is_waited_for = True
            self._judge.ask_now(text)
            return ""
        if not self._verdict[1].is_enough:
            self.own_row.show_error(self._verdict[1].sentence)
            self.own.start_over()
            return ""
        if text != self.repeated.value():
            self.repeated_row.show_error(_("The two are not the same. Show them to compare."))
            self.repeated.start_over()
            return ""
        return text

    def _on_judged(self, text: str, judgement: Judgement) -> None:
        self._verdict = (text, judgement)
        self.judgement.setText(judgement.sentence if text.strip() else "")
        if self._is_waited_for:
            self._is_waited_for = False
            self.entered.emit()

    def _on_own(self) -> None:
        self._is_waited_for = False
        self.own_row.forget_error()
        self._judge.ask(self.own.value())

    def _connect(self) -> None:
        self.other_button.clicked.connect(lambda _checked=False: self.suggest())
        self.written_button.clicked.connect(lambda _checked=False: self.ask_for_proof())
        self.own_button.clicked.connect(lambda _checked=False: self.use_own())
        self.again_button.clicked.connect(lambda _checked=False: self.show_words())
        self.suggest_button.clicked.connect(lambda _checked=False: self.show_words())
        self.own.edited.connect(self._on_own)
        self.proof.edited.connect(self.proof_row.forget_error)
        self.repeated.edited.connect(self.repeated_row.forget_error)
        self._judge.judged.connect(self._on_judged)
        for field in (self.proof, self.own, self.repeated):
            field.returnPressed.connect(self.entered)

    def _arrange(self) -> None:
        self.suggested = _part(
            _heading(_("Your passphrase")),
            note(_("Five words picked by chance, in this order. Write them on paper now.")),
            _framed(self.words),
            button_row(self.written_button, self.other_button, self.own_button),
        )
        self.proof_part = _part(self.proof_row, button_row(self.again_button))
        self.own_part = _part(
            self.own_row, self.judgement, self.repeated_row, button_row(self.suggest_button)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.suggested, self.proof_part, self.own_part):
            column.addWidget(part)

    def _show(self, wanted: QWidget) -> None:
        for part in (self.suggested, self.proof_part, self.own_part):
            part.setVisible(part is wanted)


def _evened(words: str) -> str:
    """Capital letters and double spaces are the keyboard's, not the paper's."""
    return " ".join(words.split()).casefold()


def _heading(text: str) -> QLabel:
    heading = QLabel()
    heading.setTextFormat(Qt.TextFormat.PlainText)
    heading.setText(text)
    heading.setProperty("role", "field")
    return heading


def _part(*content: QWidget) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens_now().gap_m)
    for one in content:
        column.addWidget(one)
    return part


def _framed(content: QWidget) -> QFrame:
    gaps = tokens_now()
    frame = QFrame()
    frame.setProperty("role", "well")
    column = QVBoxLayout(frame)
    column.setContentsMargins(gaps.gap_l, gaps.gap_l, gaps.gap_l, gaps.gap_l)
    column.addWidget(content)
    return frame
