-- Events that were handled (see shared/postgres/inbox.py), so that each has its effect once.

CREATE TABLE messaging.inbox (
    consumer   text        NOT NULL,
    event_id   uuid        NOT NULL,
    handled_at timestamptz NOT NULL,
    UNIQUE (consumer, event_id)
);

-- No queue keeps a message for longer than a fortnight; older rows have nothing left to prevent.
CREATE INDEX inbox_by_age ON messaging.inbox (handled_at);
