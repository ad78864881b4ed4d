"""Attempts that began on one day, judged and counted."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.statistics import actions, outcome_store
from services.user_cessation.statistics.models import FOLLOW_UPS
from shared.models.ids import uuid7

QUIT = datetime(2026, 1, 1, 8, tzinfo=UTC)
QUIT_DAY = QUIT.date()
LATER = QUIT + timedelta(days=400)


@pytest.fixture
def attempt(database, make_member):
    """A member who quit on 1 January, with what came on days after; returns the attempt's id.

    Smoked are (day, cigarettes, product?), readings (day or moment, ppm, whether vouched for).
    """

    def make(
        *,
        answers=(),
        smoked=(),
        admitted=(),
        readings=(),
        ended=None,
        reason="new_date",
        told=QUIT,
        **about,
    ):
        member = make_member(**about)
        attempt_id = uuid7()
        database.execute(
            "INSERT INTO cessation.quit_attempts"
            " (attempt_id, user_id, quit_at, created_at, ended_at, end_reason)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            (attempt_id, member, QUIT, told, ended, reason if ended else None),
        )
        for days in {*answers, *admitted}:
            database.execute(
                "INSERT INTO cessation.check_ins"
                " (check_in_id, user_id, client_id, local_date, smoke_free)"
                " VALUES (%s, %s, %s, %s, %s)",
                (uuid7(), member, uuid.uuid4(), QUIT_DAY + timedelta(days=days), days in answers),
            )
        for days, cigarettes, *product in smoked:
            database.execute(
                "INSERT INTO cessation.slips"
                " (slip_id, user_id, attempt_id, client_id, smoked_at, local_date, cigarettes,"
                " product) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    *(uuid7(), member, attempt_id, uuid.uuid4()),
                    *(QUIT + timedelta(days=days), QUIT_DAY + timedelta(days=days), cigarettes),
                    product[0] if product else None,
                ),
            )
        for measured, ppm, is_vouched in readings:
            at = measured if isinstance(measured, datetime) else QUIT + timedelta(days=measured)
            database.execute(
                "INSERT INTO cessation.co_readings"
                " (reading_id, user_id, client_id, ppm, measured_at, recorded_at, verified_at)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s)",
                (uuid7(), member, uuid.uuid4(), ppm, at, at, at if is_vouched else None),
            )
        return attempt_id

    return make


@pytest.fixture
def judge(database, rows):
    def outcome(attempt_id, days, *, now=LATER):
        # Other tests have judged these dates before; each begins at the beginning.
        database.execute("UPDATE statistics.follow_ups SET quit_at = '-infinity'")
        while outcome_store.insert_outcomes(database, days, now=now, most=500):
            pass
        found = rows("statistics.outcomes", attempt_id=attempt_id, follow_up_days=days)
        return found[0] if found else None

    return outcome


@pytest.fixture
def count(database):
    """Have the clock count outcomes in a month that was not counted yet."""

    def anew(now=LATER):
        database.execute("UPDATE statistics.follow_ups SET counted_at = NULL")
        for follow_up in FOLLOW_UPS:
            actions.count_months(database, follow_up, now)

    return anew
