-- What a member answers, craves, measures and earns. Written by services/user_cessation alone.

-- The language someone reads; everything else about their account stays behind the account schema.
CREATE VIEW account.languages AS
    SELECT user_id, locale
      FROM account.accounts;

-- The raw answers with what they scored on the day, by which version of which form.
CREATE TABLE cessation.assessments (
    assessment_id uuid        PRIMARY KEY,
    user_id       uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    client_id     uuid        NOT NULL,
    instrument    text        NOT NULL CHECK (char_length(instrument) <= 20),
    version       smallint    NOT NULL CHECK (version > 0),
    locale        text        NOT NULL,
    answers       jsonb       NOT NULL CHECK (jsonb_typeof(answers) = 'object'),
    scores        jsonb       NOT NULL CHECK (jsonb_typeof(scores) = 'object'),
    band          text,       -- null where a form has no bands
    taken_at      timestamptz NOT NULL,
    UNIQUE (user_id, client_id)
);
CREATE INDEX assessments_of_a_member
    ON cessation.assessments (user_id, taken_at DESC, assessment_id DESC);

-- An old score is never judged again by a newer table of bands.
CREATE TRIGGER assessments_never_change BEFORE UPDATE ON cessation.assessments
    FOR EACH ROW EXECUTE FUNCTION account.refuse_change();

-- One wave of wanting to smoke. `time_zone` is where it was felt: eight in the morning stays that.
CREATE TABLE cessation.cravings (
    craving_id      uuid        PRIMARY KEY,
    user_id         uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    client_id       uuid        NOT NULL,
    slip_id         uuid        UNIQUE REFERENCES cessation.slips ON DELETE SET NULL,
    occurred_at     timestamptz NOT NULL,
    time_zone       text        NOT NULL,
    intensity       smallint    NOT NULL CHECK (intensity BETWEEN 0 AND 10),
    intensity_after smallint    CHECK (intensity_after BETWEEN 0 AND 10),
    smoked          boolean     NOT NULL,
    cigarettes      smallint    NOT NULL CHECK (cigarettes BETWEEN 0 AND 200),
    product         text,
    company         text[]      NOT NULL,
    activity        text[]      NOT NULL,
    feeling         text[]      NOT NULL,
    strategy        text[]      NOT NULL,
    trigger         text        CHECK (char_length(trigger) <= 80),
    note            text        CHECK (char_length(note) <= 1000),
    logged_at       timestamptz NOT NULL,
    CHECK (smoked = (cigarettes > 0)),
    UNIQUE (user_id, client_id)
);
CREATE INDEX cravings_of_a_member ON cessation.cravings (user_id, occurred_at DESC, craving_id DESC);

-- Carbon monoxide in breath, as a member read it off a device.
CREATE TABLE cessation.co_readings (
    reading_id  uuid        PRIMARY KEY,
    user_id     uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    client_id   uuid        NOT NULL,
    ppm         smallint    NOT NULL CHECK (ppm BETWEEN 0 AND 500),
    measured_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    UNIQUE (user_id, client_id)
);
CREATE INDEX co_readings_of_a_member
    ON cessation.co_readings (user_id, measured_at DESC, reading_id DESC);

-- What was earned stays earned.
CREATE TABLE cessation.achievements (
    user_id   uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    code      text        NOT NULL,
    earned_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, code)
);

-- Every time a member said how sure they are of staying smoke-free, from 0 to 10.
CREATE VIEW cessation.confidence_ratings AS
    SELECT user_id, confidence, recorded_at AS rated_at
      FROM cessation.slips
     WHERE confidence IS NOT NULL
     UNION ALL
    SELECT user_id, (scores->>'total')::smallint, taken_at
      FROM cessation.assessments
     WHERE instrument = 'CONFIDENCE';

-- How sure they were before the slip: a fall is what calls for company.
ALTER TABLE cessation.slips
    ADD COLUMN confidence_before smallint CHECK (confidence_before BETWEEN 0 AND 10);
