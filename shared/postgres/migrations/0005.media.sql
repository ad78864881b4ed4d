-- Pictures people upload. Written by the upload Lambda alone.

CREATE SCHEMA media;

-- One row for each permission to upload. It is pending until its object was judged, and a person's
-- rows of a day are what their quota counts.
CREATE TABLE media.uploads (
    upload_id    uuid        PRIMARY KEY,
    -- Null once the account is erased: the objects in S3 must go before the row can.
    user_id      uuid        REFERENCES account.accounts ON DELETE SET NULL,
    purpose      text        NOT NULL CHECK (purpose IN ('avatar', 'post_image', 'chat_attachment', 'reason_photo', 'co_photo')),
    content_type text        NOT NULL CHECK (content_type IN ('image/png', 'image/jpeg', 'image/webp')),
    state        text        NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'ready', 'rejected')),
    reason       text        CHECK (char_length(reason) BETWEEN 1 AND 40),
    etag         text,       -- the object that was taken; another under the same key changes nothing
    bytes        integer     CHECK (bytes > 0),  -- of all sizes together, as published
    width        integer     CHECK (width > 0),  -- of the largest size
    height       integer     CHECK (height > 0),
    blurhash     text        CHECK (char_length(blurhash) BETWEEN 6 AND 100),
    created_at   timestamptz NOT NULL,
    settled_at   timestamptz,
    cleared_at   timestamptz,  -- when nothing of a rejected upload was left in S3
    CHECK ((state = 'pending') = (settled_at IS NULL)),
    CHECK ((state = 'rejected') = (reason IS NOT NULL)),
    CHECK (state <> 'ready' OR num_nulls(etag, bytes, width, height, blurhash) = 0),
    CHECK (cleared_at IS NULL OR state = 'rejected')
);
CREATE INDEX uploads_by_user ON media.uploads (user_id, created_at);
CREATE INDEX uploads_pending ON media.uploads (created_at) WHERE state = 'pending';
CREATE INDEX uploads_to_clear ON media.uploads (upload_id)
    WHERE user_id IS NULL OR (state = 'rejected' AND cleared_at IS NULL);
CREATE INDEX uploads_rejected ON media.uploads (settled_at) WHERE state = 'rejected';
