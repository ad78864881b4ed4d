"""Writing an article, rewriting it, moving it on, and saying when to look at it again."""

from datetime import datetime
from uuid import UUID

from services.user_cessation import audit
from services.user_cessation.articles import rules, store
from services.user_cessation.articles.models import Article, ArticleIn, ArticleState
from shared.auth.authenticator import Caller
from shared.models.events import ClockTicked, ReminderDue
from shared.models.ids import uuid7
from shared.models.notices import NotificationCategory
from shared.models.problem import Conflict, NotFound, PreconditionFailed
from shared.postgres import outbox
from shared.postgres.pool import Connection

MOST = 20
"""Told of at one tick; what is left is told of a minute later."""


def write(conn: Connection, by: Caller, new: ArticleIn, *, now: datetime) -> Article:
    article = store.insert_article(conn, uuid7(), by.user_id, new, now=now)
    if article is None:
        raise _slug_taken()
    return article


def read(conn: Connection, by: Caller, article_id: UUID) -> Article:
    article = store.lock_article(conn, article_id)
    if article is None:
        raise NotFound
    rules.check_visible(article, by.user_id, by.role)
    return article


def rewrite(
    conn: Connection,
    by: Caller,
    article_id: UUID,
    new: ArticleIn,
    *,
    expected: int | None,
    now: datetime,
) -> Article:
    """Change a draft, if it is still the one that was read."""
    article = read(conn, by, article_id)
    if expected is not None and expected != article.version:
        raise PreconditionFailed
    rules.check_rewrite(article)
    if not store.select_slug_is_free(conn, new.slug, but_for=article_id):
        raise _slug_taken()
    return store.update_article(conn, article_id, new, now=now)


def move(
    conn: Connection,
    by: Caller,
    article_id: UUID,
    to: ArticleState,
    *,
    expected: int | None,
    now: datetime,
    request_id: str,
) -> Article:
    """Hand an article to review, publish it, take it back. On the record."""
    article = read(conn, by, article_id)
    if expected is not None and expected != article.version:
        raise PreconditionFailed
    rules.check_step(article, to, by=by.user_id, role=by.role, today=now.date())
    moved = store.update_state(conn, article_id, to, by=by.user_id, now=now)
    detail = {"article_id": str(article_id), "state": to}
    audit.append(conn, audit.Entry("article.moved", by.user_id, None, request_id, detail))
    return moved


def on_clock(conn: Connection, event: ClockTicked, now: datetime) -> None:
    """Tell the editors of what is past its review date, once for each date that is set."""
    overdue = store.lock_untold(conn, now.date(), most=MOST)
    if not overdue:
        return
    store.update_told(conn, overdue)
    reviewers = store.select_reviewers(conn)
    outbox.append_all(
        conn,
        [
            ReminderDue(
                occurred_at=now,
                request_id=event.request_id,
                user_id=reviewer,
                category=NotificationCategory.REMINDERS,
                key="article.overdue",
                data={"article_id": str(article.article_id), "slug": article.slug},
            )
            for article in overdue
            for reviewer in reviewers
        ],
    )


def _slug_taken() -> Conflict:
    return Conflict("Another article has that address.", code="slug_taken")
