"""Articles in PostgreSQL. Every function takes the caller's connection; none commits."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg.rows import class_row, dict_row, scalar_row
from psycopg.types.json import Jsonb

from services.user_cessation.articles.models import (
    Article,
    ArticleIn,
    ArticleState,
    Overdue,
    Source,
)
from services.user_cessation.paging import Place
from services.user_cessation.words import Words
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def insert_article(
    conn: Connection, article_id: UUID, author: UserId, new: ArticleIn, *, now: datetime
) -> Article | None:
    """Write a draft, unless its slug is taken."""
    with conn.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(
            """
            INSERT INTO content.articles
                   (article_id, slug, title, body, sources, review_by, author_id, created_at,
                    updated_at)
            VALUES (%(article_id)s, %(slug)s, %(title)s, %(body)s, %(sources)s, %(review_by)s,
                    %(author)s, %(now)s, %(now)s)
                ON CONFLICT (slug) DO NOTHING
            RETURNING article_id, slug, state, title, body, sources, review_by, author_id,
                      reviewer_id, version, created_at, updated_at, published_at
            """,
            {"article_id": article_id, "author": author, "now": now, **_columns(new)},
        ).fetchone()
    return _article(row) if row else None


def lock_article(conn: Connection, article_id: UUID) -> Article | None:
    """Read an article and hold its row until the transaction ends."""
    with conn.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(
            """
            SELECT article_id, slug, state, title, body, sources, review_by, author_id, reviewer_id,
                   version, created_at, updated_at, published_at
              FROM content.articles
             WHERE article_id = %(article_id)s
               FOR NO KEY UPDATE
            """,
            {"article_id": article_id},
        ).fetchone()
    return _article(row) if row else None


def select_slug_is_free(conn: Connection, slug: str, *, but_for: UUID) -> bool:
    return (
        conn.execute(
            """
            SELECT article_id
              FROM content.articles
             WHERE slug = %(slug)s
               AND article_id <> %(but_for)s
            """,
            {"slug": slug, "but_for": but_for},
        ).fetchone()
        is None
    )


def update_article(conn: Connection, article_id: UUID, new: ArticleIn, *, now: datetime) -> Article:
    with conn.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(
            """
            UPDATE content.articles
               SET slug = %(slug)s,
                   title = %(title)s,
                   body = %(body)s,
                   sources = %(sources)s,
                   review_by = %(review_by)s,
                   version = version + 1,
                   updated_at = %(now)s
             WHERE article_id = %(article_id)s
            RETURNING article_id, slug, state, title, body, sources, review_by, author_id,
                      reviewer_id, version, created_at, updated_at, published_at
            """,
            {"article_id": article_id, "now": now, **_columns(new)},
        ).fetchall()[0]
    return _article(row)


def update_state(
    conn: Connection, article_id: UUID, state: ArticleState, *, by: UserId, now: datetime
) -> Article:
    """Move an article on; who publishes it is its reviewer."""
    with conn.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(
            """
            UPDATE content.articles
               SET state = %(state)s,
                   reviewer_id = CASE %(state)s WHEN 'published' THEN %(by)s ELSE reviewer_id END,
                   published_at = CASE %(state)s WHEN 'published' THEN %(now)s
                                                 ELSE published_at END,
                   version = version + 1,
                   updated_at = %(now)s
             WHERE article_id = %(article_id)s
            RETURNING article_id, slug, state, title, body, sources, review_by, author_id,
                      reviewer_id, version, created_at, updated_at, published_at
            """,
            {"article_id": article_id, "state": state, "by": by, "now": now},
        ).fetchall()[0]
    return _article(row)


def select_published(conn: Connection, *, after: Place, most: int) -> list[Article]:
    with conn.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(
            """
            SELECT article_id, slug, state, title, body, sources, review_by, author_id, reviewer_id,
                   version, created_at, updated_at, published_at
              FROM content.articles
             WHERE state = 'published'
               AND (published_at, article_id) < (%(at)s, %(id)s)
             ORDER BY published_at DESC, article_id DESC
             LIMIT %(most)s
            """,
            {"at": after.at, "id": after.id, "most": most},
        ).fetchall()
    return [_article(row) for row in rows]


def select_published_by_slug(conn: Connection, slug: str) -> Article | None:
    with conn.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(
            """
            SELECT article_id, slug, state, title, body, sources, review_by, author_id, reviewer_id,
                   version, created_at, updated_at, published_at
              FROM content.articles
             WHERE slug = %(slug)s
               AND state = 'published'
            """,
            {"slug": slug},
        ).fetchone()
    return _article(row) if row else None


def select_manuscripts(
    conn: Connection, *, author: UUID | None, after: Place, most: int
) -> list[Article]:
    """Every article, the newest first; with `author`, only theirs."""
    with conn.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(
            """
            SELECT article_id, slug, state, title, body, sources, review_by, author_id, reviewer_id,
                   version, created_at, updated_at, published_at
              FROM content.articles
             WHERE (created_at, article_id) < (%(at)s, %(id)s)
               AND (%(author)s::uuid IS NULL OR author_id = %(author)s)
             ORDER BY created_at DESC, article_id DESC
             LIMIT %(most)s
            """,
            {"at": after.at, "id": after.id, "author": author, "most": most},
        ).fetchall()
    return [_article(row) for row in rows]


def select_overdue(
    conn: Connection, today: date, *, author: UUID | None, after: Place, most: int
) -> list[Article]:
    """What is public and was to be reviewed by now, the longest ago first."""
    with conn.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(
            """
            SELECT article_id, slug, state, title, body, sources, review_by, author_id, reviewer_id,
                   version, created_at, updated_at, published_at
              FROM content.articles
             WHERE state = 'published'
               AND review_by <= %(today)s
               AND (review_by, article_id) > (%(after)s, %(after_id)s)
               AND (%(author)s::uuid IS NULL OR author_id = %(author)s)
             ORDER BY review_by, article_id
             LIMIT %(most)s
            """,
            {
                "today": today,
                "after": after.at.date(),
                "after_id": after.id,
                "author": author,
                "most": most,
            },
        ).fetchall()
    return [_article(row) for row in rows]


def lock_untold(conn: Connection, today: date, *, most: int) -> list[Overdue]:
    """Hold what is overdue, was told to nobody since its date was set, and nobody else holds."""
    with conn.cursor(row_factory=class_row(Overdue)) as cursor:
        return cursor.execute(
            """
            SELECT article_id, slug, review_by
              FROM content.articles
             WHERE state = 'published'
               AND review_by <= %(today)s
               AND told_on_review_by IS DISTINCT FROM review_by
             ORDER BY review_by, article_id
             LIMIT %(most)s
               FOR NO KEY UPDATE SKIP LOCKED
            """,
            {"today": today, "most": most},
        ).fetchall()


def update_told(conn: Connection, overdue: Sequence[Overdue]) -> None:
    """Write down of which date each article was told. Nobody wrote on it, so its version stays."""
    conn.execute(
        """
        UPDATE content.articles
           SET told_on_review_by = review_by
         WHERE article_id = ANY(%(article_ids)s)
        """,
        {"article_ids": [each.article_id for each in overdue]},
    )


def select_reviewers(conn: Connection) -> list[UUID]:
    """Every editor who works here; where there is none, the administrators."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            WITH editors AS (
                SELECT user_id
                  FROM account.people
                 WHERE role = 'content_editor'
                   AND status = 'active'
            )
            SELECT user_id
              FROM editors
             UNION ALL
            SELECT user_id
              FROM account.people
             WHERE role = 'admin'
               AND status = 'active'
               AND NOT EXISTS (SELECT FROM editors)
             ORDER BY user_id
             LIMIT 200
            """,
        ).fetchall()


def _columns(new: ArticleIn) -> dict[str, Any]:
    return {
        "slug": new.slug,
        "title": Jsonb(new.title.model_dump()),
        "body": Jsonb(new.body.model_dump()),
        "sources": Jsonb([source.model_dump() for source in new.sources]),
        "review_by": new.review_by,
    }


def _article(row: Mapping[str, Any]) -> Article:
    return Article(
        **{
            **row,
            "state": ArticleState(row["state"]),
            "title": Words(**row["title"]),
            "body": Words(**row["body"]),
            "sources": [Source(**source) for source in row["sources"]],
        }
    )
