-- Who looked at whom, in chains nobody can change unseen; consents that stop processing; copies of
-- one's data; and being forgotten.

-- Each person's record has a chain of its own: whoever reads it adds a link that carries the hash
-- of the one before. Two readers wait for each other only where they read the same record at the
-- same moment, so no head is ever a place everybody queues for.
CREATE TABLE account.audit_chains (
    chain_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key_id      uuid   UNIQUE,  -- whose record it is; null once they are forgotten
    length      bigint NOT NULL DEFAULT 0,
    last_sha256 bytea  NOT NULL DEFAULT ''
);

-- The chain holds salted hashes of the people and the address, not these themselves. So a person
-- can be taken out of the log (see `account.forget_in_audit`) and every link still fits.
ALTER TABLE account.audit_log
    ADD COLUMN chain_id       bigint REFERENCES account.audit_chains,
    ADD COLUMN place          bigint,
    ADD COLUMN former_sha256  bytea,
    ADD COLUMN sha256         bytea,
    ADD COLUMN actor_salt     uuid,
    ADD COLUMN actor_sha256   bytea,
    ADD COLUMN subject_salt   uuid,
    ADD COLUMN subject_sha256 bytea;

CREATE FUNCTION account.audit_commitment(salt uuid, what text) RETURNS bytea
    LANGUAGE sql IMMUTABLE RETURN sha256(convert_to(salt::text || '|' || what, 'UTF8'));

CREATE FUNCTION account.audit_actor(entry account.audit_log) RETURNS bytea
    LANGUAGE sql IMMUTABLE RETURN account.audit_commitment(
        entry.actor_salt,
        coalesce(entry.actor_id::text, '') || '|' || coalesce(encode(entry.ip_sha256, 'hex'), ''));

CREATE FUNCTION account.audit_subject(entry account.audit_log) RETURNS bytea
    LANGUAGE sql IMMUTABLE RETURN account.audit_commitment(
        entry.subject_salt, coalesce(entry.subject_id::text, ''));

CREATE FUNCTION account.audit_sha256(entry account.audit_log) RETURNS bytea
    LANGUAGE sql STABLE RETURN sha256(convert_to(jsonb_build_array(
        entry.chain_id, entry.place, encode(entry.former_sha256, 'hex'), entry.audit_id,
        (extract(epoch FROM entry.happened_at) * 1000000)::bigint,
        encode(entry.actor_sha256, 'hex'), encode(entry.subject_sha256, 'hex'),
        entry.action, entry.outcome, entry.request_id, entry.detail)::text, 'UTF8'));

CREATE FUNCTION account.chain_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head account.audit_chains;
BEGIN
    -- What is about nobody goes to one of sixteen chains, so that strangers do not hold each other up.
    INSERT INTO account.audit_chains AS chains (key_id)
    VALUES (coalesce(NEW.subject_id, NEW.actor_id,
                     lpad(to_hex(floor(random() * 16)::int), 32, '0')::uuid))
        ON CONFLICT (key_id) DO UPDATE
       SET length = chains.length  -- holds the head until this transaction ends
    RETURNING * INTO head;

    NEW.chain_id := head.chain_id;
    NEW.place := head.length + 1;
    NEW.former_sha256 := head.last_sha256;
    NEW.actor_salt := gen_random_uuid();
    NEW.subject_salt := gen_random_uuid();
    NEW.actor_sha256 := account.audit_actor(NEW);
    NEW.subject_sha256 := account.audit_subject(NEW);
    NEW.sha256 := account.audit_sha256(NEW);

    UPDATE account.audit_chains
       SET length = NEW.place, last_sha256 = NEW.sha256
     WHERE chain_id = NEW.chain_id;
    RETURN NEW;
END
$$;

-- What was logged before there were chains is put into them in the order it was logged in.
DROP TRIGGER audit_only_grows ON account.audit_log;
CREATE TRIGGER audit_is_chained BEFORE INSERT ON account.audit_log
    FOR EACH ROW EXECUTE FUNCTION account.chain_audit();

CREATE TEMPORARY TABLE logged_before ON COMMIT DROP AS SELECT * FROM account.audit_log;
DELETE FROM account.audit_log;
INSERT INTO account.audit_log
       (audit_id, happened_at, actor_id, subject_id, action, outcome, ip_sha256, request_id, detail)
SELECT audit_id, happened_at, actor_id, subject_id, action, outcome, ip_sha256, request_id, detail
  FROM logged_before
 ORDER BY audit_id;

ALTER TABLE account.audit_log
    ALTER COLUMN chain_id SET NOT NULL,
    ALTER COLUMN place SET NOT NULL,
    ALTER COLUMN former_sha256 SET NOT NULL,
    ALTER COLUMN sha256 SET NOT NULL,
    ALTER COLUMN actor_sha256 SET NOT NULL,
    ALTER COLUMN subject_sha256 SET NOT NULL,
    ADD UNIQUE (chain_id, place);
CREATE INDEX audit_by_actor ON account.audit_log (actor_id);

-- A row may lose the people in it, and nothing else.
CREATE FUNCTION account.refuse_unless_forgetting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    people CONSTANT text[] := '{actor_id,ip_sha256,actor_salt,subject_id,subject_salt}';
    person text;
