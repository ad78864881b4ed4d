-- E-mail to people, and what became of it. Written by services/user_cessation/mail.

-- Where to write to somebody. For the mail feature, and nobody else.
CREATE VIEW account.addresses AS
    SELECT user_id, email, locale, status
      FROM account.accounts;

CREATE TABLE messaging.mails (
    mail_id   uuid        PRIMARY KEY,  -- the notification's id: announced twice, it is sent once
    user_id   uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    category  text        NOT NULL,
    key       text        NOT NULL CHECK (char_length(key) BETWEEN 1 AND 100),
    data      jsonb       NOT NULL,
    status    text        NOT NULL DEFAULT 'pending'
                          CHECK (status IN ('pending', 'sent', 'failed', 'dropped')),
    attempts  integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    error     text,
    ses_id    text,       -- what SES calls it
    queued_at timestamptz NOT NULL,
    due_at    timestamptz,
    sent_at   timestamptz,
    CHECK ((status = 'pending') = (due_at IS NOT NULL)),
    CHECK ((status = 'sent') = (sent_at IS NOT NULL))
);

-- What is still to be sent, and nothing else.
CREATE INDEX mails_due ON messaging.mails (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX mails_newest_first ON messaging.mails (status, queued_at DESC, mail_id DESC);
CREATE INDEX mails_by_user ON messaging.mails (user_id, queued_at DESC);
