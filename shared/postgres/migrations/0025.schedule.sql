-- When to remind whom of what. What comes next for somebody has one answer, `schedule.next_of`: the
-- triggers below ask it when a cause changes, the scheduled Lambda when something fell due.

CREATE SCHEMA schedule;

-- A job's work for one slot of time. A lease that ran out was held by somebody who hung or died.
CREATE TABLE schedule.runs (
    job          text        NOT NULL,
    slot         timestamptz NOT NULL,
    attempts     integer     NOT NULL DEFAULT 1,
    leased_until timestamptz NOT NULL,
    finished_at  timestamptz,
    UNIQUE (job, slot)
);
CREATE INDEX runs_by_age ON schedule.runs (slot);

CREATE TABLE schedule.kinds (
    kind       text     PRIMARY KEY,
    local_time time,    -- unless the member wants another; null: at the very moment
    weekday    smallint CHECK (weekday BETWEEN 1 AND 7),  -- ISO; null: on any
    patience   interval, -- for how long it is still worth saying; null: always
    catches_up boolean  NOT NULL  -- whether each missed one is made good, or the latest alone
);
INSERT INTO schedule.kinds (kind, local_time, weekday, patience, catches_up)
VALUES ('check_in', '20:00', NULL, '3 hours', false),
       ('programme', '09:00', NULL, '12 hours', false),
       ('silence', '18:00', NULL, '3 hours', false),
       ('weekly', '10:00', 7, '12 hours', false),
       ('milestone', NULL, NULL, NULL, true);

-- Days counted from the quit date, from the last sign of life, or from the last cigarette. The
-- programme is sparse on purpose: in trials more messages helped no more.
CREATE TABLE schedule.days (
    kind   text    NOT NULL REFERENCES schedule.kinds,
    code   text    NOT NULL,
    days   integer NOT NULL DEFAULT 0,
    months integer NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, code)
);
INSERT INTO schedule.days (kind, code, days, months)
VALUES ('programme', 'before_14', -14, 0), ('programme', 'before_10', -10, 0),
       ('programme', 'before_7', -7, 0), ('programme', 'before_4', -4, 0),
       ('programme', 'before_2', -2, 0), ('programme', 'before_1', -1, 0),
       ('programme', 'day_0', 0, 0), ('programme', 'day_1', 1, 0),
       ('programme', 'day_2', 2, 0), ('programme', 'day_3', 3, 0),
       ('programme', 'day_5', 5, 0), ('programme', 'day_7', 7, 0),
       ('programme', 'day_10', 10, 0), ('programme', 'day_14', 14, 0),
       ('programme', 'day_18', 18, 0), ('programme', 'day_22', 22, 0),
       ('programme', 'month_1', 0, 1), ('programme', 'day_35', 35, 0),
       ('programme', 'day_42', 42, 0), ('programme', 'month_3', 0, 3),
       ('programme', 'month_6', 0, 6),
       ('silence', 'days_3', 3, 0), ('silence', 'days_7', 7, 0), ('silence', 'days_14', 14, 0),
       ('milestone', 'days_1', 1, 0), ('milestone', 'days_3', 3, 0),
       ('milestone', 'days_7', 7, 0), ('milestone', 'days_14', 14, 0),
       ('milestone', 'days_30', 30, 0), ('milestone', 'days_90', 90, 0),
       ('milestone', 'days_180', 180, 0), ('milestone', 'days_365', 365, 0);

-- What a member wants otherwise than it comes. Written by services/user_cessation alone.
CREATE TABLE cessation.reminder_settings (
    user_id    uuid    NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    kind       text    NOT NULL REFERENCES schedule.kinds,
    enabled    boolean NOT NULL,
    local_time time    NOT NULL,
    PRIMARY KEY (user_id, kind)
);

-- The next of each kind for each member; null while nothing is to come. `last_on` is the member's
-- own day of the one before: moving to another time zone brings none of them twice on one day.
CREATE TABLE schedule.reminders (
    user_id uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    kind    text        NOT NULL REFERENCES schedule.kinds,
    next_at timestamptz,
    code    text,
    last_on date,
    PRIMARY KEY (user_id, kind)
);
CREATE INDEX reminders_due ON schedule.reminders (next_at) WHERE next_at IS NOT NULL;

