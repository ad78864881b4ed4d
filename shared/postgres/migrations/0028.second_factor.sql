-- A second factor at sign-in. Written by the auth Lambda; whoever gives out roles reads the view.

-- Who has to show a code of their authenticator app besides the password. Cognito keeps its secret.
CREATE TABLE account.second_factors (
    user_id      uuid        PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    confirmed_at timestamptz NOT NULL
);

-- A sign-in whose password was right and whose code is awaited. The client holds the secret, we its
-- hash, and Cognito's side of the question stays here.
CREATE TABLE account.challenges (
    secret_sha256   bytea       PRIMARY KEY CHECK (octet_length(secret_sha256) = 32),
    user_id         uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    cognito_session text        NOT NULL,
    expires_at      timestamptz NOT NULL
);
CREATE INDEX challenges_by_age ON account.challenges (expires_at);

CREATE VIEW account.with_second_factor AS
    SELECT user_id
      FROM account.second_factors;

ALTER TABLE account.sessions
    ADD COLUMN second_factor boolean NOT NULL DEFAULT false;