BEGIN
    IF to_jsonb(NEW) - people = to_jsonb(OLD) - people THEN
        FOREACH person IN ARRAY people LOOP
            IF coalesce(to_jsonb(NEW)->>person, to_jsonb(OLD)->>person, '')
               <> coalesce(to_jsonb(OLD)->>person, '') THEN
                RAISE EXCEPTION 'audit_log only ever grows' USING ERRCODE = 'restrict_violation';
            END IF;
        END LOOP;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'audit_log only ever grows' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER audit_forgets_people BEFORE UPDATE ON account.audit_log
    FOR EACH ROW EXECUTE FUNCTION account.refuse_unless_forgetting();
CREATE TRIGGER audit_only_grows BEFORE DELETE ON account.audit_log
    FOR EACH ROW EXECUTE FUNCTION account.refuse_change();
CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON account.audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION account.refuse_change();

-- Whoever said no to the processing of what they enter about their health.
CREATE VIEW account.health_data_withdrawn AS
    SELECT DISTINCT ON (user_id) user_id
      FROM account.consents AS answers
     WHERE purpose = 'health_data'
       AND NOT granted
       AND NOT EXISTS (SELECT 1
                         FROM account.consents AS later
                        WHERE later.user_id = answers.user_id
                          AND later.purpose = 'health_data'
                          AND (later.answered_at, later.consent_id)
                              > (answers.answered_at, answers.consent_id));

-- Nothing more is written down about them, whichever way it comes. A table about somebody's health
-- carries this trigger.
CREATE FUNCTION account.refuse_without_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT (SELECT granted
              FROM account.consents
             WHERE user_id = NEW.user_id
               AND purpose = 'health_data'
             ORDER BY answered_at DESC, consent_id DESC
             LIMIT 1) THEN
        RAISE EXCEPTION 'this person withdrew their consent' USING ERRCODE = 'UC001';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.check_ins
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.slips
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.cravings
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT ON cessation.assessments
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.co_readings
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.tobacco_profiles
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.quit_attempts
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();

-- When somebody last proved who they are. Access tokens are renewed without that.
CREATE VIEW account.sign_ins AS
    SELECT user_id, origin_jti, created_at AS signed_in_at
      FROM account.sessions
     WHERE revoked_at IS NULL;

CREATE SCHEMA privacy;

-- A copy of everything about somebody. Its parts wait in the bucket until all are there.
CREATE TABLE privacy.exports (
    export_id     uuid        PRIMARY KEY,
    user_id       uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    requested_at  timestamptz NOT NULL,
    community_key text,        -- where the part from MongoDB is
    claimed_at    timestamptz, -- when somebody last began to put it together
    ready_at      timestamptz,
    bytes         bigint      CHECK (bytes > 0),
    expires_at    timestamptz NOT NULL,  -- when it goes, ready or not
    CHECK ((ready_at IS NULL) = (bytes IS NULL))
);
CREATE INDEX exports_of_a_person ON privacy.exports (user_id, requested_at DESC);
CREATE UNIQUE INDEX one_export_at_a_time ON privacy.exports (user_id) WHERE ready_at IS NULL;
CREATE INDEX exports_to_assemble ON privacy.exports (requested_at)
    WHERE ready_at IS NULL AND community_key IS NOT NULL;
CREATE INDEX exports_by_expiry ON privacy.exports (expires_at);

-- Somebody wants to be forgotten. `user_id` goes with the account, and what is left names nobody.
CREATE TABLE privacy.erasures (
    erasure_id   uuid        PRIMARY KEY,
    user_id      uuid        REFERENCES account.accounts ON DELETE SET NULL,
    code_sha256  bytea       NOT NULL UNIQUE CHECK (octet_length(code_sha256) = 32),
    posts        text        NOT NULL CHECK (posts IN ('anonymise', 'remove')),
    requested_at timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    undone_at    timestamptz,
    begun_at     timestamptz,
    completed_at timestamptz,
    CHECK (undone_at IS NULL OR begun_at IS NULL),
    CHECK (completed_at IS NULL OR begun_at IS NOT NULL),
    CHECK (user_id IS NOT NULL OR completed_at IS NOT NULL OR undone_at IS NOT NULL)
);
CREATE UNIQUE INDEX one_erasure_at_a_time ON privacy.erasures (user_id)
    WHERE undone_at IS NULL AND completed_at IS NULL;
CREATE INDEX erasures_to_begin ON privacy.erasures (due_at)
    WHERE undone_at IS NULL AND begun_at IS NULL;
CREATE INDEX erasures_under_way ON privacy.erasures (begun_at)
    WHERE begun_at IS NOT NULL AND completed_at IS NULL;

-- What each store has done about it. Whoever owns a store does its step and writes it down here.
CREATE TABLE privacy.erasure_steps (
    erasure_id uuid        NOT NULL REFERENCES privacy.erasures ON DELETE CASCADE,
    step       text        NOT NULL
                           CHECK (step IN ('mongodb', 'stripe', 'cognito', 'files', 'postgresql')),
    done_at    timestamptz NOT NULL,
    counts     jsonb       NOT NULL DEFAULT '{}',
    PRIMARY KEY (erasure_id, step)
);

-- Whoever is in a backup and in here was forgotten since, and is forgotten again after a restore.
-- The hash is of a random id that is written down nowhere else any more.
CREATE TABLE privacy.tombstones (
    user_sha256 bytea       PRIMARY KEY CHECK (octet_length(user_sha256) = 32),
    posts       text        NOT NULL CHECK (posts IN ('anonymise', 'remove')),
    erased_at   timestamptz NOT NULL
);