-- Once for each attempt to quit, whatever happens in between.
CREATE TABLE schedule.milestones (
    attempt_id uuid        NOT NULL REFERENCES cessation.quit_attempts ON DELETE CASCADE,
    code       text        NOT NULL,
    reached_at timestamptz NOT NULL,
    PRIMARY KEY (attempt_id, code)
);

-- A zone PostgreSQL does not know must not keep anybody from saying where they live.
CREATE FUNCTION schedule.zone_of(name text) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    PERFORM now() AT TIME ZONE name;
    RETURN name;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN 'UTC';
END
$$;

-- The first time after a moment that clocks there show `at`, on a day later than another. Where
-- clocks skip it, it is as long after midnight as otherwise (RFC 5545 §3.3.5); where they show it
-- twice, it comes once.
CREATE FUNCTION schedule.next_local(
    after timestamptz, later_than date, at time, zone text, on_weekday smallint
) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT min(moment)
      FROM generate_series(0, 8) AS ahead
     CROSS JOIN LATERAL (SELECT (after AT TIME ZONE zone)::date + ahead AS day) AS days
     CROSS JOIN LATERAL (SELECT (day + at) AT TIME ZONE zone AS moment) AS moments
     WHERE moment > after
       AND day > coalesce(later_than, '-infinity')
       AND (on_weekday IS NULL OR extract(isodow FROM day) = on_weekday)
$$;

-- Whoever has a quit date and lets us process it, and what their reminders hang on.
CREATE VIEW schedule.causes AS
    SELECT profiles.user_id,
           schedule.zone_of(profiles.time_zone) AS zone,
           attempts.attempt_id,
           attempts.quit_at,
           (SELECT max(slips.smoked_at)
              FROM cessation.slips
             WHERE slips.attempt_id = attempts.attempt_id
               AND slips.smoked_at >= attempts.quit_at) AS last_smoked_at,
           (SELECT max(check_ins.local_date)
              FROM cessation.check_ins
             WHERE check_ins.user_id = profiles.user_id) AS last_check_in
      FROM cessation.profiles
      JOIN cessation.quit_attempts AS attempts
        ON attempts.user_id = profiles.user_id
       AND attempts.ended_at IS NULL
     WHERE coalesce((SELECT consents.granted
                       FROM account.consents
                      WHERE consents.user_id = profiles.user_id
                        AND consents.purpose = 'health_data'
                      ORDER BY consents.answered_at DESC, consents.consent_id DESC
                      LIMIT 1), true);

CREATE FUNCTION schedule.next_of(
    member uuid, of_kind text, after timestamptz, later_than date
) RETURNS TABLE (next_at timestamptz, code text) LANGUAGE sql STABLE AS $$
    WITH cause AS MATERIALIZED (
        SELECT zone, attempt_id, quit_at, last_smoked_at, last_check_in, kinds.weekday,
               coalesce(settings.local_time, kinds.local_time) AS at,
               (quit_at AT TIME ZONE zone)::date AS quit_day,
               (last_smoked_at AT TIME ZONE zone)::date AS last_slip
          FROM schedule.causes
          JOIN schedule.kinds ON kinds.kind = of_kind
          LEFT JOIN cessation.reminder_settings AS settings
                 ON settings.user_id = member
                AND settings.kind = of_kind
         WHERE causes.user_id = member
           AND coalesce(settings.enabled, true)
    ), counted AS (
        SELECT days.code, days.months, days.days, cause.*,
               CASE of_kind WHEN 'programme' THEN quit_day
                            ELSE greatest(quit_day, last_slip, last_check_in)
               END AS anchor
          FROM cause
          JOIN schedule.days ON days.kind = of_kind
    ), coming AS (
        SELECT schedule.next_local(greatest(after, quit_at), later_than, at, zone, weekday)
                   AS moment,
               NULL AS code
          FROM cause
         WHERE of_kind IN ('check_in', 'weekly')
         UNION ALL
        SELECT (anchor + make_interval(months => months, days => days) + at) AT TIME ZONE zone,
               counted.code
          FROM counted
         WHERE of_kind IN ('programme', 'silence')
           AND anchor + make_interval(months => months, days => days)
               > coalesce(later_than, '-infinity')
         UNION ALL
        SELECT greatest(quit_at, last_smoked_at) + make_interval(hours => 24 * days), counted.code
          FROM counted
         WHERE of_kind = 'milestone'
           AND NOT EXISTS (SELECT 1
                             FROM schedule.milestones
                            WHERE milestones.attempt_id = counted.attempt_id
                              AND milestones.code = counted.code)
    )
    SELECT moment, coming.code
      FROM coming
     WHERE moment > after
     ORDER BY moment
     LIMIT 1
