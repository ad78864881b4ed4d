-- Numbers about everybody, and about nobody in particular. Written by services/user_cessation alone.

CREATE SCHEMA statistics;

-- Who registered when, and nothing else of them.
CREATE VIEW account.sign_ups AS
    SELECT user_id, created_at, confirmed_at
      FROM account.accounts
     WHERE role = 'member';

-- How an attempt stood at a follow-up, judged once its window has closed. Who did not answer counts
-- as smoking (intention to treat: West 2005, the Russell Standard).
CREATE TABLE statistics.outcomes (
    attempt_id     uuid        NOT NULL REFERENCES cessation.quit_attempts ON DELETE CASCADE,
    follow_up_days smallint    NOT NULL CHECK (follow_up_days IN (28, 90, 182)),
    quit_on        date        NOT NULL,  -- the member's own day
    answered_on    date,                  -- null: no answer within the window
    seven_days     boolean     NOT NULL,  -- 7-day point prevalence abstinence
    thirty_days    boolean,               -- 30-day; null where the quit date is nearer than that
    russell        boolean     NOT NULL,  -- at most five cigarettes since the quit date
    continuous     boolean     NOT NULL,  -- none
    judged_at      timestamptz NOT NULL,
    PRIMARY KEY (attempt_id, follow_up_days),
    CHECK (answered_on IS NOT NULL OR NOT (seven_days OR russell OR continuous))
);
CREATE INDEX outcomes_by_quit_day ON statistics.outcomes (follow_up_days, quit_on);
CREATE INDEX attempts_by_quit_date ON cessation.quit_attempts (quit_at, attempt_id);

-- How far judging has come, in the order of quit dates.
CREATE TABLE statistics.follow_ups (
    follow_up_days smallint    PRIMARY KEY CHECK (follow_up_days IN (28, 90, 182)),
    quit_at        timestamptz NOT NULL DEFAULT '-infinity',
    attempt_id     uuid        NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000'
);
INSERT INTO statistics.follow_ups (follow_up_days)
VALUES (28), (90), (182);

-- What one UTC day saw, counted after it ended.
CREATE TABLE statistics.days (
    day            date    PRIMARY KEY,
    active_members integer NOT NULL CHECK (active_members >= 0),
    check_ins      integer NOT NULL CHECK (check_ins >= 0),
    cravings       integer NOT NULL CHECK (cravings >= 0),
    urges_passed   integer NOT NULL CHECK (urges_passed BETWEEN 0 AND cravings),
    slips          integer NOT NULL CHECK (slips >= 0),
    counted_at     timestamptz NOT NULL
);

-- Of those who registered in one week, how many did something in a later one. Weeks begin on Monday.
CREATE TABLE statistics.retention (
    registered_week date    NOT NULL CHECK (extract(isodow FROM registered_week) = 1),
    active_week     date    NOT NULL CHECK (extract(isodow FROM active_week) = 1),
    active_members  integer NOT NULL CHECK (active_members >= 0),
    PRIMARY KEY (active_week, registered_week)
);
CREATE TABLE statistics.weeks (
    week       date        PRIMARY KEY,
    counted_at timestamptz NOT NULL
);

-- Rows arrive in the order of these times, so a few kilobytes find the ones of a day.
CREATE INDEX check_ins_by_arrival ON cessation.check_ins USING brin (recorded_at) WITH (autosummarize = on);
CREATE INDEX cravings_by_arrival ON cessation.cravings USING brin (logged_at) WITH (autosummarize = on);
CREATE INDEX slips_by_arrival ON cessation.slips USING brin (recorded_at) WITH (autosummarize = on);
