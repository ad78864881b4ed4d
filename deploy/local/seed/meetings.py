"""When the demo's coaches can be met, and whom they met and will meet."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from deploy.local.seed import cast
from deploy.local.seed.history import known_id
from services.user_cessation.appointments.actions import book, take_step
from services.user_cessation.appointments.models import Appointment, BookingIn, Kind, Move, MoveIn
from services.user_cessation.availability.actions import change_hours, next_slots
from services.user_cessation.availability.models import AvailabilityIn, DayHours, HoursWindow
from services.user_cessation.coach_profiles.actions import change_profile
from services.user_cessation.coach_profiles.models import CoachProfileIn, Specialty
from services.user_cessation.group_sessions.actions import come, plan
from services.user_cessation.group_sessions.models import GroupSessionIn
from shared.models.ids import UserId
from shared.postgres.pool import Connection

DAY = timedelta(days=1)

KNOWN_FOR = {
    "coach.linh": [Specialty.HEAVY_SMOKING, Specialty.STRESS, Specialty.SLIPS],
    "coach.sam": [Specialty.VAPING, Specialty.MOOD, Specialty.YOUNG_ADULTS],
}

WEEK = AvailabilityIn(
    weekly=[
        *(
            DayHours(
                weekday=day,
                windows=[
                    HoursWindow(starts="09:00", ends="12:00"),
                    HoursWindow(starts="13:30", ends="17:00"),
                ],
            )
            for day in range(1, 6)
        ),
        DayHours(weekday=6, windows=[HoursWindow(starts="10:00", ends="13:00")]),
    ]
)
"""Both keep the same hours, each where they live."""


def plant(conn: Connection, ids: Mapping[str, UserId], now: datetime) -> None:
    for coach in cast.COACHES:
        _present(conn, ids[coach.login], coach)
        change_hours(conn, ids[coach.login], WEEK, version=None)
    linh, sam = ids["coach.linh"], ids["coach.sam"]

    _meet(conn, ids["fatima"], sam, Kind.WEEK_4, now - 10 * DAY)
    _meet(conn, ids["hanh"], linh, Kind.WEEK_1, now - 8 * DAY)
    _book(conn, ids["mai"], linh, Kind.WEEK_4, now + DAY, booked_at=now - DAY, confirm=True)
    _book(conn, ids["noah"], linh, Kind.PRE_QUIT, now + 2 * DAY, booked_at=now - DAY, confirm=True)
    # This one waits for the coach's answer.
    _book(conn, ids["emma"], sam, Kind.WEEK_1, now + 2 * DAY, booked_at=now - DAY / 4)
    _gather(conn, sam, [ids[login] for login in ("aisha", "diego", "fatima")], now)


def _present(conn: Connection, coach_id: UserId, coach: cast.Person) -> None:
    profile = CoachProfileIn(
        headline=coach.headline,
        languages=list(coach.languages),
        specialties=KNOWN_FOR[coach.login],
        time_zone=coach.time_zone,
        capacity=20,
        reply_within_hours=24,
    )
    change_profile(conn, coach_id, profile, version=None)


def _meet(
    conn: Connection, member_id: UserId, coach_id: UserId, kind: Kind, first: datetime
) -> None:
    """One that was booked, confirmed and held."""
    meeting = _book(conn, member_id, coach_id, kind, first, booked_at=first - DAY, confirm=True)
    _step(conn, meeting, Move.START, meeting.starts_at)
    _step(conn, meeting, Move.COMPLETE, meeting.ends_at)


def _book(
    conn: Connection,
    member_id: UserId,
    coach_id: UserId,
    kind: Kind,
    first: datetime,
    *,
    booked_at: datetime,
    confirm: bool = False,
) -> Appointment:
    """Book the first time the coach has from then on."""
    slot = next_slots(conn, coach_id, first=first, most=1, now=booked_at)[0]
    client_id = known_id(member_id, "appointment")
    booking = BookingIn(client_id=client_id, kind=kind, starts_at=slot.starts_at)
    meeting, _ = book(conn, member_id, booking, now=booked_at, request_id=str(client_id))
    if confirm:
        _step(conn, meeting, Move.CONFIRM, booked_at + timedelta(hours=3))
    return meeting


def _step(conn: Connection, meeting: Appointment, move: Move, at: datetime) -> None:
    take_step(
        conn,
        UserId(meeting.coach_id),
        meeting.appointment_id,
        MoveIn(move=move),
        version=None,
        now=at,
        request_id=str(known_id(meeting.appointment_id, move)),
    )


def _gather(conn: Connection, coach_id: UserId, members: list[UserId], now: datetime) -> None:
    """A session with many, at a time the coach has free."""
    slot = next_slots(conn, coach_id, first=now + 4 * DAY, most=1, now=now)[0]
    session = GroupSessionIn(
        client_id=known_id(coach_id, "group session"),
        title="Cravings after work",
        language="en",
        starts_at=slot.starts_at,
        minutes=45,
        seats=8,
    )
    planned, _ = plan(conn, coach_id, session, now=now - 2 * DAY)
    for member_id in members:
        come(conn, member_id, planned.session_id, now=now - DAY)
