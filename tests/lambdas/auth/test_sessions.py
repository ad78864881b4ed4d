"""Refresh tokens: good once, and a trap for thieves."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import EndpointConnectionError

DOWN = EndpointConnectionError(endpoint_url="https://cognito.example")


@pytest.fixture
def native(post, log_in, member):
    """A refresh token of a native client, and how to use it."""

    class Native:
        token = log_in(member, client="native").json["refresh_token"]

        @staticmethod
        def refresh(token):
            return post("/auth/refresh", {"refresh_token": token})

    return Native


@pytest.fixture
def later(database, member):
    """Let time pass for the member's sessions."""

    def later(interval):
        database.execute(
            "UPDATE account.sessions"
            "   SET rotated_at = rotated_at - %(interval)s::interval,"
            "       expires_at = expires_at - %(interval)s::interval"
            " WHERE user_id = %(user_id)s",
            {"interval": interval, "user_id": member.user_id},
        )

    return later


@pytest.fixture
def revoked(database, member):
    """Why each ended session of the member ended."""

    def reasons():
        rows = database.execute(
            "SELECT revoked_for FROM account.sessions"
            " WHERE user_id = %s AND revoked_at IS NOT NULL",
            [member.user_id],
        )
        return [reason for (reason,) in rows]

    return reasons


def test_refreshing_gives_an_access_token_and_a_successor(native, member):
    reply = native.refresh(native.token)

    assert reply.status == 200
    assert reply.json["user"]["user_id"] == str(member.user_id)
    assert reply.json["access_token"].count(".") == 2
    assert reply.json["refresh_token"] != native.token
    assert native.refresh(reply.json["refresh_token"]).status == 200


def test_a_browser_refreshes_with_its_cookie(post, log_in, member):
    cookie = log_in(member).cookie

    reply = post("/auth/refresh", Cookie=f"theme=dark; {cookie}")

    assert reply.status == 200
    assert "refresh_token" not in reply.json
    assert reply.cookie.startswith("__Host-refresh=v1.")
    assert reply.cookie != cookie


def test_the_sign_in_does_not_get_longer_by_refreshing(post, log_in, member, later):
    cookie = log_in(member).cookie
    later("29 days")

    (set_cookie,) = post("/auth/refresh", Cookie=cookie).headers["Set-Cookie"]

    seconds = int(set_cookie.rpartition("Max-Age=")[2])
    assert 86_000 < seconds <= 86_400


def test_a_tab_that_comes_second_gets_no_successor(native):
    first = native.refresh(native.token)

    second = native.refresh(native.token)

    assert second.status == 200
    assert second.json["access_token"]
    assert "refresh_token" not in second.json
    assert native.refresh(first.json["refresh_token"]).status == 200


def test_an_old_token_ends_the_sign_in_for_thief_and_owner(
    post, native, member, later, revoked, events, audit
):
    successor = native.refresh(native.token).json["refresh_token"]
    later("11 seconds")

    reused = native.refresh(native.token)

    assert reused.code == (401, "session_revoked")
    assert "Max-Age=0" in reused.headers["Set-Cookie"][0]
    assert native.refresh(successor).code == (401, "session_revoked")
    assert revoked() == ["reuse"]
    assert events(member.user_id) == ["account.registered.v1", "session.revoked.v1"]
    assert audit(member.user_id)[-1] == ("refresh", "refused")


def test_a_token_two_generations_old_ends_the_sign_in_at_once(native, revoked):
    second = native.refresh(native.token).json["refresh_token"]
    native.refresh(second)

    assert native.refresh(native.token).code == (401, "session_revoked")
    assert revoked() == ["reuse"]


def test_other_sign_ins_survive_a_theft(native, log_in, member, later):
    other = log_in(member, client="native").json["refresh_token"]
    native.refresh(native.token)
    later("11 seconds")
    native.refresh(native.token)

    assert native.refresh(other).status == 200


def test_eight_refreshes_at_once_make_one_successor(native):
    barrier = threading.Barrier(8, timeout=10)

    def refresh(_):
        barrier.wait()
        return native.refresh(native.token)

    with ThreadPoolExecutor(8) as crowd:
        replies = list(crowd.map(refresh, range(8)))

    assert {reply.status for reply in replies} == {200}
    successors = [reply.json["refresh_token"] for reply in replies if "refresh_token" in reply.json]
    assert len(successors) == 1
    assert native.refresh(successors[0]).status == 200


def test_when_cognito_is_down_nothing_is_rotated(native, cognito, database, member):
    def stored():
        return database.execute(
            "SELECT token_sha256, former_sha256 FROM account.sessions WHERE user_id = %s",
            [member.user_id],
        ).fetchall()

    before = stored()
    cognito("AdminInitiateAuth", DOWN)

    reply = native.refresh(native.token)

    assert reply.code == (503, "unavailable")
    assert "Set-Cookie" not in reply.headers
    assert stored() == before


def test_a_token_cognito_has_given_up_ends_the_sign_in(native, cognito, revoked):
    cognito("AdminInitiateAuth", "NotAuthorizedException")

    assert native.refresh(native.token).code == (401, "session_revoked")
    assert revoked() == ["refused_by_cognito"]


