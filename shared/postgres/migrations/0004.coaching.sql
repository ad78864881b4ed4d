-- Coaches and whom they look after. Written by services/user_cessation alone.

CREATE SCHEMA coaching;

CREATE TABLE coaching.coaches (
    user_id    uuid        PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    headline   text        NOT NULL CHECK (char_length(headline) <= 200),
    languages  text[]      NOT NULL DEFAULT '{en}',
    capacity   integer     NOT NULL CHECK (capacity BETWEEN 0 AND 1000)
);

CREATE TABLE coaching.assignments (
    assignment_id uuid        PRIMARY KEY,
    member_id     uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    coach_id      uuid        NOT NULL REFERENCES coaching.coaches ON DELETE CASCADE,
    started_at    timestamptz NOT NULL DEFAULT now(),
    ended_at      timestamptz,
    CHECK (member_id <> coach_id)
);
CREATE UNIQUE INDEX one_coach_at_a_time ON coaching.assignments (member_id) WHERE ended_at IS NULL;
CREATE INDEX members_of_a_coach ON coaching.assignments (coach_id, assignment_id) WHERE ended_at IS NULL;

-- Which coach may see a member's progress: theirs, while the member's last word is that they may.
CREATE VIEW coaching.shared_progress AS
    SELECT assignments.assignment_id, assignments.member_id, assignments.coach_id
      FROM coaching.assignments
     WHERE assignments.ended_at IS NULL
       AND (SELECT consents.granted
              FROM account.consents
             WHERE consents.user_id = assignments.member_id
               AND consents.purpose = 'coach_sharing'
             ORDER BY consents.answered_at DESC, consents.consent_id DESC
             LIMIT 1);
