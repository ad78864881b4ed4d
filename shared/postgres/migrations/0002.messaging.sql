-- Events on their way out (see shared/postgres/outbox.py).

CREATE SCHEMA messaging;

CREATE TABLE messaging.outbox (
    event_id  uuid        PRIMARY KEY,  -- version 7, so this is also the order they were made in
    type      text        NOT NULL,
    payload   jsonb       NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION messaging.tell_relay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('outbox', '');
    RETURN NULL;
END
$$;
CREATE TRIGGER outbox_tells_relay AFTER INSERT ON messaging.outbox
    FOR EACH STATEMENT EXECUTE FUNCTION messaging.tell_relay();
