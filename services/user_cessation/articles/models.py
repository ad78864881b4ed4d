"""Articles: what they say in each language, on whose word, and until when it may stand."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from services.user_cessation.paging import Page, Place
from services.user_cessation.words import Words
from shared.models.base import Day, Input, Model, Text

Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=1, max_length=80)
]
Title = Annotated[Text, Field(min_length=1, max_length=120)]
Body = Annotated[Text, Field(min_length=1, max_length=8_000)]


class ArticleState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Article:
    article_id: UUID
    slug: str
    state: ArticleState
    title: Words
    body: Words
    sources: list["Source"]
    review_by: date | None
    author_id: UUID | None
    reviewer_id: UUID | None
    version: int
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Overdue:
    """An article that nobody looked at again in time, and its reviewers have not heard of it."""

    article_id: UUID
    slug: str
    review_by: date


class Source(Input):
    """Where a statement comes from, so that a reader can go and look."""

    title: Title
    url: Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"\x00-\x1f]{3,500}$")]


class TitleIn(Input):
    en: Title
    vi: Title


class BodyIn(Input):
    """Plain text; an empty line begins a paragraph."""

    en: Body
    vi: Body


class ArticleIn(Input):
    slug: Slug
    title: TitleIn
    body: BodyIn
    sources: Annotated[list[Source], Field(max_length=20)] = Field(default_factory=list)
    review_by: Day | None = None


class ArticleStateIn(Input):
    state: ArticleState


class SourceOut(Model):
    title: str
    url: str


class ArticleOut(Model):
    """A published article. `review_by` has passed: `is_due_for_review` says so to its reader."""

    slug: str
    title: Words
    body: Words
    sources: list[SourceOut]
    published_at: AwareDatetime
    review_by: date
    is_due_for_review: bool


class ArticleLine(Model):
    slug: str
    title: Words
    published_at: AwareDatetime


class ArticlesPage(Page):
    after: Place | None = None


class ManuscriptsPage(ArticlesPage):
    overdue: bool = Field(
        default=False,
        description="Only what is published and past its review date, the longest overdue first.",
    )


class Articles(Model):
    items: list[ArticleLine]
    next: str | None


class ManuscriptOut(Model):
    """An article as those who work on it see it."""

    article_id: UUID
    slug: str
    state: ArticleState
    title: Words
    body: Words
    sources: list[SourceOut]
    review_by: date | None
    author_id: UUID | None
    reviewer_id: UUID | None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    published_at: AwareDatetime | None


class Manuscripts(Model):
    items: list[ManuscriptOut]
    next: str | None


class SlugPath(Input):
    slug: Slug


class ArticlePath(Input):
    article_id: UUID
