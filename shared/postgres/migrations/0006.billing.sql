-- What is for sale, who bought what, and what that unlocks. Written by lambdas/payment alone; others
-- read the view `billing.entitlements`. Everything somebody needs to quit by themselves is free and
-- has no row here: plans sell human time. Amounts are in the currency's minor unit.

CREATE SCHEMA billing;

CREATE TABLE billing.plans (
    plan_id   text     PRIMARY KEY,
    name      jsonb    NOT NULL,  -- by language
    includes  text[]   NOT NULL,  -- keys of what it adds to the free core
    recurs    text     NOT NULL CHECK (recurs IN ('month', 'year')),
    position  smallint NOT NULL,  -- in the list of plans
    offered   boolean  NOT NULL DEFAULT true
);

-- A price never changes: a new amount is a new row, and who pays the old one goes on paying it.
CREATE TABLE billing.prices (
    price_key    text    PRIMARY KEY,  -- Stripe's lookup key
    plan_id      text    NOT NULL REFERENCES billing.plans,
    currency     text    NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),  -- ISO 4217
    amount_minor bigint  NOT NULL CHECK (amount_minor > 0),
    provider_id  text    UNIQUE,  -- Stripe's id of it, once Stripe knows it
    offered      boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX one_offer_per_currency ON billing.prices (plan_id, currency) WHERE offered;

INSERT INTO billing.plans (plan_id, name, includes, recurs, position)
VALUES ('coaching_monthly', '{"en": "Personal coaching, monthly", "vi": "Huấn luyện viên riêng, theo tháng"}',
        '{coach_sessions,priority_replies}', 'month', 1),
       ('coaching_yearly', '{"en": "Personal coaching, yearly", "vi": "Huấn luyện viên riêng, theo năm"}',
        '{coach_sessions,priority_replies}', 'year', 2);

INSERT INTO billing.prices (price_key, plan_id, currency, amount_minor)
VALUES ('coaching_monthly_usd_1', 'coaching_monthly', 'USD', 2900),
       ('coaching_monthly_eur_1', 'coaching_monthly', 'EUR', 2700),
       ('coaching_monthly_vnd_1', 'coaching_monthly', 'VND', 390000),
       ('coaching_monthly_jpy_1', 'coaching_monthly', 'JPY', 4300),
       ('coaching_monthly_kwd_1', 'coaching_monthly', 'KWD', 9000),
       ('coaching_yearly_usd_1', 'coaching_yearly', 'USD', 26100),
       ('coaching_yearly_eur_1', 'coaching_yearly', 'EUR', 24300),
       ('coaching_yearly_vnd_1', 'coaching_yearly', 'VND', 3510000),
       ('coaching_yearly_jpy_1', 'coaching_yearly', 'JPY', 38700),
       ('coaching_yearly_kwd_1', 'coaching_yearly', 'KWD', 81000);

