-- depends: 0007.assessment 0013.tracking 0016.coach_time 0020.privacy 0024.statistics
-- What a coach may see, writes down and owes. Written by services/user_cessation alone.

-- What of themselves a member lets their coach see, once they said something about it.
CREATE TABLE coaching.sharing (
    member_id  uuid        PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    fields     text[]      NOT NULL CHECK (fields <@ '{progress,check_in_notes,cravings,assessments,withdrawal,journal}'),
    version    integer     NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL
);

-- Which coach may see what of whom: theirs, what they chose, while their last word is that they
-- share at all. Until they choose it is everything but the journal. Join this, and what was not
-- agreed to is not there.
CREATE VIEW coaching.shared_fields AS
    SELECT assignments.assignment_id, assignments.member_id, assignments.coach_id, chosen.field
      FROM coaching.assignments
      LEFT JOIN coaching.sharing USING (member_id)
     CROSS JOIN LATERAL unnest(coalesce(sharing.fields, '{progress,check_in_notes,cravings,assessments,withdrawal}')) AS chosen (field)
     WHERE assignments.ended_at IS NULL
       AND (SELECT consents.granted
              FROM account.consents
             WHERE consents.user_id = assignments.member_id
               AND consents.purpose = 'coach_sharing'
             ORDER BY consents.answered_at DESC, consents.consent_id DESC
             LIMIT 1);

CREATE OR REPLACE VIEW coaching.shared_progress AS
    SELECT assignment_id, member_id, coach_id
      FROM coaching.shared_fields
     WHERE field = 'progress';

-- Two kinds of note on a meeting: what both may read, and what is the coach's alone. A day after it
-- was first written a note is closed, and what comes later is added below it.
CREATE TABLE coaching.session_notes (
    note_id        uuid        PRIMARY KEY,
    appointment_id uuid        NOT NULL REFERENCES coaching.appointments ON DELETE CASCADE,
    kind           text        NOT NULL CHECK (kind IN ('shared', 'private')),
    text           text        NOT NULL CHECK (char_length(text) BETWEEN 1 AND 8000),
    covered        text[]      NOT NULL,  -- of the session's checklist
    version        integer     NOT NULL DEFAULT 1,
    written_at     timestamptz NOT NULL,
    UNIQUE (appointment_id, kind)
);
CREATE FUNCTION coaching.keep_closed_notes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.written_at <= now() - interval '24 hours' OR NEW.written_at <> OLD.written_at THEN
        RAISE EXCEPTION 'a closed note stays as it is' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER closed_notes_stay BEFORE UPDATE ON coaching.session_notes
    FOR EACH ROW EXECUTE FUNCTION coaching.keep_closed_notes();

CREATE TABLE coaching.addenda (
    addendum_id uuid        PRIMARY KEY,
    note_id     uuid        NOT NULL REFERENCES coaching.session_notes ON DELETE CASCADE,
    client_id   uuid        NOT NULL,
    text        text        NOT NULL CHECK (char_length(text) BETWEEN 1 AND 4000),
    written_at  timestamptz NOT NULL,
    UNIQUE (note_id, client_id)
);
CREATE TRIGGER addenda_only_grow BEFORE UPDATE ON coaching.addenda
    FOR EACH ROW EXECUTE FUNCTION account.refuse_change();

CREATE TABLE coaching.ratings (
    appointment_id uuid        PRIMARY KEY REFERENCES coaching.appointments ON DELETE CASCADE,
    stars          smallint    NOT NULL CHECK (stars BETWEEN 1 AND 5),
    comment        text        CHECK (char_length(comment) <= 1000),
    rated_at       timestamptz NOT NULL
);

-- A coach kept a member waiting for longer than promised. Open until support has seen to it, or the
-- two have parted.
CREATE TABLE coaching.overdue_replies (
    overdue_id      uuid        PRIMARY KEY,
    conversation_id uuid        NOT NULL,
    member_id       uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    coach_id        uuid        NOT NULL REFERENCES coaching.coaches ON DELETE CASCADE,
    waiting_since   timestamptz NOT NULL,
    recorded_at     timestamptz NOT NULL,
    closed_at       timestamptz,
    closed_by       uuid,
    UNIQUE (conversation_id, waiting_since)
);
CREATE INDEX overdue_replies_open ON coaching.overdue_replies (recorded_at, overdue_id) WHERE closed_at IS NULL;
CREATE INDEX overdue_replies_of_a_coach ON coaching.overdue_replies (coach_id, member_id) WHERE closed_at IS NULL;
CREATE INDEX overdue_replies_of_a_member ON coaching.overdue_replies (member_id);

-- How the first attempt of each member under a coach stood after four weeks, by intention to treat:
-- who gave no answer in the window (day 25 to 42) counts as smoking. Not smoking means not once from
-- day 15 to 28; verified means carbon monoxide below 10 ppm in the window as well,
-- on a reading somebody vouched for. Members are told
-- apart by their dependence before quitting, because it is harder for some than for others.
CREATE VIEW coaching.four_week_outcomes AS
    SELECT DISTINCT ON (assignments.coach_id, assignments.member_id)
           assignments.coach_id,
           assignments.member_id,
           coalesce(dependence.band, 'unknown') AS dependence,
           stood.has_quit,
           stood.has_quit AND EXISTS (
               SELECT
                 FROM cessation.co_readings AS readings
                WHERE readings.user_id = assignments.member_id
                  AND readings.ppm < 10
                  AND readings.verified_at IS NOT NULL
                  AND (readings.measured_at AT TIME ZONE profiles.time_zone)::date
                      BETWEEN outcomes.quit_on + 25 AND outcomes.quit_on + 42) AS is_verified
      FROM statistics.outcomes
      JOIN cessation.quit_attempts AS attempts USING (attempt_id)
      JOIN cessation.profiles ON profiles.user_id = attempts.user_id
      JOIN coaching.assignments
             ON assignments.member_id = attempts.user_id
            AND assignments.started_at <= attempts.quit_at
            AND (assignments.ended_at IS NULL OR assignments.ended_at > attempts.quit_at)
      LEFT JOIN LATERAL (
        SELECT assessments.band
          FROM cessation.assessments
         WHERE assessments.user_id = attempts.user_id
           AND assessments.instrument = 'HSI'
           AND assessments.taken_at <= attempts.quit_at
         ORDER BY assessments.taken_at DESC
         LIMIT 1) AS dependence ON true
     CROSS JOIN LATERAL (
        SELECT outcomes.answered_on IS NOT NULL
               AND NOT EXISTS (SELECT
                                 FROM cessation.slips
                                WHERE slips.user_id = attempts.user_id
                                  AND slips.local_date BETWEEN outcomes.quit_on + 14 AND outcomes.quit_on + 27)
               AND NOT EXISTS (SELECT
                                 FROM cessation.check_ins
                                WHERE check_ins.user_id = attempts.user_id
                                  AND NOT check_ins.smoke_free
                                  AND check_ins.local_date BETWEEN outcomes.quit_on + 14 AND outcomes.quit_on + 27)
               AS has_quit) AS stood
     WHERE outcomes.follow_up_days = 28
     ORDER BY assignments.coach_id, assignments.member_id, attempts.quit_at, attempts.attempt_id;
