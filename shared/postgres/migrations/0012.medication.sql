-- depends: 0010.plan 0020.privacy
-- What a member uses instead of smoking, and smoking less. Written by services/user_cessation alone.

-- Birth dates, for whoever has to know if somebody is of age; nobody else reads them.
CREATE VIEW account.birth_dates AS
    SELECT user_id, birth_date
      FROM account.accounts;

-- What makes it wise to ask a professional first. No row: they have not been asked yet.
CREATE TABLE cessation.cautions (
    user_id uuid    PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    codes   text[]  NOT NULL,
    version integer NOT NULL CHECK (version > 1)  -- 1 is before they were asked
);

-- Which pack they follow, and since when: one of each kind.
CREATE TABLE cessation.nrt_courses (
    user_id    uuid    NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    product    text    NOT NULL,
    label_code text    NOT NULL,
    started_on date    NOT NULL,
    version    integer NOT NULL DEFAULT 1,
    PRIMARY KEY (user_id, product)
);

CREATE TABLE cessation.nrt_uses (
    use_id      uuid        PRIMARY KEY,
    user_id     uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    client_id   uuid        NOT NULL,
    product     text        NOT NULL,
    amount      smallint    NOT NULL CHECK (amount BETWEEN 1 AND 200),
    used_at     timestamptz NOT NULL,
    local_date  date        NOT NULL,  -- the member's own day
    recorded_at timestamptz NOT NULL,
    UNIQUE (user_id, client_id)
);
CREATE INDEX nrt_uses_of_a_member ON cessation.nrt_uses (user_id, used_at DESC, use_id DESC);
CREATE INDEX nrt_uses_of_a_day ON cessation.nrt_uses (user_id, local_date DESC, product);

-- Fewer a day until there are none.
CREATE TABLE cessation.cut_downs (
    user_id   uuid    PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    mode      text    NOT NULL CHECK (mode IN ('linear', 'stepped')),
    starts_on date    NOT NULL,
    ends_on   date    NOT NULL,  -- the first day without any
    start_cap integer NOT NULL CHECK (start_cap BETWEEN 1 AND 200),
    version   integer NOT NULL DEFAULT 1,
    CHECK (ends_on - starts_on BETWEEN 1 AND 42)
);

CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.cautions
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.nrt_courses
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.nrt_uses
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.cut_downs
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
