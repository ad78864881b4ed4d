"""Signing in, and guessing at passwords."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import pytest
from botocore.exceptions import EndpointConnectionError

from lambdas.auth import digests
from lambdas.auth.attempts import WINDOW
from shared.digests import trace


@pytest.fixture
def stranger():
    return f"{uuid.uuid4().hex}@people.example"


def test_a_browser_gets_its_refresh_token_where_scripts_cannot_read_it(post, member):
    reply = post("/auth/login", member.credentials)

    assert reply.status == 200
    assert set(reply.json) == {"access_token", "token_type", "expires_in", "user"}
    assert reply.json["token_type"] == "Bearer"
    assert reply.json["user"] == {
        "user_id": str(member.user_id),
        "display_name": "Mai",
        "role": "member",
    }
    (cookie,) = reply.headers["Set-Cookie"]
    name, *attributes = cookie.split("; ")
    assert name.startswith("__Host-refresh=v1.")
    assert attributes == ["Path=/", "Secure", "HttpOnly", "SameSite=Strict", "Max-Age=2592000"]


def test_a_native_client_gets_its_refresh_token_in_the_body(post, member):
    reply = post("/auth/login", {**member.credentials, "client": "native"})

    assert reply.json["refresh_token"].startswith("v1.")
    assert "Set-Cookie" not in reply.headers


def test_a_sign_in_is_written_down_without_its_token(post, member, database, audit):
    reply = post(
        "/auth/login", {**member.credentials, "client": "native"}, User_Agent="Firefox\x00\n1"
    )

    row = database.execute(
        "SELECT user_agent, sessions::text FROM account.sessions WHERE user_id = %s",
        [member.user_id],
    ).fetchone()
    assert row[0] == "Firefox1"
    token = reply.json["refresh_token"]
    assert token.split(".", 3)[3] not in row[1]
    assert audit(member.user_id)[-1] == ("sign_in", "done")


@pytest.mark.parametrize(
    ("seen", "kept"),
    [("203.0.113.7", "203.0.113.7"), ("::ffff:203.0.113.7", "203.0.113.7"), ("nowhere", None)],
)
def test_from_where_it_was_is_kept_as_the_trace_the_services_keep(
    post, member, database, auth, seen, kept
):
    post("/auth/login", member.credentials, ip=seen)

    [(origin,)] = database.execute(
        "SELECT ip_sha256 FROM account.audit_log"
        " WHERE subject_id = %s AND action = 'sign_in' ORDER BY audit_id DESC LIMIT 1",
        [member.user_id],
    ).fetchall()
    assert origin == (trace(auth.digests.pepper, kept) if kept else None)


def test_the_address_may_be_written_in_capitals(post, member):
    reply = post("/auth/login", {**member.credentials, "email": member.email.upper()})

    assert reply.status == 200


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("Correct horse battery", id="another case"),
        pytest.param("correct horse battery ", id="a space at the end"),
        pytest.param("correct horse batter", id="cut"),
    ],
)
def test_a_password_counts_to_the_letter(post, member, password):
    reply = post("/auth/login", {**member.credentials, "password": password})

    assert reply.code == (401, "wrong_credentials")


@pytest.mark.parametrize(
    "password",
    [
        " leading and trailing ",
        "mưa rơi 🌧 trên phố",
        "two\nlines and\ta tab",
    ],
)
def test_any_characters_make_a_password(post, join, log_in, password):
    member = join(password=password)

    reply = log_in(member)

    assert reply.status == 200


def test_a_stranger_cannot_tell_who_has_an_account(post, member, register, stranger):
    wrong = {"password": "not the password"}

    of_member = post("/auth/login", {"email": member.email, **wrong})
    of_waiting = post("/auth/login", {"email": register().email, **wrong})
    of_nobody = post("/auth/login", {"email": stranger, **wrong})

    assert of_member.code == (401, "wrong_credentials")
    assert of_member.shown() == of_waiting.shown() == of_nobody.shown()


def test_the_time_to_say_no_is_the_same_for_everybody(post, member, stranger, monkeypatch):
    monkeypatch.setattr(digests, "COST", 2**14)

    def seconds(email):
        started = time.perf_counter()
        assert post("/auth/login", {"email": email, "password": "not right"}).status == 401
        return time.perf_counter() - started

    taken = {"member": [], "stranger": []}
    for _ in range(7):
        taken["member"].append(seconds(member.email))
        taken["stranger"].append(seconds(stranger))

    faster, slower = sorted(median(times) for times in taken.values())
    assert slower < 2.5 * faster


# Cognito may look at the password first or at the confirmation first; both must end the same.


@pytest.mark.parametrize("answer", [None, "UserNotConfirmedException"])
def test_only_the_right_password_learns_that_a_code_is_awaited(post, register, cognito, answer):
    waiting = register()
    cognito("AdminInitiateAuth", answer)

    reply = post("/auth/login", waiting.credentials)

    assert reply.code == (403, "unconfirmed")


def test_the_wrong_password_does_not_learn_that_a_code_is_awaited(post, register, cognito):
    waiting = register()
    cognito("AdminInitiateAuth", "UserNotConfirmedException")

    reply = post("/auth/login", {**waiting.credentials, "password": "not the password"})

    assert reply.code == (401, "wrong_credentials")


def test_a_confirmation_that_died_half_way_is_made_up_for(post, pool, register, events):
    waiting = register()
    pool.client.confirm_sign_up(
        ClientId=pool.client_id, Username=waiting.email, ConfirmationCode="123456"
    )

    reply = post("/auth/login", waiting.credentials)

    assert reply.status == 200
    assert events(waiting.user_id) == ["account.registered.v1"]


def test_only_the_right_password_learns_that_an_account_is_disabled(post, member, database, audit):
    database.execute(
        "UPDATE account.accounts SET status = 'disabled' WHERE user_id = %s", [member.user_id]
    )

    right = post("/auth/login", member.credentials)
    wrong = post("/auth/login", {**member.credentials, "password": "not the password"})

    assert right.code == (401, "account_disabled")
    assert wrong.code == (401, "wrong_credentials")
    assert audit(member.user_id)[-2:] == [("sign_in", "refused")] * 2
    (sessions,) = database.execute(
        "SELECT count(*) FROM account.sessions WHERE user_id = %s", [member.user_id]
    ).fetchone()
    assert sessions == 0


def test_a_person_without_account_here_does_not_come_in(post, pool, stranger):
    pool.client.admin_create_user(UserPoolId=pool.pool_id, Username=stranger)
    pool.client.admin_set_user_password(
        UserPoolId=pool.pool_id, Username=stranger, Password="made by hand, once", Permanent=True
    )

    reply = post("/auth/login", {"email": stranger, "password": "made by hand, once"})

    assert reply.code == (401, "wrong_credentials")


def test_after_ten_wrong_passwords_even_the_right_one_waits(post, member, join, log_in):
    guesses = [
        post("/auth/login", {**member.credentials, "password": f"guess {number}"}, ip=f"{number}")
        for number in range(11)
    ]

    right = post("/auth/login", member.credentials, X_Forwarded_For="198.51.100.1")

    assert [reply.status for reply in guesses] == [401] * 10 + [429]
    assert right.code == (429, "too_many_attempts")
    assert 0 < int(right.headers["Retry-After"][0]) <= WINDOW.total_seconds() + 1
    assert log_in(join()).status == 200


def test_nobody_waits_for_ever(post, member, database, auth):
    for number in range(11):
        post("/auth/login", {**member.credentials, "password": f"guess {number}"})
    database.execute(
        "UPDATE account.attempts SET window_start = window_start - %s WHERE subject = %s",
        [WINDOW, auth.digests.of(member.email)],
    )

    reply = post("/auth/login", member.credentials)

    assert reply.status == 200


def test_signing_in_well_costs_no_attempt(log_in, member):
    replies = [log_in(member) for _ in range(12)]

    assert {reply.status for reply in replies} == {200}


def test_sixty_guesses_at_once_are_no_more_than_ten(post, member, cognito):
    asked = cognito("AdminInitiateAuth")

    def guess(number):
        return post("/auth/login", {**member.credentials, "password": f"guess {number}"}).status

    with ThreadPoolExecutor(12) as crowd:
        statuses = list(crowd.map(guess, range(60)))

    assert sorted(statuses) == [401] * 10 + [429] * 50
    assert len(asked.parameters) == 10


def test_guesses_at_unknown_addresses_run_out_as_well(post, stranger):
    replies = [
        post("/auth/login", {"email": stranger, "password": f"guess {number}"})
        for number in range(11)
    ]

    assert [reply.status for reply in replies] == [401] * 10 + [429]


def test_when_cognito_is_down_no_attempt_is_lost(post, member, database, auth, cognito):
    cognito("AdminInitiateAuth", EndpointConnectionError(endpoint_url="https://cognito.example"))

    reply = post("/auth/login", member.credentials)

    (failures,) = database.execute(
        "SELECT failures FROM account.attempts WHERE kind = 'sign_in' AND subject = %s",
        [auth.digests.of(member.email)],
    ).fetchone()
    assert reply.code == (503, "unavailable")
    assert failures == 0


def test_a_connection_that_died_while_we_slept_is_replaced(post, member, database):
    database.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'auth' AND datname = current_database()"
    )

    assert post("/auth/login", member.credentials).status == 200


def test_one_worker_uses_one_connection(log_in, member, auth, database):
    auth.database.close()
    (begin,) = database.execute("SELECT clock_timestamp()").fetchone()

    for _ in range(3):
        log_in(member)

    (opened,) = database.execute(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE application_name = 'auth' AND backend_start > %s"
        "   AND datname = current_database()",
        [begin],
    ).fetchone()
    assert opened == 1


def test_many_wrong_passwords_from_one_place_close_it_for_a_while_and_no_other(
    post, auth, member, database
):
    place = auth.digests.of("198.51.100.9")
    count = "INSERT INTO account.attempts VALUES ('from_place', %s, now(), 199)"
    database.execute(count, [place])

    good = post("/auth/login", member.credentials, ip="198.51.100.9")
    wrong = [
        post("/auth/login", {**member.credentials, "password": "a guess"}, ip="198.51.100.9")
        for _ in range(2)
    ]
    elsewhere = post("/auth/login", member.credentials, ip="198.51.100.10")

    assert good.status == 200
    assert [reply.status for reply in wrong] == [401, 429]
    assert elsewhere.status == 200
