-- depends: 0043.only_what_is_given
-- Another coach may be asked where one lets a member wait longer than promised, if the member agreed
-- to that beforehand. Written by services/user_cessation alone.

ALTER TABLE coaching.sharing
    ADD COLUMN stand_in boolean NOT NULL DEFAULT false;

ALTER TABLE coaching.overdue_replies
    ADD COLUMN stand_in_id uuid REFERENCES coaching.coaches ON DELETE SET NULL;
CREATE INDEX overdue_replies_of_a_stand_in ON coaching.overdue_replies (stand_in_id)
    WHERE stand_in_id IS NOT NULL;
