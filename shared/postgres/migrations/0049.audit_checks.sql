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

-- Of a rare action, and of somebody who did much and long ago, the newest are found at once: without
-- these the planner walks back through the whole record until it has met enough of them.
CREATE INDEX audit_by_action ON account.audit_log (action, happened_at DESC, audit_id DESC);
DROP INDEX account.audit_by_actor;
CREATE INDEX audit_by_actor ON account.audit_log (actor_id, happened_at DESC, audit_id DESC)
    WHERE actor_id IS NOT NULL;
