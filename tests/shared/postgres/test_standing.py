"""Whether someone may come in, as PostgreSQL knows it."""

import uuid
from contextlib import contextmanager

import psycopg
import pytest

from shared.auth.authenticator import Standing
from shared.auth.roles import Role
from shared.postgres.standing import standing_of


@pytest.fixture
def look_up(postgres_dsn):
    @contextmanager
    def connection():
        with psycopg.connect(postgres_dsn) as conn:
            yield conn

    return standing_of(connection)


@pytest.fixture
def make_person(database):
    def make(role="member", status="active", *, revoked=None):
        user_id = uuid.uuid4()
        database.execute(
            "INSERT INTO account.accounts"
            " (user_id, email, display_name, birth_date, locale, role, status)"
            " VALUES (%s, %s, 'Mai', '1990-01-01', 'vi', %s, %s)",
            [user_id, f"{user_id}@people.example", role, status],
        )
        if revoked is not None:
            database.execute(
                "INSERT INTO account.sessions (session_id, user_id, origin_jti, token_sha256,"
                "                              user_agent, expires_at, revoked_at)"
                " VALUES (%s, %s, %s, '', '', now(), CASE WHEN %s THEN now() END)",
                [uuid.uuid4(), user_id, f"sign-in of {user_id}", revoked],
            )
        return user_id

    return make


@pytest.mark.parametrize(
    ("person", "standing"),
    [
        pytest.param({}, Standing(Role.MEMBER, True, False), id="member"),
        pytest.param({"role": "coach"}, Standing(Role.COACH, True, False), id="coach"),
        pytest.param({"revoked": False}, Standing(Role.MEMBER, True, False), id="signed in"),
        pytest.param({"revoked": True}, Standing(Role.MEMBER, True, True), id="signed out"),
        pytest.param({"status": "disabled"}, Standing(Role.MEMBER, False, False), id="disabled"),
        pytest.param({"status": "unconfirmed"}, Standing(Role.MEMBER, False, False), id="waiting"),
        pytest.param(
            {"status": "incomplete"}, Standing(Role.MEMBER, True, False, False), id="incomplete"
        ),
    ],
)
def test_a_standing_is_role_status_and_sign_in(look_up, make_person, person, standing):
    user_id = make_person(**person)

    assert look_up(user_id, f"sign-in of {user_id}") == standing


def test_another_sign_in_that_ended_does_not_count(look_up, make_person):
    user_id = make_person(revoked=True)

    assert look_up(user_id, "another sign-in").session_is_revoked is False


def test_the_ended_sign_in_of_somebody_else_does_not_count(look_up, make_person):
    ended = make_person(revoked=True)
    user_id = make_person()

    assert look_up(user_id, f"sign-in of {ended}").session_is_revoked is False


def test_nobody_has_no_standing(look_up):
    assert look_up(uuid.uuid4(), "a sign-in") is None
