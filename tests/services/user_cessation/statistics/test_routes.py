"""Statistics by set-based SQL on real rows, judged as the rules of outcomes judge one by one."""

import csv
import io
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from services.user_cessation.outcomes import rules as one_by_one
from services.user_cessation.outcomes.models import Scope, Smoked
from services.user_cessation.statistics import actions, outcome_store, store
from shared.models.events import ClockTicked
from shared.models.ids import uuid7

QUIT = datetime(2026, 1, 1, 8, tzinfo=UTC)
QUIT_DAY = QUIT.date()
LATER = QUIT + timedelta(days=400)
SPAN = "since=2026-01-01&until=2026-01-31"


@pytest.mark.parametrize(
    ("case", "days", "seven", "thirty", "russell", "continuous"),
    [
        pytest.param({"answers": [28]}, 28, True, None, True, True, id="answered, never smoked"),
        pytest.param({}, 28, False, None, False, False, id="E8: no answer is smoking"),
        pytest.param({"answers": [24]}, 28, False, None, False, False, id="B5: day 24 is too soon"),
        pytest.param({"answers": [25]}, 28, True, None, True, True, id="B5: day 25 opens"),
        pytest.param({"answers": [42]}, 28, True, None, True, True, id="B5: day 42 closes"),
        pytest.param({"answers": [43]}, 28, False, None, False, False, id="B5: day 43 is late"),
        pytest.param(
            {"answers": [182], "smoked": [(40, 2), (90, 3)]},
            *(182, True, True, True, False),
            id="E1: five in all",
        ),
        pytest.param(
            {"answers": [182], "smoked": [(40, 2), (90, 3), (151, 1)]},
            *(182, True, True, False, False),
            id="E2: the sixth fails",
        ),
        pytest.param(
            {"answers": [182], "smoked": [(178, 1)]},
            *(182, False, False, True, False),
            id="E6: within the week",
        ),
        pytest.param(
            {"answers": [182], "smoked": [(175, 1)]},
            *(182, True, False, True, False),
            id="seven days before is outside",
        ),
        pytest.param(
            {"answers": [182], "smoked": [(152, 1)]},
            *(182, True, True, True, False),
            id="thirty days before is outside",
        ),
        pytest.param(
            {"answers": [90], "admitted": [60]},
            *(90, True, True, True, False),
            id="an admission without a count is one",
        ),
        pytest.param(
            {"answers": [90], "admitted": [60], "smoked": [(60, 5)]},
            *(90, True, True, True, False),
            id="the same day is not counted twice",
        ),
        pytest.param(
            {"answers": [28], "ended": QUIT + timedelta(days=20), "reason": "relapse"},
            *(28, False, None, False, False),
            id="given up",
        ),
        pytest.param(
            {"answers": [28], "ended": QUIT + timedelta(days=300)},
            *(28, True, None, True, True),
            id="another attempt much later changes nothing",
        ),
    ],
)
def test_an_attempt_is_judged_by_intention_to_treat(
    attempt, judge, case, days, seven, thirty, russell, continuous
):
    outcome = judge(attempt(**case), days)

    assert (
        outcome["seven_days"],
        outcome["thirty_days"],
        outcome["russell"],
        outcome["continuous"],
    ) == (seven, thirty, russell, continuous)


@pytest.mark.parametrize(
    ("case", "scope"),
    [
        pytest.param({"answers": [182]}, 3, id="never smoked"),
        pytest.param({"answers": [182], "smoked": [(13, 3)]}, 3, id="B6: within the grace"),
        pytest.param({"answers": [182], "admitted": [13]}, 3, id="B6: admitted within the grace"),
        pytest.param({"answers": [182], "smoked": [(14, 1)]}, 0, id="B6: the grace is over"),
        pytest.param({"answers": [182], "admitted": [14]}, 0, id="B6: admitted after the grace"),
        pytest.param({"answers": [182], "smoked": [(40, 2), (90, 3)]}, 0, id="E1"),
        pytest.param({"answers": [182], "smoked": [(178, 1)]}, 0, id="E6"),
        pytest.param({}, 0, id="E8: no answer"),
        pytest.param({"answers": [182], "smoked": [(40, 1, "vape")]}, 2, id="B6: a vape"),
        pytest.param({"answers": [182], "smoked": [(40, 1, "smokeless")]}, 1, id="B6: smokeless"),
    ],
)
def test_prolonged_abstinence_begins_when_the_grace_is_over(attempt, judge, case, scope):
    assert judge(attempt(**case), 182)["prolonged_scope"] == scope


PRODUCTS = {
    None: 0,
    "cigarette": 0,
    "roll_up": 0,
    "other": 0,
    "smokeless": 1,
    "pouch": 2,
    "vape": 2,
}


