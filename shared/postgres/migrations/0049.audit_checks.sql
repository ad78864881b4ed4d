-- depends: 0048.articles_overdue
-- What each check of the record's chains found, for whoever reviews the record. Written by the
-- scheduled Lambda alone, which checks every day.

CREATE TABLE account.audit_checks (
    check_id    uuid        PRIMARY KEY DEFAULT uuidv7(),
    started_at  timestamptz NOT NULL,
    finished_at timestamptz NOT NULL DEFAULT now(),
    is_complete boolean     NOT NULL,  -- false: there was no time for every chain
    chains      bigint      NOT NULL,
    entries     bigint      NOT NULL,
    faults      bigint      NOT NULL,
    first_fault jsonb,                 -- {chain_id, place, what}
    CHECK ((faults = 0) = (first_fault IS NULL))
);
CREATE INDEX audit_checks_newest_first ON account.audit_checks (finished_at DESC, check_id DESC);
