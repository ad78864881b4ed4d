"""Ratings after a meeting, and four-week outcomes by intention to treat."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from services.user_cessation.coach_ratings import rules
from services.user_cessation.coach_ratings.models import Totals
from shared.models.ids import uuid7

NONE = {"prolonged": 0, "no_tobacco": 0, "no_nicotine": 0}
LONG_AGO = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(
    days=90
)
QUIT_DAY = LONG_AGO.date()


def on_day(number):
    """Day 1 is the one after the quit day."""
    return QUIT_DAY + timedelta(days=number)


@pytest.fixture
def judged(database, make_member):
    """A member whose attempt under a coach was judged after four weeks."""

    def make(
        coach,
        *,
        answered=True,
        smoked_on=None,
        product=None,
        told_on=None,
        ppm=None,
        band=None,
        is_vouched=True,
    ):
        member = make_member(quit_at=LONG_AGO)
        [(attempt,)] = database.execute(
            "SELECT attempt_id FROM cessation.quit_attempts WHERE user_id = %s", (member,)
        ).fetchall()
        database.execute(
            """
            INSERT INTO coaching.assignments (assignment_id, member_id, coach_id, started_at)
            VALUES (%s, %s, %s, %s)
            """,
            (uuid7(), member, coach, LONG_AGO - timedelta(days=7)),
        )
        database.execute(
            """
            INSERT INTO statistics.outcomes
                   (attempt_id, follow_up_days, quit_on, answered_on, seven_days, russell,
                    continuous, prolonged_scope, judged_at)
            VALUES (%s, 28, %s, %s, false, false, false, %s, now())
            """,
            (attempt, QUIT_DAY, on_day(28) if answered else None, 3 if answered else 0),
        )
        if smoked_on is not None:
            database.execute(
                """
                INSERT INTO cessation.slips
                       (slip_id, user_id, attempt_id, client_id, smoked_at, local_date, cigarettes,
                        product)
                VALUES (uuidv7(), %s, %s, uuidv7(), %s, %s, 1, %s)
                """,
                (member, attempt, on_day(smoked_on), on_day(smoked_on), product),
            )
        if told_on is not None:
            database.execute(
                """
                INSERT INTO cessation.check_ins
                       (check_in_id, user_id, client_id, local_date, smoke_free)
                VALUES (uuidv7(), %s, uuidv7(), %s, false)
                """,
                (member, on_day(told_on)),
            )
        if ppm is not None:
            value, day = ppm
            database.execute(
                """
                INSERT INTO cessation.co_readings
                       (reading_id, user_id, client_id, ppm, measured_at, recorded_at, verified_at)
                VALUES (uuidv7(), %s, uuidv7(), %s, %s, now(), %s)
                """,
                (
                    member,
                    value,
                    LONG_AGO + timedelta(days=day),
                    datetime.now(UTC) if is_vouched else None,
                ),
            )
        if band is not None:
            database.execute(
                """
                INSERT INTO cessation.assessments
                       (assessment_id, user_id, client_id, instrument, version, locale, answers,
                        scores, band, taken_at)
                VALUES (uuidv7(), %s, uuidv7(), 'HSI', 1, 'en', '{}', '{}', %s, %s)
                """,
                (member, band, LONG_AGO - timedelta(days=1)),
            )
        return member

    return make


def of(rows, coach):
    [row] = rows("coaching.four_week_outcomes", coach_id=coach)
    return row["has_quit"], row["is_verified"]


@pytest.mark.parametrize(
    ("known", "has_quit"),
    [
        ({}, True),
        ({"answered": False}, False),
        ({"smoked_on": 13}, True),
        ({"smoked_on": 14}, False),
        ({"smoked_on": 27}, False),
        ({"smoked_on": 28}, True),
        ({"told_on": 20}, False),
        ({"told_on": 5}, True),
    ],
    ids=str,
)
def test_b5_not_once_from_the_fifteenth_day_and_silence_is_smoking(
    judged, make_coach, rows, known, has_quit
):
    """The quit day is the first of the 28, so the fifteenth is fourteen days after it."""
    coach = make_coach()
    judged(coach, **known)

    assert of(rows, coach)[0] is has_quit


@pytest.mark.parametrize(
    ("product", "scope"),
    [(None, 0), ("cigarette", 0), ("other", 0), ("smokeless", 1), ("pouch", 2), ("vape", 2)],
    ids=str,
)
def test_b6_what_does_not_burn_breaks_the_wider_scopes_alone(
    judged, make_coach, rows, product, scope
):
    coach = make_coach()
    judged(coach, smoked_on=20, product=product)

    [row] = rows("coaching.four_week_outcomes", coach_id=coach)
    assert (row["quit_scope"], row["has_quit"]) == (scope, scope > 0)


@pytest.mark.parametrize(
    ("ppm", "day", "is_verified"),
    [(9, 25, True), (9, 42, True), (9, 24, False), (9, 43, False), (10, 28, False)],
)
def test_b5_carbon_monoxide_below_ten_within_the_window_verifies(
    judged, make_coach, rows, ppm, day, is_verified
):
    coach = make_coach()
    judged(coach, ppm=(ppm, day))

    assert of(rows, coach) == (True, is_verified)


def test_a_reading_nobody_vouched_for_verifies_nothing(judged, make_coach, rows):
    coach = make_coach()
    judged(coach, ppm=(2, 28), is_vouched=False)

    assert of(rows, coach) == (True, False)


def test_the_last_reading_in_the_window_decides(judged, make_coach, rows, database):
    coach = make_coach()
    member = judged(coach, ppm=(3, 28))
    database.execute(
        """
        INSERT INTO cessation.co_readings
               (reading_id, user_id, client_id, ppm, measured_at, recorded_at, verified_at)
        VALUES (uuidv7(), %s, uuidv7(), 12, %s, now(), now())
        """,
        (member, LONG_AGO + timedelta(days=35)),
    )

    assert of(rows, coach) == (True, False)


@pytest.mark.parametrize("reason", ["died", "untraceable"])
def test_who_cannot_be_followed_up_says_nothing_of_a_coach(
    judged, make_coach, rows, database, reason
):
    coach = make_coach()
    silent = judged(coach, answered=False)
    database.execute(
        "INSERT INTO statistics.exclusions (user_id, reason, since, recorded_at)"
        " VALUES (%s, %s, %s, now())",
        (silent, reason, on_day(20)),
    )

    assert rows("coaching.four_week_outcomes", coach_id=coach) == []


def test_carbon_monoxide_verifies_nobody_who_did_not_answer(judged, make_coach, rows):
    coach = make_coach()
    judged(coach, answered=False, ppm=(2, 28))

    assert of(rows, coach) == (False, False)


def test_a_coach_who_came_later_or_left_before_has_no_part_in_it(
    judged, make_coach, database, rows
):
    coach = make_coach()
    member = judged(coach)
    later = LONG_AGO + timedelta(hours=1)

    database.execute(
        "UPDATE coaching.assignments SET started_at = %s WHERE member_id = %s", (later, member)
    )

    assert rows("coaching.four_week_outcomes", coach_id=coach) == []


def test_numbers_are_shown_from_ten_members_on(api, make_member, make_coach, judged, database):
    database.execute("DELETE FROM statistics.outcomes")
    coach, reader = make_coach(), make_member()
    for place in range(9):
        judged(coach, answered=place < 4)

    nine = api(reader, "GET", f"/coaches/{coach}/statistics").json
    judged(coach, ppm=(3, 30))
    ten = api(reader, "GET", f"/coaches/{coach}/statistics").json

    assert nine["four_weeks"] is None
    assert ten["four_weeks"] == {
        "members": 10,
        "quit_percent": 50,
        "verified_percent": 10,
        "prolonged_percent": 50,
        "no_tobacco_percent": 50,
        "no_nicotine_percent": 50,
        "expected_percent": 50,
    }


def test_what_is_expected_depends_on_whom_a_coach_has(
    api, make_member, make_coach, judged, database
):
    """Of the highly dependent one in ten quits with anybody, of the others six in ten."""
    database.execute("DELETE FROM statistics.outcomes")
    hard, easy, reader = make_coach(), make_coach(), make_member()
    for place in range(10):
        judged(hard, answered=place < 1, band="high")
        judged(easy, answered=place < 6, band="low")

    results = {
        coach: api(reader, "GET", f"/coaches/{coach}/statistics").json["four_weeks"]
        for coach in (hard, easy)
    }

    assert [(r["quit_percent"], r["expected_percent"]) for r in results.values()] == [
        (10, 10),
        (60, 60),
    ]


def test_ratings_are_shown_from_ten_on():
    few = Totals(members=0, quit=0, verified=0, expected=0, **NONE, ratings=9, stars=45)
    enough = Totals(members=0, quit=0, verified=0, expected=0, **NONE, ratings=10, stars=43)

    assert rules.statistics(uuid4(), few).ratings is None
    assert rules.statistics(uuid4(), enough).ratings.mean_stars == 4.3


def test_a_member_rates_a_meeting_that_was_held(
    api, make_member, make_coach, make_appointment, rows
):
    coach = make_coach()
    member = make_member(coach=coach)
    held = make_appointment(member, coach, status="completed")
    path = f"/coaching/appointments/{held}/rating"

    first = api(member, "PUT", path, {"stars": 3})
    last = api(member, "PUT", path, {"stars": 5, "comment": "I was heard"})

    assert (first.status_code, last.status_code) == (200, 200)
    [row] = rows("coaching.ratings", appointment_id=held)
    assert (row["stars"], row["comment"]) == (5, "I was heard")


def test_what_cannot_be_rated(api, make_member, make_coach, make_appointment, rows):
    coach = make_coach()
    member = make_member(coach=coach)
    held = make_appointment(member, coach, status="completed")
    to_come = make_appointment(member, coach)

    def rate(person, meeting, stars=5):
        path = f"/coaching/appointments/{meeting}/rating"
        return api(person, "PUT", path, {"stars": stars}).status_code

    assert rate(member, to_come) == 404
    assert [rate(person, held) for person in (coach, make_member())] == [404, 404]
    assert [rate(member, held, stars) for stars in (0, 6, 4.5, True, "5")] == [422] * 5
    assert rows("coaching.ratings", appointment_id=held) == []


def test_who_does_not_coach_has_no_numbers(api, make_member):
    member = make_member()

    assert api(member, "GET", f"/coaches/{member}/statistics").status_code == 404