@pytest.mark.parametrize(("product", "scope"), PRODUCTS.items(), ids=str)
def test_b6_a_product_breaks_its_scope_and_every_wider_one(attempt, judge, product, scope):
    """Of 1 nothing that burns, 2 no tobacco, 3 no product with nicotine: the widest that holds."""
    outcome = judge(attempt(answers=[182], smoked=[(178, 1, product)]), 182)

    assert [
        outcome[f"{name}_scope"]
        for name in ("seven_days", "thirty_days", "prolonged", "continuous")
    ] == [scope] * 4
    assert [outcome[name] for name in ("seven_days", "thirty_days", "continuous")] == [
        scope > 0
    ] * 3


def test_what_does_not_burn_is_no_cigarette_of_the_russell_standard(attempt, judge):
    outcome = judge(attempt(answers=[182], smoked=[(40, 5), (60, 9, "pouch")]), 182)

    assert outcome["russell"]


@pytest.mark.parametrize("product", PRODUCTS, ids=str)
@pytest.mark.parametrize("day", [3, 13, 14, 100, 152, 153, 175, 176])
def test_a_set_is_judged_as_each_one_is_by_the_rules(attempt, judge, day, product):
    """At the hour of quitting: days and instants mean the same there."""
    outcome = judge(attempt(answers=[182], smoked=[(day, 1, product)]), 182)
    told, asked = QUIT + timedelta(days=day), QUIT + timedelta(days=182)
    smoked = [Smoked(told, told.date(), 1, product or "cigarette")]

    for scope in Scope:
        in_windows = [
            one_by_one.point_prevalence(smoked, asked, window=window, scope=scope)
            for window in (one_by_one.SEVEN_DAYS, one_by_one.THIRTY_DAYS)
        ]
        assert in_windows == [
            outcome["seven_days_scope"] >= scope,
            outcome["thirty_days_scope"] >= scope,
        ]
        assert one_by_one.continuous(smoked, QUIT, asked, scope=scope) == (
            outcome["continuous_scope"] >= scope
        )
        assert one_by_one.prolonged(smoked, QUIT, asked, scope=scope) == (
            outcome["prolonged_scope"] >= scope
        )


def test_nobody_is_judged_before_the_window_has_closed(attempt, judge):
    mine = attempt(answers=[28])

    assert judge(mine, 28, now=QUIT + timedelta(days=44)) is None
    assert judge(mine, 28, now=QUIT + timedelta(days=45)) is not None


def test_a_date_that_was_moved_before_it_came_was_no_attempt(attempt, judge):
    assert judge(attempt(ended=QUIT - timedelta(days=1)), 28) is None


def test_a_zone_nobody_knows_stops_no_judgement(attempt, judge, database):
    mine = attempt(answers=[28])
    set_zone = (
        "UPDATE cessation.profiles SET time_zone = %s WHERE user_id ="
        " (SELECT user_id FROM cessation.quit_attempts WHERE attempt_id = %s)"
    )
    database.execute(set_zone, ("Mars/Olympus_Mons", mine))

    outcome = judge(mine, 28)
    database.execute(set_zone, ("UTC", mine))

    assert outcome["quit_on"] == QUIT_DAY


def test_one_that_was_told_of_afterwards_is_left_out(attempt, judge):
    assert judge(attempt(answers=[28], told=QUIT + timedelta(hours=23)), 28) is not None
    assert judge(attempt(answers=[28], told=QUIT + timedelta(days=2)), 28) is None


def test_judging_goes_on_where_it_stopped(attempt, judge, database):
    for _ in range(3):
        attempt(answers=[28])
    database.execute("UPDATE statistics.follow_ups SET quit_at = '-infinity'")
    before = database.execute("SELECT count(*) FROM cessation.quit_attempts").fetchone()[0]

    taken = [outcome_store.insert_outcomes(database, 28, now=LATER, most=2) for _ in range(before)]

    assert sum(taken) <= before
    assert taken[-1] == 0
    assert taken[0] == 2


def test_a_judgement_stands(attempt, judge, database):
    mine = attempt(answers=[28])
    first = judge(mine, 28)
    database.execute("DELETE FROM cessation.check_ins WHERE local_date = %s", (QUIT_DAY,))

    assert judge(mine, 28, now=LATER + timedelta(days=1)) == first


def test_the_clock_counts_a_day_once_when_it_is_over(database, rows, make_member, api):
    database.execute("TRUNCATE statistics.days, statistics.weeks, statistics.retention")
    member = make_member(quit_at=datetime.now(UTC) - timedelta(days=3))
    api(member, "POST", "/check-ins", {"client_id": str(uuid.uuid4()), "smoke_free": True})
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    slot = tomorrow.replace(minute=20, second=0, microsecond=0)

    for _ in range(2):
        actions.on_clock(database, ClockTicked(slot=slot), tomorrow)
    [day] = rows("statistics.days", day=datetime.now(UTC).date())

    assert min(day["check_ins"], day["active_members"]) >= 1


def test_between_its_minutes_the_clock_counts_nothing(database, statements):
    slot = datetime(2026, 1, 1, 8, 21, tzinfo=UTC)

    actions.on_clock(database, ClockTicked(slot=slot), slot)

    assert statements == []


