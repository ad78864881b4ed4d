-- Signing in by way of another provider. Written by the auth Lambda.

-- Of whom such a provider sends we know an address and nothing else. Their account begins
-- `incomplete` and becomes active with a birth date, like everybody's; no other status does without.
ALTER TABLE account.accounts
    ALTER COLUMN birth_date DROP NOT NULL,
    DROP CONSTRAINT accounts_status_check,
    ADD CONSTRAINT accounts_status_check
        CHECK (status IN ('unconfirmed', 'incomplete', 'active', 'disabled')) NOT VALID,
    ADD CONSTRAINT accounts_complete_check
        CHECK (status = 'incomplete' OR birth_date IS NOT NULL) NOT VALID;
ALTER TABLE account.accounts VALIDATE CONSTRAINT accounts_status_check;
ALTER TABLE account.accounts VALIDATE CONSTRAINT accounts_complete_check;
CREATE INDEX accounts_incomplete ON account.accounts (created_at) WHERE status = 'incomplete';

-- Who came by another provider, and what the user pool calls them: those it knows by no other name.
CREATE TABLE account.federations (
    user_id       uuid PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    pool_username text NOT NULL UNIQUE
);

-- Browsers that were sent to the provider. Each comes back once, with the state and the cookie it
-- was given; of both only hashes are here, and of the person nothing.
CREATE TABLE account.departures (
    state_sha256   bytea       PRIMARY KEY CHECK (octet_length(state_sha256) = 32),
    browser_sha256 bytea       NOT NULL CHECK (octet_length(browser_sha256) = 32),
    expires_at     timestamptz NOT NULL
);
CREATE INDEX departures_by_age ON account.departures (expires_at);
