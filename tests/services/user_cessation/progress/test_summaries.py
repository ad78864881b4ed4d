"""The summary row: whatever is written, it says what counting everything again would say."""

import random
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.progress import store

COUNTED = ("check_ins_total", "last_check_in", "cravings_total", "urges_passed", "slips_told")


def ago(**span):
    return datetime.now(UTC) - timedelta(**span)


@pytest.fixture
def counted_again(database, rows):
    """The summary row, and the same after everything was counted again."""

    def look(member):
        [kept] = rows("cessation.summaries", user_id=member)
        database.execute(
            "SELECT cessation.count_entries(%(who)s), cessation.count_smoking(%(who)s)",
            {"who": member},
        )
        [counted] = rows("cessation.summaries", user_id=member)
        return [{**row, "smoked_days": set(row["smoked_days"])} for row in (kept, counted)]

    return look


def test_a_new_member_has_a_row_of_nothing(make_member, rows):
    [row] = rows("cessation.summaries", user_id=make_member())

    assert [row[name] for name in COUNTED] == [0, None, 0, 0, 0]


def test_writes_in_any_order_keep_the_row_true(api, make_member, counted_again):
    chance = random.Random(3)
    member = make_member(quit_at=ago(days=20), units_per_day="10", price=900)
    slips = []
    for _ in range(60):
        kind = chance.choice(["check_in", "craving", "smoked", "slip", "undo", "price", "date"])
        at = ago(hours=chance.randrange(1, 150)).isoformat()
        body = {"client_id": str(uuid.uuid4())}
        match kind:
            case "check_in":
                day = ago(days=chance.randrange(7)).date().isoformat()
                body |= {"local_date": day, "smoke_free": chance.random() < 0.6}
                api(member, "POST", "/check-ins", body)
            case "craving":
                api(member, "POST", "/cravings", {**body, "intensity": 5, "smoked": False})
            case "smoked":
                body |= {"intensity": 5, "smoked": True, "cigarettes": 2, "occurred_at": at}
                api(member, "POST", "/cravings", body)
            case "slip":
                told = api(member, "POST", "/slips", {**body, "smoked_at": at, "cigarettes": 3})
                slips.append(told.json.get("slip_id"))
            case "undo" if slips:
                api(member, "DELETE", f"/slips/{slips.pop()}")
            case "price":
                price = {"amount_minor": chance.randrange(500, 1500), "currency": "EUR"}
                body = {"price": price, "effective_from": at}
                api(member, "POST", "/profile/prices", body)
            case "date":
                quit_at = ago(days=chance.randrange(1, 20)).isoformat()
                api(member, "PUT", "/quit-plan", {"quit_at": quit_at})

    kept, counted = counted_again(member)

    assert kept == counted
    assert kept["check_ins_total"] > 3
    assert kept["cravings_total"] > kept["urges_passed"] > 0
    assert kept["slips_told"] > 3


def test_check_ins_that_come_at_once_are_all_counted(api, make_member, at_once, counted_again):
    member = make_member(quit_at=ago(days=20))
    days = [ago(days=days).date().isoformat() for days in range(7)]

    def check_in(day):
        body = {"client_id": str(uuid.uuid4()), "local_date": day, "smoke_free": False}
        return lambda: api(member, "POST", "/check-ins", body)

    replies = at_once([check_in(day) for day in days])

    assert {reply.status_code for reply in replies} == {201}
    kept, counted = counted_again(member)
    assert kept == counted
    assert (kept["check_ins_total"], len(kept["smoked_days"])) == (7, 7)


def test_an_account_goes_with_all_its_rows(api, make_member, database, rows):
    member = make_member(quit_at=ago(days=20), units_per_day="10", price=900)
    body = {"client_id": str(uuid.uuid4()), "intensity": 5, "smoked": True, "cigarettes": 2}
    assert api(member, "POST", "/cravings", body).status_code == 201

    database.execute("DELETE FROM account.accounts WHERE user_id = %s", (member,))

    for table in ("summaries", "cravings", "slips", "quit_attempts"):
        assert rows(f"cessation.{table}", user_id=member) == []


def test_reading_progress_costs_the_same_after_two_years(database, make_member):
    """No table that grows with every day is read at all."""
    member = make_member(quit_at=ago(days=730), units_per_day="10", price=900)
    database.execute(
        """
        INSERT INTO cessation.check_ins
               (check_in_id, user_id, client_id, local_date, smoke_free, recorded_at)
        SELECT gen_random_uuid(), %(member)s, gen_random_uuid(), day, true, day
          FROM generate_series(now() - interval '730 days', now(), interval '1 day') AS day
        """,
        {"member": member},
    )
    tables = ("check_ins", "cravings", "slips")

    def reads():
        return database.execute(
            """
            SELECT pg_stat_clear_snapshot(),
                   sum(seq_scan + coalesce(idx_scan, 0))
              FROM pg_stat_xact_user_tables
             WHERE schemaname = 'cessation'
               AND relname = ANY (%s)
            """,
            (list(tables),),
        ).fetchall()[0][1]

    with database.transaction():
        before = reads()
        journey = store.select_journey(database, member)
        after = reads()

    assert journey.check_ins_total == 731
    assert after == before
