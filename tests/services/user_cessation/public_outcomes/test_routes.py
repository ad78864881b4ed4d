"""Our outcomes, for anybody who asks."""

from datetime import UTC, datetime

import pytest

COLUMNS = """
    SELECT column_name
      FROM information_schema.columns
     WHERE table_schema = 'statistics'
       AND table_name = 'outcome_months'
"""


@pytest.fixture
def told(database):
    """Have the clock have left these figures alone."""

    def leave(*lines):
        database.execute("DELETE FROM statistics.outcome_months")
        names = [name for (name,) in database.execute(COLUMNS)]
        for line in lines:
            values = dict.fromkeys(names, 0) | {"quit_month": "2026-01-01"} | line
            database.execute(
                f"INSERT INTO statistics.outcome_months ({', '.join(values)})"
                f" VALUES ({', '.join(['%s'] * len(values))})",
                list(values.values()),
            )

    return leave


YEAR = {"follow_up_days": 365, "attempts": 12, "answered": 6, "russell": 3, "russell_verified": 1}


def test_nobody_has_to_sign_in_and_anybody_may_keep_it_for_an_hour(api, told):
    told(YEAR)

    reply = api(None, "GET", "/outcomes")

    [line] = [each for each in reply.json["items"] if each["follow_up_days"] == 365]
    assert reply.status_code == 200
    assert reply.headers["Cache-Control"] == "public, max-age=3600"
    assert line["attempts"] == 12
    assert line["standard"] == {
        "reported": {"count": 3, "percent": "25.0"},
        "verified": {"count": 1, "percent": "8.3"},
    }


def test_months_come_together(api, told):
    told(
        YEAR | {"attempts": 6},
        YEAR | {"attempts": 6, "quit_month": "2026-02-01"},
    )

    line = api(None, "GET", "/outcomes").json["items"][2]

    assert (line["attempts"], line["standard"]["reported"]["count"]) == (12, 6)


def test_of_too_few_not_even_their_number_is_told(api, told):
    told(YEAR | {"attempts": 9, "died": 1})

    line = api(None, "GET", "/outcomes").json["items"][2]

    assert (line["attempts"], line["excluded"], line["standard"]["reported"]["count"]) == (
        *(None, None, None),
    )


def test_the_day_of_counting_is_told(api, database):
    then = datetime(2027, 3, 1, tzinfo=UTC)
    database.execute("UPDATE statistics.follow_ups SET counted_at = %s", (then,))

    told = api(None, "GET", "/outcomes").json["counted_at"]

    assert datetime.fromisoformat(told) == then


def test_it_costs_two_statements_however_many_attempts_there_are(api, told, statements):
    told(YEAR, YEAR | {"quit_month": "2026-02-01"})
    statements.clear()

    api(None, "GET", "/outcomes")

    assert len(statements) == 2


@pytest.mark.parametrize("query", ["?since=2026-01-01", "?limit=1"])
def test_it_can_be_asked_in_no_smaller_parts(api, told, query):
    told(YEAR)

    assert api(None, "GET", f"/outcomes{query}").json == api(None, "GET", "/outcomes").json
