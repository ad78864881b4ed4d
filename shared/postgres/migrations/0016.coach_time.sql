-- What coaches offer, when they can be met, and who meets them when. Written by
-- services/user_cessation alone.

ALTER TABLE coaching.coaches
    ADD COLUMN specialties        text[]   NOT NULL DEFAULT '{}',
    ADD COLUMN time_zone          text     NOT NULL DEFAULT 'UTC',  -- IANA; their hours are in it
    ADD COLUMN reply_within_hours smallint NOT NULL DEFAULT 24
                                           CHECK (reply_within_hours BETWEEN 1 AND 168),
    ADD COLUMN version            integer  NOT NULL DEFAULT 1;

-- Why a member left a coach, if they said. The coach never reads it.
ALTER TABLE coaching.assignments
    ADD COLUMN end_reason text CHECK (char_length(end_reason) <= 500);
CREATE INDEX assignments_of_a_coach ON coaching.assignments (coach_id, started_at);

-- The hours a coach can be met: by the week, and otherwise on single dates. Both hold wall times of
-- the coach's own zone, as the API shows them.
CREATE TABLE coaching.availability (
    coach_id              uuid     PRIMARY KEY REFERENCES coaching.coaches ON DELETE CASCADE,
    weekly                jsonb    NOT NULL CHECK (jsonb_typeof(weekly) = 'array'),
    overrides             jsonb    NOT NULL CHECK (jsonb_typeof(overrides) = 'array'),
    session_minutes       smallint NOT NULL CHECK (session_minutes BETWEEN 15 AND 120),
    increment_minutes     smallint NOT NULL CHECK (increment_minutes BETWEEN 5 AND 120),
    buffer_before_minutes smallint NOT NULL CHECK (buffer_before_minutes BETWEEN 0 AND 120),
    buffer_after_minutes  smallint NOT NULL CHECK (buffer_after_minutes BETWEEN 0 AND 120),
    notice_minutes        integer  NOT NULL CHECK (notice_minutes BETWEEN 0 AND 20160),
    horizon_days          smallint NOT NULL CHECK (horizon_days BETWEEN 1 AND 180),
    version               integer  NOT NULL DEFAULT 1
);

CREATE TABLE coaching.leaves (
    leave_id   uuid        PRIMARY KEY,
    coach_id   uuid        NOT NULL REFERENCES coaching.coaches ON DELETE CASCADE,
    client_id  uuid        NOT NULL,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL CHECK (ends_at > starts_at),
    created_at timestamptz NOT NULL,
    UNIQUE (coach_id, client_id)
);
CREATE INDEX leaves_of_a_coach ON coaching.leaves (coach_id, ends_at);

-- One meeting of a member with their coach. What is moved stays, as `rescheduled`, and the new one
-- names it in `replaces`.
CREATE TABLE coaching.appointments (
    appointment_id uuid        PRIMARY KEY,
    member_id      uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    coach_id       uuid        NOT NULL REFERENCES coaching.coaches ON DELETE CASCADE,
    client_id      uuid        NOT NULL,
    kind           text        NOT NULL CHECK (kind IN ('pre_quit', 'quit_day', 'week_1', 'week_2', 'week_3', 'week_4')),
    starts_at      timestamptz NOT NULL,
    ends_at        timestamptz NOT NULL CHECK (ends_at > starts_at),
    status         text        NOT NULL CHECK (status IN ('requested', 'confirmed', 'in_progress', 'completed', 'cancelled_by_member', 'cancelled_by_coach', 'no_show', 'rescheduled')),
    is_free        boolean     NOT NULL,  -- the first meeting, which needs no plan
    is_late        boolean     NOT NULL DEFAULT false,  -- called off by the member when it was near
    reason         text        CHECK (char_length(reason) <= 500),
    changed_by     uuid        NOT NULL,
    changed_at     timestamptz NOT NULL,
    replaces       uuid        UNIQUE REFERENCES coaching.appointments ON DELETE CASCADE,
    version        integer     NOT NULL DEFAULT 1,
    created_at     timestamptz NOT NULL,
    UNIQUE (member_id, client_id)
);
CREATE INDEX appointments_of_a_member ON coaching.appointments (member_id, starts_at DESC, appointment_id DESC);
CREATE INDEX appointments_of_a_coach ON coaching.appointments (coach_id, starts_at DESC, appointment_id DESC);
CREATE INDEX appointments_to_come ON coaching.appointments (starts_at) WHERE status = 'confirmed';

