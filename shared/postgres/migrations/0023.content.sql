-- What we publish to read. Written by services/user_cessation alone.

CREATE SCHEMA content;

-- An article is written by one person and published by another, names its sources, and says until
-- when somebody has to have looked at it again. Who wrote it stays known when they leave: by no name.
CREATE TABLE content.articles (
    article_id   uuid        PRIMARY KEY,
    slug         text        NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND char_length(slug) <= 80),
    state        text        NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'in_review', 'published', 'archived')),
    title        jsonb       NOT NULL,  -- by language, as everything people read
    body         jsonb       NOT NULL,
    sources      jsonb       NOT NULL CHECK (jsonb_typeof(sources) = 'array'),
    review_by    date,
    author_id    uuid        REFERENCES account.accounts ON DELETE SET NULL,
    reviewer_id  uuid        REFERENCES account.accounts ON DELETE SET NULL,
    version      integer     NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    published_at timestamptz,
    CHECK (state <> 'published' OR (jsonb_array_length(sources) > 0 AND review_by IS NOT NULL AND published_at IS NOT NULL)),
    CHECK (author_id <> reviewer_id)
);
CREATE INDEX articles_published ON content.articles (published_at DESC, article_id DESC) WHERE state = 'published';
CREATE INDEX articles_newest_first ON content.articles (created_at DESC, article_id DESC);
