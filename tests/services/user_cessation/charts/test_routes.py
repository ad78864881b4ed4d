"""Charts, from rows to JSON: nothing counted twice, no step left out, days of their own."""

import uuid
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.user_cessation.charts import store
from services.user_cessation.charts.models import ChartStep


def ago(**span):
    return (datetime.now(UTC) - timedelta(**span)).isoformat()


@pytest.fixture
def tell(api):
    def post(member, path, **body):
        reply = api(member, "POST", path, {"client_id": str(uuid.uuid4()), **body})
        assert reply.status_code == 201

    return post


def test_somebody_who_has_just_come_sees_the_hour_they_are_in(api, make_member):
    chart = api(make_member(), "GET", "/insights/charts").json

    assert (chart["step"], len(chart["points"])) == ("hour", 1)
    assert chart["points"][0]["cravings"] == 0
    assert chart["points"][0]["mood"] is None


def test_whatever_was_told_is_counted_once(api, make_member, tell):
    member = make_member(quit_at=datetime.now(UTC) - timedelta(days=20))
    tell(member, "/check-ins", smoke_free=True, mood=8)
    tell(member, "/check-ins", smoke_free=False, mood=5, local_date=_day(3))
    tell(member, "/cravings", intensity=4, smoked=False)
    tell(member, "/cravings", intensity=8, smoked=True, cigarettes=2, occurred_at=ago(days=3))
    tell(member, "/slips", smoked_at=ago(days=4), cigarettes=3)

    chart = api(member, "GET", "/insights/charts").json

    assert chart["step"] == "day"
    points = chart["points"]
    assert len(points) == 5
    assert [point["cigarettes"] for point in points] == [3, 2, 0, 0, 0]
    assert [point["check_ins"] for point in points] == [0, 1, 0, 0, 1]
    assert [point["smoke_free"] for point in points] == [0, 0, 0, 0, 1]
    assert [point["mood"] for point in points] == [None, 5.0, None, None, 8.0]
    assert [point["cravings"] for point in points] == [0, 1, 0, 0, 1]
    assert [point["urges_passed"] for point in points] == [0, 0, 0, 0, 1]
    assert [point["intensity"] for point in points] == [None, 8.0, None, None, 4.0]


@pytest.mark.parametrize(("step", "most"), [("hour", 48), ("day", 62), ("week", 53)])
def test_other_steps_go_back_only_so_far(api, make_member, database, step, most):
    member = make_member(time_zone="Asia/Kathmandu")
    database.execute(
        """
        INSERT INTO cessation.check_ins (check_in_id, user_id, client_id, local_date, smoke_free)
        SELECT gen_random_uuid(), %s, gen_random_uuid(), day, true
          FROM generate_series(now() - interval '730 days', now(), interval '1 day') AS day
        """,
        (member,),
    )

    usual = api(member, "GET", "/insights/charts").json
    asked = api(member, "GET", f"/insights/charts?step={step}").json

    assert usual["step"] == "month"
    assert 24 <= len(usual["points"]) <= 25
    assert sum(point["check_ins"] for point in usual["points"]) == 731
    assert (asked["step"], len(asked["points"])) == (step, most)


def test_a_day_is_the_members_own_when_the_clocks_change(database, make_member):
    member = make_member(time_zone="Europe/Madrid")
    madrid = ZoneInfo("Europe/Madrid")

    points = store.select_points(
        database,
        member,
        step=ChartStep.DAY,
        time_zone="Europe/Madrid",
        first_at=datetime(2026, 3, 28, 12, tzinfo=UTC),
        most=62,
        now=datetime(2026, 3, 31, 12, tzinfo=UTC),
    )

    there = [point.starts_at.astimezone(madrid) for point in points]
    assert [(each.day, each.hour) for each in there] == [(28, 0), (29, 0), (30, 0), (31, 0)]


def test_a_chart_is_only_ones_own(api, make_member, tell):
    tell(make_member(), "/cravings", intensity=4, smoked=False)

    chart = api(make_member(), "GET", "/insights/charts").json

    assert [point["cravings"] for point in chart["points"]] == [0]


def test_steps_we_do_not_know_are_refused(api, make_member):
    assert api(make_member(), "GET", "/insights/charts?step=year").status_code == 422


def _day(back):
    return (datetime.now(UTC) - timedelta(days=back)).date().isoformat()
