"""What an organisation is told of its seats: enough people, ended months, and nobody by name."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from shared.models.ids import uuid7

MONTH = datetime.now(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
BEFORE = MONTH - timedelta(days=100)


@pytest.fixture
def organisation(database):
    """One that bought twenty seats by two codes. Its name is the last of all by then."""
    name = f"zz {uuid7()}"
    for _ in range(2):
        database.execute(
            "INSERT INTO billing.vouchers"
            " (voucher_id, code_sha256, organisation, plan_id, days, seats, expires_at)"
            " SELECT %s, %s, %s, plan_id, 90, 10, now() + interval '9 years' FROM billing.plans"
            " LIMIT 1",
            (uuid7(), uuid.uuid4().bytes * 2, name),
        )
    return name


@pytest.fixture
def seat(database, make_member, organisation):
    """Somebody who took a seat, began to quit after that and stood so after four weeks."""

    def sit(*, taken=BEFORE, quit_at=None, abstinent=True, judged=MONTH - timedelta(days=1)):
        member = make_member(quit_at=quit_at or taken + timedelta(days=1))
        database.execute(
            "INSERT INTO billing.redemptions (voucher_id, user_id, redeemed_at, valid_until)"
            " SELECT voucher_id, %s, %s, now() FROM billing.vouchers WHERE organisation = %s",
            (member, taken, organisation),
        )
        database.execute(
            "INSERT INTO statistics.outcomes"
            " (attempt_id, follow_up_days, quit_on, answered_on, seven_days, russell, continuous,"
            "  seven_days_scope, prolonged_scope, continuous_scope, judged_at)"
            " SELECT attempt_id, 28, quit_at::date, quit_at::date + 28, %s, %s, %s, 3, %s, 3, %s"
            "   FROM cessation.quit_attempts WHERE user_id = %s",
            (abstinent, abstinent, abstinent, 3 if abstinent else 0, judged, member),
        )
        return member

    return sit


@pytest.fixture
def line(api, make_admin, organisation):
    """What is told of the organisation."""

    def read():
        listed = api(make_admin(), "GET", f"/admin/organisations?after={organisation[:-1]}").json
        return next(each for each in listed["items"] if each["organisation"] == organisation)

    return read


def four_weeks(line):
    return line["outcomes"][0]


def test_from_ten_on_rates_are_told(seat, line, rows, database):
    for place in range(9):
        seat(abstinent=place < 4)
    nine = line()
    last = seat()
    database.execute(
        "INSERT INTO cessation.check_ins (check_in_id, user_id, client_id, local_date, smoke_free)"
        " VALUES (%s, %s, %s, %s, true)",
        (uuid7(), last, uuid.uuid4(), (MONTH - timedelta(days=30)).date()),
    )
    ten = line()

    assert (nine["codes"], nine["seats"], nine["members"]) == (2, 20, None)
    assert four_weeks(nine)["seven_days_percent"] is None
    assert (ten["members"], ten["active_percent"]) == (10, 10)
    assert four_weeks(ten) == {
        "follow_up_days": 28,
        "seven_days_percent": 50,
        "prolonged_percent": 50,
        "continuous_percent": 50,
    }


def test_two_codes_of_one_person_are_one_person(seat, line, rows, organisation):
    """Each of them redeemed both."""
    for _ in range(10):
        seat()

    assert line()["members"] == 10


def test_this_month_is_told_of_next_month(seat, line):
    for _ in range(9):
        seat()
    seat(taken=MONTH + timedelta(minutes=1))

    assert line()["members"] is None


def test_an_outcome_of_this_month_is_told_next_month(seat, line):
    for _ in range(9):
        seat()
    seat(judged=MONTH)

    found = line()
    assert (found["members"], four_weeks(found)["seven_days_percent"]) == (10, None)


def test_what_began_before_the_seat_is_not_what_came_of_it(seat, line):
    for _ in range(9):
        seat()
    seat(quit_at=BEFORE - timedelta(days=1))

    assert four_weeks(line())["seven_days_percent"] is None


def test_who_withdrew_their_consent_is_not_in_the_outcomes(seat, line, database):
    for _ in range(9):
        seat()
    last = seat()
    database.execute(
        "INSERT INTO account.consents"
        " (user_id, purpose, text_version, text_sha256, locale, source, granted, answered_at)"
        " SELECT %s, 'health_data', text_version, text_sha256, locale, source, false, now()"
        "   FROM account.consents LIMIT 1",
        (last,),
    )

    found = line()
    assert (found["members"], four_weeks(found)["seven_days_percent"]) == (10, None)


def test_who_cannot_be_followed_up_is_not_in_the_outcomes(seat, line, database):
    for _ in range(9):
        seat()
    last = seat()
    database.execute(
        "UPDATE statistics.outcomes SET answered_on = NULL, seven_days = false, russell = false,"
        " continuous = false WHERE attempt_id IN"
        " (SELECT attempt_id FROM cessation.quit_attempts WHERE user_id = %s)",
        (last,),
    )
    before = line()
    database.execute(
        "INSERT INTO statistics.exclusions (user_id, reason, since, recorded_at)"
        " VALUES (%s, 'died', %s, now())",
        (last, BEFORE.date()),
    )

    after = line()
    assert four_weeks(before)["seven_days_percent"] == 90
    assert (after["members"], four_weeks(after)["seven_days_percent"]) == (10, None)


def test_it_names_nobody_and_is_on_the_record(api, seat, make_admin, rows):
    members, admin = [seat() for _ in range(10)], make_admin()

    reply = api(admin, "GET", "/admin/organisations?limit=100")

    assert not [member for member in members if str(member) in reply.text]
    [entry] = rows("account.audit_log", actor_id=admin)
    assert (entry["action"], entry["subject_id"]) == ("organisations.read", None)


def test_it_comes_in_pages_by_name(api, make_admin, organisation):
    admin, path = make_admin(), "/admin/organisations?limit=1"

    first = api(admin, "GET", f"{path}&after={organisation[:-1]}").json
    last = api(admin, "GET", f"{path}&after={organisation}").json

    assert len(first["items"]) == 1
    assert organisation not in [each["organisation"] for each in last["items"]]


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "after=%00", "organisation=x"])
def test_a_query_that_makes_no_sense_is_refused(api, make_admin, query):
    assert api(make_admin(), "GET", f"/admin/organisations?{query}").status_code == 422
