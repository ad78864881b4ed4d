"""Meetings in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.appointments.models import Appointment, Called, Standing, Status
from services.user_cessation.availability.models import Span
from services.user_cessation.paging import Place
from shared.models.events import Event
from shared.models.ids import UserId
from shared.postgres import outbox
from shared.postgres.pool import Connection


def lock_coach(conn: Connection, coach_id: UUID) -> None:
    """Let nobody else take a coach's time until the transaction ends."""
    conn.execute(
        """
        SELECT user_id
          FROM coaching.coaches
         WHERE user_id = %(coach_id)s
           FOR NO KEY UPDATE
        """,
        {"coach_id": coach_id},
    )


def select_standing(conn: Connection, member_id: UserId) -> Standing:
    """A member's coach, whether the free meeting is used, and whether a plan includes more."""
    with conn.cursor(row_factory=class_row(Standing)) as cursor:
        return cursor.execute(
            """
            SELECT (SELECT coach_id
                      FROM coaching.assignments
                     WHERE member_id = %(member_id)s
                       AND ended_at IS NULL) AS coach_id,
                   EXISTS (SELECT
                             FROM coaching.appointments
                            WHERE member_id = %(member_id)s
                              AND (is_late
                                   OR status IN ('requested', 'confirmed', 'in_progress',
                                                 'completed', 'no_show'))) AS has_used_free,
                   EXISTS (SELECT
                             FROM billing.entitlements
                             JOIN billing.plans USING (plan_id)
                            WHERE entitlements.user_id = %(member_id)s
                              AND 'coach_sessions' = ANY(plans.includes)) AS has_plan
            """,
            {"member_id": member_id},
        ).fetchall()[0]


def insert_appointment(conn: Connection, new: Appointment, blocked: Span, event: Event) -> None:
    """Book a meeting, take the time of both, and announce it. `blocked` is the coach's time.

    Raises `psycopg.errors.ExclusionViolation` where one of them has something else.
    """
    conn.execute(
        """
        WITH booked AS (
            INSERT INTO coaching.appointments
                   (appointment_id, member_id, coach_id, client_id, kind, starts_at, ends_at,
                    status, is_free, reason, changed_by, changed_at, replaces, created_at)
            VALUES (%(appointment_id)s, %(member_id)s, %(coach_id)s, %(client_id)s, %(kind)s,
                    %(starts_at)s, %(ends_at)s, %(status)s, %(is_free)s, %(reason)s,
                    %(changed_by)s, %(changed_at)s, %(replaces)s, %(changed_at)s)
            RETURNING appointment_id, member_id, coach_id, starts_at, ends_at
        ), taken AS (
            INSERT INTO coaching.commitments (person_id, as_coach, during, appointment_id)
            SELECT coach_id, true, tstzrange(%(blocked_from)s, %(blocked_until)s), appointment_id
              FROM booked
             UNION ALL
            SELECT member_id, false, tstzrange(starts_at, ends_at), appointment_id
              FROM booked
        )
        INSERT INTO messaging.outbox (event_id, type, payload)
        SELECT %(event_id)s, %(event_type)s, %(event)s
          FROM booked
        """,
        {
            **asdict(new),
            "blocked_from": blocked.starts_at,
            "blocked_until": blocked.ends_at,
            **outbox.row(event),
        },
    )


def select_booked(conn: Connection, member_id: UUID, client_id: UUID) -> Appointment | None:
    with conn.cursor(row_factory=class_row(Appointment)) as cursor:
        return cursor.execute(
            """
            SELECT appointments.appointment_id, appointments.member_id,
                   member.display_name AS member_name,
                   appointments.coach_id, coach.display_name AS coach_name,
                   appointments.client_id, appointments.kind, appointments.starts_at,
                   appointments.ends_at, appointments.status, appointments.is_free,
                   appointments.is_late, appointments.reason, appointments.changed_by,
                   appointments.changed_at, appointments.replaces, appointments.version
              FROM coaching.appointments
              JOIN account.people AS member ON member.user_id = appointments.member_id
              JOIN account.people AS coach ON coach.user_id = appointments.coach_id
             WHERE appointments.member_id = %(member_id)s
               AND appointments.client_id = %(client_id)s
            """,
            {"member_id": member_id, "client_id": client_id},
        ).fetchone()


