-- depends: 0046.twelve_months
-- Outcomes at four weeks, three, six and twelve months: by word and by breath, without those whom the
-- Russell Standard lets us leave out, counted by the clock. Written by services/user_cessation alone.

-- Whatever was admitted: slips, and check-ins that say so on days without one, which count as one
-- cigarette each. `breaks` is the narrowest scope that it breaks.
CREATE VIEW cessation.smoked AS
    SELECT user_id, local_date, cigarettes AS units, cessation.scope_broken_by(product) AS breaks
      FROM cessation.slips
     UNION ALL
    SELECT user_id, local_date, 1, 1::smallint
      FROM cessation.check_ins
     WHERE NOT smoke_free
       AND NOT EXISTS (SELECT
                         FROM cessation.slips
                        WHERE slips.user_id = check_ins.user_id
                          AND slips.local_date = check_ins.local_date);

-- Rule B: something that burns in each of two weeks in a row, counted from the quit day, once the
-- fourteen days of grace are over. For research alone; it ends no attempt. Null: nobody knows.
ALTER TABLE statistics.outcomes
    ADD COLUMN two_weeks_running boolean,
    DROP CONSTRAINT outcomes_follow_up_days_check,
    ADD CONSTRAINT outcomes_follow_up_days_check CHECK (follow_up_days IN (28, 90, 182, 365));

UPDATE statistics.outcomes
   SET two_weeks_running = EXISTS (
       SELECT
         FROM cessation.quit_attempts AS attempts
         JOIN cessation.smoked AS former USING (user_id)
         JOIN cessation.smoked AS later USING (user_id)
        WHERE attempts.attempt_id = outcomes.attempt_id
          AND former.breaks = 1
          AND later.breaks = 1
          AND former.local_date BETWEEN outcomes.quit_on + 14 AND outcomes.answered_on
          AND later.local_date BETWEEN outcomes.quit_on + 14 AND outcomes.answered_on
          AND (later.local_date - outcomes.quit_on) / 7
              = (former.local_date - outcomes.quit_on) / 7 + 1)
 WHERE answered_on IS NOT NULL;

-- `counted_at`: when the figures of a follow-up were counted last.
ALTER TABLE statistics.follow_ups
    ADD COLUMN counted_at timestamptz,
    DROP CONSTRAINT follow_ups_follow_up_days_check,
    ADD CONSTRAINT follow_ups_follow_up_days_check CHECK (follow_up_days IN (28, 90, 182, 365));
INSERT INTO statistics.follow_ups (follow_up_days)
VALUES (365);

-- Who died, or moved where nobody finds them: all whom the Russell Standard leaves out (West 2005).
-- Somebody of support says so; silence never does. Who it was is in the audit log.
CREATE TABLE statistics.exclusions (
    user_id     uuid        PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    reason      text        NOT NULL CHECK (reason IN ('died', 'untraceable')),
    since       date        NOT NULL,
    recorded_at timestamptz NOT NULL
);

-- Every judgement, with what may still change after it. `excluded`: why it does not count; what was
-- answered always does, and so does a follow-up that was over before. `four_weeks_scope`: the widest
-- scope without anything from day 15 to 28. `is_verified`: the last reading in the window which a
-- coach vouched for is below 10 ppm. Carbon monoxide clears in about a day, so at six or twelve
-- months it says that nobody smoked lately, and nothing of the months before.
CREATE VIEW statistics.followed AS
    SELECT outcomes.attempt_id,
           attempts.user_id,
           attempts.quit_at,
           outcomes.follow_up_days,
           outcomes.quit_on,
           outcomes.answered_on,
           outcomes.seven_days,
           outcomes.thirty_days,
           outcomes.russell,
           outcomes.continuous,
           outcomes.seven_days_scope,
           outcomes.thirty_days_scope,
           outcomes.prolonged_scope,
           outcomes.continuous_scope,
           outcomes.two_weeks_running,
           outcomes.judged_at,
           CASE WHEN outcomes.answered_on IS NULL
                 AND exclusions.since <= outcomes.quit_on + outcomes.follow_up_days + 14
                THEN exclusions.reason
           END AS excluded,
           CASE WHEN outcomes.answered_on IS NULL OR outcomes.follow_up_days <> 28 THEN 0
                ELSE (SELECT coalesce(min(smoked.breaks), 4) - 1
                        FROM cessation.smoked
                       WHERE smoked.user_id = attempts.user_id
                         AND smoked.local_date BETWEEN outcomes.quit_on + 14
                                                   AND outcomes.quit_on + 27)
           END AS four_weeks_scope,
           outcomes.answered_on IS NOT NULL
           AND coalesce((SELECT readings.ppm < 10
                           FROM cessation.co_readings AS readings
                          WHERE readings.user_id = attempts.user_id
                            AND readings.verified_at IS NOT NULL
                            AND (readings.measured_at
                                 AT TIME ZONE schedule.zone_of(profiles.time_zone))::date
                                BETWEEN outcomes.quit_on + outcomes.follow_up_days - 3
                                    AND outcomes.quit_on + outcomes.follow_up_days + 14
                          ORDER BY readings.measured_at DESC, readings.reading_id DESC
                          LIMIT 1), false) AS is_verified
      FROM statistics.outcomes
      JOIN cessation.quit_attempts AS attempts USING (attempt_id)
      JOIN cessation.profiles USING (user_id)
      LEFT JOIN statistics.exclusions USING (user_id);