-- Who somebody is at Stripe. `reading` numbers what was last read there: of two workers who read
-- at the same time, the one that began later has the last word.
CREATE TABLE billing.customers (
    user_id     uuid        PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    customer_id text        NOT NULL UNIQUE,
    reading     bigint      NOT NULL DEFAULT 0,
    settled_at  timestamptz NOT NULL DEFAULT now(),
    created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX customers_by_settling ON billing.customers (settled_at);
CREATE SEQUENCE billing.readings;

-- A visit to Stripe's Checkout page. One is open at a time, so a double click cannot buy twice.
CREATE TABLE billing.checkouts (
    checkout_id uuid        PRIMARY KEY,
    user_id     uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    price_key   text        NOT NULL REFERENCES billing.prices,
    session_id  text        UNIQUE,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    ended_at    timestamptz
);
CREATE UNIQUE INDEX one_open_checkout ON billing.checkouts (user_id) WHERE ended_at IS NULL;

-- What Stripe says of each subscription, and what follows from it (lambdas/payment/rules.py).
CREATE TABLE billing.subscriptions (
    subscription_id      text        PRIMARY KEY,
    user_id              uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    price_key            text        REFERENCES billing.prices,  -- null: it buys nothing we sell
    status               text        NOT NULL,
    current_period_end   timestamptz NOT NULL,
    cancel_at_period_end boolean     NOT NULL,
    paid_until           timestamptz,
    valid_until          timestamptz,                  -- null: it unlocks nothing
    faults               text[]      NOT NULL DEFAULT '{}'  -- why it does not, where that is odd
);
CREATE INDEX subscriptions_by_user ON billing.subscriptions (user_id);

-- Kept when the account goes: the books have to balance for years.
CREATE TABLE billing.payments (
    invoice_id      text        PRIMARY KEY,
    user_id         uuid        REFERENCES account.accounts ON DELETE SET NULL,
    subscription_id text        NOT NULL,
    amount_minor    bigint      NOT NULL CHECK (amount_minor >= 0),
    currency        text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    refunded_minor  bigint      NOT NULL CHECK (refunded_minor >= 0),
    dispute         text,       -- its status at Stripe
    period_start    timestamptz NOT NULL,
    period_end      timestamptz NOT NULL,
    paid_at         timestamptz NOT NULL
);
CREATE INDEX payments_by_user ON billing.payments (user_id);

-- Webhooks, stored before they are acknowledged: which customer to look at again, and nothing else
-- of what they say. One that was tried too often stays, unprocessed, and raises an alarm.
CREATE TABLE billing.inbox (
    event_id     text        PRIMARY KEY,
    type         text        NOT NULL,
    customer_id  text,
    charge_id    text,       -- leads to the customer where the event does not name one
    happened_at  timestamptz NOT NULL,
    received_at  timestamptz NOT NULL DEFAULT now(),
    attempts     integer     NOT NULL DEFAULT 0,
    due_at       timestamptz NOT NULL,
    processed_at timestamptz
);
CREATE INDEX inbox_waiting ON billing.inbox (due_at) WHERE processed_at IS NULL;

-- The first answer under an Idempotency-Key; without a status, somebody is still working on it.
CREATE TABLE billing.idempotency (
    user_id     uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    key         text        NOT NULL,
    fingerprint bytea       NOT NULL CHECK (octet_length(fingerprint) = 32),
    started_at  timestamptz NOT NULL,
    status      smallint,
    body        jsonb,
    PRIMARY KEY (user_id, key)
);

-- An organisation's code: so many seats, each of so many days.
CREATE TABLE billing.vouchers (
    voucher_id   uuid        PRIMARY KEY,
    code_sha256  bytea       NOT NULL UNIQUE CHECK (octet_length(code_sha256) = 32),
    organisation text        NOT NULL,
    plan_id      text        NOT NULL REFERENCES billing.plans,
    days         integer     NOT NULL CHECK (days BETWEEN 1 AND 3660),
    seats        integer     NOT NULL CHECK (seats > 0),
    taken        integer     NOT NULL DEFAULT 0 CHECK (taken BETWEEN 0 AND seats),
    expires_at   timestamptz NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE billing.redemptions (
    voucher_id  uuid        NOT NULL REFERENCES billing.vouchers,
    user_id     uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    redeemed_at timestamptz NOT NULL,
    valid_until timestamptz NOT NULL,
    PRIMARY KEY (voucher_id, user_id)
);
CREATE INDEX redemptions_by_user ON billing.redemptions (user_id);

-- What the world was last told about somebody's membership, so that it is told again only when
-- that is no longer true.
CREATE TABLE billing.memberships (
    user_id     uuid PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    plan_id     text,        -- null: the free core alone
    source      text         CHECK (source IN ('subscription', 'voucher')),
    valid_until timestamptz
);
CREATE INDEX memberships_running_out ON billing.memberships (valid_until);

CREATE VIEW billing.entitlements AS
SELECT subscriptions.user_id, prices.plan_id, 'subscription' AS source, subscriptions.valid_until
  FROM billing.subscriptions
  JOIN billing.prices USING (price_key)
 WHERE subscriptions.valid_until > now()
 UNION ALL
SELECT redemptions.user_id, vouchers.plan_id, 'voucher', redemptions.valid_until
  FROM billing.redemptions
  JOIN billing.vouchers USING (voucher_id)
 WHERE redemptions.valid_until > now();
