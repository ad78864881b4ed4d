"""The roles a person can have. What each may do is said by the guards on the routes."""

from enum import StrEnum


class Role(StrEnum):
    MEMBER = "member"
    COACH = "coach"
    MODERATOR = "moderator"
    CONTENT_EDITOR = "content_editor"
    SUPPORT = "support"
    ADMIN = "admin"


STAFF = frozenset(Role) - {Role.MEMBER}
