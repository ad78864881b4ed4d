"""The progress document, from rows to JSON."""

import uuid
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest


def quit_days_ago(days):
    return datetime.now(UTC) - timedelta(days=days)


def tell_slip(api, member, **changes):
    body = {
        "client_id": str(uuid.uuid4()),
        "smoked_at": (datetime.now(UTC) - timedelta(days=2)).isoformat(),
        "cigarettes": 4,
        **changes,
    }
    assert api(member, "POST", "/slips", body).status_code == 201


def tell_check_in(api, member, **changes):
    body = {"client_id": str(uuid.uuid4()), "smoke_free": True, **changes}
    assert api(member, "POST", "/check-ins", body).status_code == 201


def test_someone_who_only_registered_has_nothing_yet(api, make_person):
    person = make_person()

    reply = api(person, "GET", "/progress")

    assert reply.json == {
        "as_of": reply.json["as_of"],
        "today": reply.json["today"],
        "status": "no_plan",
        "quit_at": None,
        "smoke_free_seconds": 0,
        "days_since_quit": 0,
        "units_avoided": None,
        "money": None,
        "life_regained_minutes": None,
        "life_regained_note": None,
        "minutes_per_cigarette": 20,
        "streak": {"current_days": 0, "best_days": 0},
        "smoke_free_days_of_30": {"smoke_free": 0, "of": 0},
        "slips_total": 0,
        "urges_passed": 0,
        "relapse_asked": None,
        "check_ins_total": 0,
        "checked_in_today": False,
        "hidden": [],
        "coach": None,
    }


def test_ten_days_at_fifteen_a_day(api, make_member):
    member = make_member(quit_at=quit_days_ago(10), units_per_day="15", price=800)
    tell_slip(api, member)
    tell_check_in(api, member)

    progress = api(member, "GET", "/progress").json

    assert progress["status"] == "quit"
    assert progress["days_since_quit"] == 10
    assert progress["units_avoided"] == "146.0"
    assert progress["money"] == {
        "saved": {"amount_minor": 5840, "currency": "EUR"},
        "spent": None,
        "spent_on_slips": {"amount_minor": 160, "currency": "EUR"},
        "spent_on_replacement": {"amount_minor": 0, "currency": "EUR"},
    }
    assert progress["life_regained_minutes"] == 146 * 20
    assert 0 <= progress["smoke_free_seconds"] - 2 * 86_400 < 60
    assert progress["streak"] == {"current_days": 2, "best_days": 8}
    assert progress["smoke_free_days_of_30"] == {"smoke_free": 10, "of": 11}
    assert (progress["slips_total"], progress["check_ins_total"]) == (1, 1)
    assert progress["checked_in_today"] is True


def test_slips_dearer_than_the_habit_are_shown_as_spent(api, make_member):
    member = make_member(quit_at=quit_days_ago(3), units_per_day="1", price=1000)
    tell_slip(api, member, cigarettes=103)

    progress = api(member, "GET", "/progress").json

    assert progress["money"]["saved"] is None
    assert progress["money"]["spent"] == {"amount_minor": 5000, "currency": "EUR"}
    assert (progress["units_avoided"], progress["life_regained_minutes"]) == ("0.0", 0)


def test_a_plan_for_later_has_earned_nothing_yet(api, make_member):
    member = make_member(quit_at=quit_days_ago(-3), units_per_day="15", price=800)

    progress = api(member, "GET", "/progress").json

    assert (progress["status"], progress["smoke_free_seconds"]) == ("planned", 0)
    assert (progress["units_avoided"], progress["money"]["saved"]["amount_minor"]) == ("0.0", 0)
    assert progress["streak"] == {"current_days": 0, "best_days": 0}


def test_money_needs_a_price_and_units_do_not(api, make_member):
    member = make_member(quit_at=quit_days_ago(3), units_per_day="10")

    progress = api(member, "GET", "/progress").json

    assert (progress["units_avoided"], progress["money"]) == ("30.0", None)


def test_a_day_admitted_in_a_check_in_is_not_smoke_free(api, make_member):
    member = make_member(quit_at=quit_days_ago(5))
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    tell_check_in(api, member, smoke_free=False, local_date=yesterday)

    progress = api(member, "GET", "/progress").json

    assert progress["streak"] == {"current_days": 1, "best_days": 4}
    assert progress["checked_in_today"] is False


