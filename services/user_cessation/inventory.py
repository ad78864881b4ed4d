"""Every table that holds something about people: how it is exported, and how it is erased.

A table with a column for a person that is not in here fails a test, so that nobody can add one
and forget the people in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from psycopg.rows import dict_row

from shared.models.ids import UserId
from shared.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class Holding:
    """A table, the column that says whose its rows are, and the columns that are not theirs.

    What is left out is a secret of ours, or says something about somebody else.
    """

    table: str
    of: str = "user_id"
    without: tuple[str, ...] = ()
    among: str | None = None
    """Where the table itself does not say whose: a query of the values of `of` that are theirs."""

    @property
    def condition(self) -> str:
        return f"{self.of} IN ({self.among})" if self.among else f"{self.of} = %(user_id)s"


_ATTEMPTS = "SELECT attempt_id FROM cessation.quit_attempts WHERE user_id = %(user_id)s"
_MEETINGS = "SELECT appointment_id FROM coaching.appointments WHERE member_id = %(user_id)s"
_CASES = "SELECT case_id FROM safety.cases WHERE user_id = %(user_id)s"
_SHARED_NOTES = """
    SELECT note_id
      FROM coaching.session_notes
      JOIN coaching.appointments USING (appointment_id)
     WHERE session_notes.kind = 'shared'
       AND member_id = %(user_id)s
