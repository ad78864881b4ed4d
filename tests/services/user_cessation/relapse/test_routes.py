"""Seven days of smoking in a row: we ask, and end nothing by ourselves."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest


def day(back):
    return (datetime.now(UTC) - timedelta(days=back)).date()


@pytest.fixture
def smoke_on(database, rows):
    """Have a member tell a slip on each of these days, counted back from today."""

    def insert(member, *backs):
        [attempt] = rows("cessation.quit_attempts", user_id=member)
        for back in backs:
            database.execute(
                """
                INSERT INTO cessation.slips (slip_id, user_id, attempt_id, client_id, smoked_at,
                                             local_date, cigarettes)
                VALUES (gen_random_uuid(), %(member)s, %(attempt)s, gen_random_uuid(), %(day)s,
                        %(day)s, 1)
                """,
                {"member": member, "attempt": attempt["attempt_id"], "day": day(back)},
            )

    return insert


@pytest.fixture
def quitter(make_member):
    return make_member(quit_at=datetime.now(UTC) - timedelta(days=60))


def test_seven_days_in_a_row_are_asked_about_and_end_nothing(api, quitter, smoke_on, rows):
    smoke_on(quitter, *range(10, 4, -1))
    six = api(quitter, "GET", "/relapse").json
    smoke_on(quitter, 4)

    seven = api(quitter, "GET", "/relapse").json

    assert six == {"asked_about": None, "words": None}
    assert seven["asked_about"] == day(4).isoformat()
    assert seven["words"].keys() == {"en", "vi"}
    assert api(quitter, "GET", "/progress").json["relapse_asked"] == day(4).isoformat()
    [attempt] = rows("cessation.quit_attempts", user_id=quitter)
    assert attempt["ended_at"] is None


def test_days_a_check_in_admits_count_as_well(api, quitter, smoke_on):
    smoke_on(quitter, 6, 4, 2, 0)
    for back in (5, 3, 1):
        body = {"local_date": day(back).isoformat(), "smoke_free": False}
        api(quitter, "POST", "/check-ins", {"client_id": str(uuid.uuid4()), **body})

    assert api(quitter, "GET", "/relapse").json["asked_about"] == day(0).isoformat()


@pytest.mark.parametrize(
    ("quit_days_ago", "backs"),
    [
        pytest.param(60, (20, 18, 16, 14, 12, 10, 8), id="never two days in a row"),
        pytest.param(13, range(9), id="no rule speaks in the first two weeks"),
        pytest.param(60, (), id="nothing was smoked"),
    ],
)
def test_nothing_is_asked(api, make_member, smoke_on, quit_days_ago, backs):
    member = make_member(quit_at=datetime.now(UTC) - timedelta(days=quit_days_ago))
    smoke_on(member, *backs)

    assert api(member, "GET", "/relapse").json["asked_about"] is None


def test_whoever_goes_on_is_asked_again_only_after_seven_more(api, quitter, smoke_on, rows):
    smoke_on(quitter, *range(20, 13, -1))
    asked = {"asked_about": day(14).isoformat()}

    replies = [api(quitter, "POST", "/relapse/go-on", asked) for _ in range(2)]
    smoke_on(quitter, *range(13, 7, -1))
    six_more = api(quitter, "GET", "/relapse").json
    smoke_on(quitter, 7)
    seven_more = api(quitter, "GET", "/relapse").json

    assert [(reply.status_code, reply.json["asked_about"]) for reply in replies] == [
        (200, None),
        (200, None),
    ]
    assert len(rows("cessation.relapse_answers", user_id=quitter)) == 1
    assert six_more["asked_about"] is None
    assert seven_more["asked_about"] == day(7).isoformat()


def test_what_was_not_asked_cannot_be_answered(api, quitter, smoke_on, rows):
    smoke_on(quitter, *range(20, 13, -1))

    reply = api(quitter, "POST", "/relapse/go-on", {"asked_about": day(3).isoformat()})

    assert (reply.status_code, reply.json["code"]) == (409, "not_asked")
    assert rows("cessation.relapse_answers", user_id=quitter) == []


def test_a_new_quit_date_is_a_clean_slate(api, quitter, smoke_on):
    smoke_on(quitter, *range(20, 13, -1))

    api(quitter, "PUT", "/quit-plan", {"quit_at": datetime.now(UTC).isoformat()})

    assert api(quitter, "GET", "/relapse").json["asked_about"] is None


def test_the_best_streak_outlives_a_relapse(api, quitter, smoke_on):
    smoke_on(quitter, *range(20, 13, -1))

    streak = api(quitter, "GET", "/progress").json["streak"]

    assert streak == {"current_days": 14, "best_days": 40}