def lock_appointment(conn: Connection, user_id: UserId, appointment_id: UUID) -> Appointment | None:
    """A meeting of somebody's own, held until the transaction ends.

    A coach's own are those with members they still look after.
    """
    with conn.cursor(row_factory=class_row(Appointment)) as cursor:
        return cursor.execute(
            """
            SELECT appointments.appointment_id, appointments.member_id,
                   member.display_name AS member_name,
                   appointments.coach_id, coach.display_name AS coach_name,
                   appointments.client_id, appointments.kind, appointments.starts_at,
                   appointments.ends_at, appointments.status, appointments.is_free,
                   appointments.is_late, appointments.reason, appointments.changed_by,
                   appointments.changed_at, appointments.replaces, appointments.version
              FROM coaching.own_appointments AS own
              JOIN coaching.appointments USING (appointment_id)
              JOIN account.people AS member ON member.user_id = appointments.member_id
              JOIN account.people AS coach ON coach.user_id = appointments.coach_id
             WHERE own.user_id = %(user_id)s
               AND own.appointment_id = %(appointment_id)s
               FOR NO KEY UPDATE OF appointments
            """,
            {"user_id": user_id, "appointment_id": appointment_id},
        ).fetchone()


def select_appointments(
    conn: Connection, user_id: UserId, *, after: Place, most: int, appointment_id: UUID | None
) -> list[Appointment]:
    """Somebody's own meetings, the latest first; with an id, that one."""
    with conn.cursor(row_factory=class_row(Appointment)) as cursor:
        return cursor.execute(
            """
            SELECT appointments.appointment_id, appointments.member_id,
                   member.display_name AS member_name,
                   appointments.coach_id, coach.display_name AS coach_name,
                   appointments.client_id, appointments.kind, appointments.starts_at,
                   appointments.ends_at, appointments.status, appointments.is_free,
                   appointments.is_late, appointments.reason, appointments.changed_by,
                   appointments.changed_at, appointments.replaces, appointments.version
              FROM coaching.own_appointments AS own
              JOIN coaching.appointments USING (appointment_id)
              JOIN account.people AS member ON member.user_id = appointments.member_id
              JOIN account.people AS coach ON coach.user_id = appointments.coach_id
             WHERE own.user_id = %(user_id)s
               AND (%(appointment_id)s::uuid IS NULL OR own.appointment_id = %(appointment_id)s)
               AND (own.starts_at, own.appointment_id) < (%(at)s, %(id)s)
             ORDER BY own.starts_at DESC, own.appointment_id DESC
             LIMIT %(most)s
            """,
            {
                "user_id": user_id,
                "appointment_id": appointment_id,
                "at": after.at,
                "id": after.id,
                "most": most,
            },
        ).fetchall()


def update_status(
    conn: Connection,
    appointment_id: UUID,
    status: Status,
    *,
    is_late: bool,
    reason: str | None,
    by: UserId,
    now: datetime,
    event: Event,
) -> None:
    """Take the step, announce it, and give back the time of what does not take place."""
    conn.execute(
        """
        WITH changed AS (
            UPDATE coaching.appointments
               SET status = %(status)s,
                   is_late = %(is_late)s,
                   reason = coalesce(%(reason)s, reason),
                   changed_by = %(by)s,
                   changed_at = %(now)s,
                   version = version + 1
             WHERE appointment_id = %(appointment_id)s
            RETURNING appointment_id, status
        ), freed AS (
            DELETE FROM coaching.commitments
             USING changed
             WHERE commitments.appointment_id = changed.appointment_id
               AND changed.status IN ('cancelled_by_member', 'cancelled_by_coach', 'no_show',
                                      'rescheduled')
        )
        INSERT INTO messaging.outbox (event_id, type, payload)
        SELECT %(event_id)s, %(event_type)s, %(event)s
          FROM changed
        """,
        {
            "appointment_id": appointment_id,
            "status": status,
            "is_late": is_late,
            "reason": reason,
            "by": by,
            "now": now,
            **outbox.row(event),
        },
    )


def update_called_off(
    conn: Connection,
    *,
    coach_id: UUID,
    member_id: UUID | None,
    first: datetime,
    until: datetime,
    status: Status,
    reason: str,
    by: UUID,
    now: datetime,
) -> list[Called]:
    """Call off what has not begun between two instants, and give the time back."""
    with conn.cursor(row_factory=class_row(Called)) as cursor:
        return cursor.execute(
            """
            WITH called AS (
                UPDATE coaching.appointments
                   SET status = %(status)s,
                       reason = %(reason)s,
                       changed_by = %(by)s,
                       changed_at = %(now)s,
                       version = version + 1
                 WHERE coach_id = %(coach_id)s
                   AND (%(member_id)s::uuid IS NULL OR member_id = %(member_id)s)
                   AND status IN ('requested', 'confirmed')
                   AND starts_at < %(until)s
                   AND ends_at > %(first)s
                RETURNING appointment_id, member_id, coach_id, starts_at
            ), freed AS (
                DELETE FROM coaching.commitments
                 USING called
                 WHERE commitments.appointment_id = called.appointment_id
            )
            SELECT appointment_id, member_id, coach_id, starts_at
              FROM called
             ORDER BY starts_at, appointment_id
            """,
            {
                "coach_id": coach_id,
                "member_id": member_id,
                "first": first,
                "until": until,
                "status": status,
                "reason": reason,
                "by": by,
                "now": now,
            },
        ).fetchall()
