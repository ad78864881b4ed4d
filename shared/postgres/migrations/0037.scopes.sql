-- depends: 0036.nudges
-- What was smoked or used at a slip, and outcomes by what has to be absent (SRNT 2022): 1 nothing
-- that burns, 2 no tobacco either way, 3 no vapes and pouches either. Medicinal nicotine never counts.

-- Null: they did not say, so it counts as a cigarette.
ALTER TABLE cessation.slips
    ADD COLUMN product text;

UPDATE cessation.slips
   SET product = cravings.product
  FROM cessation.cravings
 WHERE cravings.slip_id = slips.slip_id
   AND cravings.product IS NOT NULL
   AND slips.user_id NOT IN (SELECT user_id FROM account.health_data_withdrawn);

-- The narrowest scope that a product breaks; it breaks every wider one as well. Of something else
-- nobody knows that it did not burn, so it counts as if it did.
CREATE FUNCTION cessation.scope_broken_by(product text) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
        CASE WHEN product IN ('vape', 'pouch') THEN 3
             WHEN product = 'smokeless' THEN 2
             ELSE 1
        END::smallint;

-- The widest scope in which an attempt was abstinent; 0 where it was in none.
ALTER TABLE statistics.outcomes
    ADD COLUMN seven_days_scope  smallint NOT NULL DEFAULT 0 CHECK (seven_days_scope BETWEEN 0 AND 3),
    ADD COLUMN thirty_days_scope smallint NOT NULL DEFAULT 0 CHECK (thirty_days_scope BETWEEN 0 AND 3),
    ADD COLUMN prolonged_scope   smallint NOT NULL DEFAULT 0 CHECK (prolonged_scope BETWEEN 0 AND 3),
    ADD COLUMN continuous_scope  smallint NOT NULL DEFAULT 0 CHECK (continuous_scope BETWEEN 0 AND 3);

-- Whatever was admitted counted in what was judged before, so who passed did so in every scope.
UPDATE statistics.outcomes
   SET seven_days_scope = CASE WHEN seven_days THEN 3 ELSE 0 END,
       thirty_days_scope = CASE WHEN thirty_days THEN 3 ELSE 0 END,
       continuous_scope = CASE WHEN continuous THEN 3 ELSE 0 END,
       prolonged_scope = CASE WHEN EXISTS (
               SELECT
                 FROM cessation.quit_attempts AS attempts
                 JOIN cessation.slips USING (user_id)
                WHERE attempts.attempt_id = outcomes.attempt_id
                  AND slips.local_date BETWEEN outcomes.quit_on + 14 AND outcomes.answered_on)
           OR EXISTS (
               SELECT
                 FROM cessation.quit_attempts AS attempts
                 JOIN cessation.check_ins USING (user_id)
                WHERE attempts.attempt_id = outcomes.attempt_id
                  AND NOT check_ins.smoke_free
                  AND check_ins.local_date BETWEEN outcomes.quit_on + 14 AND outcomes.answered_on)
           THEN 0 ELSE 3 END
 WHERE answered_on IS NOT NULL;

-- The same view, by scope as well: `quit_scope` of days 15 to 28, `prolonged_scope` since the grace.
CREATE OR REPLACE VIEW coaching.four_week_outcomes AS
    SELECT DISTINCT ON (assignments.coach_id, assignments.member_id)
           assignments.coach_id,
           assignments.member_id,
           coalesce(dependence.band, 'unknown') AS dependence,
           stood.quit_scope > 0 AS has_quit,
           stood.quit_scope > 0 AND EXISTS (
               SELECT
                 FROM cessation.co_readings AS readings
                WHERE readings.user_id = assignments.member_id
                  AND readings.ppm < 10
                  AND readings.verified_at IS NOT NULL
                  AND (readings.measured_at AT TIME ZONE profiles.time_zone)::date
                      BETWEEN outcomes.quit_on + 25 AND outcomes.quit_on + 42) AS is_verified,
           stood.quit_scope,
           outcomes.prolonged_scope
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
        SELECT CASE WHEN outcomes.answered_on IS NULL THEN 0
                    ELSE coalesce(min(used.breaks), 4) - 1
               END AS quit_scope
          FROM (SELECT cessation.scope_broken_by(slips.product) AS breaks
                  FROM cessation.slips
                 WHERE slips.user_id = attempts.user_id
                   AND slips.local_date BETWEEN outcomes.quit_on + 14 AND outcomes.quit_on + 27
                 UNION ALL
                SELECT 1
                  FROM cessation.check_ins
                 WHERE check_ins.user_id = attempts.user_id
                   AND NOT check_ins.smoke_free
                   AND check_ins.local_date BETWEEN outcomes.quit_on + 14 AND outcomes.quit_on + 27
                   AND NOT EXISTS (SELECT
                                     FROM cessation.slips
                                    WHERE slips.user_id = check_ins.user_id
                                      AND slips.local_date = check_ins.local_date)
               ) AS used) AS stood
     WHERE outcomes.follow_up_days = 28
     ORDER BY assignments.coach_id, assignments.member_id, attempts.quit_at, attempts.attempt_id;
