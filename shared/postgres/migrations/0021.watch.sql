-- depends: 0021.safety
-- When somebody may be in danger: who is called, who takes it on, what they answer, and that a
-- second person agreed it was over. Written by services/user_cessation alone.

CREATE SCHEMA safety;

CREATE TABLE safety.on_call (
    user_id uuid        PRIMARY KEY REFERENCES account.accounts ON DELETE CASCADE,
    until   timestamptz NOT NULL
);
CREATE INDEX on_call_by_end ON safety.on_call (until);

CREATE TABLE safety.cases (
    case_id     uuid        PRIMARY KEY,
    user_id     uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    level       text        NOT NULL CHECK (level IN ('info', 'urgent', 'imminent')),
    source      text        NOT NULL CHECK (source IN ('post', 'comment', 'message', 'report', 'staff')),
    source_id   uuid        NOT NULL,  -- where it was written; of staff, from the id their client gave
    opened_by   uuid        REFERENCES account.accounts ON DELETE SET NULL,
    opened_at   timestamptz NOT NULL,
    due_at      timestamptz,           -- when somebody must have answered; null: nobody must
    overdue_at  timestamptz,           -- when the others were called because nobody had
    handler_id  uuid        REFERENCES account.accounts ON DELETE SET NULL,
    claimed_at  timestamptz,
    answered_at timestamptz,
    closed_at   timestamptz,
    closed_by   uuid        REFERENCES account.accounts ON DELETE SET NULL,
    outcome     text        CHECK (outcome IN ('informed', 'safe', 'handed_over', 'emergency_services', 'no_reply', 'false_alarm')),
    UNIQUE (source, source_id),
    CHECK (closed_by <> handler_id),   -- four eyes
    CHECK ((closed_at IS NULL) = (outcome IS NULL)),
    CHECK (level = 'info' OR due_at IS NOT NULL)
);
CREATE INDEX cases_of_a_person ON safety.cases (user_id, opened_at DESC);
CREATE INDEX cases_open ON safety.cases (opened_at, case_id) WHERE closed_at IS NULL;
CREATE INDEX cases_closed ON safety.cases (opened_at DESC, case_id DESC) WHERE closed_at IS NOT NULL;
CREATE INDEX cases_unanswered ON safety.cases (due_at)
    WHERE closed_at IS NULL AND answered_at IS NULL AND overdue_at IS NULL;

CREATE TABLE safety.notes (
    note_id    uuid        PRIMARY KEY,
    case_id    uuid        NOT NULL REFERENCES safety.cases ON DELETE CASCADE,
    author_id  uuid        REFERENCES account.accounts ON DELETE SET NULL,
    text       text        NOT NULL CHECK (char_length(text) BETWEEN 1 AND 4000),
    written_at timestamptz NOT NULL
);
CREATE INDEX notes_of_a_case ON safety.notes (case_id, written_at, note_id);
CREATE TRIGGER notes_only_grow BEFORE UPDATE ON safety.notes
    FOR EACH ROW WHEN ((OLD.note_id, OLD.case_id, OLD.text, OLD.written_at)
                       IS DISTINCT FROM (NEW.note_id, NEW.case_id, NEW.text, NEW.written_at))
    EXECUTE FUNCTION account.refuse_change();

-- What the person was told, word for word, by the code of an approved text.
CREATE TABLE safety.replies (
    reply_id uuid        PRIMARY KEY,
    case_id  uuid        NOT NULL REFERENCES safety.cases ON DELETE CASCADE,
    template text        NOT NULL,
    sent_by  uuid        REFERENCES account.accounts ON DELETE SET NULL,
    sent_at  timestamptz NOT NULL
);
CREATE INDEX replies_of_a_case ON safety.replies (case_id, sent_at, reply_id);
