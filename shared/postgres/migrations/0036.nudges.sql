-- depends: 0035.craving_place
-- Whoever asked to be spoken to before the hour in which cravings most often come. Written by
-- services/user_cessation alone.

CREATE TABLE cessation.nudges (
    user_id   uuid        PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    starts_at timestamptz,           -- when that hour next begins; null: nothing stands out yet
    look_at   timestamptz NOT NULL   -- when to speak, or to find out again what stands out
);
CREATE INDEX nudges_due ON cessation.nudges (look_at);
