-- One row a member for what their progress page counts, kept by every write that changes a count:
-- reading it costs the same after two days and after two years.

CREATE TABLE cessation.summaries (
    user_id         uuid    PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    check_ins_total integer NOT NULL DEFAULT 0,
    last_check_in   date,
    cravings_total  integer NOT NULL DEFAULT 0,
    urges_passed    integer NOT NULL DEFAULT 0,
    slips_told      integer NOT NULL DEFAULT 0,
    smoked_days     date[]  NOT NULL DEFAULT '{}',  -- days with a slip, or not smoke-free by a check-in
    -- Since the quit date of the attempt that is open:
    slips_total     integer NOT NULL DEFAULT 0,
    cigarettes      integer NOT NULL DEFAULT 0,
    slips_cost      bigint  NOT NULL DEFAULT 0,     -- of that many whole packs; divide by the pack size
    last_slip_at    timestamptz
) WITH (fillfactor = 60);  -- room to change a row where it lies

CREATE INDEX check_ins_not_smoke_free
    ON cessation.check_ins (user_id, local_date) WHERE NOT smoke_free;

-- Slips, and what each cost at the price that held at the time; the first price also holds before.
CREATE FUNCTION cessation.count_smoking(member uuid) RETURNS void LANGUAGE sql AS $$
    UPDATE cessation.summaries
       SET slips_told = (SELECT count(*)
                           FROM cessation.slips
                          WHERE user_id = member),
           smoked_days = ARRAY(SELECT local_date
                                 FROM cessation.slips
                                WHERE user_id = member
                                UNION
                               SELECT local_date
                                 FROM cessation.check_ins
                                WHERE user_id = member
                                  AND NOT smoke_free
                                ORDER BY 1),
           (slips_total, cigarettes, slips_cost, last_slip_at) =
               (SELECT count(*),
                       coalesce(sum(slips.cigarettes), 0),
                       coalesce(sum(slips.cigarettes * price.amount_minor), 0),
                       max(slips.smoked_at)
                  FROM cessation.quit_attempts AS attempts
                  JOIN cessation.slips
                    ON slips.user_id = attempts.user_id
                   AND slips.smoked_at >= attempts.quit_at
                  LEFT JOIN LATERAL (
                    SELECT prices.amount_minor
                      FROM cessation.pack_prices AS prices
                     WHERE prices.user_id = member
                     ORDER BY prices.effective_from > slips.smoked_at,
                              abs(extract(epoch FROM prices.effective_from - slips.smoked_at))
                     LIMIT 1) AS price ON true
                 WHERE attempts.user_id = member
                   AND attempts.ended_at IS NULL)
     WHERE user_id = member
$$;

CREATE FUNCTION cessation.count_entries(member uuid) RETURNS void LANGUAGE sql AS $$
    UPDATE cessation.summaries
       SET (check_ins_total, last_check_in) =
               (SELECT count(*), max(local_date)
                  FROM cessation.check_ins
                 WHERE user_id = member),
           (cravings_total, urges_passed) =
               (SELECT count(*), count(*) FILTER (WHERE NOT smoked)
                  FROM cessation.cravings
                 WHERE user_id = member)
     WHERE user_id = member
$$;

-- Nobody checks in, craves or quits here before they have a profile.
CREATE FUNCTION cessation.begin_summary() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cessation.summaries (user_id) VALUES (NEW.user_id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER profile_begins_summary AFTER INSERT ON cessation.profiles
    FOR EACH ROW EXECUTE FUNCTION cessation.begin_summary();

-- What happens every day only adds; what is rare is counted again.
CREATE FUNCTION cessation.add_check_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE cessation.summaries
       SET check_ins_total = check_ins_total + 1,
           last_check_in = greatest(last_check_in, NEW.local_date),
           smoked_days = CASE
               WHEN NEW.smoke_free OR NEW.local_date = ANY (smoked_days) THEN smoked_days
               ELSE smoked_days || NEW.local_date
           END
     WHERE user_id = NEW.user_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER check_in_adds AFTER INSERT ON cessation.check_ins
    FOR EACH ROW EXECUTE FUNCTION cessation.add_check_in();

CREATE FUNCTION cessation.add_craving() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE cessation.summaries
       SET cravings_total = cravings_total + 1,
           urges_passed = urges_passed + (NOT NEW.smoked)::integer
     WHERE user_id = NEW.user_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER craving_adds AFTER INSERT ON cessation.cravings
    FOR EACH ROW EXECUTE FUNCTION cessation.add_craving();

CREATE FUNCTION cessation.count_entries_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cessation.count_entries(user_id), cessation.count_smoking(user_id)
       FROM (SELECT DISTINCT user_id FROM changed) AS members;
    RETURN NULL;
END
$$;
CREATE TRIGGER check_ins_changed AFTER UPDATE ON cessation.check_ins
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION cessation.count_entries_again();
CREATE TRIGGER check_ins_deleted AFTER DELETE ON cessation.check_ins
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION cessation.count_entries_again();
CREATE TRIGGER cravings_changed AFTER UPDATE ON cessation.cravings
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION cessation.count_entries_again();
CREATE TRIGGER cravings_deleted AFTER DELETE ON cessation.cravings
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION cessation.count_entries_again();

CREATE FUNCTION cessation.count_smoking_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cessation.count_smoking(user_id)
       FROM (SELECT DISTINCT user_id FROM changed) AS members;
    RETURN NULL;
END
$$;
CREATE TRIGGER slips_added AFTER INSERT ON cessation.slips
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION cessation.count_smoking_again();
CREATE TRIGGER slips_changed AFTER UPDATE ON cessation.slips
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION cessation.count_smoking_again();
CREATE TRIGGER slips_deleted AFTER DELETE ON cessation.slips
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION cessation.count_smoking_again();
CREATE TRIGGER attempts_added AFTER INSERT ON cessation.quit_attempts
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION cessation.count_smoking_again();
CREATE TRIGGER attempts_changed AFTER UPDATE ON cessation.quit_attempts
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION cessation.count_smoking_again();
CREATE TRIGGER prices_added AFTER INSERT ON cessation.pack_prices
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION cessation.count_smoking_again();
CREATE TRIGGER prices_changed AFTER UPDATE ON cessation.pack_prices
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION cessation.count_smoking_again();

-- Everybody who is here already.
INSERT INTO cessation.summaries (user_id)
SELECT user_id
  FROM cessation.profiles;
DO $$
BEGIN
    PERFORM cessation.count_entries(user_id), cessation.count_smoking(user_id)
       FROM cessation.summaries;
END
$$;
