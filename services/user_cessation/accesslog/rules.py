"""What a look at a record was for.

Pure: no clock, no database, no web.
"""

from collections.abc import Mapping

from services.user_cessation.accesslog.models import Access, AccessPurpose

_COACHING = (
    *("progress", "check_in_notes", "cravings", "assessments", "withdrawal", "journal", "plan"),
    *("co_readings", "co_reading", "members", "attention"),
    *("appointments", "appointment", "session_notes", "session_note"),
)

PURPOSES: Mapping[str, AccessPurpose] = {
    **dict.fromkeys(_COACHING, AccessPurpose.COACHING),
    "crisis": AccessPurpose.SAFETY,
    **dict.fromkeys(
        ("cases", "case", "appeals", "appeal", "sanctions", "sanction"), AccessPurpose.MODERATION
    ),
    **dict.fromkeys(
        ("overdue_reply", "mails", "mail", "deliveries", "delivery", "exclusion"),
        AccessPurpose.SUPPORT,
    ),
    **dict.fromkeys(("accounts", "account", "audit_log"), AccessPurpose.ADMINISTRATION),
}
"""By what an action is about: nobody of staff looks at that for anything else."""


def name_of(access: Access) -> str | None:
    """Nobody has to answer in person for having moderated, whatever they are by now."""
    return None if purpose_of(access.action) is AccessPurpose.MODERATION else access.name


def purpose_of(action: str) -> AccessPurpose | None:
    """None for what is logged under a name we no longer know."""
    return PURPOSES.get(action.partition(".")[0])
