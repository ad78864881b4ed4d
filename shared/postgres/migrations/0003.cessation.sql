-- Profiles, quitting and progress. Written by services/user_cessation alone.

CREATE SCHEMA cessation;

CREATE TABLE cessation.profiles (
    user_id    uuid        PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    time_zone  text        NOT NULL,  -- IANA; a member's day is their local date
    country    text        NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    version    integer     NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- What and how much they smoked before quitting: the baseline of every counter.
CREATE TABLE cessation.tobacco_profiles (
    user_id                    uuid          PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    product                    text          NOT NULL CHECK (product IN ('cigarette', 'roll_up', 'vape', 'pouch', 'smokeless', 'other')),
    units_per_day              numeric(5, 1) NOT NULL CHECK (units_per_day > 0 AND units_per_day <= 200),
    pack_size                  integer       NOT NULL CHECK (pack_size BETWEEN 1 AND 1000),
    minutes_to_first           integer       CHECK (minutes_to_first BETWEEN 0 AND 1440),
    version                    integer       NOT NULL DEFAULT 1,
    updated_at                 timestamptz   NOT NULL DEFAULT now()
);

-- Prices change; money saved is computed with the price that held at the time.
CREATE TABLE cessation.pack_prices (
    user_id        uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    effective_from timestamptz NOT NULL,
    amount_minor   bigint      NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000),
    currency       text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),  -- ISO 4217
    PRIMARY KEY (user_id, effective_from)
);

-- Every attempt to quit is kept for ever; at most one is open. It ends when another quit date is
-- set, or on the day the member says it is over.
CREATE TABLE cessation.quit_attempts (
    attempt_id uuid        PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    quit_at    timestamptz NOT NULL,
    version    integer     NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at   timestamptz,
    end_reason text        CHECK (end_reason IN ('new_date', 'relapse', 'stopped'))
);
CREATE UNIQUE INDEX one_open_attempt ON cessation.quit_attempts (user_id) WHERE ended_at IS NULL;
CREATE INDEX attempts_of_a_member ON cessation.quit_attempts (user_id, ended_at);

CREATE TABLE cessation.check_ins (
    check_in_id uuid        PRIMARY KEY,
    user_id     uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    client_id   uuid        NOT NULL,
    local_date  date        NOT NULL,  -- the member's own day
    smoke_free  boolean     NOT NULL,
    mood        smallint    CHECK (mood BETWEEN 0 AND 10),
    craving     smallint    CHECK (craving BETWEEN 0 AND 10),
    note        text        CHECK (char_length(note) <= 1000),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (user_id, local_date),
    UNIQUE (user_id, client_id)
);

-- Smoking after the quit date. A slip never ends an attempt and never deletes anything.
CREATE TABLE cessation.slips (
    slip_id     uuid        PRIMARY KEY,
    user_id     uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    attempt_id  uuid        NOT NULL REFERENCES cessation.quit_attempts ON DELETE CASCADE,
    client_id   uuid        NOT NULL,
    smoked_at   timestamptz NOT NULL,
    local_date  date        NOT NULL,
    cigarettes  integer     NOT NULL CHECK (cigarettes BETWEEN 1 AND 200),
    trigger     text        CHECK (char_length(trigger) <= 80),
    confidence  smallint    CHECK (confidence BETWEEN 0 AND 10),
    note        text        CHECK (char_length(note) <= 1000),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (user_id, client_id)
);
CREATE INDEX slips_of_a_member ON cessation.slips (user_id, smoked_at DESC, slip_id DESC);
CREATE INDEX slips_of_an_attempt ON cessation.slips (attempt_id);
