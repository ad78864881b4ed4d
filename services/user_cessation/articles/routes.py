"""HTTP for articles: to read for anybody, to write for those who do."""

from datetime import UTC, date, datetime, time
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.articles import actions, rules, store
from services.user_cessation.articles.models import (
    Article,
    ArticleIn,
    ArticleLine,
    ArticleOut,
    ArticlePath,
    Articles,
    ArticlesPage,
    ArticleStateIn,
    ManuscriptOut,
    Manuscripts,
    ManuscriptsPage,
    SlugPath,
)
from services.user_cessation.db import autocommit, transaction
from services.user_cessation.etag import etag, expected_version
from services.user_cessation.paging import NEWEST, OLDEST, Place, cut
from shared.auth.guard import allow_anyone, caller, require_role
from shared.auth.roles import Role
from shared.models.problem import NotFound
from shared.web import PREFIX, reply

articles = APIBlueprint(
    "articles", __name__, url_prefix=f"{PREFIX}/articles", abp_tags=[Tag(name="articles")]
)
articles.before_request(allow_anyone)

editorial = APIBlueprint(
    "editorial",
    __name__,
    url_prefix=f"{PREFIX}/editorial/articles",
    abp_tags=[Tag(name="articles")],
    abp_security=[{"bearer": []}],
)
editorial.before_request(require_role(Role.COACH, Role.CONTENT_EDITOR, Role.ADMIN))

FOR_A_WHILE = {"Cache-Control": "public, max-age=300"}
"""The same for everybody, so whoever stands in between may keep it."""


@articles.get("", responses={HTTPStatus.OK: Articles})
def list_articles(query: ArticlesPage) -> Response:
    """What there is to read, the newest first."""
    with autocommit() as conn:
        rows = store.select_published(conn, after=query.after or NEWEST, most=query.limit + 1)

    shown, following = cut(
        rows, query.limit, lambda row: Place(row.published_at or row.created_at, row.article_id)
    )
    items = [ArticleLine.model_validate(row, from_attributes=True) for row in shown]
    return reply(Articles(items=items, next=following), HTTPStatus.OK, **FOR_A_WHILE)


@articles.get("/<slug>", responses={HTTPStatus.OK: ArticleOut})
def read_article(path: SlugPath) -> Response:
    """One article, with its sources."""
    today = datetime.now(UTC).date()

    with autocommit() as conn:
        article = store.select_published_by_slug(conn, path.slug)
    if article is None:
        raise NotFound

    return reply(_published(article, today), HTTPStatus.OK, **FOR_A_WHILE)


@editorial.get("", responses={HTTPStatus.OK: Manuscripts})
def list_manuscripts(query: ManuscriptsPage) -> Response:
    """Everything that is written or published; for a coach, what they wrote."""
    today = datetime.now(UTC).date()
    author = None if caller().role in rules.REVIEWERS else caller().user_id

    with autocommit() as conn:
        if query.overdue:
            place = _by_review
            rows = store.select_overdue(
                conn, today, author=author, after=query.after or OLDEST, most=query.limit + 1
            )
        else:
            place = _by_age
            rows = store.select_manuscripts(
                conn, author=author, after=query.after or NEWEST, most=query.limit + 1
            )

    shown, following = cut(rows, query.limit, place)
    return reply(Manuscripts(items=[_manuscript(row) for row in shown], next=following))


@editorial.post("", responses={HTTPStatus.CREATED: ManuscriptOut})
def write_article(body: ArticleIn) -> Response:
    """Begin a draft."""
    now = datetime.now(UTC)

    with transaction() as conn:
        article = actions.write(conn, caller(), body, now=now)

    return reply(_manuscript(article), HTTPStatus.CREATED, ETag=etag(article.version))


@editorial.get("/<uuid:article_id>", responses={HTTPStatus.OK: ManuscriptOut})
def read_manuscript(path: ArticlePath) -> Response:
    """An article as those who work on it see it."""
    with transaction() as conn:
        article = actions.read(conn, caller(), path.article_id)

    return reply(_manuscript(article), ETag=etag(article.version))


@editorial.put("/<uuid:article_id>", responses={HTTPStatus.OK: ManuscriptOut})
def rewrite_article(path: ArticlePath, body: ArticleIn) -> Response:
    """Change a draft. With If-Match, only the version that was read."""
    now = datetime.now(UTC)

    with transaction() as conn:
        article = actions.rewrite(
            conn, caller(), path.article_id, body, expected=expected_version(), now=now
        )

    return reply(_manuscript(article), ETag=etag(article.version))


@editorial.put("/<uuid:article_id>/state", responses={HTTPStatus.OK: ManuscriptOut})
def move_article(path: ArticlePath, body: ArticleStateIn) -> Response:
    """Hand a draft to review, publish what somebody else wrote, take it back. On the record."""
    now = datetime.now(UTC)

    with transaction() as conn:
        article = actions.move(
            conn,
            caller(),
            path.article_id,
            body.state,
            expected=expected_version(),
            now=now,
            request_id=g.request_id,
        )

    return reply(_manuscript(article), ETag=etag(article.version))


def _by_age(article: Article) -> Place:
    return Place(article.created_at, article.article_id)


def _by_review(article: Article) -> Place:
    day = article.review_by or article.created_at.date()
    return Place(datetime.combine(day, time(), UTC), article.article_id)


def _published(article: Article, today: date) -> ArticleOut:
    return ArticleOut.model_validate(
        {
            **_manuscript(article).model_dump(include=set(ArticleOut.model_fields)),
            "is_due_for_review": rules.is_due_for_review(article.review_by, today),
        }
    )


def _manuscript(article: Article) -> ManuscriptOut:
    return ManuscriptOut.model_validate(article, from_attributes=True)
