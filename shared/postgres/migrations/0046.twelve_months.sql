-- depends: 0045.audit_review
-- One more question, a year after the quit date, so that the Russell Standard can be told for twelve
-- months. Who has a plan already is asked as well. Their list of follow-ups gets it once their date
-- moves: the release that still runs would not know the code.

ALTER TABLE cessation.follow_ups
    DROP CONSTRAINT follow_ups_code_check,
    ADD CONSTRAINT follow_ups_code_check CHECK (code IN (
        'day_1', 'day_3', 'day_7', 'day_14', 'day_28', 'month_3', 'month_6', 'month_12'));

INSERT INTO schedule.days (kind, code, days, months)
VALUES ('programme', 'month_12', 0, 12);

-- Whose programme had ended goes on. What a migration selects would be printed; what it performs is
-- not.
DO $$
BEGIN
    PERFORM schedule.plan(user_id, '{programme}')
       FROM schedule.reminders
      WHERE kind = 'programme'
        AND next_at IS NULL;
END $$;