$$;

-- Find out again what comes next for a member. What fell due and waits for the clock still does.
CREATE FUNCTION schedule.plan(member uuid, of_kinds text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- First held, then read: otherwise what is being announced right now could come again.
    PERFORM 1
       FROM schedule.reminders
      WHERE user_id = member
        AND kind = ANY(of_kinds)
      ORDER BY kind
        FOR UPDATE;

    INSERT INTO schedule.reminders AS mine (user_id, kind, next_at, code)
    SELECT member, kinds.kind, coming.next_at, coming.code
      FROM account.accounts
     CROSS JOIN schedule.kinds
      LEFT JOIN schedule.reminders AS present
             ON present.user_id = member
            AND present.kind = kinds.kind
      LEFT JOIN LATERAL schedule.next_of(
                    member, kinds.kind,
                    least(now(), present.next_at - interval '1 microsecond'), present.last_on
                ) AS coming ON true
     WHERE accounts.user_id = member
       AND kinds.kind = ANY(of_kinds)
        ON CONFLICT (user_id, kind) DO UPDATE
       SET next_at = excluded.next_at, code = excluded.code
     WHERE (mine.next_at, mine.code) IS DISTINCT FROM (excluded.next_at, excluded.code);
END
$$;

CREATE FUNCTION schedule.plan_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM schedule.plan(coalesce(NEW.user_id, OLD.user_id), TG_ARGV[0]::text[]);
    RETURN NULL;
END
$$;
CREATE TRIGGER reminders_follow AFTER INSERT OR UPDATE OF time_zone ON cessation.profiles
    FOR EACH ROW EXECUTE FUNCTION schedule.plan_again('{check_in,programme,silence,weekly,milestone}');
CREATE TRIGGER reminders_follow AFTER INSERT OR UPDATE OF quit_at, ended_at ON cessation.quit_attempts
    FOR EACH ROW EXECUTE FUNCTION schedule.plan_again('{check_in,programme,silence,weekly,milestone}');
CREATE TRIGGER reminders_follow AFTER INSERT ON account.consents
    FOR EACH ROW WHEN (NEW.purpose = 'health_data')
    EXECUTE FUNCTION schedule.plan_again('{check_in,programme,silence,weekly,milestone}');
CREATE TRIGGER reminders_follow AFTER INSERT OR UPDATE ON cessation.reminder_settings
    FOR EACH ROW EXECUTE FUNCTION schedule.plan_again('{check_in,programme,silence,weekly}');
CREATE TRIGGER reminders_follow AFTER INSERT OR UPDATE OR DELETE ON cessation.slips
    FOR EACH ROW EXECUTE FUNCTION schedule.plan_again('{silence,milestone}');
CREATE TRIGGER reminders_follow AFTER INSERT OR UPDATE OR DELETE ON cessation.check_ins
    FOR EACH ROW EXECUTE FUNCTION schedule.plan_again('{silence}');

-- Members who were here before. What a migration selects would be printed; what it performs is not.
DO $$
BEGIN
    PERFORM schedule.plan(user_id, '{check_in,programme,silence,weekly,milestone}')
       FROM cessation.profiles;
END $$;

-- The next word about an appointment, to both who meet. `as_of` tells older news from newer.
CREATE TABLE schedule.appointments (
    appointment_id uuid        PRIMARY KEY,
    member_id      uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    coach_id       uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    starts_at      timestamptz NOT NULL,
    as_of          timestamptz NOT NULL,
    next_at        timestamptz  -- null: there is nothing more to say
);
CREATE INDEX appointments_due ON schedule.appointments (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX appointments_of_a_member ON schedule.appointments (member_id);
CREATE INDEX appointments_of_a_coach ON schedule.appointments (coach_id);
