"""What people may be told about, as both halves of the platform name it."""

from enum import StrEnum
from typing import Literal, cast
from uuid import UUID, uuid5


class NotificationCategory(StrEnum):
    """A row of the preferences everybody has. The first two cannot be switched off."""

    SECURITY = "security"
    BILLING = "billing"
    COACHING = "coaching"
    PROGRESS = "progress"
    APPOINTMENTS = "appointments"
    REMINDERS = "reminders"
    PROGRAMME = "programme"
    ACHIEVEMENTS = "achievements"
    CONTACTS = "contacts"
    COMMUNITY = "community"
    COHORT = "cohort"
    MODERATION = "moderation"


TitleKey = Literal[
    "achievement.earned",
    "appeal.overturned",
    "appeal.upheld",
    "appointment.cancelled_by_coach",
    "appointment.cancelled_by_member",
    "appointment.completed",
    "appointment.confirmed",
    "appointment.in_an_hour",
    "appointment.in_progress",
    "appointment.no_show",
    "appointment.offer",
    "appointment.requested",
    "appointment.rescheduled",
    "appointment.tomorrow",
    "article.overdue",
    "buddy.accepted",
    "buddy.requested",
    "case.hidden",
    "case.released",
    "checkin.recorded",
    "coach.assigned",
    "coach.offer_another",
    "coach.stand_in",
    "cohort.summary",
    "cohort.topic",
    "cohort.welcome",
    "comment.new",
    "contact.accepted",
    "contact.requested",
    "crisis.case_opened",
    "crisis.case_overdue",
    "crisis.help",
    "crisis.reply.call_now",
    "crisis.reply.someone_to_talk_to",
    "crisis.reply.still_here",
    "crisis.reply.take_care",
    "crisis.reply.we_read_it",
    "export.ready",
    "group.admitted",
    "group.asked",
    "group_session.cancelled",
    "group_session.seat",
    "media.rejected",
    "member.assigned",
    "membership.changed",
    "membership.ended",
    "mention.new",
    "milestone.reached",
    "quit_plan.changed",
    "reaction.new",
    "reminder.check_in",
    "reminder.high_risk",
    "reminder.programme",
    "reminder.silence",
    "reminder.step",
    "reminder.weekly",
    "reply.overdue",
    "reply.stand_in",
    "report.acted",
    "report.nothing_wrong",
    "sanction.ban",
    "sanction.lifted",
    "sanction.mute",
    "sanction.suspend",
    "sanction.warn",
    "slip.recorded",
    "sos.asked",
]
"""Names the sentence with which the app tells it. Every client has one in every language."""


def titled(what: str, kind: str) -> TitleKey:
    """The key for one of several kinds of a thing, even of one that is newer than the list."""
    return cast(TitleKey, f"{what}.{kind}")


_HELP_CARDS = UUID("5d0a6c1e-8e0f-4e0e-9a53-0b7f4f0c2a11")


def help_card_id(source: str, source_id: UUID) -> UUID:
    """The id of the one card with whom to call, for somebody who wrote what sounds like danger.

    Whoever notices first shows it, and whoever notices later shows no second one.
    """
    return uuid5(_HELP_CARDS, f"{source} {source_id}")
