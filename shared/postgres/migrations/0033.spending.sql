-- depends: 0032.steps
-- What a member pays for nicotine replacement: their savings are what is left after it. Written by
-- services/user_cessation alone.

CREATE TABLE cessation.nrt_spendings (
    spending_id  uuid        PRIMARY KEY,
    user_id      uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    client_id    uuid        NOT NULL,
    product      text        NOT NULL,
    amount_minor integer     NOT NULL CHECK (amount_minor BETWEEN 1 AND 1000000000),
    currency     text        NOT NULL,
    paid_at      timestamptz NOT NULL,
    recorded_at  timestamptz NOT NULL,
    UNIQUE (user_id, client_id)
);
CREATE INDEX nrt_spendings_of_a_member
    ON cessation.nrt_spendings (user_id, paid_at DESC, spending_id DESC);

CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.nrt_spendings
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