def test_beginning_again_keeps_the_best_run(api, make_member):
    member = make_member(quit_at=quit_days_ago(40))
    again = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()

    api(member, "PUT", "/quit-plan", {"quit_at": again})
    progress = api(member, "GET", "/progress").json

    assert progress["days_since_quit"] == 0
    assert progress["streak"]["current_days"] <= 1
    assert progress["streak"]["best_days"] >= 39


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_today_is_the_members_own(api, make_member, zone):
    before = datetime.now(ZoneInfo(zone)).date()

    shown = api(make_member(time_zone=zone), "GET", "/progress").json["today"]

    assert before.isoformat() <= shown <= datetime.now(ZoneInfo(zone)).date().isoformat()


def test_a_century_of_the_dearest_habit_is_counted(api, make_member, database):
    member = make_member(
        quit_at=datetime(1900, 1, 2, tzinfo=UTC), units_per_day="200", price=1_000_000_000
    )
    database.execute(
        "UPDATE cessation.tobacco_profiles SET pack_size = 1 WHERE user_id = %s", (member,)
    )

    progress = api(member, "GET", "/progress").json

    assert progress["money"]["saved"]["amount_minor"] > 200 * 46_000 * 1_000_000_000
    assert progress["streak"]["best_days"] > 46_000


def test_only_the_members_own_slips_and_prices_count(api, make_member):
    member = make_member(quit_at=quit_days_ago(10), units_per_day="15", price=800)
    other = make_member(quit_at=quit_days_ago(10), units_per_day="15", price=9900)
    tell_slip(api, other)
    tell_check_in(api, other)

    progress = api(member, "GET", "/progress").json

    assert progress["money"]["saved"]["amount_minor"] == 6000
    assert (progress["slips_total"], progress["check_ins_total"]) == (0, 0)


@pytest.mark.parametrize(
    ("days_ago", "cigarettes", "saved", "spent_on_slips"),
    [
        pytest.param(None, 0, 16_000, 0, id="the price rose after 10 days"),
        pytest.param(3, 3, 15_820, 180, id="3 at the new price"),
        pytest.param(6, 3, 15_850, 150, id="3 at the old price"),
    ],
)
def test_a_slip_costs_what_the_price_was_then(
    api, make_member, database, days_ago, cigarettes, saved, spent_on_slips
):
    member = make_member(quit_at=quit_days_ago(15), units_per_day="20", price=1000)
    database.execute(
        "INSERT INTO cessation.pack_prices VALUES (%s, %s, 1200, 'EUR')",
        (member, quit_days_ago(5)),
    )
    if days_ago:
        smoked_at = quit_days_ago(days_ago).isoformat()
        tell_slip(api, member, smoked_at=smoked_at, cigarettes=cigarettes)

    money = api(member, "GET", "/progress").json["money"]

    assert money["saved"]["amount_minor"] == saved
    assert money["spent_on_slips"]["amount_minor"] == spent_on_slips


def test_only_slips_since_the_quit_date_count_against_it(api, make_member):
    member = make_member(quit_at=quit_days_ago(6), units_per_day="10", price=700)
    tell_slip(api, member, smoked_at=quit_days_ago(5).isoformat(), cigarettes=2)
    tell_slip(api, member, smoked_at=quit_days_ago(1).isoformat(), cigarettes=3)

    api(member, "PUT", "/quit-plan", {"quit_at": quit_days_ago(3).isoformat()})

    progress = api(member, "GET", "/progress").json
    assert progress["slips_total"] == 1
    assert progress["units_avoided"] == "27.0"
    assert progress["money"]["spent_on_slips"]["amount_minor"] == 105


def test_a_price_told_later_is_the_price_of_slips_before_it(api, make_member):
    member = make_member(quit_at=quit_days_ago(6), units_per_day="10", price=700)
    tell_slip(api, member, cigarettes=2)

    new = {
        "price": {"amount_minor": 1000, "currency": "EUR"},
        "effective_from": quit_days_ago(5).isoformat(),
    }
    assert api(member, "POST", "/profile/prices", new).status_code == 201

    money = api(member, "GET", "/progress").json["money"]
    assert money["spent_on_slips"]["amount_minor"] == 100