"""


EXPORTED: tuple[Holding, ...] = (
    Holding("account.accounts"),
    Holding("account.consents"),
    Holding("account.sessions", without=("token_sha256", "former_sha256", "origin_jti")),
    Holding("account.second_factors"),
    Holding("account.federations"),
    Holding(
        "account.audit_log",
        "subject_id",
        without=(
            *("actor_id", "actor_salt", "actor_sha256", "ip_sha256", "subject_salt"),
            *("subject_sha256", "chain_id", "place", "former_sha256", "sha256"),
        ),
    ),
    Holding("cessation.profiles"),
    Holding("cessation.tobacco_profiles"),
    Holding("cessation.pack_prices"),
    Holding("cessation.quit_attempts"),
    Holding("cessation.check_ins"),
    Holding("cessation.slips"),
    Holding("cessation.assessments"),
    Holding("cessation.cravings"),
    Holding("cessation.craving_places"),
    Holding("cessation.co_readings"),
    Holding("cessation.achievements"),
    Holding("cessation.readiness_answers"),
    Holding("cessation.follow_ups"),
    Holding("cessation.preparations"),
    Holding("cessation.coping_pairs"),
    Holding("cessation.reasons"),
    Holding("cessation.reason_photos"),
    Holding("cessation.plan_revisions"),
    Holding("cessation.waves"),
    Holding("cessation.lessons_done"),
    Holding("cessation.missions_done"),
    Holding("cessation.journal_entries"),
    Holding("cessation.savings_goals"),
    Holding("cessation.undone_slips"),
    Holding("cessation.relapse_answers"),
    Holding("cessation.summaries"),
    Holding("cessation.cautions"),
    Holding("cessation.nrt_courses"),
    Holding("cessation.nrt_uses"),
    Holding("cessation.nrt_spendings"),
    Holding("cessation.cut_downs"),
    Holding("cessation.reminder_settings"),
    Holding("cessation.hidden_figures"),
    Holding("cessation.nudges"),
    Holding("coaching.coaches"),
    Holding("coaching.availability", "coach_id"),
    Holding("coaching.leaves", "coach_id"),
    Holding("coaching.group_sessions", "coach_id"),
    Holding("coaching.assignments", "member_id", without=("coach_id",)),
    Holding("coaching.appointments", "member_id", without=("coach_id", "changed_by")),
    Holding("coaching.seats", "member_id"),
    Holding("coaching.sharing", "member_id"),
    Holding("coaching.overdue_replies", "member_id", without=("coach_id", "stand_in_id")),
    Holding("coaching.session_notes", "note_id", among=_SHARED_NOTES),
    Holding("coaching.addenda", "note_id", among=_SHARED_NOTES),
    Holding("coaching.ratings", "appointment_id", among=_MEETINGS),
    Holding("statistics.exclusions"),
    Holding("statistics.outcomes", "attempt_id", among=_ATTEMPTS),
    Holding("schedule.milestones", "attempt_id", among=_ATTEMPTS),
    Holding("safety.on_call"),
    Holding("safety.cases", without=("opened_by", "handler_id", "closed_by")),
    Holding("safety.notes", "case_id", without=("author_id",), among=_CASES),
    Holding("safety.replies", "case_id", without=("sent_by",), among=_CASES),
    Holding("schedule.reminders"),
    Holding("schedule.appointments", "member_id", without=("coach_id",)),
    Holding("messaging.mails", without=("data", "error", "ses_id")),
    Holding("media.uploads", without=("etag",)),
    Holding("billing.customers", without=("reading", "settled_at")),
    Holding("billing.checkouts"),
    Holding("billing.subscriptions"),
    Holding("billing.payments"),
    Holding("billing.redemptions", without=("voucher_id",)),
    Holding("billing.memberships"),
    Holding("privacy.exports", without=("community_key", "claimed_at")),
    Holding("privacy.erasures", without=("code_sha256",)),
)

NOT_EXPORTED: Mapping[tuple[str, str], str] = {
    ("account.pending_passwords", "user_id"): "A salt and a hash, until the address is confirmed.",
    ("account.audit_log", "actor_id"): "What staff do is about the people they do it to.",
    ("account.audit_chains", "key_id"): "Hashes of what the audit log exports.",
    ("account.challenges", "user_id"): "A sign-in that waits for its code, for some minutes.",
    ("coaching.overdue_replies", "closed_by"): "What staff do is about the people they do it for.",
    ("coaching.commitments", "person_id"): "When they meet somebody, as their appointments say.",
    ("content.articles", "author_id"): "What we publish, whoever of us wrote it.",
    ("content.articles", "reviewer_id"): "What we publish, whoever of us looked at it.",
    ("safety.cases", "opened_by"): "What staff do is about the people they do it for.",
    ("safety.cases", "handler_id"): "What staff do is about the people they do it for.",
    ("safety.cases", "closed_by"): "What staff do is about the people they do it for.",
    ("safety.notes", "author_id"): "What staff do is about the people they do it for.",
    ("safety.replies", "sent_by"): "What staff do is about the people they do it for.",
    ("schedule.appointments", "coach_id"): "Whom somebody coaches is about those people.",
    ("billing.idempotency", "user_id"): "Answers of ours, kept for a day so that none comes twice.",
    ("coaching.assignments", "coach_id"): "Whom somebody coaches is about those people.",
}
"""By table and column: why it is in no copy."""

NAMES_NOBODY: Mapping[str, str] = {
    "account.attempts": "Hashes with a secret; Cognito's step removes them all the same.",
    "account.registrations": "An address for half a minute; Cognito's step removes it.",
    "account.departures": "Hashes of what a browser holds for ten minutes; nothing of a person.",
    "account.audit_log": "The people in it are taken out, and the rest stays.",
    "account.audit_chains": "Whose chain it is is taken out.",
    "account.audit_checks": "Numbers of entries, and where one does not fit.",
    "billing.plans": "What is for sale.",
    "billing.prices": "What it costs.",
    "billing.vouchers": "Codes of organisations.",
    "billing.inbox": "Numbers of customers at Stripe; Stripe's step removes them.",
    "schedule.runs": "What the clock has done.",
    "schedule.kinds": "What one can be reminded of.",
    "schedule.days": "On which days.",
    "statistics.days": "Numbers about everybody.",
    "statistics.follow_ups": "How far judging has come.",
    "statistics.outcome_months": "Numbers about everybody; an erased account is in no later count.",
    "statistics.retention": "Numbers about everybody.",
    "statistics.weeks": "Numbers about everybody.",
    "messaging.outbox": "Events on their way out, for a moment.",
    "messaging.inbox": "Ids of events.",
    "privacy.erasures": "Whom it is about goes with the account; the certificate is the rest.",
    "privacy.erasure_steps": "How much went, by kind.",
    "privacy.tombstones": "The hash of an id that is written down nowhere else.",
}
"""Tables whose rows do not go with the account, and why that is right."""

KEPT: Mapping[str, str] = {
    "billing.payments": "The law has us keep our books. They name nobody any more.",
}
"""Tables whose rows stay when the account goes, without the person."""


def count(conn: Connection, user_id: UserId) -> dict[str, int]:
    """How many rows each table has of somebody; those that have none are not in it."""
    counts = {}
    for holding in EXPORTED:
        [(found,)] = conn.execute(
            f"SELECT count(*) FROM {holding.table} WHERE {holding.condition}",  # noqa: S608 - ours
            {"user_id": user_id},
        ).fetchall()
        if found:
            counts[holding.table] = found
    return counts


def collect(conn: Connection, user_id: UserId) -> dict[str, list[Mapping[str, Any]]]:
    """Everything of somebody, by table; tables that have nothing of them are not in it."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for holding in EXPORTED:
        with conn.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(
                f"SELECT * FROM {holding.table} WHERE {holding.condition}",  # noqa: S608 - ours
                {"user_id": user_id},
                prepare=False,  # a prepared statement breaks when its table gets a new column
            ).fetchall()
        if rows:
            found[holding.table] = [
                {name: value for name, value in row.items() if name not in holding.without}
                for row in rows
            ]
    return found
