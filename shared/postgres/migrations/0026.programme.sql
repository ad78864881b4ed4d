-- The day on which somebody is asked how it goes is a day of the programme, so that one message
-- does for both.

UPDATE schedule.days
   SET code = 'day_28', days = 28, months = 0
 WHERE kind = 'programme'
   AND code = 'month_1';

DO $$
BEGIN
    PERFORM schedule.plan(user_id, '{programme}')
       FROM schedule.reminders
      WHERE kind = 'programme'
        AND code = 'month_1';
END $$;
