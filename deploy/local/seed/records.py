"""The demo people's rows in PostgreSQL: accounts, profiles, coaching and two months of days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from deploy.local.seed import cast, history, statements
from deploy.local.seed.cast import Person, Story
from deploy.local.seed.history import day_before, known_id, moment
from shared.models import consents
from shared.models.events import AnyEvent, parse_event
from shared.models.ids import UserId
from shared.postgres.pool import Connection

Row = Mapping[str, Any]
ALWAYS = datetime(1900, 1, 1, tzinfo=UTC)
"""Since when a member's first price has held."""


def is_planted(conn: Connection, ids: Mapping[str, UserId]) -> bool:
    """Whether the rows are there. Raises LookupError where they belong to other accounts."""
    known: dict[str, UserId] = dict(
        conn.execute(
            "SELECT email, user_id FROM account.accounts WHERE email = ANY(%(emails)s)",
            {"emails": [person.email for person in cast.EVERYONE]},
        ).fetchall()
    )
    if any(
        known.get(person.email, ids[person.login]) != ids[person.login] for person in cast.EVERYONE
    ):
        raise LookupError
    return bool(known)


def select_announced(conn: Connection) -> list[AnyEvent]:
    """The events that are still to be relayed."""
    waiting = conn.execute(
        "SELECT payload::text FROM messaging.outbox ORDER BY event_id"
    ).fetchall()
    return [parse_event(payload) for (payload,) in waiting]


def plant(conn: Connection, ids: Mapping[str, UserId], now: datetime) -> None:
    """Insert everything in the caller's transaction."""
    members = [(person, person.story, ids[person.login]) for person in cast.MEMBERS if person.story]
    for statement, rows in (
        (statements.ACCOUNT, [_account(person, ids, now) for person in cast.EVERYONE]),
        (statements.PROFILE, [_account(person, ids, now) for person in cast.EVERYONE]),
        (
            statements.CONSENT,
            [row for person in cast.EVERYONE for row in _consents(person, ids, now)],
        ),
        (statements.COACH, [_coach(person, ids) for person in cast.COACHES]),
        (statements.TOBACCO, [_smoking(story, me) for _, story, me in members if story.smoking]),
        (statements.PRICE, [_smoking(story, me) for _, story, me in members if story.smoking]),
        (statements.ATTEMPT, [row for member in members for row in _attempts(*member, now)]),
        (
            statements.ASSIGNMENT,
            [_assignment(*member, ids, now) for member in members if member[1].coach],
        ),
        (statements.SLIP, [row for member in members for row in _slips(*member, now)]),
        (statements.CHECK_IN, [row for member in members for row in _check_ins(*member, now)]),
    ):
        _insert(conn, statement, rows)


def _insert(conn: Connection, statement: str, rows: Sequence[Row]) -> None:
    with conn.cursor() as cursor:
        cursor.executemany(statement, rows)


def joined_at(person: Person, now: datetime) -> datetime:
    return moment(person, day_before(person, now, person.joined_days_ago), time(9, 15))


def coached_since(person: Person, now: datetime) -> datetime:
    return joined_at(person, now) + timedelta(hours=3)


def _account(person: Person, ids: Mapping[str, UserId], now: datetime) -> Row:
    return {
        "user_id": ids[person.login],
        "email": person.email,
        "display_name": person.display_name,
        "birth_date": person.born,
        "locale": person.locale,
        "role": person.role,
        "time_zone": person.time_zone,
        "country": person.country,
        "joined_at": joined_at(person, now),
    }


def _consents(person: Person, ids: Mapping[str, UserId], now: datetime) -> Iterator[Row]:
    shares = person.story is None or person.story.shares_progress
    for purpose, granted in (("terms", True), ("health_data", True), ("coach_sharing", shares)):
        yield {
            "user_id": ids[person.login],
            "purpose": purpose,
            "granted": granted,
            "text_version": consents.VERSION,
            "text_sha256": consents.sentence_sha256(purpose, person.locale),
            "locale": person.locale,
            "answered_at": joined_at(person, now),
        }


def _coach(person: Person, ids: Mapping[str, UserId]) -> Row:
    return {
        "user_id": ids[person.login],
        "headline": person.headline,
        "languages": list(person.languages),
    }


def _smoking(story: Story, user_id: UserId) -> Row:
    assert story.smoking is not None
    return {
        **asdict(story.smoking),
        "user_id": user_id,
        "units_per_day": Decimal(str(story.smoking.units_per_day)),
        "effective_from": ALWAYS,
    }


def _attempts(person: Person, story: Story, user_id: UserId, now: datetime) -> Iterator[Row]:
    if story.quit_days_ago is None:
        return
    quit_at = morning_of(person, now, story.quit_days_ago)
    began = joined_at(person, now) + timedelta(hours=1)
    if story.tried_days_ago is not None:
        # They set the new date the day before it.
        ended = quit_at - timedelta(days=1)
        yield {
            "attempt_id": known_id(user_id, "first attempt"),
            "user_id": user_id,
            "quit_at": morning_of(person, now, story.tried_days_ago),
            "created_at": began,
            "ended_at": ended,
            "end_reason": "new_date",
        }
        began = ended
    yield {
        "attempt_id": known_id(user_id, "attempt"),
        "user_id": user_id,
        "quit_at": quit_at,
        "created_at": began,
        "ended_at": None,
        "end_reason": None,
    }


def _assignment(
    person: Person, story: Story, user_id: UserId, ids: Mapping[str, UserId], now: datetime
) -> Row:
    assert story.coach is not None
    return {
        "assignment_id": known_id(user_id, "assignment"),
        "member_id": user_id,
        "coach_id": ids[story.coach],
        "started_at": coached_since(person, now),
    }


def _slips(person: Person, story: Story, user_id: UserId, now: datetime) -> Iterator[Row]:
    for smoked in history.slips(person, story, now):
        in_first = story.quit_days_ago is not None and smoked.slip.days_ago > story.quit_days_ago
        yield {
            "slip_id": slip_id(user_id, smoked),
            "user_id": user_id,
            "attempt_id": known_id(user_id, "first attempt" if in_first else "attempt"),
            "client_id": known_id(user_id, "slip client", smoked.smoked_at),
            "smoked_at": smoked.smoked_at,
            "local_date": smoked.smoked_at.date(),
            "cigarettes": smoked.slip.cigarettes,
            "trigger": smoked.slip.trigger,
            "confidence": smoked.slip.confidence,
            "recorded_at": smoked.recorded_at,
        }


def _check_ins(person: Person, story: Story, user_id: UserId, now: datetime) -> Iterator[Row]:
    for check_in in history.check_ins(person, story, now):
        yield {
            **asdict(check_in),
            "check_in_id": check_in_id(user_id, check_in),
            "user_id": user_id,
            "client_id": known_id(user_id, "check-in client", check_in.local_date),
        }


def slip_id(user_id: UserId, smoked: history.Smoked) -> Any:
    return known_id(user_id, "slip", smoked.smoked_at)


def check_in_id(user_id: UserId, check_in: history.CheckIn) -> Any:
    return known_id(user_id, "check-in", check_in.local_date)


def morning_of(person: Person, now: datetime, days_ago: int) -> datetime:
    return moment(person, day_before(person, now, days_ago), time(7, 0))
