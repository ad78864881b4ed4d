-- depends: 0031.one_plan
-- Telling whoever follows a pack that its next step begins. What a step is stands on the label,
-- which is data of services/user_cessation; so its consumer does the telling, and not the Lambda.

INSERT INTO schedule.kinds (kind, local_time, weekday, patience, catches_up)
VALUES ('step', '09:00', NULL, '12 hours', false);

-- The first day of the step they last heard of, or were passed over for. A day is told once, even
-- where a course is moved so that another step begins on it.
ALTER TABLE cessation.nrt_courses ADD COLUMN told_on date;

CREATE INDEX nrt_courses_of_a_label ON cessation.nrt_courses (label_code, started_on);