def test_a_week_is_counted_by_week_of_registration(database, rows, make_member, make_person):
    monday = date(2011, 3, 7)
    registered = datetime(2011, 2, 28, 9, tzinfo=UTC)
    active, silent = make_member(created_at=registered), make_member(created_at=registered)
    database.execute(
        "INSERT INTO cessation.check_ins"
        " (check_in_id, user_id, client_id, local_date, smoke_free, recorded_at)"
        " VALUES (%s, %s, %s, %s, true, %s)",
        (uuid7(), active, uuid.uuid4(), monday, datetime(2011, 3, 9, tzinfo=UTC)),
    )

    store.insert_week(database, monday, now=LATER)
    store.insert_week(database, monday, now=LATER)

    [line] = rows("statistics.retention", active_week=monday)
    assert (line["registered_week"], line["active_members"]) == (date(2011, 2, 28), 1)
    assert silent != active


@pytest.mark.parametrize(
    "path", ["outcomes", "registrations", "retention", "engagement", "outcome-export"]
)
def test_only_administrators_read_statistics(api, make_member, make_coach, make_admin, path):
    address = f"/admin/statistics/{path}?{SPAN}"

    assert api(None, "GET", address).status_code == 401
    assert api(make_member(), "GET", address).status_code == 403
    assert api(make_coach(), "GET", address).status_code == 403
    assert api(make_admin(), "GET", address).status_code == 200


def test_outcomes_are_read_by_month(api, attempt, judge, count, make_admin):
    for _ in range(10):
        judge(attempt(answers=[90]), 90)
    count()

    items = api(make_admin(), "GET", f"/admin/statistics/outcomes?{SPAN}").json["items"]

    [line] = [line for line in items if line["follow_up_days"] == 90]
    assert line["quit_month"] == "2026-01-01"
    assert line["attempts"] >= line["seven_days"]["count"] >= 10
    assert [scoped["scope"] for scoped in line["scopes"]] == [
        *("no_combustible", "no_tobacco", "no_nicotine_product")
    ]
    assert line["scopes"][0]["prolonged"] == line["prolonged"]


def test_every_scope_is_counted(api, attempt, judge, count, make_admin, database):
    used = [*["vape"] * 4, *["smokeless"] * 3, *["cigarette"] * 2, None]
    mine = [attempt(answers=[90], smoked=[(85, 1, product)]) for product in used]
    judge(mine[0], 90)
    # Other tests' attempts were judged with these.
    database.execute("DELETE FROM statistics.outcomes WHERE attempt_id <> ALL(%s)", (mine,))
    count()
    path = f"/admin/statistics/{{}}?{SPAN}"

    admin = make_admin()
    items = api(admin, "GET", path.format("outcomes")).json["items"]
    lines = list(csv.DictReader(io.StringIO(api(admin, "GET", path.format("outcome-export")).text)))

    [line] = [line for line in items if line["follow_up_days"] == 90]
    [exported] = [line for line in lines if line["follow_up_days"] == "90"]
    for name in ("seven_days", "thirty_days", "prolonged", "continuous"):
        assert [scoped[name]["count"] for scoped in line["scopes"]] == [7, 4, 0]
        assert [exported[name + ending] for ending in ("", "_no_tobacco", "_no_nicotine")] == [
            *("7", "4", "0")
        ]


def test_an_export_is_on_the_record(api, make_admin, rows):
    admin = make_admin()

    reply = api(admin, "GET", f"/admin/statistics/outcome-export?{SPAN}")

    assert reply.mimetype == "text/csv"
    assert reply.text.startswith("quit_month,follow_up_days,attempts,")
    assert [row["action"] for row in rows("account.audit_log", actor_id=admin)] == [
        "statistics.exported"
    ]


def test_our_own_outcomes_are_shown_to_everybody(api, make_member):
    reply = api(make_member(), "GET", "/insights/outcomes")

    assert [line["follow_up_days"] for line in reply.json["items"]] == [28, 90, 182, 365]
    assert reply.json["fewest"] == 10


def test_registrations_are_counted_by_day(api, make_admin, make_person):
    day = datetime(2012, 5, 4, 23, 30, tzinfo=UTC)
    make_person(created_at=day)
    make_person(created_at=day, confirmed_at=None, status="unconfirmed")
    make_person(created_at=day, role="coach")

    reply = api(
        make_admin(), "GET", "/admin/statistics/registrations?since=2012-05-04&until=2012-05-04"
    )

    assert reply.json["items"] == [{"day": "2012-05-04", "registered": 2, "confirmed": 1}]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "since=2026-01-01",
        "since=2026-02-01&until=2026-01-01",
        "since=2020-01-01&until=2026-01-01",
        "since=yesterday&until=today",
        f"{SPAN}&sort=day",
    ],
)
def test_a_span_that_makes_no_sense_is_refused(api, make_admin, query):
    reply = api(make_admin(), "GET", f"/admin/statistics/engagement?{query}")

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