-- A meeting of a coach with many. The first `seats` who came have a seat; the others wait.
CREATE TABLE coaching.group_sessions (
    session_id   uuid        PRIMARY KEY,
    coach_id     uuid        NOT NULL REFERENCES coaching.coaches ON DELETE CASCADE,
    client_id    uuid        NOT NULL,
    title        text        NOT NULL CHECK (char_length(title) BETWEEN 1 AND 120),
    language     text        NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL CHECK (ends_at > starts_at),
    seats        smallint    NOT NULL CHECK (seats BETWEEN 2 AND 50),
    cancelled_at timestamptz,
    created_at   timestamptz NOT NULL,
    UNIQUE (coach_id, client_id)
);
CREATE INDEX group_sessions_to_come ON coaching.group_sessions (starts_at, session_id) WHERE cancelled_at IS NULL;

CREATE TABLE coaching.seats (
    seat_id    uuid        PRIMARY KEY,
    session_id uuid        NOT NULL REFERENCES coaching.group_sessions ON DELETE CASCADE,
    member_id  uuid        NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    place      bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,  -- in the order they came
    joined_at  timestamptz NOT NULL,
    UNIQUE (session_id, member_id)
);
CREATE INDEX seats_in_order ON coaching.seats (session_id, place);
CREATE INDEX seats_of_a_member ON coaching.seats (member_id);

-- An id as a range of one, which GiST can compare beside a range of time without any extension.
CREATE TYPE coaching.id_range AS RANGE (subtype = uuid);

-- Nobody is in two places at once. A coach's time includes the buffers around a meeting; the end of
-- one may be the beginning of the next. What is called off leaves this table.
CREATE TABLE coaching.commitments (
    person_id      uuid      NOT NULL REFERENCES account.accounts ON DELETE CASCADE,
    as_coach       boolean   NOT NULL,
    during         tstzrange NOT NULL CHECK (NOT isempty(during)),
    appointment_id uuid      REFERENCES coaching.appointments ON DELETE CASCADE,
    session_id     uuid      REFERENCES coaching.group_sessions ON DELETE CASCADE,
    seat_id        uuid      REFERENCES coaching.seats ON DELETE CASCADE,
    CHECK (num_nonnulls(appointment_id, session_id, seat_id) = 1),
    CONSTRAINT coach_is_taken EXCLUDE USING gist (coaching.id_range(person_id, person_id, '[]') WITH &&, during WITH &&) WHERE (as_coach),
    CONSTRAINT member_is_taken EXCLUDE USING gist (coaching.id_range(person_id, person_id, '[]') WITH &&, during WITH &&) WHERE (NOT as_coach)
);
CREATE INDEX commitments_of_an_appointment ON coaching.commitments (appointment_id);
CREATE INDEX commitments_of_a_session ON coaching.commitments (session_id);
CREATE INDEX commitments_of_a_seat ON coaching.commitments (seat_id);
CREATE INDEX commitments_of_a_person ON coaching.commitments (person_id, as_coach, upper(during));

-- Meetings that will take place, for whoever reminds people of them.
CREATE VIEW coaching.appointments_upcoming AS
    SELECT appointment_id, member_id, coach_id, kind, starts_at, ends_at
      FROM coaching.appointments
     WHERE status = 'confirmed'
       AND starts_at > now();

-- Meetings with many that will take place, one row for each who has a seat.
CREATE VIEW coaching.seats_upcoming AS
    SELECT session_id, member_id, coach_id, title, starts_at, ends_at
      FROM (SELECT sessions.session_id, seats.member_id, sessions.coach_id, sessions.title,
                   sessions.starts_at, sessions.ends_at, sessions.seats,
                   row_number() OVER (PARTITION BY seats.session_id ORDER BY seats.place) AS position
              FROM coaching.group_sessions AS sessions
              JOIN coaching.seats USING (session_id)
             WHERE sessions.cancelled_at IS NULL
               AND sessions.starts_at > now()) AS places
     WHERE position <= seats;

-- Whose a meeting is: the member's for good, the coach's while they look after that member.
CREATE VIEW coaching.own_appointments AS
    SELECT appointment_id, member_id AS user_id, starts_at
      FROM coaching.appointments
     UNION ALL
    SELECT appointments.appointment_id, appointments.coach_id, appointments.starts_at
      FROM coaching.appointments
      JOIN coaching.assignments USING (member_id, coach_id)
     WHERE assignments.ended_at IS NULL;

-- Everyone who coaches now, full or not.
CREATE VIEW coaching.directory AS
    SELECT coaches.user_id, people.display_name, coaches.headline, coaches.languages,
           coaches.specialties, coaches.time_zone, coaches.capacity, coaches.reply_within_hours,
           coaches.version,
           greatest(0, coaches.capacity - (SELECT count(*)
                                             FROM coaching.assignments
                                            WHERE assignments.coach_id = coaches.user_id
                                              AND assignments.ended_at IS NULL)) AS places_left
      FROM coaching.coaches
      JOIN account.people USING (user_id)
     WHERE people.role = 'coach'
       AND people.status = 'active';
