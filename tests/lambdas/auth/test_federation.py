"""Signing in by way of another provider: there, back, and everything that can be wrong with it."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from urllib3.exceptions import ReadTimeoutError

from lambdas.auth import federation, handler
from lambdas.auth.attempts import Kind
from lambdas.auth.settings import AuthSettings

RETURN_URL = "https://unlit.example/federated"


@pytest.fixture
def left(post):
    """A browser on its way: its cookie, the state in its address, and the address."""
    reply = post("/auth/federated/start")
    url = reply.json["authorize_url"]
    return reply.cookie, parse_qs(urlsplit(url).query)["state"][0], url


@pytest.fixture
def rows(database):
    """How many rows there are of somebody, in every table that could have got one."""

    def count(outsider):
        return {
            table: database.execute(
                f"SELECT count(*) FROM account.{table} WHERE user_id = %s", [outsider.user_id]
            ).fetchone()[0]
            for table in ("accounts", "sessions", "federations", "consents")
        }

    return count


NOTHING = {"accounts": 0, "sessions": 0, "federations": 0, "consents": 0}


def test_whether_it_is_on_is_told(post):
    assert post("/auth/federated", method="GET").json == {"is_on": True}


def test_a_browser_leaves_with_what_only_it_can_come_back_with(post, pool):
    reply = post("/auth/federated/start")

    url = urlsplit(reply.json["authorize_url"])
    asked = {name: values[0] for name, values in parse_qs(url.query).items()}
    assert url.path == "/oauth2/authorize"
    assert (
        asked.items()
        >= {
            "response_type": "code",
            "client_id": pool.client_id,
            "redirect_uri": RETURN_URL,
            "identity_provider": "Google",
            "scope": "openid email profile aws.cognito.signin.user.admin",
            "code_challenge_method": "S256",
        }.items()
    )
    assert len(asked["code_challenge"]) == len(asked["nonce"]) == len(asked["state"]) == 43
    (cookie,) = reply.headers["Set-Cookie"]
    secret, *attributes = cookie.split("; ")
    assert secret.startswith("__Host-departure=")
    assert attributes == ["Path=/", "Secure", "HttpOnly", "SameSite=Strict", "Max-Age=600"]
    assert secret.partition("=")[2] not in reply.text


def test_no_two_departures_have_anything_in_common(post):
    one, other = (
        parse_qs(urlsplit(post("/auth/federated/start").json["authorize_url"]).query)
        for _ in range(2)
    )

    for name in ("state", "nonce", "code_challenge"):
        assert one[name] != other[name]


def test_only_hashes_of_a_departure_are_kept(left, database):
    cookie, state, _ = left

    kept = database.execute("SELECT departures::text FROM account.departures").fetchall()

    assert kept
    assert not any(state in row or cookie.partition("=")[2] in row for (row,) in kept)


def test_whoever_completes_the_round_is_signed_in_like_anybody(come_back, post, outsider):
    reply = come_back(outsider)

    assert reply.status == 200
    assert reply.json["user"]["user_id"] == str(outsider.user_id)
    assert "refresh_token" not in reply.json
    refresh, departure = reply.headers["Set-Cookie"]
    assert refresh.startswith("__Host-refresh=v1.")
    assert departure.startswith("__Host-departure=;")
    assert post("/auth/refresh", {}, Cookie=refresh.partition(";")[0]).status == 200


def test_whoever_comes_again_has_the_same_account(come_back, outsider, rows):
    come_back(outsider)

    again = come_back(outsider)

    assert again.status == 200
    assert rows(outsider) == {"accounts": 1, "sessions": 2, "federations": 1, "consents": 0}


@pytest.mark.parametrize("wrong", ["state", "browser", "no cookie"])
def test_another_browser_or_another_state_gets_nowhere(
    post, left, hosted_ui, outsider, rows, wrong
):
    cookie, state, url = left
    code = hosted_ui.issue(url, outsider)
    strange = {"state": "s" * 43} if wrong == "state" else {"state": state}
    sent = {"browser": "__Host-departure=" + "b" * 43, "no cookie": ""}.get(wrong, cookie)

    refused = post("/auth/federated/callback", {**strange, "code": code}, Cookie=sent)

    assert refused.code == (401, "sign_in_expired")
    assert rows(outsider) == NOTHING
    # The right browser was not disturbed by it.
    right = post("/auth/federated/callback", {"state": state, "code": code}, Cookie=cookie)
    assert right.status == 200


def test_a_state_is_good_once(post, left, hosted_ui, outsider):
    cookie, state, url = left
    first = {"state": state, "code": hosted_ui.issue(url, outsider)}
    assert post("/auth/federated/callback", first, Cookie=cookie).status == 200

    again = {"state": state, "code": hosted_ui.issue(url, outsider)}
    refused = post("/auth/federated/callback", again, Cookie=cookie)

    assert refused.code == (401, "sign_in_expired")


def test_a_state_is_good_for_ten_minutes(post, left, hosted_ui, outsider, rows, database):
    cookie, state, url = left
    database.execute("UPDATE account.departures SET expires_at = now()")

    body = {"state": state, "code": hosted_ui.issue(url, outsider)}
    refused = post("/auth/federated/callback", body, Cookie=cookie)

    assert refused.code == (401, "sign_in_expired")
    assert rows(outsider) == NOTHING
    assert timedelta(minutes=10) == federation.PATIENCE


def test_the_tick_clears_departures_that_nobody_came_back_from(left, database):
    database.execute("UPDATE account.departures SET expires_at = now()")

    handler.on_tick({}, None)

    assert database.execute("SELECT count(*) FROM account.departures").fetchone() == (0,)


def test_a_code_of_another_departure_is_refused(post, left, hosted_ui, outsider, rows):
    cookie, state, _ = left
    stolen = hosted_ui.issue(post("/auth/federated/start").json["authorize_url"], outsider)

    refused = post("/auth/federated/callback", {"state": state, "code": stolen}, Cookie=cookie)

    assert refused.code == (403, "provider_refused")
    assert rows(outsider) == NOTHING


def test_an_error_of_the_provider_ends_the_departure(post, left, hosted_ui, outsider, rows):
    cookie, state, url = left

    refused = post("/auth/federated/callback", {"state": state}, Cookie=cookie)

    assert refused.code == (403, "provider_refused")
    assert refused.headers["Set-Cookie"][0].startswith("__Host-departure=;")
    later = {"state": state, "code": hosted_ui.issue(url, outsider)}
    assert post("/auth/federated/callback", later, Cookie=cookie).code[1] == "sign_in_expired"
    assert rows(outsider) == NOTHING


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-client"},
        {"iss": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_another"},
        {"token_use": "access"},
        {"sub": "0199c0de-0000-7000-8000-000000000001"},
        {"exp": 1},
    ],
    ids=lambda claims: next(iter(claims)),
)
def test_a_token_that_is_not_for_this_departure_is_refused(come_back, outsider, rows, claims):
    refused = come_back(outsider, **claims)

    assert refused.code == (403, "provider_refused")
    assert rows(outsider) == NOTHING


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((500, b""), (503, "unavailable")),
        ((429, b""), (503, "unavailable")),
        ((200, b"<html>"), (503, "unavailable")),
        ((200, b"{}"), (403, "provider_refused")),
        ((200, b"[]"), (403, "provider_refused")),
        ((302, b""), (403, "provider_refused")),
        ((400, b'{"error": "invalid_grant"}'), (403, "provider_refused")),
    ],
)
def test_a_token_endpoint_that_does_not_work_is_survived(
    come_back, hosted_ui, outsider, rows, answer, code
):
    hosted_ui.answer = answer

    refused = come_back(outsider)

    assert refused.code == code
    assert rows(outsider) == NOTHING


def test_a_token_endpoint_that_is_silent_is_not_waited_for(
    come_back, auth, outsider, monkeypatch, database
):
    def silence(*_, **__):
        raise ReadTimeoutError(None, "", "")

    monkeypatch.setattr(auth.hosted_ui._http, "request", silence)

    assert come_back(outsider).code == (503, "unavailable")
    assert auth.hosted_ui._http.connection_pool_kw["timeout"].read_timeout <= 5


@pytest.mark.parametrize(
    "claims",
    [{"email_verified": False}, {"email_verified": None}, {"email": None}, {"email": "no address"}],
    ids=["false", "not said", "no address", "none we can use"],
)
def test_an_address_nobody_has_verified_makes_no_account(
    come_back, outsider, rows, cognito, claims
):
    deleted = cognito("AdminDeleteUser", {})

    refused = come_back(outsider, **claims)

    assert refused.code == (403, "email_unverified")
    assert rows(outsider) == NOTHING
    assert [call["Username"] for call in deleted.parameters] == [outsider.username]


def test_a_disabled_account_stays_shut(come_back, outsider, rows, database):
    come_back(outsider)
    database.execute(
        "UPDATE account.accounts SET status = 'disabled', birth_date = '1990-05-17'"
        " WHERE user_id = %s",
        [outsider.user_id],
    )

    refused = come_back(outsider)

    assert refused.code == (401, "account_disabled")
    assert rows(outsider)["sessions"] == 1


@pytest.mark.parametrize("role", ["member", "coach", "admin"])
def test_whoever_signs_in_with_a_code_cannot_go_around_it(
    come_back, outsider, rows, database, role
):
    come_back(outsider)
    database.execute(
        "UPDATE account.accounts SET status = 'active', birth_date = '1990-05-17', role = %s"
        " WHERE user_id = %s",
        [role, outsider.user_id],
    )
    if role == "member":
        database.execute(
            "INSERT INTO account.second_factors VALUES (%s, now())", [outsider.user_id]
        )

    refused = come_back(outsider)

    assert refused.code == (403, "password_needed")
    assert rows(outsider)["sessions"] == 1


def test_a_page_that_is_not_ours_can_neither_send_nor_bring_back(post, left, hosted_ui, outsider):
    cookie, state, url = left
    body = {"state": state, "code": hosted_ui.issue(url, outsider)}

    sent = post("/auth/federated/start", Origin="https://evil.example")
    brought = post("/auth/federated/callback", body, Cookie=cookie, Origin="https://evil.example")

    assert sent.code == brought.code == (403, "foreign_origin")
    assert "Set-Cookie" not in sent.headers


def test_guessing_from_one_place_is_limited_as_at_the_password(post, left):
    cookie, _, _ = left
    guess = {"state": "s" * 43, "code": "c"}

    replies = [
        post("/auth/federated/callback", guess, Cookie=cookie, ip="198.51.100.21")
        for _ in range(Kind.FROM_PLACE.most + 1)
    ]

    assert replies[-2].code == (401, "sign_in_expired")
    assert replies[-1].code == (429, "too_many_attempts")
    assert replies[-1].headers["Retry-After"]


def test_leaving_from_one_place_is_limited(post):
    replies = [
        post("/auth/federated/start", ip="198.51.100.22") for _ in range(Kind.DEPARTURE.most + 1)
    ]

    assert replies[-2].status == 200
    assert replies[-1].code == (429, "too_many_attempts")


def test_who_comes_back_well_is_not_counted(come_back, outsider, database, auth):
    database.execute("DELETE FROM account.attempts")

    come_back(outsider)

    failures = database.execute(
        "SELECT failures FROM account.attempts WHERE kind = 'from_place'"
    ).fetchone()
    assert failures == (0,)


@pytest.mark.parametrize("path", ["/auth/federated/start", "/auth/federated/callback"])
def test_where_it_is_off_there_is_nothing(post, auth, monkeypatch, path):
    off = auth.settings.model_copy(update={"federation_url": ""})
    monkeypatch.setattr(auth.hosted_ui, "_settings", off)
    body = {"state": "s" * 43, "code": "c"} if path.endswith("callback") else None

    assert post(path, body).code == (404, "not_found")
    assert post("/auth/federated", method="GET").json == {"is_on": False}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"federation_provider": ""}, "FEDERATION_PROVIDER is missing"),
        ({"federation_url": "http://sign.in.example"}, "FEDERATION_URL is not an https"),
        ({"federation_return_url": "http://unlit.example"}, "FEDERATION_RETURN_URL is not an"),
    ],
)
def test_production_refuses_half_a_federation(auth, changes, fault):
    good = {
        "federation_url": "https://unlit.auth.us-east-1.amazoncognito.com",
        "federation_provider": "Google",
        "federation_return_url": RETURN_URL,
        "token_jwks_url": f"{auth.settings.token_issuer}/.well-known/jwks.json",
    }
    assert AuthSettings(mode="production", **good)

    with pytest.raises(ValueError, match=fault):
        AuthSettings(mode="production", **{**good, **changes})


def test_no_token_and_no_address_is_logged(come_back, outsider, logged):
    reply = come_back(outsider)

    assert logged()
    assert outsider.email not in logged()
    assert reply.json["access_token"] not in logged()
    assert reply.cookie not in logged()
