"""What official sources say of pumps: the alarms first, each line with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from caregiver_app.i18n import _
from caregiver_app.ui.emergency.fact_view import FactView
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.labels import data_label

if TYPE_CHECKING:
    from caregiver_app.reference import PumpAlarm, Topic
    from caregiver_app.ui.frame.session import Session

_ALARMS = "pump_alarms"
_OTHERS = ("pump_daily", "pump_mri", "pump_facts")


def topic_cards(session: Session) -> list[Card]:
    """One card for each topic on pumps that this edition of the reference has."""
    topics = session.reference.topics
    cards = [_alarm_card(session, topics[_ALARMS])] if _ALARMS in topics else []
    return [*cards, *(_card(session, topics[name]) for name in _OTHERS if name in topics)]


def _alarm_card(session: Session, topic: Topic) -> Card:
    card = Card(_("What the alarms mean"))
    for alarm in topic.alarms:
        card.add(_alarm(session, alarm))
    return card


def _alarm(session: Session, alarm: PumpAlarm) -> QFrame:
    gaps = tokens_now()
    box = QFrame()
    box.setProperty("role", "well")
    column = QVBoxLayout(box)
    column.setContentsMargins(gaps.gap_l, gaps.gap_m, gaps.gap_l, gaps.gap_m)
    column.setSpacing(gaps.gap_s)
    sound = data_label(alarm.sound[:1].upper() + alarm.sound[1:])
    sound.setProperty("role", "section")
    column.addWidget(sound)
    column.addWidget(FactView(session, session.reference.fact(alarm.means), _("It means")))
    column.addWidget(FactView(session, session.reference.fact(alarm.do), _("What to do")))
    return box


def _card(session: Session, topic: Topic) -> Card:
    card = Card(topic.title)
    for fact in topic.facts:
        card.add(FactView(session, fact))
    return card
