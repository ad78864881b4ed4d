"""Asking to be forgotten, thinking again, and the proof."""

import hashlib
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.erasure import actions
from shared.postgres import erasure
from shared.postgres.erasure import Step
from shared.postgres.pool import open_pool

ASK = {"posts": "anonymise"}


@pytest.fixture(autouse=True)
def nothing_under_way(database):
    """Whoever else's clock ticks later shall find nothing to do."""
    yield
    database.execute("DELETE FROM privacy.erasures WHERE completed_at IS NULL")


@pytest.fixture
def sign_in(database):
    """Give somebody a sign-in of so many minutes ago, as their token says."""

    def session(person, minutes_ago=1):
        database.execute(
            """
            INSERT INTO account.sessions
                   (session_id, user_id, origin_jti, token_sha256, user_agent, created_at,
                    expires_at)
            VALUES (%s, %s, %s, %s, 'tests', %s, now() + interval '1 day')
            """,
            (
                *(uuid.uuid4(), person, f"sign-in of {person}", bytes(32)),
                datetime.now(UTC) - timedelta(minutes=minutes_ago),
            ),
        )
        return person

    return session


@pytest.fixture
def ask(api, sign_in):
    return lambda person, body=ASK: api(sign_in(person), "POST", "/privacy/erasure", body)


@pytest.fixture
def code_of(events_about):
    """The code that was mailed to somebody."""

    def find(person):
        [mail] = [event for event in events_about(person) if event["type"] == "mail.due.v1"]
        return mail["data"]["code"]

    return find


@pytest.fixture
def by_code(api):
    return lambda what, code: api(None, "POST", f"/privacy/erasure/{what}", {"code": code})


@pytest.fixture
def clock(postgres_dsn):
    """Let the time be so many days from now, as far as erasures are concerned."""

    def tick(days):
        with (
            open_pool(postgres_dsn, application="tests", size=1) as pool,
            pool.connection() as conn,
        ):
            actions.advance(conn, datetime.now(UTC) + timedelta(days=days))

    return tick


def test_asking_shuts_the_account_at_once_and_mails_the_way_back(
    make_member, ask, api, events_about, rows, code_of
):
    member = make_member()

    reply = ask(member)

    assert (reply.status_code, reply.json["state"]) == (202, "waiting")
    due = datetime.fromisoformat(reply.json["due_at"])
    assert due - datetime.fromisoformat(reply.json["requested_at"]) == timedelta(days=30)
    assert [event["type"] for event in events_about(member)] == [
        *("session.revoked.v1", "account.disabled.v1", "mail.due.v1")
    ]
    [session] = rows("account.sessions", user_id=member)
    assert session["revoked_at"] is not None
    [stored] = rows("privacy.erasures", user_id=member)
    assert stored["code_sha256"] == hashlib.sha256(code_of(member).encode()).digest()
    assert code_of(member) not in reply.text
    [account] = rows("account.accounts", user_id=member)
    assert account["status"] == "disabled"


@pytest.mark.parametrize("minutes_ago", [11, None], ids=["too long ago", "nowhere on record"])
def test_only_who_just_signed_in_may_ask(make_member, sign_in, api, rows, minutes_ago):
    member = make_member()
    if minutes_ago:
        sign_in(member, minutes_ago)

    reply = api(member, "POST", "/privacy/erasure", ASK)

    assert (reply.status_code, reply.json["code"]) == (403, "sign_in_again")
    assert rows("privacy.erasures", user_id=member) == []
    assert rows("account.accounts", user_id=member)[0]["status"] == "active"


def test_a_token_just_renewed_proves_nothing(make_member, sign_in, api, as_user):
    member = sign_in(make_member(), 60)

    now = int(datetime.now(UTC).timestamp())
    headers = as_user(member, iat=now, auth_time=now)

    reply = api(None, "POST", "/privacy/erasure", ASK, **headers)
    assert reply.json["code"] == "sign_in_again"


@pytest.mark.parametrize("body", [{}, {"posts": "sell"}, {**ASK, "user_id": "me"}])
def test_what_becomes_of_the_posts_has_to_be_said(make_member, ask, body):
    assert ask(make_member(), body).status_code == 422