-- The same view, from the one before. It is the first attempt that counts: one that is left out
-- makes no room for a better one.
CREATE OR REPLACE VIEW coaching.four_week_outcomes AS
    SELECT coach_id,
           member_id,
           dependence,
           quit_scope > 0 AS has_quit,
           quit_scope > 0 AND is_verified AS is_verified,
           quit_scope,
           prolonged_scope
      FROM (SELECT DISTINCT ON (assignments.coach_id, assignments.member_id)
                   assignments.coach_id,
                   assignments.member_id,
                   coalesce(dependence.band, 'unknown') AS dependence,
                   followed.four_weeks_scope AS quit_scope,
                   followed.is_verified,
                   followed.prolonged_scope,
                   followed.excluded
              FROM statistics.followed
              JOIN coaching.assignments
                     ON assignments.member_id = followed.user_id
                    AND assignments.started_at <= followed.quit_at
                    AND (assignments.ended_at IS NULL OR assignments.ended_at > followed.quit_at)
              LEFT JOIN LATERAL (
                SELECT assessments.band
                  FROM cessation.assessments
                 WHERE assessments.user_id = followed.user_id
                   AND assessments.instrument = 'HSI'
                   AND assessments.taken_at <= followed.quit_at
                 ORDER BY assessments.taken_at DESC
                 LIMIT 1) AS dependence ON true
             WHERE followed.follow_up_days = 28
             ORDER BY assignments.coach_id, assignments.member_id, followed.quit_at,
                      followed.attempt_id) AS first
     WHERE excluded IS NULL;

-- How many of the attempts that began in one month stood how at one follow-up. `attempts` are those
-- that count; `died` and `untraceable` are those left out.
CREATE TABLE statistics.outcome_months (
    quit_month              date     NOT NULL CHECK (extract(day FROM quit_month) = 1),
    follow_up_days          smallint NOT NULL REFERENCES statistics.follow_ups,
    attempts                integer  NOT NULL CHECK (attempts >= 0),
    died                    integer  NOT NULL CHECK (died >= 0),
    untraceable             integer  NOT NULL CHECK (untraceable >= 0),
    answered                integer  NOT NULL CHECK (answered BETWEEN 0 AND attempts),
    four_weeks              integer  NOT NULL CHECK (four_weeks BETWEEN 0 AND answered),
    seven_days              integer  NOT NULL CHECK (seven_days BETWEEN 0 AND answered),
    thirty_days             integer  NOT NULL CHECK (thirty_days BETWEEN 0 AND answered),
    russell                 integer  NOT NULL CHECK (russell BETWEEN 0 AND answered),
    continuous              integer  NOT NULL CHECK (continuous BETWEEN 0 AND answered),
    prolonged               integer  NOT NULL CHECK (prolonged BETWEEN 0 AND answered),
    four_weeks_verified     integer  NOT NULL CHECK (four_weeks_verified BETWEEN 0 AND four_weeks),
    seven_days_verified     integer  NOT NULL CHECK (seven_days_verified BETWEEN 0 AND seven_days),
    thirty_days_verified    integer  NOT NULL CHECK (thirty_days_verified BETWEEN 0 AND thirty_days),
    russell_verified        integer  NOT NULL CHECK (russell_verified BETWEEN 0 AND russell),
    continuous_verified     integer  NOT NULL CHECK (continuous_verified BETWEEN 0 AND continuous),
    prolonged_verified      integer  NOT NULL CHECK (prolonged_verified BETWEEN 0 AND prolonged),
    two_weeks_running       integer  NOT NULL CHECK (two_weeks_running BETWEEN 0 AND answered),
    seven_days_no_tobacco   integer  NOT NULL,
    thirty_days_no_tobacco  integer  NOT NULL,
    continuous_no_tobacco   integer  NOT NULL,
    prolonged_no_tobacco    integer  NOT NULL,
    seven_days_no_nicotine  integer  NOT NULL,
    thirty_days_no_nicotine integer  NOT NULL,
    continuous_no_nicotine  integer  NOT NULL,
    prolonged_no_nicotine   integer  NOT NULL,
    PRIMARY KEY (follow_up_days, quit_month)
);
