-- Riding out urges, good days, goals and small tasks. Written by services/user_cessation alone.

-- A wave of craving that someone sat out with us: begun when it came, settled when it was over. How
-- it ended is a craving like any other.
CREATE TABLE cessation.waves (
    wave_id    uuid        PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    client_id  uuid        NOT NULL,
    started_at timestamptz NOT NULL,
    minutes    smallint    NOT NULL CHECK (minutes BETWEEN 1 AND 30),
    intensity  smallint    NOT NULL CHECK (intensity BETWEEN 0 AND 10),
    trigger    text        CHECK (char_length(trigger) <= 80),
    ended_at   timestamptz,
    craving_id uuid        UNIQUE REFERENCES cessation.cravings ON DELETE SET NULL,
    CHECK (craving_id IS NULL OR ended_at IS NOT NULL),
    UNIQUE (user_id, client_id)
);
CREATE INDEX waves_of_a_member ON cessation.waves (user_id, started_at DESC, wave_id DESC);

CREATE TABLE cessation.lessons_done (
    user_id uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    code    text        NOT NULL,
    done_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, code)
);

-- A quit date that is new starts the missions anew; what was done before stays done.
CREATE TABLE cessation.missions_done (
    attempt_id uuid        NOT NULL REFERENCES cessation.quit_attempts ON DELETE CASCADE,
    code       text        NOT NULL,
    user_id    uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    client_id  uuid        NOT NULL,
    done_at    timestamptz NOT NULL,
    PRIMARY KEY (attempt_id, code),
    UNIQUE (user_id, client_id)
);

-- For good days and others. A coach sees only what was shared, one entry at a time.
CREATE TABLE cessation.journal_entries (
    entry_id   uuid        PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    client_id  uuid        NOT NULL,
    written_at timestamptz NOT NULL,
    text       text        NOT NULL CHECK (char_length(text) BETWEEN 1 AND 5000),
    mood       smallint    CHECK (mood BETWEEN 0 AND 10),
    shared     boolean     NOT NULL DEFAULT false,
    version    integer     NOT NULL DEFAULT 1,
    changed_at timestamptz,
    UNIQUE (user_id, client_id)
);
CREATE INDEX journal_of_a_member
    ON cessation.journal_entries (user_id, written_at DESC, entry_id DESC);

-- What the money that is not smoked is for.
CREATE TABLE cessation.savings_goals (
    goal_id      uuid        PRIMARY KEY,
    user_id      uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    client_id    uuid        NOT NULL,
    name         text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
    amount_minor bigint      NOT NULL CHECK (amount_minor BETWEEN 1 AND 1000000000),
    currency     text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),  -- ISO 4217
    version      integer     NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL,
    UNIQUE (user_id, client_id)
);
CREATE INDEX goals_of_a_member ON cessation.savings_goals (user_id, created_at, goal_id);

-- A picture of the device, and when a coach vouched for the reading. Until then it proves nothing;
-- who it was is in the audit log.
ALTER TABLE cessation.co_readings
    ADD COLUMN photo_id    uuid,
    ADD COLUMN verified_at timestamptz;

-- The pictures that may go with a reading: judged, and the member's own.
CREATE VIEW media.co_photos AS
    SELECT upload_id, user_id
      FROM media.uploads
     WHERE purpose = 'co_photo'
       AND state = 'ready';

ALTER TABLE cessation.slips
    ADD COLUMN version integer NOT NULL DEFAULT 1;

-- Client ids of slips that were told by mistake and taken back: sent again, they stay undone.
CREATE TABLE cessation.undone_slips (
    user_id   uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    client_id uuid        NOT NULL,
    undone_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, client_id)
);

-- After seven days of smoking in a row we ask; whoever goes on is not asked about those days again.
CREATE TABLE cessation.relapse_answers (
    attempt_id  uuid        NOT NULL REFERENCES cessation.quit_attempts ON DELETE CASCADE,
    asked_about date        NOT NULL,
    user_id     uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    answered_at timestamptz NOT NULL,
    PRIMARY KEY (attempt_id, asked_about)
);
CREATE INDEX relapse_answers_of_a_member ON cessation.relapse_answers (user_id);
