"""What people may be told about, as both halves of the platform name it."""

from enum import StrEnum


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