def test_a_sign_in_that_ends_while_cognito_answers_stays_ended(native, auth, database, member):
    def end(**_):
        database.execute(
            "UPDATE account.sessions SET revoked_at = now() WHERE user_id = %s", [member.user_id]
        )

    hooks = auth.user_pool._client.meta.events
    event = "after-call.cognito-identity-provider.AdminInitiateAuth"
    hooks.register_first(event, end)
    try:
        reply = native.refresh(native.token)
    finally:
        hooks.unregister(event, end)

    assert reply.code == (401, "session_revoked")


def test_a_disabled_account_is_not_refreshed(native, database, member):
    database.execute(
        "UPDATE account.accounts SET status = 'disabled' WHERE user_id = %s", [member.user_id]
    )

    reply = native.refresh(native.token)

    assert reply.code == (401, "account_disabled")
    assert "Max-Age=0" in reply.headers["Set-Cookie"][0]


def test_after_a_month_one_signs_in_again(native, later):
    later("30 days")

    assert native.refresh(native.token).code == (401, "unauthenticated")


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "v1",
        "v1...",
        "v2.018f8b1e-0000-7000-8000-000000000000.nonce.token",
        "v1.018f8b1e-0000-7000-8000-000000000000.nonce.token",
        "v1.{018f8b1e-0000-7000-8000-000000000000}.nonce.token",
        "v1.018f8b1e-0000-7000-8000-000000000000.nonce.tökén",
        "v1." + "a" * 8_000,
    ],
    ids=lambda token: token[:30],
)
def test_what_is_no_token_of_ours_is_refused(native, token):
    reply = native.refresh(token)

    assert reply.code == (401, "unauthenticated")
    assert "Max-Age=0" in reply.headers["Set-Cookie"][0]


def test_without_any_token_one_is_signed_out(post):
    assert post("/auth/refresh").code == (401, "unauthenticated")


@pytest.mark.parametrize("path", ["/auth/refresh", "/auth/logout"])
@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://unlit.example", True),
        ("https://unlit.example.evil.example", False),
        ("https://evil.example", False),
        ("null", False),
        ("", False),
    ],
)
def test_only_our_own_pages_may_use_the_cookie(post, log_in, member, path, origin, allowed):
    cookie = log_in(member).cookie

    reply = post(path, Cookie=cookie, Origin=origin)

    assert (reply.status in (200, 204)) is allowed
    if not allowed:
        assert reply.code == (403, "foreign_origin")
        assert post("/auth/refresh", Cookie=cookie).status == 200


@pytest.mark.parametrize("path", ["/auth/refresh", "/auth/logout"])
def test_a_form_on_another_page_cannot_send_the_cookie(post, log_in, member, path):
    cookie = log_in(member).cookie

    reply = post(path, raw="{}", Cookie=cookie, Content_Type="text/plain")

    assert reply.code == (415, "unsupported_media_type")


def test_signing_out_ends_that_sign_in_only(post, native, log_in, member, events, revoked):
    other = log_in(member, client="native").json["refresh_token"]

    reply = post("/auth/logout", {"refresh_token": native.token})

    assert (reply.status, reply.text) == (204, "")
    assert "Max-Age=0" in reply.headers["Set-Cookie"][0]
    assert native.refresh(native.token).code == (401, "session_revoked")
    assert native.refresh(other).status == 200
    assert revoked() == ["sign_out"]
    assert events(member.user_id)[1:] == ["session.revoked.v1"]


def test_signing_out_takes_the_access_token_along(post, log_in, member):
    signed_in = log_in(member)
    post("/auth/logout", Cookie=signed_in.cookie)

    reply = post("/auth/logout-all", Authorization=f"Bearer {signed_in.json['access_token']}")

    assert reply.code == (401, "signed_out")


def test_signing_out_twice_is_as_good_as_once(post, native, member, events):
    replies = [post("/auth/logout", {"refresh_token": native.token}) for _ in range(2)]

    assert [reply.status for reply in replies] == [204, 204]
    assert events(member.user_id)[1:] == ["session.revoked.v1"]


def test_nobody_is_signed_out_by_a_made_up_token(post, native, revoked):
    session = native.token.split(".")[1]

    for forged in (f"v1.{session}.nonce.token", f"v1.{uuid.uuid4()}.nonce.token", "nonsense"):
        assert post("/auth/logout", {"refresh_token": forged}).status == 204

    assert revoked() == []


def test_signing_out_works_while_cognito_is_down(post, native, cognito, revoked):
    cognito("RevokeToken", DOWN)

    assert post("/auth/logout", {"refresh_token": native.token}).status == 204
    assert revoked() == ["sign_out"]


def test_signing_out_everywhere_ends_every_sign_in(
    post, native, log_in, member, events, revoked, cognito
):
    cookie = log_in(member).cookie
    access = log_in(member).json["access_token"]
    asked = cognito("AdminUserGlobalSignOut", DOWN)

    reply = post("/auth/logout-all", Authorization=f"Bearer {access}")

    assert reply.status == 204
    assert native.refresh(native.token).code == (401, "session_revoked")
    assert post("/auth/refresh", Cookie=cookie).code == (401, "session_revoked")
    assert revoked() == ["sign_out_everywhere"] * 3
    assert events(member.user_id)[1:] == ["session.revoked.v1"] * 3
    assert len(asked.parameters) == 1
