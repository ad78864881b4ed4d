"""How an article becomes public: two people, named sources, a date to look again.

Pure: no clock, no database, no web. Callers pass `today`.
"""

from datetime import date, timedelta
from uuid import UUID

from services.user_cessation.articles.models import Article, ArticleState
from shared.auth.roles import Role
from shared.models.problem import Conflict, Forbidden, NotFound

LONGEST_UNTIL_REVIEW = timedelta(days=730)
"""What medicine says changes; two years unread are too many."""

REVIEWERS = frozenset({Role.CONTENT_EDITOR, Role.ADMIN})

STEPS = {
    (ArticleState.DRAFT, ArticleState.IN_REVIEW),
    (ArticleState.IN_REVIEW, ArticleState.DRAFT),
    (ArticleState.IN_REVIEW, ArticleState.PUBLISHED),
    (ArticleState.PUBLISHED, ArticleState.DRAFT),
    (ArticleState.PUBLISHED, ArticleState.ARCHIVED),
    (ArticleState.ARCHIVED, ArticleState.DRAFT),
}
"""From where to where an article may go. What is public is taken back before it is rewritten."""


def is_due_for_review(review_by: date | None, today: date) -> bool:
    """From the very day it was to be reviewed by."""
    return review_by is None or review_by <= today


def check_visible(article: Article, by: UUID, role: Role) -> None:
    """A coach sees what they wrote; those who review see everything."""
    if role not in REVIEWERS and article.author_id != by:
        raise NotFound


def check_rewrite(article: Article) -> None:
    if article.state != ArticleState.DRAFT:
        raise Conflict("Only a draft can be rewritten; take it back first.", code="not_a_draft")


def check_step(article: Article, to: ArticleState, *, by: UUID, role: Role, today: date) -> None:
    """Raise a Problem if this article may not go there, or not by this person."""
    if (article.state, to) not in STEPS:
        raise Conflict(f"From {article.state} it cannot become {to}.", code="no_such_step")
    if to == ArticleState.IN_REVIEW:
        _check_is_complete(article, today)
    if to == ArticleState.PUBLISHED:
        _check_is_complete(article, today)
        if by == article.author_id:
            raise Conflict("Somebody else has to review what you wrote.", code="own_article")
    if article.state != ArticleState.DRAFT and to != ArticleState.DRAFT and role not in REVIEWERS:
        raise Forbidden


def _check_is_complete(article: Article, today: date) -> None:
    if not article.sources:
        raise Conflict("It names no source yet.", code="no_source")
    if article.review_by is None or not today < article.review_by <= today + LONGEST_UNTIL_REVIEW:
        raise Conflict(
            "Say by when it has to be reviewed again: at most two years from now.",
            code="no_review_date",
        )
