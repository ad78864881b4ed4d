-- Who people are. Written by the auth Lambda and the accounts feature; others read the views.

CREATE SCHEMA account;

CREATE TABLE account.accounts (
    user_id      uuid        PRIMARY KEY,  -- the `sub` of the Cognito account
    email        text        NOT NULL UNIQUE CHECK (email = lower(email)),
    display_name text        NOT NULL CHECK (char_length(display_name) BETWEEN 1 AND 80),
    birth_date   date        NOT NULL,
    locale       text        NOT NULL,
    role         text        NOT NULL DEFAULT 'member'
                             CHECK (role IN ('member', 'coach', 'moderator', 'content_editor', 'support', 'admin')),
    status       text        NOT NULL DEFAULT 'unconfirmed'
                             CHECK (status IN ('unconfirmed', 'active', 'disabled')),
    version      integer     NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    confirmed_at timestamptz
);

CREATE INDEX accounts_newest_first ON account.accounts (created_at DESC, user_id DESC);

-- What the rest of the platform may know of a person: no address, no birth date.
CREATE VIEW account.people AS
    SELECT user_id, display_name, role, status
      FROM account.accounts;

-- A registration in progress: claimed before Cognito is asked, removed with the account's row.
-- One that stays behind is a crash in between, and is cleared up by the auth function's tick.
CREATE TABLE account.registrations (
    email      text        PRIMARY KEY CHECK (email = lower(email)),
    started_at timestamptz NOT NULL DEFAULT now()
);

-- What someone chose as their password, until they confirm their address. Cognito refuses an
-- unconfirmed account before it looks at the password, and only its owner may learn that it exists.
CREATE TABLE account.pending_passwords (
    user_id uuid  PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    salt    bytea NOT NULL CHECK (octet_length(salt) = 16),
    digest  bytea NOT NULL CHECK (octet_length(digest) = 32)  -- scrypt
);

-- Consent must be provable (GDPR Art. 7): every answer is a row, and rows only ever get added.
CREATE TABLE account.consents (
    consent_id   uuid        PRIMARY KEY DEFAULT uuidv7(),
    user_id      uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    purpose      text        NOT NULL CHECK (purpose IN ('terms', 'health_data', 'coach_sharing', 'community', 'research', 'marketing')),
    granted      boolean     NOT NULL,
    text_version text        NOT NULL,
    text_sha256  bytea       NOT NULL CHECK (octet_length(text_sha256) = 32),
    locale       text        NOT NULL,
    source       text        NOT NULL,
    answered_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX consents_by_user ON account.consents (user_id, purpose, answered_at DESC);

-- One row for each sign-in. The refresh token itself is never stored, only its SHA-256.
CREATE TABLE account.sessions (
    session_id    uuid        PRIMARY KEY,
    user_id       uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    origin_jti    text        NOT NULL UNIQUE,  -- ties the access tokens of this sign-in to the row
    token_sha256  bytea       NOT NULL,         -- the refresh token that is good now
    former_sha256 bytea,                        -- the one it replaced, honoured for a short grace
    rotated_at    timestamptz,
    user_agent    text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    expires_at    timestamptz NOT NULL,
    revoked_at    timestamptz,
    revoked_for   text
);
CREATE INDEX sessions_alive ON account.sessions (user_id) WHERE revoked_at IS NULL;

-- Failed guesses at a password or a code, counted before the guess is judged.
CREATE TABLE account.attempts (
    kind         text        NOT NULL,
    subject      bytea       NOT NULL,  -- SHA-256 of what is being guessed at: the address
    window_start timestamptz NOT NULL,
    failures     integer     NOT NULL CHECK (failures >= 0),
    PRIMARY KEY (kind, subject)
);

-- Who did what to whom. Rows only ever get added.
CREATE TABLE account.audit_log (
    audit_id   uuid        PRIMARY KEY DEFAULT uuidv7(),
    happened_at timestamptz NOT NULL DEFAULT now(),
    actor_id   uuid,                    -- null: nobody was signed in
    subject_id uuid,
    action     text        NOT NULL,
    outcome    text        NOT NULL CHECK (outcome IN ('done', 'refused')),
    ip_sha256  bytea,
    request_id text,
    detail     jsonb       NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_by_subject ON account.audit_log (subject_id, audit_id DESC);

CREATE FUNCTION account.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only ever grows', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER consents_only_grow BEFORE UPDATE ON account.consents
    FOR EACH ROW EXECUTE FUNCTION account.refuse_change();
CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE ON account.audit_log
    FOR EACH ROW EXECUTE FUNCTION account.refuse_change();
