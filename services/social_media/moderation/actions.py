"""Looking at a text before others read it, and what follows from what was seen."""

from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.social_media.cases import actions as cases
from services.social_media.cases.models import Finding
from services.social_media.moderation import rules, store
from services.social_media.moderation.models import (
    CrisisLevel,
    Outcome,
    Subject,
    SubjectKind,
    Surface,
    Trust,
    Verdict,
)
from services.social_media.notifications.actions import notify
from services.social_media.notifications.models import News
from services.social_media.people.store import select_accounts
from services.social_media.sanctions.actions import is_silenced
from services.social_media.sockets.fanout import Delivery
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory, help_card_id


def screen(
    db: Database[Any], author_id: UserId, text: str, surface: Surface, *, now: datetime
) -> Verdict:
    """What becomes of a text.

    Call `verdict.refuse_if_bounced()` after `follow_up`, and keep what `verdict.is_hidden` from
    everyone but its author.
    """
    trust = trust_of(db, author_id)
    verdict = rules.judge(text, surface, trust)
    written = store.upsert_pace(
        db, author_id, surface, rules.hour_of(now), forget_at=rules.hour_of(now) + 2 * rules.HOUR
    )
    if is_silenced(db, author_id, now=now):
        return rules.silenced(verdict, surface)
    if written > rules.PER_HOUR[surface][trust]:
        return rules.too_fast(verdict, surface, now)
    return verdict


def screen_message(text: str, *, is_silenced: bool) -> Verdict:
    """The same for a message, without a look at the database: messages are paced elsewhere."""
    verdict = rules.judge(text, Surface.MESSAGE, Trust.TRUSTED)
    return rules.silenced(verdict, Surface.MESSAGE) if is_silenced else verdict


def follow_up(
    db: Database[Any],
    verdict: Verdict,
    subject: Subject,
    author_id: UserId,
    text: str,
    *,
    now: datetime,
) -> list[Delivery]:
    """Do what follows from a verdict; return what the author should see at once.

    Call it before the text is stored, with the id it is going to have: a case about nothing does
    no harm, danger nobody heard of may. Once or often, it comes to the same.
    """
    if verdict.outcome in (Outcome.FLAG, Outcome.HOLD) or _calls_somebody(verdict):
        cases.open_for_finding(
            db,
            Finding(subject, author_id, text, verdict.reasons, verdict.crisis, verdict.is_hidden),
            now=now,
        )
    elif verdict.outcome is Outcome.ALLOW and subject.kind in (
        SubjectKind.POST,
        SubjectKind.COMMENT,
    ):
        store.upsert_good(db, author_id, subject.id)
    return [offer_help(db, author_id, subject, now)] if verdict.crisis else []


def not_good(db: Database[Any], author_id: UserId, subject: Subject) -> None:
    """What a moderator took away earns nobody trust."""
    store.update_not_good(db, author_id, subject.id)


def trust_of(db: Database[Any], user_id: UserId) -> Trust:
    account = select_accounts(db, [user_id]).get(user_id)
    if account is None:
        return Trust.NEW
    return rules.trust_from(account.role, store.count_good(db, user_id))


def _calls_somebody(verdict: Verdict) -> bool:
    return verdict.crisis in (CrisisLevel.URGENT, CrisisLevel.IMMINENT)


def offer_help(db: Database[Any], user_id: UserId, subject: Subject, now: datetime) -> Delivery:
    """Show numbers to ring, at once. Nobody else learns of it."""
    return notify(
        db,
        News(
            user_id=user_id,
            event_id=help_card_id(subject.kind, subject.id),
            category=NotificationCategory.SECURITY,
            title_key="crisis.help",
            data={},
            at=now,
            critical=True,
            only_here=True,
        ),
    )