def test_the_last_administrator_stays(database, make_admin, ask, rows):
    admin = make_admin()
    with database.transaction():
        database.execute(
            "UPDATE account.accounts SET role = 'member' WHERE role = 'admin' AND user_id <> %s",
            (admin,),
        )

    reply = ask(admin)

    assert (reply.status_code, reply.json["code"]) == (409, "last_admin")
    assert rows("privacy.erasures", user_id=admin) == []


def test_a_coach_who_asks_frees_their_members(make_coach, make_member, ask, rows):
    coach = make_coach()
    member = make_member(coach=coach)

    ask(coach)

    [assignment] = rows("coaching.assignments", member_id=member)
    assert assignment["ended_at"] is not None


def test_thinking_again_opens_the_account(make_member, ask, code_of, by_code, rows, events_about):
    member = make_member()
    ask(member)

    replies = [by_code("undo", code_of(member)).status_code for _ in range(2)]

    assert replies == [204, 204]
    [account] = rows("account.accounts", user_id=member)
    assert account["status"] == "active"
    types = [event["type"] for event in events_about(member)]
    assert types.count("account.enabled.v1") == 1
    assert by_code("certificate", code_of(member)).json["state"] == "undone"


def test_one_may_ask_again_after_thinking_again(make_member, ask, code_of, by_code, database):
    member = make_member()
    ask(member)
    by_code("undo", code_of(member))
    database.execute("DELETE FROM account.sessions WHERE user_id = %s", (member,))

    assert ask(member).status_code == 202


@pytest.mark.parametrize("what", ["undo", "certificate"])
def test_a_wrong_code_opens_nothing(by_code, what):
    assert by_code(what, "a" * 32).status_code == 404
    assert by_code(what, "short").status_code == 422


def test_after_thirty_days_it_begins_and_cannot_be_undone(
    make_member, ask, code_of, by_code, clock, events_about
):
    member = make_member()
    ask(member)
    code = code_of(member)

    clock(days=29.9)
    early = by_code("certificate", code).json["state"]
    clock(days=30.1)
    clock(days=30.1)

    assert early == "waiting"
    assert by_code("certificate", code).json["state"] == "under_way"
    undo = by_code("undo", code)
    assert (undo.status_code, undo.json["code"]) == (409, "erasure_begun")
    types = [event["type"] for event in events_about(member)]
    assert types.count("account.erased.v1") == 1


def test_whoever_is_let_in_meanwhile_is_shut_out_again_when_it_begins(
    make_member, ask, clock, database, rows
):
    member = make_member()
    ask(member)
    database.execute("UPDATE account.accounts SET status = 'active' WHERE user_id = %s", (member,))

    clock(days=31)

    assert rows("account.accounts", user_id=member)[0]["status"] == "disabled"


def test_the_certificate_remains_when_the_account_is_gone(
    make_member, ask, code_of, by_code, clock, database, rows
):
    member = make_member()
    ask(member)
    code = code_of(member)
    [stored] = rows("privacy.erasures", user_id=member)
    clock(days=31)
    for step in set(Step) - {Step.POSTGRESQL}:
        erasure.record_step(database, stored["erasure_id"], step, {"things": 1}, datetime.now(UTC))

    while by_code("certificate", code).json["state"] != "completed":
        clock(days=31)

    certificate = by_code("certificate", code).json
    assert {step["step"] for step in certificate["steps"]} == set(Step)
    assert {kept["what"] for kept in certificate["kept"]} == {
        *("billing.payments", "account.audit_log")
    }
    assert certificate["posts"] == "anonymise"
    assert rows("account.accounts", user_id=member) == []
    assert str(member) not in str(certificate)


def test_what_is_left_of_an_erasure_can_be_in_no_other_state(database, make_member):
    import psycopg

    with pytest.raises(psycopg.errors.CheckViolation):
        database.execute(
            """
            INSERT INTO privacy.erasures
                   (erasure_id, user_id, code_sha256, posts, requested_at, due_at, undone_at,
                    begun_at)
            VALUES (uuidv7(), %s, sha256('x'), 'remove', now(), now(), now(), now())
            """,
            (make_member(),),
        )
