-- What named somebody without a foreign key, and so outlived them.

-- A mail tells its reader of somebody else. Once it left there is no more need to know what it said;
-- until then whoever is forgotten is found by the one name they have in there.
UPDATE messaging.mails
   SET data = '{}'
 WHERE status IN ('sent', 'dropped')
   AND data <> '{}';
CREATE INDEX mails_about_somebody ON messaging.mails ((data->>'user_id')) WHERE data ? 'user_id';

-- That support has seen to a wait stays; who of them did goes with their account.
UPDATE coaching.overdue_replies
   SET closed_by = NULL
 WHERE closed_by NOT IN (SELECT user_id FROM account.accounts);
ALTER TABLE coaching.overdue_replies
    ADD CONSTRAINT overdue_replies_closed_by_fkey
        FOREIGN KEY (closed_by) REFERENCES account.accounts ON DELETE SET NULL;
CREATE INDEX overdue_replies_by_who_closed ON coaching.overdue_replies (closed_by)
    WHERE closed_by IS NOT NULL;
