-- What a plan to quit is made of. Written by services/user_cessation alone.

-- Whether somebody means to quit within thirty days, every time it was asked or became clear.
CREATE TABLE cessation.readiness_answers (
    answer_id   uuid        PRIMARY KEY,
    user_id     uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    client_id   uuid        NOT NULL,
    ready       boolean     NOT NULL,
    source      text        NOT NULL CHECK (source IN ('asked', 'quit_date')),
    answered_at timestamptz NOT NULL,
    UNIQUE (user_id, client_id)
);
CREATE INDEX readiness_of_a_member
    ON cessation.readiness_answers (user_id, answered_at DESC, answer_id DESC);

-- Their last word. Nobody who is not ready yet is to be reminded of anything they did not ask for.
CREATE VIEW cessation.readiness AS
    SELECT DISTINCT ON (user_id) user_id, ready, answered_at
      FROM cessation.readiness_answers
     ORDER BY user_id, answered_at DESC, answer_id DESC;

-- When to ask how it goes. `local_date` is the member's own day, `due_at` its morning where they
-- live; both move with the quit date and with the member.
CREATE TABLE cessation.follow_ups (
    attempt_id uuid        NOT NULL REFERENCES cessation.quit_attempts ON DELETE CASCADE,
    code       text        NOT NULL CHECK (code IN ('day_1', 'day_3', 'day_7', 'day_14', 'day_28', 'month_3', 'month_6')),
    user_id    uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    local_date date        NOT NULL,
    due_at     timestamptz NOT NULL,
    PRIMARY KEY (attempt_id, code)
);
CREATE INDEX follow_ups_by_time ON cessation.follow_ups (due_at);
CREATE INDEX follow_ups_of_a_member ON cessation.follow_ups (user_id);

-- For the clock: every follow-up of an attempt that is open, with the moment it falls due.
CREATE VIEW cessation.follow_ups_due AS
    SELECT follow_ups.user_id, follow_ups.attempt_id, follow_ups.code, follow_ups.local_date,
           follow_ups.due_at
      FROM cessation.follow_ups
      JOIN cessation.quit_attempts USING (attempt_id)
     WHERE quit_attempts.ended_at IS NULL;

-- Getting ready for one quit date: whom they told, and which places are free of tobacco.
CREATE TABLE cessation.preparations (
    attempt_id   uuid    PRIMARY KEY REFERENCES cessation.quit_attempts ON DELETE CASCADE,
    user_id      uuid    NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    told         text[]  NOT NULL,
    tell_skipped boolean NOT NULL,
    home         text    NOT NULL CHECK (home IN ('todo', 'done', 'none')),
    car          text    NOT NULL CHECK (car IN ('todo', 'done', 'none')),
    work         text    NOT NULL CHECK (work IN ('todo', 'done', 'none')),
    version      integer NOT NULL CHECK (version > 1)  -- 1 is the list before anything was ticked
);
CREATE INDEX preparations_of_a_member ON cessation.preparations (user_id);

-- If this happens, then I do that.
CREATE TABLE cessation.coping_pairs (
    pair_id    uuid        PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    client_id  uuid        NOT NULL,
    position   integer     NOT NULL CHECK (position >= 0),
    trigger    text        NOT NULL CHECK (char_length(trigger) BETWEEN 1 AND 200),
    response   text        NOT NULL CHECK (char_length(response) BETWEEN 1 AND 300),
    strategy   text,
    version    integer     NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    UNIQUE (user_id, client_id)
);

-- Why they want to quit, in their own words.
CREATE TABLE cessation.reasons (
    reason_id  uuid        PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    client_id  uuid        NOT NULL,
    words      text        NOT NULL CHECK (char_length(words) BETWEEN 1 AND 300),
    version    integer     NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    UNIQUE (user_id, client_id)
);

-- One picture of what it is for.
CREATE TABLE cessation.reason_photos (
    user_id   uuid NOT NULL PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    upload_id uuid NOT NULL
);

-- The pictures that may be one: judged, and the member's own.
CREATE VIEW media.reason_photos AS
    SELECT upload_id, user_id, width, height, blurhash
      FROM media.uploads
     WHERE purpose = 'reason_photo'
       AND state = 'ready';

-- Every change to a plan, numbered from 1 for each member.
CREATE TABLE cessation.plan_revisions (
    user_id    uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    number     integer     NOT NULL CHECK (number > 0),
    client_id  uuid,
    area       text        NOT NULL CHECK (area IN ('quit_date', 'checklist', 'coping', 'reasons', 'cut_down', 'medication')),
    turn       text        NOT NULL CHECK (turn IN ('added', 'changed', 'removed', 'kept')),
    subject_id uuid,       -- which one, where there are several
    fields     jsonb       NOT NULL CHECK (jsonb_typeof(fields) = 'array'),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, number),
    UNIQUE (user_id, client_id)
);
CREATE TRIGGER plan_revisions_never_change BEFORE UPDATE ON cessation.plan_revisions
    FOR EACH ROW EXECUTE FUNCTION account.refuse_change();
