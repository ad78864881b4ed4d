"""What people may be told about, as both halves of the platform name it."""

from enum import StrEnum
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


_HELP_CARDS = UUID("5d0a6c1e-8e0f-4e0e-9a53-0b7f4f0c2a11")


def help_card_id(source: str, source_id: UUID) -> UUID:
    """The id of the one card with whom to call, for somebody who wrote what sounds like danger.

    Whoever notices first shows it, and whoever notices later shows no second one.
    """
    return uuid5(_HELP_CARDS, f"{source} {source_id}")
