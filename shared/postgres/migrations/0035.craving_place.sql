-- depends: 0034.hidden_figures
-- Where a craving was felt: in the member's own words and, for whoever agrees to that by itself,
-- about where on the map.

ALTER TABLE cessation.cravings
    ADD COLUMN place_label text CHECK (char_length(place_label) <= 80);

ALTER TABLE account.consents
    DROP CONSTRAINT consents_purpose_check,
    ADD CONSTRAINT consents_purpose_check
        CHECK (purpose IN ('terms', 'health_data', 'coach_sharing', 'community', 'research',
                           'marketing', 'place')) NOT VALID;
ALTER TABLE account.consents VALIDATE CONSTRAINT consents_purpose_check;

-- Two decimals are about a kilometre, and the type holds no more: nobody can store a doorstep.
CREATE TABLE cessation.craving_places (
    craving_id uuid          PRIMARY KEY REFERENCES cessation.cravings ON DELETE CASCADE,
    user_id    uuid          NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    latitude   numeric(4, 2) NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude  numeric(5, 2) NOT NULL CHECK (longitude BETWEEN -180 AND 180)
);
CREATE INDEX craving_places_of_a_member ON cessation.craving_places (user_id);

CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.craving_places
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();

-- Whoever takes that consent back leaves no places behind, whichever way the answer comes.
CREATE FUNCTION cessation.forget_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM cessation.craving_places WHERE user_id = NEW.user_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER places_go AFTER INSERT ON account.consents
    FOR EACH ROW WHEN (NEW.purpose = 'place' AND NOT NEW.granted)
    EXECUTE FUNCTION cessation.forget_places();

-- A craving with what follows from the others and from the attempt it fell into. `quit_at` is null
-- for one felt before, or between, attempts to quit.
CREATE VIEW cessation.cravings_in_course AS
    SELECT mine.*,
           previous.occurred_at AS previous_at,
           attempt.quit_at,
           places.latitude,
           places.longitude
      FROM cessation.cravings AS mine
      LEFT JOIN cessation.craving_places AS places USING (craving_id)
      LEFT JOIN LATERAL (
            SELECT former.occurred_at
              FROM cessation.cravings AS former
             WHERE former.user_id = mine.user_id
               AND (former.occurred_at, former.craving_id) < (mine.occurred_at, mine.craving_id)
             ORDER BY former.occurred_at DESC, former.craving_id DESC
             LIMIT 1) AS previous ON true
      LEFT JOIN LATERAL (
            SELECT attempts.quit_at
              FROM cessation.quit_attempts AS attempts
             WHERE attempts.user_id = mine.user_id
               AND attempts.quit_at <= mine.occurred_at
               AND coalesce(attempts.ended_at, 'infinity') > mine.occurred_at
             ORDER BY attempts.quit_at DESC
             LIMIT 1) AS attempt ON true;
